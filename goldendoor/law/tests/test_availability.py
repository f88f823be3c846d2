"""Availability: current, since when, whose column, which chart, and who became current."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law import availability, bulletin
from goldendoor.law.bulletin import BulletinError
from goldendoor.law.library import SHIPPED, Library

LIBRARY = Library((SHIPPED,))
BULLETINS = bulletin.load(LIBRARY)
GROUPS = sorted({(category, column) for _chart, category, column in BULLETINS.cells})
days = st.dates(date(1981, 1, 1), date(2026, 6, 30))
held_months = st.sampled_from(BULLETINS.months())


def asked(day: str, category: str, column: str, month: str, **more):
    return availability.availability(
        date.fromisoformat(day), category, column, month, BULLETINS, **more
    )


def test_a_current_date_says_since_when_and_why() -> None:
    found = asked("2013-01-01", "EB2", "india", "2026-06")
    assert found.is_current is True
    assert found.since.month == "2025-10"
    assert found.first_month == "2022-03"
    assert not found.is_retrogressed
    assert found.certainty == "verified"
    assert "lists 2013-09-01, and 2013-01-01 is before it" in found.because[0].text
    assert all(step.citation for step in found.because)


def test_a_date_that_fell_back_is_called_retrogressed() -> None:
    found = asked("2014-01-01", "EB2", "india", "2026-06")
    assert found.is_current is False
    assert found.is_retrogressed
    assert found.since is None
    assert "no longer is" in found.because[-1].text


def test_a_date_that_never_was_current_is_not_retrogressed() -> None:
    found = asked("2020-01-01", "EB2", "india", "2026-06")
    assert (found.is_current, found.is_retrogressed, found.first_month) == (False, False, None)


@pytest.mark.parametrize("month", ["2012-10", "2026-07", "1999-01"])
def test_a_month_that_is_not_held_gives_no_answer_and_asks_for_review(month) -> None:
    found = asked("1998-01-01", "EB2", "india", month)
    assert found.is_current is None
    assert (found.certainty, found.needs_review) == ("unverified", True)
    assert "not held" in found.because[0].text


def test_a_cell_of_one_collection_is_looked_at_again() -> None:
    found = asked("2000-01-01", "EB2", "india", "2003-10")
    assert (found.is_current, found.certainty, found.needs_review) == (True, "partly", True)


def test_the_two_charts_may_differ() -> None:
    final, filing = (
        asked("2014-08-01", "EB2", "india", "2026-06", chart=chart) for chart in bulletin.CHARTS
    )
    assert final.is_current is False
    assert filing.cutoff.date > final.cutoff.date


def test_an_answer_is_json() -> None:
    found = asked("2013-01-01", "EB2", "india", "2026-06").to_json()
    assert found["current_since"] == "2025-10"
    assert found["cutoff"] == {
        "status": "date", "date": "2013-09-01", "sources": 5, "column": "india",
    }  # fmt: skip
    assert set(found["because"][0]) == {"step", "citation", "version_from", "legal_status"}


def test_the_first_day_on_which_a_visa_is_available_is_a_months_first() -> None:
    def first(not_before: date, day: date = date(2013, 1, 1)) -> date | None:
        return availability.available_from(day, "EB2", "india", BULLETINS, not_before=not_before)

    assert first(date(2020, 1, 15)) == date(2022, 3, 1)
    assert first(date(2023, 5, 20)) == date(2025, 10, 1)
    assert first(date(2023, 5, 20), date(2024, 1, 1)) is None


# ── whose column ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("country", "column"),
    [
        ("CN", "china"), ("IN", "india"), ("mx", "mexico"), ("PH", "philippines"),
        ("HK", "all_other_areas"), ("MO", "all_other_areas"), ("TW", "all_other_areas"),
        ("FR", "all_other_areas"), ("VN", "vietnam"), ("GT", "el_salvador_guatemala_honduras"),
    ],
)  # fmt: skip
def test_a_country_of_birth_has_its_column(country, column) -> None:
    assert availability.column_of(country, LIBRARY) == column


@pytest.mark.parametrize("country", ["", "India", "XX", "I"])
def test_what_is_no_country_has_no_column(country) -> None:
    with pytest.raises(BulletinError, match="two-letter code"):
        availability.column_of(country, LIBRARY)


def best(month: str = "2026-06", category: str = "EB2", **countries):
    return availability.best_chargeability(countries, category, month, BULLETINS, LIBRARY)


def test_a_spouses_better_column_is_used_and_a_worse_one_is_not() -> None:
    assert (best(own="IN", spouse="CA").through, best(own="CA", spouse="IN").through) == (
        "spouse",
        "own",
    )
    assert "together" in best(own="IN", spouse="CA").because[-1].text


def test_a_column_as_good_as_the_own_changes_nothing() -> None:
    assert best(own="FR", spouse="CA").country == "FR"


def test_a_child_may_use_the_better_parent() -> None:
    found = best(own="IN", father="CN", mother="BR")
    assert (found.through, found.column) == ("mother", "all_other_areas")


def test_a_month_that_is_not_held_is_never_better() -> None:
    found = best("2012-10", own="IN", spouse="CA")
    assert (found.through, found.needs_review) == ("own", True)


@given(st.lists(st.sampled_from(["IN", "CN", "MX", "PH", "VN", "FR"]), min_size=2, max_size=3))
def test_the_column_chosen_is_at_least_as_good_as_every_other(names) -> None:
    countries = dict(zip(("own", "spouse", "father"), names, strict=False))
    found = best(**countries)
    at = bulletin.number("2026-06")
    mine = BULLETINS.value(at, "final_action", "EB2", found.column)
    for country in names:
        column = availability.column_of(country, LIBRARY)
        assert mine >= BULLETINS.value(at, "final_action", "EB2", column)


# ── the chart for filing ─────────────────────────────────────────────────────────────────────


def test_the_chart_for_filing_is_known_only_where_the_table_says_so() -> None:
    family = availability.filing_chart("2026-09", "family", LIBRARY)
    work = availability.filing_chart("2026-09", "employment", LIBRARY)
    assert (family.chart, family.is_known) == ("dates_for_filing", True)
    assert (work.chart, work.is_known) == ("final_action", True)


def test_an_unknown_choice_says_so_and_falls_back_to_the_safe_chart() -> None:
    found = availability.filing_chart("2026-08", "family", LIBRARY)
    assert (found.chart, found.is_known, found.certainty) == ("final_action", False, "unverified")
    assert "look at its page" in found.because[0].text


def test_before_there_were_two_charts_the_one_is_known() -> None:
    assert availability.filing_chart("2015-09", "family", LIBRARY).is_known
    assert not availability.filing_chart("2015-10", "family", LIBRARY).is_known


# ── who became current ───────────────────────────────────────────────────────────────────────


def slow(month: str, cases: list[tuple[int, date]], chart: str) -> list[int]:
    """The same question asked of each case by itself: current now, not in the month held before."""
    found = []
    for place, (group, day) in enumerate(cases):
        category, column = GROUPS[group]
        earlier = [
            cell
            for one, cell in BULLETINS.history(category, column, chart)
            if one < month and cell.status != "unknown"
        ]
        now = BULLETINS.cell(month, chart, category, column)
        if earlier and bulletin.is_current(day, now) and not bulletin.is_current(day, earlier[-1]):
            found.append(place)
    return found


@given(
    month=held_months,
    chart=st.sampled_from(bulletin.CHARTS),
    cases=st.lists(st.tuples(st.integers(0, len(GROUPS) - 1), days), max_size=25),
)
def test_the_fast_answer_is_the_answer_case_by_case(month, chart, cases) -> None:
    groups, ordinals = [one for one, _day in cases], [day.toordinal() for _one, day in cases]
    fast = availability.became_current(month, BULLETINS, GROUPS, groups, ordinals, chart=chart)
    assert fast == slow(month, cases, chart)


@given(month=held_months, cases=st.lists(st.tuples(st.integers(0, len(GROUPS) - 1), days)))
def test_the_windows_for_a_database_hold_the_same_cases(month, cases) -> None:
    windows = {(one.category, one.column): one for one in availability.windows(month, BULLETINS)}
    found = []
    for place, (group, day) in enumerate(cases):
        window = windows.get(GROUPS[group])
        if window and (window.begins or date.min) <= day < (window.ends or date.max):
            found.append(place)
    groups, ordinals = [one for one, _day in cases], [day.toordinal() for _one, day in cases]
    assert found == availability.became_current(month, BULLETINS, GROUPS, groups, ordinals)


def test_nobody_becomes_current_in_a_month_that_is_not_held() -> None:
    assert availability.windows("2012-10", BULLETINS) == ()
    ordinal = date(1990, 1, 1).toordinal()
    assert availability.became_current("2026-07", BULLETINS, GROUPS, [0], [ordinal]) == []


def test_a_window_after_a_gap_says_what_it_was_compared_with() -> None:
    found = availability.windows("2012-11", BULLETINS, groups=[("EB3", "india")])
    assert found[0].compared_with == "2012-09"


def test_half_the_facts_of_the_cases_are_refused() -> None:
    with pytest.raises(ValueError, match="a group and a priority date"):
        availability.became_current("2026-06", BULLETINS, GROUPS, [0, 1], [1])


def test_a_date_that_moved_forward_makes_those_between_current() -> None:
    rng = random.Random(7)
    found = availability.windows("2026-04", BULLETINS, groups=[("EB2", "india")])[0]
    assert (found.begins, found.ends) == (date(2013, 9, 15), date(2014, 7, 15))
    day = found.begins + timedelta(days=rng.randrange((found.ends - found.begins).days))
    assert asked(day.isoformat(), "EB2", "india", "2026-04").since.month == "2026-04"
