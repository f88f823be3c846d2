"""Filling: what is asked for is what is written, or a clear refusal."""

from io import BytesIO

import pikepdf
import pytest

from goldendoor.pdf import errors, fields, read_back, template
from goldendoor.pdf.tests import homemade, readers


@pytest.fixture(scope="module")
def prepared() -> template.Template:
    return template.prepare(homemade.sample_form())


def values_after(prepared: template.Template, values: dict, **options) -> dict:
    return read_back.values(prepared.fill(values, **options).data)


@pytest.mark.parametrize(
    "text",
    [
        "Núñez-Żółć",
        "李小龍",
        "Ольга",
        "محمد",
        "O'Brien",
        "NA",
        "A" * 100,
        "Sukarno",
        "(a) \\ b)",
        "two\nlines",
        "tab\there",
        "naïve “quotes”",
        "שרה כהן 12",
        "한국 이름",
        "𝔘nusual 😀",
        " leading and trailing ",
        "",
    ],
)
def test_text_comes_back_byte_for_byte(prepared, text):
    filled = prepared.fill({"Family[0]": text}).data
    assert read_back.values(filled)["Family[0]"] == text
    assert readers.pypdf_values(filled)["Family[0]"] == text


def test_true_means_the_boxes_own_state(prepared):
    values = values_after(prepared, {"Unit[0]": True, "Agree[0]": True, "YN[1]": "N"})
    assert (values["Unit[0]"], values["Agree[0]"]) == (" APT ", "Yes")
    assert (values["YN[0]"], values["YN[1]"]) == (False, "N")


def test_two_boxes_of_one_group_are_refused(prepared):
    with pytest.raises(errors.GroupConflict, match="Only one box"):
        prepared.fill({"YN[0]": True, "YN[1]": True})


def test_ticking_one_box_unticks_the_one_that_came_ticked():
    form = homemade.FormBuilder()
    form.checkbox("YN[0]", "Y", on=True)
    form.checkbox("YN[1]", "N")
    prepared = template.prepare(form.data())
    assert values_after(prepared, {})["YN[0]"] == "Y"
    assert values_after(prepared, {"YN[1]": True}) == {"YN[0]": False, "YN[1]": "N"}


def test_an_unknown_field_is_refused_with_the_nearest_name(prepared):
    with pytest.raises(errors.UnknownField, match=r"Famly.*Family\[0\]"):
        prepared.fill({"Famly[0]": "x"})


def test_a_choice_that_is_not_offered_is_refused(prepared):
    with pytest.raises(errors.NotAnOption, match="does not offer “TX”"):
        prepared.fill({"State[0]": "TX"})
    with pytest.raises(errors.NotAnOption):
        prepared.fill({"YN[0]": "Maybe"})
    with pytest.raises(errors.NotAnOption):
        prepared.fill({"Family[0]": True})


def test_a_choice_keeps_its_export_value_and_shows_its_label(prepared):
    filled = prepared.fill({"State[0]": "CA"}).data
    assert read_back.values(filled)["State[0]"] == "CA"
    with pikepdf.open(BytesIO(filled)) as pdf:
        widget = next(a for a in pdf.pages[0].Annots if str(a.T) == "State[0]")
        assert b"(California)" in widget.AP.N.read_bytes()


def test_text_over_the_maximum_is_refused_or_reported_never_lost(prepared):
    with pytest.raises(errors.TooLong, match="12 characters and the field holds 5"):
        prepared.fill({"Short[0]": "Main Street9"})
    filled = prepared.fill({"Short[0]": "Main Street9"}, strict=False)
    assert read_back.values(filled.data)["Short[0]"] == "Main"
    assert filled.overflow == (template.Overflow("Short[0]", "Street9"),)


def test_a_barcode_takes_no_value_and_keeps_its_own(prepared):
    with pytest.raises(errors.NotFillable, match="is a barcode"):
        prepared.fill({"PDF417BarCode1[0]": "x"})
    values = values_after(prepared, {"Family[0]": "x"})
    assert values["PDF417BarCode1[0]"] == "X-9|01/20/25|1"


def test_a_repeat_follows_what_it_repeats(prepared):
    values = values_after(prepared, {"ANumber[0]": "012345678"})
    assert values["ANumber[1]"] == "012345678"
    values = values_after(prepared, {"ANumber[0]": "012345678", "ANumber[1]": "1"})
    assert values["ANumber[1]"] == "1"


def test_long_text_is_whole_in_the_value_and_reported_as_overflow(prepared):
    text = "a story of many words " * 60
    filled = prepared.fill({"Story[0]": text})
    assert read_back.values(filled.data)["Story[0]"] == text
    (overflow,) = filled.overflow
    assert overflow.name == "Story[0]"
    shown, rest = prepared.split("Story[0]", text)
    assert overflow.text == rest
    assert f"{shown} {rest}" == text.rstrip() or f"{shown} {rest}" == text
    assert prepared.fits("Story[0]", shown)
    assert not prepared.fits("Story[0]", text)


def test_the_template_is_not_changed_by_a_fill(prepared):
    before = prepared.fill({"Family[0]": "One"}).data
    prepared.fill({"Family[0]": "Two", "YN[0]": True}, flatten=True, mark="DRAFT")
    assert prepared.fill({"Family[0]": "One"}).data == before


def test_flattened_forms_have_no_fields_but_the_same_words(prepared):
    filled = prepared.fill({"Family[0]": "Lopez", "State[0]": "NY", "YN[0]": True}, flatten=True)
    assert fields.read(filled.data).fields == ()
    page = readers.text_of_page(filled.data, 0)
    assert "Lopez" in page
    assert "NY" in page


def test_a_hidden_field_is_filled_but_not_printed_when_flattened():
    form = homemade.FormBuilder()
    form.text("Secret[0]").F = 2
    prepared = template.prepare(form.data())
    assert values_after(prepared, {"Secret[0]": "unseen"})["Secret[0]"] == "unseen"
    flat = prepared.fill({"Secret[0]": "unseen"}, flatten=True).data
    assert "unseen" not in readers.text_of_page(flat, 0)


@pytest.mark.parametrize("flatten", [False, True])
def test_a_mark_stands_on_every_page(prepared, flatten):
    filled = prepared.fill({}, mark="DRAFT, NOT FOR FILING", flatten=flatten).data
    for page in range(2):
        assert "DRAFT, NOT FOR FILING" in readers.text_of_page(filled, page)


def test_the_result_has_no_xfa_no_usage_rights_and_no_encryption():
    form = homemade.FormBuilder()
    form.text("A[0]")
    form.pdf.Root.AcroForm.XFA = form.pdf.make_stream(b"<xdp/>")
    form.pdf.Root.AcroForm.NeedAppearances = True
    form.pdf.Root.Perms = pikepdf.Dictionary(UR3=pikepdf.Dictionary())
    locked = form.data(encryption=pikepdf.Encryption(owner="o", user="", R=4))
    filled = template.prepare(locked).fill({"A[0]": "x"}).data
    with pikepdf.open(BytesIO(filled)) as pdf:
        assert not pdf.is_encrypted
        assert "/Perms" not in pdf.Root
        assert "/XFA" not in pdf.Root.AcroForm
        assert pdf.Root.AcroForm.NeedAppearances is False


def test_every_font_that_is_used_is_embedded(prepared):
    filled = prepared.fill({"Family[0]": "Plain", "Given[0]": "Ольга 李 محمد"}).data
    with pikepdf.open(BytesIO(filled)) as pdf:
        for widget in pdf.pages[0].Annots:
            if str(widget.T) not in ("Family[0]", "Given[0]"):
                continue
            for font in widget.AP.N.Resources.Font.values():
                inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                assert "/FontFile2" in inner.FontDescriptor
                assert "+" in str(font.BaseFont)


def test_one_field_with_two_widgets_is_written_in_both_places():
    form = homemade.FormBuilder(pages=2)
    first, second = form.text("Twice"), form.text("other", page=2)
    owner = form.pdf.make_indirect(
        pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="Twice", Kids=[first, second])
    )
    for kid in (first, second):
        del kid["/T"], kid["/FT"]
        kid.Parent = owner
    form.pdf.Root.AcroForm.Fields = pikepdf.Array([owner])
    prepared = template.prepare(form.data())
    filled = prepared.fill({"Twice": "seen twice"})
    assert read_back.values(filled.data) == {"Twice": "seen twice"}
    flat = prepared.fill({"Twice": "seen twice"}, flatten=True).data
    assert "seen twice" in readers.text_of_page(flat, 0)
    assert "seen twice" in readers.text_of_page(flat, 1)


def test_a_later_pages_barcode_is_computed_and_can_be_read(prepared):
    from goldendoor.pdf import barcodes

    filled = prepared.fill({})
    assert read_back.values(filled.data)["PDF417BarCode1[1]"] == "X-9|01/20/25|2"
    assert barcodes.read_page(filled.data, 2) == ["X-9|01/20/25|2"]


def test_a_field_that_the_forms_script_would_unlock_can_be_filled_by_name():
    form = homemade.FormBuilder()
    form.text("Details[0]", Ff=1)
    prepared = template.prepare(form.data())
    assert not prepared.tree.by_name["Details[0]"].writable
    assert values_after(prepared, {"Details[0]": "as answered"})["Details[0]"] == "as answered"


def test_a_turned_field_is_drawn_within_its_box():
    form = homemade.FormBuilder()
    form.text("Side[0]", width=20, height=120, MK=pikepdf.Dictionary(R=90))
    prepared = template.prepare(form.data())
    rect = prepared.tree.fields[0].rect
    blank = readers.pdfium_pages(prepared.fill({}).data, 2)[0]
    for flatten in (False, True):
        filled = prepared.fill({"Side[0]": "upwards we go"}, flatten=flatten).data
        after = readers.pdfium_pages(filled, 2)[0]
        inside = readers.changed_ink(blank, after, rect, 792, 2)
        everywhere = readers.changed_ink(blank, after, (0, 0, 612, 792), 792, 2)
        assert inside > 100
        assert inside == everywhere
