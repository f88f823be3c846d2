"""Naturalization and permanent residence: absences, presence, ages, tests."""

from __future__ import annotations

import datetime

from goldendoor.law import counting, ledgers
from goldendoor.law.ledgers import DAY, Span
from goldendoor.law.results import NeedsFacts, RuleError
from goldendoor.law.work import Work, plural, spoken


def absence(work: Work) -> None:
    """What one absence does, by elapsed days: the version's `thresholds`, longest first."""
    facts = work.facts
    work.in_order("departed_date", "returned_date")
    days = (facts["returned_date"] - facts["departed_date"]).days
    work.step(f"{plural(days, 'elapsed day')}, the day of departure being day 0.")
    work.give(absence_days=days)
    for output, steps in work.version["thresholds"].items():
        found = next(one for one in steps if days >= int(one["at_least"]))
        if found.get("words"):
            work.step(f"{found['words']}.")
        work.give(**{output: found["value"]})
    work.ledgers["absence"] = ledgers.build(
        "Absence", facts["departed_date"], facts["returned_date"] - DAY, (), "Outside the country"
    )


def early_filing(work: Work) -> None:
    """The first day an N-400 may be filed: 90 days before the anniversary, never rolled."""
    facts, version = work.facts, work.version
    start = facts["resident_since_date"]
    if start is None:
        approved = facts["asylee_adjustment_approved_date"]
        if approved is None:
            names = ("resident_since_date", "asylee_adjustment_approved_date")
            raise NeedsFacts(names, work.rule.id)
        start = work.count(approved, years=-int(version["asylee_years_back"]))
        work.step(f"An asylee's residence counts from {spoken(start)}, a year before approval.")
    years, early = facts["track_years"], int(version["days_early"])
    anniversary = work.count(start, years=years)
    late = counting.anniversary_late(start, years)
    earliest = work.count(anniversary, calendar_days=-early)
    safe = work.count(late, calendar_days=-early)
    work.step(
        f"{plural(years, 'year')} after {spoken(start)} is {spoken(anniversary)}; {early} days "
        f"earlier is {spoken(earliest)}. Such a day is never moved."
    )
    work.give(earliest_filing_date=earliest, safe_date=safe)
    if safe != earliest:
        work.other_readings(
            ("counted from 1 March", "earliest_filing_date", safe),
            ("counted from 28 February", "earliest_filing_date", earliest),
        )
        work.review("Residence began on 29 February: the cautious filer waits for the later day.")


def presence(work: Work) -> None:
    """Days present in the statutory period before filing: partial days are presence."""
    facts, version = work.facts, work.version
    filed, years = facts["filed_date"], facts["track_years"]
    start = work.count(filed, years=-years)
    window = (filed - start).days
    ledger = ledgers.build(
        "Physical presence", start, filed - DAY, full_days_abroad(facts["trips"]),
        "Present in the United States", "8 CFR 316.2(a)(4)",
    )  # fmt: skip
    work.ledgers["presence"] = ledger
    present = ledger.count(filed)
    required = int(version["days_required"][years])
    work.step(f"The period runs from {spoken(start)} to the day before filing: {window} days.")
    work.step(f"{plural(window - present, 'full day')} abroad leave {present} days present.")
    work.step(f"{required} days are required for the {years}-year track.")
    work.give(
        window_days=window,
        days_abroad=window - present,
        days_present=present,
        days_required=required,
        is_met=present >= required,
    )


def full_days_abroad(trips: list[dict]) -> list[Span]:
    """The whole days of each trip: neither the day of departure nor that of return."""
    spans = []
    for number, trip in enumerate(trips):
        departed, returned = trip["departed_date"], trip["returned_date"]
        if returned < departed:
            text = f"trips[{number}]: the return ({returned}) is before the departure ({departed})."
            raise RuleError(text, f"trips[{number}].returned_date")
        if (returned - departed).days > 1:
            reason = f"Trip abroad, {spoken(departed)} to {spoken(returned)}"
            spans.append(Span(departed + DAY, returned - DAY, reason, "travel history"))
    return spans


def english_exemption(work: Work) -> None:
    """50/20, 55/15 and 65/20 on the day of filing."""
    facts = work.facts
    birth, since, filed = facts["birth_date"], facts["resident_since_date"], facts["filed_date"]
    work.in_order("birth_date", "resident_since_date")
    age = counting.age_on(birth, filed)
    resident = counting.age_on(since, filed) if since <= filed else 0
    work.step(f"On {spoken(filed)}: age {age}, {plural(resident, 'full year')} of residence.")
    exempt = any(
        age >= int(one["age"]) and resident >= int(one["years"])
        for one in work.version["exempt_when"]
    )
    special = work.version["special"]
    from_age = work.count(birth, years=int(special["age"]))
    from_years = work.count(since, years=int(special["years"]))
    first = max(from_age, from_years)
    work.step(f"65/20 is met from {spoken(first)}.")
    work.give(is_english_exempt=exempt, is_65_20=filed >= first, is_65_20_from=first)
    if any((day.month, day.day) == (2, 29) for day in (birth, since)):
        work.review("A date falls on 29 February: the anniversary is taken as 28 February.")
    if _on_birthday(birth, filed, age, work):
        work.review("The text says “over” the age; practice counts from the birthday itself.")


def _on_birthday(birth: datetime.date, filed: datetime.date, age: int, work: Work) -> bool:
    ages = {int(one["age"]) for one in work.version["exempt_when"]}
    return age in ages and work.count(birth, years=age) == filed


def civics(work: Work) -> None:
    """Which civics test, by the day of filing."""
    version = work.version
    name = "special" if work.facts["is_65_20"] else "ordinary"
    test = version[name]
    work.step(f"{version['summary']}.")
    if work.facts["is_65_20"]:
        work.step("65/20: ten questions from the special list, six right answers.")
    work.give(
        test_version=test["test"],
        questions_asked=int(test["asked"]),
        right_to_pass=int(test["right"]),
    )
    if test.get("wrong") is not None:
        work.give(wrong_to_fail=int(test["wrong"]))


METHODS = {
    "absence": absence,
    "early_filing": early_filing,
    "physical_presence": presence,
    "english_exemption": english_exemption,
    "civics_test": civics,
}
