"""What is posted becomes facts, and facts become boxes again."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law.check import plain
from goldendoor.law.library import Library
from goldendoor.rulebook import facts, words
from goldendoor.rulebook.browse import page

LIBRARY = Library.shipped()
DECLARED: dict[str, Any] = {
    "filed_date": {"type": "date", "required": True, "meaning": "day of filing"},
    "income_cents": {"type": "money_cents"},
    "is_married": {"type": "bool", "default": False},
    "track_years": {"type": "int", "enum": [3, 5]},
    "trips": {
        "type": "list",
        "required": True,
        "items": {
            "type": "object",
            "fields": {"departed_date": {"type": "date"}, "returned_date": {"type": "date"}},
        },
    },
    "closure_dates": {"type": "list", "items": {"type": "date"}},
}


def test_dollars_become_cents_and_choices_their_own_kind() -> None:
    posted = {"filed_date": "2026-08-03", "income_cents": "$41,250.5", "track_years": "5",
              "is_married": "true"}  # fmt: skip
    given_facts, problems = facts.read(DECLARED, posted)
    assert problems == {}
    assert given_facts == {
        "filed_date": "2026-08-03",
        "income_cents": 4_125_050,
        "is_married": True,
        "track_years": 5,
        "trips": [],
    }


def test_an_empty_row_is_no_row_and_a_half_filled_one_is_said() -> None:
    posted = {"filed_date": "2026-08-03", "trips-0-departed_date": "", "trips-0-returned_date": "",
              "trips-1-departed_date": "2026-01-02", "trips-1-returned_date": "",
              "closure_dates-0": "2026-12-24", "closure_dates-1": ""}  # fmt: skip
    given_facts, problems = facts.read(DECLARED, posted)
    assert list(problems) == ["trips-1-returned_date"]
    assert given_facts["closure_dates"] == ["2026-12-24"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("filed_date", "2026-02-30"),
        ("filed_date", "tomorrow"),
        ("filed_date", ""),
        ("income_cents", "12.345"),
        ("income_cents", "NaN"),
        ("income_cents", "1e999999"),
        ("track_years", "4"),
        ("is_married", "maybe"),
        ("trips-0-departed_date", "0000-00-00"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_box_and_stays_typed(name, typed) -> None:
    posted = {"filed_date": "2026-08-03", name: typed}
    _given, problems = facts.read(DECLARED, posted)
    assert name in problems
    boxes = facts.fields(DECLARED, posted, problems)
    every = [one for box in boxes for one in (box, *(cell for row in box.rows for cell in row))]
    found = next(one for one in every if one.name == name)
    assert found.error == problems[name]
    assert found.value == typed


@given(st.dictionaries(st.sampled_from(["filed_date", "income_cents", "track_years", "is_married",
       "trips-0-departed_date", "trips-999-x", "trips--1", "closure_dates-59"]),
       st.text(max_size=30)))  # fmt: skip
def test_whatever_is_posted_gives_facts_or_a_problem(posted: dict[str, str]) -> None:
    given_facts, problems = facts.read(DECLARED, posted)
    assert "filed_date" in given_facts or "filed_date" in problems
    facts.fields(DECLARED, posted, problems)


@pytest.mark.parametrize("rule_id", LIBRARY.ids("rules"))
def test_every_example_of_every_rule_can_be_typed_into_its_form(rule_id) -> None:
    rule = LIBRARY.rule(rule_id)
    declared = page.inputs_of(rule)
    for example in rule["examples"]:
        wanted = plain(example["inputs"])
        read, problems = facts.read(declared, facts.as_posted(declared, wanted))
        assert problems == {}, rule_id
        assert read == {
            name: value for name, value in wanted.items() if value not in (None, [])
        } | {name: [] for name in wanted if wanted[name] == [] and declared[name].get("required")}


def test_a_fact_named_by_the_law_is_found_on_the_page() -> None:
    assert facts.place_of("trips[0].departed_date") == "trips-0-departed_date"
    assert facts.place_of("closure_dates[2]") == "closure_dates-2"
    assert facts.place_of("served_date") == "served_date"


def test_sentences_of_the_law_use_the_words_of_the_page() -> None:
    declared = {"departed_date": {"type": "date", "label": "Left"}, "date": {"type": "date"}}
    said = facts.in_words("departed_date (2026-01-01) is before date.", declared)
    assert said == "“Left” (2026-01-01) is before “Date”."


def test_names_and_values_are_said_as_people_say_them() -> None:
    assert words.of_name("i485_filed_date") == "I-485 filed date"
    assert words.of_name("is_addressee_outside_us") == "Is addressee outside U.S.?"
    assert words.of_value(56_000, {"type": "money_cents"}) == "$560.00"
    assert words.of_value("2026-11-30") == "Mon 30 Nov 2026"
    assert words.of_value("2026-12-01T09:00") == "Tue 1 Dec 2026, 09:00"
    assert words.of_value(None) == "none"
    assert words.of_value([datetime.date(2026, 1, 2)]) == "Fri 2 Jan 2026"
