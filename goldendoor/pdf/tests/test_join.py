"""Joining."""

from io import BytesIO

import pikepdf
import pytest

from goldendoor.pdf import errors, fields, join, read_back, stamping, template
from goldendoor.pdf.tests import homemade, readers


def letter(words: str, pages: int = 1, **page_keys) -> bytes:
    """A plain PDF whose first page says `words`."""
    form = homemade.FormBuilder(pages=pages)
    form.print_lines([words])
    del form.pdf.Root.AcroForm
    for key, value in page_keys.items():
        form.pdf.pages[0].obj[f"/{key}"] = value
    return form.data()


@pytest.fixture(scope="module")
def filled() -> bytes:
    prepared = template.prepare(homemade.sample_form())
    return prepared.fill({"Family[0]": "Żółć", "YN[1]": True, "State[0]": "CA"}).data


def test_pages_come_in_order():
    joined = join.join(
        [join.Part(letter("first", 2)), join.Part(letter("second"))], title="Two letters"
    )
    assert "first" in readers.text_of_page(joined, 0)
    assert "second" in readers.text_of_page(joined, 2)


def test_some_pages_only_in_the_order_asked_for(filled):
    joined = join.join([join.Part(filled, pages=[1])], title="One page")
    assert {field.name for field in fields.read(joined).fields} == {
        "ANumber[1]",
        "PDF417BarCode1[1]",
    }
    with pytest.raises(errors.NoSuchPage, match="has 2 pages; there is no page 8"):
        join.join([join.Part(filled, pages=[7])], title="x")


def test_a_single_form_keeps_its_names_and_values(filled):
    joined = join.join([join.Part(letter("cover")), join.Part(filled)], title="Packet")
    values = read_back.values(joined)
    assert values["Family[0]"] == "Żółć"
    assert readers.pypdf_values(joined)["Family[0]"] == "Żółć"
    assert fields.read(joined).by_name["Family[0]"].page == 2


def test_equal_names_are_kept_apart_and_stay_fillable(filled):
    other = template.prepare(homemade.sample_form()).fill({"Family[0]": "李小龍"}).data
    joined = join.join([join.Part(filled), join.Part(other)], title="Two forms")
    values = read_back.values(joined)
    assert (values["d1.Family[0]"], values["d2.Family[0]"]) == ("Żółć", "李小龍")
    assert (values["d1.YN[1]"], values["d2.YN[1]"]) == ("N", False)
    assert readers.pdfium_values(joined)["d2.Family[0]"] == "李小龍"


def test_without_fields_what_they_show_is_page_content(filled):
    joined = join.join([join.Part(filled)], title="Flat", keep_fields=False)
    assert fields.read(joined).fields == ()
    assert "California" in readers.text_of_page(joined, 0)


def test_bookmarks_are_nested_and_lead_to_their_pages():
    outline = [
        join.Bookmark("Forms", 0, (join.Bookmark("I-130 李", 1),)),
        join.Bookmark("Exhibit A", 2),
    ]
    joined = join.join([join.Part(letter("x", 3))], title="Packet", outline=outline)
    with pikepdf.open(BytesIO(joined)) as pdf, pdf.open_outline() as read:
        assert [item.title for item in read.root] == ["Forms", "Exhibit A"]
        assert read.root[0].children[0].title == "I-130 李"
        assert read.root[1].destination[0].objgen == pdf.pages[2].obj.objgen


def test_title_and_language_are_set():
    joined = join.join([join.Part(letter("x"))], title="Paquete de Núñez", language="es")
    with pikepdf.open(BytesIO(joined)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Paquete de Núñez"
        assert str(pdf.Root.Lang) == "es"
        assert pdf.open_metadata()["dc:title"] == "Paquete de Núñez"


def test_stamps_stand_on_their_pages_only():
    stamps = [[("page 1 of 3", "foot_right"), ("Exhibit Ż", "head")], [], [("last", "foot")]]
    joined = join.join([join.Part(letter("x", 3))], title="x", stamps=stamps)
    first = readers.text_of_page(joined, 0)
    assert "page 1 of 3" in first
    assert "Exhibit Ż" in first
    assert readers.text_of_page(joined, 1).strip() == ""
    assert "last" in readers.text_of_page(joined, 2)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_stamp_is_upright_in_the_corner_that_is_seen(rotate):
    blank = letter(" ", Rotate=rotate)
    joined = join.join([join.Part(blank)], title="x", stamps=[[("HERE", "head_right")]])
    page = readers.pdfium_pages(joined, 1)[0]
    left, top, right, bottom = page.point(lambda value: value < 128 and 255).getbbox()
    assert left > page.width * 0.8
    assert bottom < page.height * 0.1
    assert right - left > bottom - top


def test_a_stamp_is_not_moved_by_what_the_page_left_behind():
    form = homemade.FormBuilder()
    del form.pdf.Root.AcroForm
    form.pdf.pages[0].Contents = form.pdf.make_stream(b"q 0.1 0 0 0.1 0 0 cm")
    joined = join.join([join.Part(form.data())], title="x", stamps=[[("HERE", "foot")]])
    assert "HERE" in readers.text_of_page(joined, 0)


def test_an_unknown_place_is_refused():
    with pytest.raises(ValueError, match=r"^“middle” is no place for a stamp"):
        join.join([join.Part(letter("x"))], title="x", stamps=[[("a", "middle")]])
    assert "head_left" in stamping.POSITIONS


def test_a_broken_part_is_refused():
    with pytest.raises(errors.PdfError):
        join.join([join.Part(letter("x")), join.Part(b"%PDF-1.7 nothing")], title="x")


def test_replaced_pages_take_their_fields_with_them(filled):
    signed = join.replace_pages(filled, {1: (letter("signed by hand"), 0, 0)})
    assert "signed by hand" in readers.text_of_page(signed, 1)
    names = {field.name for field in fields.read(signed).fields}
    assert "Family[0]" in names
    assert "ANumber[1]" not in names
    assert read_back.values(signed)["Family[0]"] == "Żółć"


def test_a_packet_within_a_packet_keeps_both_stamps():
    once = join.join(
        [join.Part(letter("Letter"))], title="One", stamps=[[("Приложение Б", "foot")]]
    )
    twice = join.join([join.Part(once)], title="Two", stamps=[[("Документ Я", "head")]])
    said = readers.text_of_page(twice, 0)
    assert "Приложение Б" in said
    assert "Документ Я" in said
