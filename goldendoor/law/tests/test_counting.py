"""Counting days: worked by hand, by an independent package, and as properties."""

import datetime
from zoneinfo import ZoneInfo

import holidays as peer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law import counting, rules
from goldendoor.law.library import Library
from goldendoor.law.results import RuleError

LIBRARY = Library.shipped()
CALENDAR = rules.calendar(LIBRARY)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2050, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize("year", range(2000, 2051))
def test_federal_holidays_agree_with_an_independent_package(year):
    observed = set(peer.country_holidays("US", years=range(year - 1, year + 2)))
    theirs = {one for one in observed if one.year == year and one.weekday() < 5}
    first = datetime.date(year, 1, 1)
    ours = {
        one
        for one in (first + datetime.timedelta(days=n) for n in range(366))
        if one.year == year and CALENDAR.is_holiday(one)
    }
    assert ours == theirs


def test_new_years_day_on_a_saturday_is_observed_in_the_year_before():
    assert CALENDAR.name_of(day("2027-12-31")) == "New Year's Day"
    assert not CALENDAR.is_holiday(day("2028-01-01"))
    assert len(CALENDAR.holidays(2028)) == 11


def test_juneteenth_is_no_holiday_before_it_became_one():
    assert not CALENDAR.is_holiday(day("2020-06-19"))
    assert CALENDAR.is_holiday(day("2021-06-18"))
    assert (len(CALENDAR.holidays(2020)), len(CALENDAR.holidays(2021))) == (10, 11)


def test_the_friday_after_thanksgiving_and_christmas_eve_are_open():
    assert not CALENDAR.is_closed(day("2026-11-27"))
    assert not CALENDAR.is_closed(day("2026-12-24"))


@given(DAYS)
def test_a_rolled_day_is_open_and_never_earlier(start):
    rolled = counting.next_open_day(start, CALENDAR)
    assert rolled >= start
    assert not CALENDAR.is_closed(rolled)
    assert all(
        CALENDAR.is_closed(start + datetime.timedelta(days=n)) for n in range((rolled - start).days)
    )


@given(DAYS, DAYS, st.integers(0, 200), st.sampled_from(sorted(counting.WAYS)))
def test_a_later_start_never_ends_earlier(one, other, length, way):
    early, late = sorted((one, other))
    count = counting.WAYS[way]
    assert count(early, length, CALENDAR) <= count(late, length, CALENDAR)


@given(DAYS, st.integers(0, 100))
def test_business_days_counted_on_and_back_meet_on_an_open_day(start, length):
    start = counting.next_open_day(start, CALENDAR)
    there = counting.business_days(start, length, CALENDAR)
    assert counting.business_days(there, -length, CALENDAR) == start
    assert CALENDAR.open_days(start, there) == length + 1


@given(DAYS, st.integers(1, 60))
def test_a_month_ends_on_the_same_day_or_on_its_last(start, length):
    ends = counting.months(start, length, CALENDAR)
    assert ends.day == start.day or ends == counting.month_end(ends.year, ends.month)
    assert (ends.year * 12 + ends.month) - (start.year * 12 + start.month) == length


def test_an_anniversary_of_29_february_is_the_28th_and_the_late_one_the_first_of_march():
    start = day("2024-02-29")
    assert counting.years(start, 1, CALENDAR) == day("2025-02-28")
    assert counting.anniversary_late(start, 1) == day("2025-03-01")
    assert counting.anniversary_late(start, 4) == day("2028-02-29")


def test_age_is_reached_on_the_birthday():
    birth = day("2005-11-22")
    assert counting.age_on(birth, day("2026-11-21")) == 20
    assert counting.age_on(birth, day("2026-11-22")) == 21


def test_what_arrives_at_night_arrives_on_the_day_of_the_office():
    moment = datetime.datetime(2026, 11, 28, 3, 30, tzinfo=ZoneInfo("UTC"))
    assert counting.local_date(moment, "America/New_York") == day("2026-11-27")
    assert counting.local_date(moment, "Pacific/Guam") == day("2026-11-28")
    with pytest.raises(RuleError, match="time zone"):
        counting.local_date(datetime.datetime(2026, 1, 1), "America/New_York")


def test_days_closed_by_order_stop_business_days_and_no_roll():
    closed = CALENDAR.also_closed(frozenset({day("2025-12-24"), day("2025-12-26")}))
    assert counting.business_days(day("2025-12-15"), 15, CALENDAR) == day("2026-01-07")
    assert counting.business_days(day("2025-12-15"), 15, closed) == day("2026-01-09")
    assert not CALENDAR.is_closed(day("2025-12-24"))


def test_counting_beyond_the_years_of_dates_is_said_so():
    with pytest.raises(RuleError, match="leaves the years"):
        counting.calendar_days(datetime.date.max, 1, CALENDAR)
    with pytest.raises(RuleError, match="leaves the years"):
        counting.years(day("2026-01-01"), 9000, CALENDAR)
