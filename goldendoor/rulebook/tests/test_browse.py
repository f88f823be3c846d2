"""Rows, standings, changes: what pages of rules say."""

import datetime
from typing import Any

import pytest

from goldendoor.law.library import Library
from goldendoor.rulebook import queries
from goldendoor.rulebook.browse import page, rules

TODAY = datetime.date(2026, 8, 3)
DAY = datetime.timedelta(days=1)
LIBRARY = Library.shipped()
ENTRIES = queries.rules(LIBRARY)


def version(**more: Any) -> dict[str, Any]:
    return {"from": TODAY - 30 * DAY, "legal_status": "in_force", "summary": "so it is", **more}


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (version(), "now"),
        (version(to=TODAY), "now"),
        (version(to=TODAY - DAY), "past"),
        (version(**{"from": TODAY + DAY}), "announced"),
        (version(legal_status="stayed"), "stayed"),
        (version(legal_status="vacated", to=TODAY - DAY), "vacated"),
        (version(legal_status="enjoined"), "enjoined"),
        (version(legal_status="proposed"), "proposed"),
        (version(**{"from": None}), "now"),
    ],
)
def test_a_version_stands_where_its_days_and_the_courts_put_it(entry, word) -> None:
    assert rules.standing(entry, TODAY).id == word


def test_every_rule_of_the_library_has_a_row_an_area_and_a_standing() -> None:
    rows = [rules.row(entry, TODAY) for entry in ENTRIES]
    assert len(rows) == len(LIBRARY.ids("rules"))
    assert all(one.label and one.standing for one in rows)
    assert {one.area for one in rows} <= set(rules.words.AREAS)
    assert sum(len(some) for _area, _label, some in rules.by_area(rows)) == len(rows)


@pytest.mark.parametrize("sought", ["RFE", "rfe", "us.rfe", "request evidence", "8 CFR 103.2(b)"])
def test_a_rule_is_found_by_id_word_and_citation(sought) -> None:
    rows = [rules.row(entry, TODAY) for entry in ENTRIES]
    assert "us.rfe" in [one.id for one in rules.matching(rows, {"q": sought})]


def test_the_id_that_was_typed_comes_first() -> None:
    rows = [rules.row(entry, TODAY) for entry in ENTRIES]
    found = rules.matching(rows, {"q": "RFE"})
    assert found[0].id == "us.rfe"
    assert rules.by_area(found, "RFE")[0][2][0].id == "us.rfe"
    assert rules.by_area(found, "")[0][0] == "counting"


def test_filters_narrow_and_nothing_fits_nonsense() -> None:
    rows = [rules.row(entry, TODAY) for entry in ENTRIES]
    ahead = rules.matching(rows, {"standing": "announced"})
    assert {"us.rfe"} <= {one.id for one in ahead}
    assert len(ahead) < len(rows)
    assert {one.area for one in rules.matching(rows, {"area": "asylum"})} == {"asylum"}
    assert rules.matching(rows, {"q": "zzzz"}) == []
    assert rules.matching(rows, {"area": "no such area"}) == []


def test_changes_name_starts_orders_and_ends_without_a_successor() -> None:
    day = datetime.date(2026, 1, 1)
    rule = {
        "id": "us.x",
        "label": "X",
        "versions": [
            version(**{"from": day, "to": day + 9 * DAY}),
            version(**{"from": day + 10 * DAY, "to": day + 19 * DAY}),
            version(legal_status="stayed", orders=[{"date": day + DAY, "what": "stayed"}]),
        ],
    }
    found = [(one.day, one.what) for one in rules.changes_of(rule, TODAY)]
    assert (day, "Began") in found
    assert (day + 9 * DAY, "Last day") not in found
    assert (day + 19 * DAY, "Last day") in found
    assert (day + DAY, "Order") in found


def test_years_are_counted_with_the_quiet_ones_between() -> None:
    every = [one for entry in ENTRIES for one in rules.changes_of(entry, TODAY)]
    years = rules.years_of(every, TODAY)
    assert [one.year for one in years] == list(range(years[0].year, years[-1].year + 1))
    assert sum(one.count for one in years) == len(every)
    assert max(one.height for one in years) == 100
    assert rules.years_of([], TODAY) == []


@pytest.mark.parametrize("rule_id", LIBRARY.ids("rules"))
def test_every_rule_page_can_be_put_together_and_its_examples_hold(rule_id) -> None:
    context = page.of_rule(LIBRARY.rule(rule_id), TODAY, LIBRARY)
    assert context["versions"]
    assert all(one.references for one in context["versions"])
    assert context["examples"]
    assert [one.why for one in context["examples"] if not one.holds] == []


def test_try_it_says_what_is_missing_at_its_box() -> None:
    tried = page.try_it(LIBRARY.rule("us.rfe"), {"served_date": "2026-09-02"}, TODAY, LIBRARY)
    assert tried["answer"] is None
    assert {box for box, _text in tried["problems"]} >= {"fact-form", "fact-service"}


def test_try_it_uses_the_law_as_it_was_known() -> None:
    posted = {"served_date": "2026-09-03", "form": "I-129", "service": "mail", "channel": "paper"}
    rule = LIBRARY.rule("us.rfe")
    before = page.try_it(rule, {**posted, page.KNOWN_ON: "2026-08-03"}, TODAY, LIBRARY)
    after = page.try_it(rule, {**posted, page.KNOWN_ON: "2026-09-03"}, TODAY, LIBRARY)
    assert before["answer"].result.value["due_date_basis"] == "standard_period"
    assert after["answer"].result.value["due_date_basis"] == "outer_limit_only"


def test_another_row_is_added_without_computing() -> None:
    tried = page.try_it(LIBRARY.rule("us.asy-clock"), {"more": "stops"}, TODAY, LIBRARY)
    assert tried["problems"] == []
    assert tried["answer"] is None


def test_the_clock_behind_an_answer_can_be_gone_through() -> None:
    posted = {"i589_receipt_date": "2026-03-02", "stops-0-stopped_date": "2026-05-01",
              "stops-0-restarted_date": "2026-06-15"}  # fmt: skip
    tried = page.try_it(LIBRARY.rule("us.asy-clock"), posted, TODAY, LIBRARY)
    (clock,) = tried["answer"].clocks
    assert [one.counts for one in clock.stretches] == [True, False, True]
    assert clock.stretches[1].total == clock.stretches[0].total
