"""The facts of a deadline, tried with one of them changed."""

import pytest

from goldendoor.law.library import SHIPPED, Library
from goldendoor.rulebook.what_if import queries

LIBRARY = Library((SHIPPED,))


def test_facts_of_a_rule_begin_the_what_if_that_asks_it():
    facts = {
        "served_date": "2026-08-10",
        "form": "I-485",
        "service": "mail",
        "channel": "paper",
        "days_on_notice": 84,
    }
    entry, posted = queries.begun_with("us.rfe", facts, LIBRARY)
    assert entry["id"] == "notices-and-appeals"
    assert posted["kind"] == "request_for_evidence"
    assert (posted["served_date"], posted["days_on_notice"]) == ("2026-08-10", "84")


def test_rows_of_a_list_are_posted_one_by_one():
    facts = {
        "first_h1b_date": "2020-10-01",
        "trips": [{"departed_date": "2022-06-01", "returned_date": "2022-06-11"}],
    }
    _entry, posted = queries.begun_with("us.h1b-max", facts, LIBRARY)
    assert posted["trips-0-departed_date"] == "2022-06-01"


@pytest.mark.parametrize(("rule", "facts"), [("us.ar11", {"form": "AR-11"}), ("us.rfe", {})])
def test_what_no_what_if_asks_begins_none(rule, facts):
    assert queries.begun_with(rule, facts, LIBRARY) is None
