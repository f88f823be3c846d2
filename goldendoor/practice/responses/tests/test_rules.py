"""Splitting what is asked; what stands in the way of sending. Nothing here reads a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law.library import Library
from goldendoor.practice.responses import kinds, rules
from goldendoor.practice.responses.rules import Standing

NOTICE = """Department of Fictional Security
Request for Evidence
You must submit the following:

1. Evidence of a shared life, such as
   a. a lease, or
   b. statements.
2. The birth certificate
   with a translation.

Your response must be received by October 20, 2026.
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. A lease\n2. A bill", ["A lease", "A bill"]),
        ("(1) A lease,\nsigned\n(2) A bill", ["A lease,\nsigned", "A bill"]),
        ("1) One\n a. part\n b. part\n2) Two", ["One\n a. part\n b. part", "Two"]),
        ("• A lease\n• A bill", ["A lease", "A bill"]),
        ("Both of these:\n- A lease\n- A bill", ["Both of these:", "A lease", "A bill"]),
        ("A lease.\n\nA bill.", ["A lease.", "A bill."]),
        ("Only one thing", ["Only one thing"]),
        ("Born on 1. May 1990 in a village", ["Born on 1. May 1990 in a village"]),
        ("Please send:\n1. A\n2. B", ["A", "B"]),
        (" \r\n ", []),
    ],
)
def test_a_pasted_list_becomes_its_requests(text: str, found: list[str]) -> None:
    assert rules.split(text) == found


def test_the_list_of_a_notice_is_found_between_its_usual_words() -> None:
    first, second = rules.split(rules.asked_in(NOTICE))
    assert first.startswith("Evidence of a shared life")
    assert "b. statements." in first
    assert second == "The birth certificate\nwith a translation."
    assert rules.asked_in("Nothing of the kind") == "Nothing of the kind"


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,9}( [a-z]{1,9}){0,6}", fullmatch=True), min_size=2))
def test_a_numbered_list_comes_back_as_it_was_written(requests: list[str]) -> None:
    text = "\n".join(f"{number % 999 + 1}. {one}" for number, one in enumerate(requests))
    assert rules.split(text) == requests


@given(st.text(max_size=400))
def test_no_text_breaks_the_splitting_and_no_part_is_empty(text: str) -> None:
    assert all(one.strip() for one in rules.split(text))
    rules.asked_in(text)
    assert len(rules.title(text)) <= 90


def test_a_complete_answer_waits_for_every_item_and_one_in_part_does_not() -> None:
    done, open_ = Standing(1, "ready", True, 1), Standing(2, "to_do", False, 0)
    assert "first" in rules.why_not_send([], "complete")
    assert "1 item is not ready (2)" in rules.why_not_send([done, open_], "complete")
    assert rules.why_not_send([done, open_], "partial") == ""
    assert rules.why_not_send([done], "complete") == ""
    assert rules.why_not_send([open_], "partial") == "Nothing is answered yet."


def test_an_item_is_ready_with_an_answer_or_a_paper_and_cannot_be_had_with_a_reason() -> None:
    assert rules.why_not_ready(False, 0, "ready")
    assert not rules.why_not_ready(False, 1, "ready")
    assert rules.why_not_ready(False, 1, "unavailable")
    assert not rules.why_not_ready(False, 0, "gathering")


def test_the_kinds_of_the_library_are_sound() -> None:
    library = Library.shipped()
    assert list(kinds.problems(library)) == []
    assert [one["short"] for one in kinds.all_of(library)] == ["RFE", "NOID", "NOIR"]
