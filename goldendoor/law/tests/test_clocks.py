"""Clocks replayed day by day."""

import datetime

from goldendoor.law import clocks
from goldendoor.law.compute import compute
from goldendoor.law.library import Library

LIBRARY = Library.shipped()
TODAY = datetime.date(2026, 11, 25)


def day(text):
    return datetime.date.fromisoformat(text)


def trip(departed, returned):
    return {"departed_date": day(departed), "returned_date": day(returned)}


def test_short_trips_keep_residence_and_are_told():
    ledger = clocks.continuous_residence(
        day("2020-01-01"), [trip("2021-05-01", "2021-05-20")], TODAY, LIBRARY
    )
    assert [one.counts for one in ledger.segments] == [True, True, True]
    assert "19 days: residence is kept" in ledger.segments[1].reason
    assert ledger.day_number(0) == day("2020-01-01")


def test_a_year_abroad_starts_the_count_anew_on_return():
    ledger = clocks.continuous_residence(
        day("2018-01-01"),
        [trip("2019-01-01", "2019-08-01"), trip("2020-01-10", "2021-02-01")],
        TODAY,
        LIBRARY,
    )
    assert [one.counts for one in ledger.segments] == [False] * 4 + [True]
    assert "a break is presumed" in ledger.segments[1].reason
    assert "broken" in ledger.segments[3].reason
    assert ledger.segments[-1].from_date == day("2021-02-01")
    assert ledger.count(day("2021-02-02")) == 1


def test_the_asylum_clock_can_be_replayed_to_its_day_n():
    facts = {
        "i589_receipt_date": "2026-03-02",
        "stops": [{"stopped_date": "2026-05-01", "restarted_date": "2026-06-15"}],
    }
    result = compute("ASY-CLOCK", facts, TODAY, LIBRARY)
    clock = result.ledgers["clock"]
    assert clock.day_number(150) == day(result.value["file_i765_from"]) == day("2026-09-13")
    assert clock.count(day("2026-05-01")) == clock.count(day("2026-06-15")) == 60
    assert clock.is_stopped(day("2026-05-20"))


def test_h1b_time_stops_abroad():
    facts = {
        "first_h1b_date": "2020-10-01",
        "trips": [{"departed_date": "2022-06-01", "returned_date": "2022-06-11"}],
    }
    result = compute("H1B-MAX", facts, TODAY, LIBRARY)
    assert result.value == {"recaptured_days": 9, "max_out_date": "2026-10-09"}
    assert [one.counts for one in result.ledgers["time"].segments] == [True, False, True]


def test_a_trip_after_the_six_years_gives_nothing_back():
    facts = {
        "first_h1b_date": "2020-10-01",
        "trips": [{"departed_date": "2026-12-01", "returned_date": "2026-12-20"}],
    }
    result = compute("H1B-MAX", facts, TODAY, LIBRARY)
    assert result.value == {"recaptured_days": 0, "max_out_date": "2026-09-30"}


def test_premium_processing_counts_only_business_days():
    facts = {"category": "standard", "receipt_date": "2026-11-20"}
    result = compute("PREMIUM", facts, TODAY, LIBRARY)
    clock = result.ledgers["clock"]
    assert clock.count(day(result.value["action_due_date"]) + datetime.timedelta(days=1)) == 15
    assert any("Thanksgiving" in one.reason for one in clock.segments if not one.counts)


def test_unlawful_presence_leaves_out_childhood_and_exempt_days():
    facts = {
        "first_unlawful_day": "2020-01-01",
        "departed_date": "2026-01-31",
        "birth_date": "2007-06-01",
        "exempt_spans": [{"from_date": "2025-07-01", "to_date": "2025-12-31"}],
    }
    result = compute("UP-BARS", facts, TODAY, LIBRARY)
    assert result.value == {"unlawful_days": 61, "bar_years": 0, "bar_ends": None}
    reasons = [one.reason for one in result.ledgers["presence"].segments]
    present = "Present without authorization"
    assert reasons == ["Under 18", present, "Exempt", present]
