"""Reading the field tree."""

import json

import pytest

from goldendoor.pdf import fields
from goldendoor.pdf.tests import homemade, official


@pytest.fixture(scope="module")
def tree() -> fields.FieldTree:
    return fields.read(homemade.sample_form())


def test_every_kind_of_field_is_told_apart(tree):
    kinds = {field.name: field.kind for field in tree.fields}
    assert kinds["Family[0]"] == "text"
    assert kinds["State[0]"] == "choice"
    assert kinds["YN[0]"] == "checkbox"
    assert kinds["PDF417BarCode1[0]"] == "barcode"


def test_place_and_limits_are_read(tree):
    number = tree.by_name["ANumber[0]"]
    assert (number.page, number.max_length, number.comb) == (1, 9, True)
    assert number.rect == (50.0, 694.0, 250.0, 712.0)
    assert tree.by_name["ANumber[1]"].page == 2
    assert tree.by_name["Story[0]"].multiline
    assert tree.page_sizes == ((612.0, 792.0), (612.0, 792.0))


def test_part_and_item_come_from_the_tooltip(tree):
    family = tree.by_name["Family[0]"]
    assert (family.part, family.item) == ("1", "1.a")
    assert tree.by_name["ANumber[0]"].item == "2"


def test_options_and_states_are_read_as_they_are(tree):
    state = tree.by_name["State[0]"]
    assert state.options == (" ", "NY", "CA")
    assert state.option_labels == (" ", "NY", "California")
    assert tree.by_name["Unit[0]"].on_state == " APT "


def test_boxes_that_mean_one_of_many_share_a_group(tree):
    assert tree.by_name["YN[0]"].group == tree.by_name["YN[1]"].group == "YN"
    assert tree.by_name["Unit[0]"].group is None


def test_a_read_only_repeat_knows_what_it_repeats(tree):
    repeat = tree.by_name["ANumber[1]"]
    assert repeat.repeats == "ANumber[0]"
    assert not repeat.writable
    assert tree.by_name["ANumber[0]"].repeats is None


def test_a_factory_value_is_told(tree):
    assert tree.by_name["PDF417BarCode1[0]"].factory == "X-9|01/20/25|1"
    assert tree.by_name["Family[0]"].factory is None


def test_a_box_that_comes_ticked_has_factory_true():
    form = homemade.FormBuilder()
    form.checkbox("On[0]", "Y", on=True)
    assert fields.read(form.data()).by_name["On[0]"].factory is True


def test_a_tree_survives_json(tree):
    assert fields.FieldTree.from_json(tree.to_json()) == tree
    assert json.loads(tree.to_json())["fields"][0]["name"] == "Family[0]"


def test_a_pdf_without_a_form_has_no_fields():
    form = homemade.FormBuilder()
    del form.pdf.Root.AcroForm
    assert fields.read(form.data()).fields == ()


def test_a_locked_ink_signature_box_is_a_signature():
    form = homemade.FormBuilder()
    label = "Applicant's Signature. This is a protected field. Print and sign in ink."
    form.text("Sign[0]", Ff=1, TU=label)
    assert fields.read(form.data()).by_name["Sign[0]"].kind == "signature"


@pytest.mark.parametrize("path", official.sample(), ids=lambda path: path.stem)
def test_official_fields_are_counted_as_the_index_does(path):
    index = json.loads((official.FOLDER / "index.json").read_text())
    entry = next(
        e
        for e in index["forms"] + index["derived"]
        if e["file"] == path.relative_to(official.FOLDER).as_posix()
    )
    tree = fields.read(path)
    assert len(tree.fields) == entry["fields_total"]
    assert tree.pages == entry["pages"]
    assert tree.sha256 == entry["sha256"]
    assert sum(f.max_length is not None for f in tree.fields) == entry["fields_with_maxlen"]


def test_pages_of_i_485_repeat_the_a_number():
    path = official.FOLDER / "i-485_2025-01-20.pdf"
    if not path.is_file():
        pytest.skip("no official forms")
    tree = fields.read(path)
    repeats = [f for f in tree.fields if f.repeats == "form1[0].#subform[0].AlienNumber[0]"]
    assert {f.page for f in repeats} == set(range(2, 25))
