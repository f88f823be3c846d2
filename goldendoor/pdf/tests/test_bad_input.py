"""Files that are broken, locked, huge or no PDF at all: a clear refusal, never a crash."""

import random
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldendoor.pdf import errors, fields, identify, opening, read_back, render, template
from goldendoor.pdf.tests import homemade

FORM = homemade.sample_form()
EVERY_READER = (fields.read, read_back.values, template.prepare, identify.identify)


def refusal_of(reader, data: bytes) -> str:
    """What a reader says against `data`; any error but a `PdfError` fails the test."""
    try:
        reader(data)
    except errors.PdfError as error:
        return str(error)
    return "It could be read."


@pytest.mark.parametrize("reader", [*EVERY_READER, render.page_count])
def test_what_is_no_pdf_is_called_so(reader):
    with pytest.raises(errors.NotAPdf, match="is not a PDF"):
        reader(b"<html>not a form</html>")
    with pytest.raises(errors.NotAPdf):
        reader(b"")


@pytest.mark.parametrize("reader", [*EVERY_READER, render.page_count])
def test_a_password_is_asked_for(reader):
    form = homemade.FormBuilder()
    form.text("A[0]")
    locked = form.data(encryption=pikepdf.Encryption(owner="o", user="secret", R=6))
    with pytest.raises(errors.Encrypted, match="password"):
        reader(locked)


@pytest.mark.parametrize("reader", EVERY_READER)
def test_a_cut_off_file_is_damaged_or_still_readable(reader):
    for share in (0.02, 0.3, 0.6, 0.9):
        assert refusal_of(reader, FORM[: int(len(FORM) * share)]).endswith(".")


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(opening, "MAX_PAGES", 1)
    with pytest.raises(errors.TooLarge, match="2 pages, more than the 1 allowed"):
        fields.read(FORM)


def test_too_many_objects_are_refused(monkeypatch):
    monkeypatch.setattr(opening, "MAX_OBJECTS", 3)
    with pytest.raises(errors.TooLarge, match="objects"):
        fields.read(FORM)


def test_too_many_bytes_are_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(opening, "MAX_BYTES", 100)
    path = tmp_path / "large.pdf"
    path.write_bytes(FORM)
    with pytest.raises(errors.TooLarge, match="bytes"):
        fields.read(path)
    with pytest.raises(errors.TooLarge, match="bytes"):
        fields.read(FORM)


def test_a_stream_that_swells_beyond_measure_is_refused():
    swollen = zlib.compress(b"\0" * (opening.MAX_STREAM_BYTES + 1_000_000), 9)
    with opening.open_pdf(FORM) as pdf:
        bomb = pdf.make_stream(swollen)
        bomb.Filter = pikepdf.Name.FlateDecode
        pdf.Root.AcroForm.Fields[0].V = bomb
        buffer = BytesIO()
        pdf.save(buffer, compress_streams=False, recompress_flate=False)
    with pytest.raises(errors.PdfError):
        fields.read(buffer.getvalue())


def test_a_field_that_is_its_own_parent_ends():
    form = homemade.FormBuilder()
    widget = form.text("A[0]")
    widget.Parent = widget
    assert len(fields.read(form.data()).fields) <= 1


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.integers(1, 60))
def test_mutated_files_never_raise_anything_but_a_pdf_error(seed, changes):
    chance = random.Random(seed)
    data = bytearray(FORM)
    for _ in range(changes):
        at = chance.randrange(9, len(data))
        if chance.random() < 0.6:
            data[at] = chance.randrange(256)
        elif chance.random() < 0.5:
            del data[at : at + chance.randrange(1, 30)]
        else:
            data[at:at] = data[chance.randrange(len(data)) :][: chance.randrange(1, 40)]
    for reader in EVERY_READER:
        refusal_of(reader, bytes(data))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_odd_values_in_the_form_never_raise_anything_but_a_pdf_error(data):
    odd = st.sampled_from(
        [
            pikepdf.Name.Odd,
            pikepdf.String("x"),
            pikepdf.Array([1, pikepdf.String("y")]),
            pikepdf.Dictionary(A=1),
            -1,
            2**40,
            True,
            None,
        ]
    )
    keys = ("T", "FT", "Ff", "Rect", "MaxLen", "TU", "V", "Opt", "DA", "Q", "MK", "AP", "F", "Kids")
    with opening.open_pdf(FORM) as pdf:
        for widget in list(pdf.pages[0].obj.Annots):
            for key in data.draw(st.lists(st.sampled_from(keys), max_size=2)):
                value = data.draw(odd)
                if value is None:
                    if f"/{key}" in widget:
                        del widget[f"/{key}"]
                else:
                    widget[f"/{key}"] = value
        buffer = BytesIO()
        pdf.save(buffer)
    for reader in EVERY_READER:
        refusal_of(reader, buffer.getvalue())
