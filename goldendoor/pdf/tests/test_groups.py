"""Which boxes mean one of many."""

import pytest

from goldendoor.pdf import fields
from goldendoor.pdf.tests import homemade, official


def groups_of(boxes: list[tuple[str, str, str]]) -> dict[str, str | None]:
    """Groups of checkboxes given as (name, on-state, tooltip)."""
    form = homemade.FormBuilder()
    for name, state, label in boxes:
        form.checkbox(name, state, TU=label)
    return {field.name: field.group for field in fields.read(form.data()).fields}


def test_siblings_with_different_states_are_one_of_many():
    assert groups_of([("U[0]", " APT ", ""), ("U[1]", " STE ", ""), ("U[2]", " FLR ", "")]) == {
        "U[0]": "U",
        "U[1]": "U",
        "U[2]": "U",
    }


def test_boxes_of_which_all_may_apply_are_free():
    label = "Part 7. 2. Race (Select all applicable boxes). Select {}."
    found = groups_of(
        [("R[0]", "AS", label.format("Asian")), ("R[1]", "WH", label.format("White"))]
    )
    assert set(found.values()) == {None}


def test_yes_and_no_are_one_of_many_even_where_the_heading_speaks_of_boxes():
    label = "Part B. Check the appropriate box/boxes below. A. Have you? Select {}."
    found = groups_of([("y[0]", "Y", label.format("Yes")), ("y[1]", "N", label.format("No"))])
    assert set(found.values()) == {"y"}


def test_siblings_with_the_same_state_are_free():
    found = groups_of([("P[0]", "A", "Select a hardship."), ("P[1]", "A", "Select a guardian.")])
    assert set(found.values()) == {None}


def test_names_that_differ_by_their_answer_belong_together():
    found = groups_of([("L9_Male[0]", "Y", ""), ("L9_Female[0]", "Y", ""), ("L9_Hair[0]", "Y", "")])
    assert found["L9_Male[0]"] == found["L9_Female[0]"] is not None
    assert found["L9_Hair[0]"] is None


def test_only_one_box_in_the_tooltip_binds_boxes_of_any_name():
    label = "1. I am filing for my (Select only one box): Select {}."
    found = groups_of(
        [("Spouse[0]", "Y", label.format("Spouse")), ("Child[0]", "Y", label.format("Child"))]
    )
    assert len(set(found.values())) == 1
    assert None not in found.values()


@pytest.mark.parametrize(
    ("file", "together", "apart"),
    [
        (
            "i-130_2024-04-01_b2.pdf",
            ["Pt2Line17_Widowed[0]", "Pt2Line17_Married[0]", "Pt2Line17_Divorced[0]"],
            ["Pt3Line2_Race_White[0]", "Pt3Line2_Race_Asian[0]"],
        ),
        (
            "i-485_2025-01-20.pdf",
            ["Pt1Line18US_Unit[0]", "Pt1Line18US_Unit[1]", "Pt1Line18US_Unit[2]"],
            ["Pt7Line2_Race[0]", "Pt7Line2_Race[1]"],
        ),
        ("eoir-29_2026-02.pdf", ["Enter Yes - Brief", "Enter No - Brief"], []),
    ],
)
def test_official_groups(file, together, apart):
    if not (official.FOLDER / file).is_file():
        pytest.skip("no official forms")
    group_of = {
        f.name.rsplit(".", 1)[-1]: f.group for f in fields.read(official.FOLDER / file).fields
    }
    assert len({group_of[name] for name in together}) == 1
    assert group_of[together[0]] is not None
    assert all(group_of[name] is None for name in apart)
