"""A child's age, with the month of availability read from the bulletin."""

import datetime

import pytest

from goldendoor.law import bulletin
from goldendoor.law.child_age import child_age
from goldendoor.law.library import SHIPPED, Library
from goldendoor.law.results import NeedsFacts

LIBRARY = Library((SHIPPED,))
BULLETINS = bulletin.load(LIBRARY)
TODAY = datetime.date(2026, 11, 25)
FACTS = {
    "birth_date": "2003-05-01",
    "petition_received_date": "2016-01-04",
    "petition_approved_date": "2017-06-01",
    "is_married": False,
}


def age(filed, priority="2016-01-04", category="F2A", column="all_other_areas"):
    return child_age(
        FACTS,
        priority_date=datetime.date.fromisoformat(priority),
        category=category,
        column=column,
        filed_date=datetime.date.fromisoformat(filed),
        today=TODAY,
        bulletins=BULLETINS,
        library=LIBRARY,
    )


def test_the_month_comes_from_the_bulletin_and_is_told():
    found = age("2025-09-01")
    assert found.value["controlling_chart"] == "final_action_dates"
    assert found.value["is_cspa_child"] is True
    assert any("Final Action Dates" in step.text for step in found.because)
    assert found.alternatives == ()


def test_under_the_policy_of_2023_both_charts_are_told_the_safe_one_first():
    found = age("2024-03-01")
    assert found.value["controlling_chart"] == "dates_for_filing_or_final_as_designated"
    first, second = found.alternatives
    assert (first["reading"], second["reading"]) == ("by Final Action Dates", "by Dates for Filing")
    assert first["age_counted_on"] >= second["age_counted_on"]
    assert first["cspa_age_days"] >= second["cspa_age_days"]
    assert found.needs_review


def test_a_date_that_never_was_current_asks_for_the_day():
    with pytest.raises(NeedsFacts) as raised:
        age("2025-09-01", priority="2026-05-01", category="F4", column="mexico")
    assert raised.value.names == ("visa_available_date",)
