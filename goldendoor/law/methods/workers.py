"""Employment: permits, time limits, labor certification, premium processing."""

from __future__ import annotations

import datetime

from goldendoor.law import counting, ledgers
from goldendoor.law.ledgers import DAY, Span
from goldendoor.law.methods.naturalization import full_days_abroad
from goldendoor.law.results import NeedsFacts, RuleError
from goldendoor.law.work import Work, listed, plural, spoken


def time_limit(work: Work) -> None:
    """The last day of six (H-1B), seven or five (L-1) years, days abroad given back."""
    version, facts = work.version, work.facts
    first = facts[str(version["start"])]
    years = version["years"]
    years = int(years if isinstance(years, int) else years[facts["status_class"]])
    last = work.count(first, years=years, calendar_days=-1)
    work.step(f"{years} years from {spoken(first)} end on {spoken(last)}.")
    trips = full_days_abroad(facts.get("trips") or [])
    allowed = (last - first).days + 1
    ledger = ledgers.build(
        "Time in the classification", first, None, trips, "In the United States in H or L",
        "; ".join(one["title"] for one in version["reference"]),
    )  # fmt: skip
    work.ledgers["time"] = ledger
    reached = ledger.day_number(allowed)
    out = (reached or last + DAY) - DAY
    back = (out - last).days
    if back:
        work.step(f"{plural(back, 'full day')} abroad are given back: until {spoken(out)}.")
    if "recaptured_days" in work.rule.outputs:
        work.give(recaptured_days=back)
    work.give(max_out_date=out)
    reset = version.get("reset_days")
    spans = ledgers.merged(trips, first)
    if reset and any(ledgers.length([one]) >= int(reset) for one in spans):
        work.review("An absence of a year or more may start a new period: look at it.")


def beyond_six_years(work: Work) -> None:
    """How many years an H-1B may be extended beyond the six."""
    facts, version = work.facts, work.version
    filed, start = facts["perm_or_i140_filed_date"], facts["extension_start_date"]
    long = version["approved_not_current"]
    if facts["is_i140_approved"] and not facts["is_priority_date_current"]:
        work.step("An I-140 is approved and the priority date is not current.", long["cite"])
        work.give(extension_years=int(long["years"]))
        return
    short = version["pending"]
    if filed is None or start is None:
        work.review("Without the day of filing and the requested start no extension is shown.")
        work.give(extension_years=0)
        return
    days, wanted = (start - filed).days, int(short["days"])
    work.step(f"{days} days lie between filing and the requested start; {wanted} are needed.")
    work.give(extension_years=int(short["years"]) if days >= wanted else 0)


def cap_season(work: Work) -> None:
    """The filing window of a cap year and the entries in its weighted selection."""
    version, facts = work.version, work.facts
    received = facts["petition_received_date"]
    if received is not None:
        opens, closes = version["filing_opens"], version["filing_closes"]
        work.step(f"Petitions are filed from {spoken(opens)} to {spoken(closes)}.")
        work.give(is_in_filing_window=opens <= received <= closes)
    if facts["wage_level"] is not None:
        entries = int(version["entries_by_wage_level"][facts["wage_level"]])
        work.step(f"Wage level {facts['wage_level']} has {plural(entries, 'entry')}.")
        work.give(registration_entries=entries)


def shorter_of(work: Work) -> None:
    """So many days after an event, or an earlier fixed end."""
    version, facts = work.version, work.facts
    start, limit = facts[version["start"]], facts[version["limit"]]
    day = work.count(start, calendar_days=int(version["days"]))
    work.step(f"{version['days']} days after {spoken(start)} is {spoken(day)}.")
    if limit < day:
        day = limit
        work.step(f"The authorized stay ends earlier, on {spoken(limit)}.")
    if limit < start:
        work.review("The authorized stay had ended before the employment did.")
    work.give(grace_ends=day)


def filing_ahead(work: Work) -> None:
    """How early and until when an extension may be filed."""
    start, expires = work.facts["requested_start_date"], work.facts["i94_expires_date"]
    if start is not None:
        months = int(work.version["months_ahead"])
        earliest = work.count(start, months=-months)
        work.step(f"{months} months before {spoken(start)} is {spoken(earliest)}.")
        work.give(earliest_filing_date=earliest)
        if work.count(earliest, months=months) != start:
            later = earliest + DAY
            work.other_readings(
                ("the month is too short, so wait for the next day", "earliest_filing_date", later),
                ("the last day of the shorter month", "earliest_filing_date", earliest),
            )
            work.review()
    if expires is not None:
        work.step(f"The stay ends on {spoken(expires)}; a filing must arrive by then.")
        work.give(last_filing_day=expires)


def recruitment(work: Work) -> None:
    """When a labor certification may be filed, and the last day of the posted notice."""
    facts, version = work.facts, work.version
    steps = facts["mandatory_steps"]
    if steps:
        _check_recruitment(work, steps)
        ended = max(one["ended_date"] for one in steps)
        began = min(one["started_date"] for one in steps)
        opens = work.count(ended, calendar_days=int(version["days_after_last"]))
        closes = work.count(began, calendar_days=int(version["days_after_first"]))
        work.step(f"{version['days_after_last']} days after the last step ended, {spoken(ended)}.")
        work.step(f"{version['days_after_first']} days after the first began, {spoken(began)}.")
        work.give(window_opens=opens, window_closes=closes)
        if closes < opens:
            work.review("The first step is too old by the time the last one allows filing.")
    posted = facts["notice_posted_date"]
    if posted is not None:
        days = int(version["notice_business_days"])
        last = work.count(posted - DAY, business_days=days)
        work.step(f"{days} consecutive business days from {spoken(posted)}.")
        work.give(notice_posting_last_day=last)


def _check_recruitment(work: Work, steps: list[dict]) -> None:
    for number, one in enumerate(steps):
        if one["ended_date"] < one["started_date"]:
            text = f"mandatory_steps[{number}] ends before it starts."
            raise RuleError(text, f"mandatory_steps[{number}].ended_date")
        if one["step"] == "sunday_ad" and one["started_date"].weekday() != counting.SUNDAY:
            work.review(f"The advertisement of {spoken(one['started_date'])} is not on a Sunday.")


def wage_validity(work: Work) -> None:
    """Whether recruitment began, or filing happened, inside the wage determination."""
    facts = work.facts
    work.in_order("pwd_valid_from", "pwd_valid_to")
    begins, ends = facts["pwd_valid_from"], facts["pwd_valid_to"]
    inside = [
        label
        for label, day in (
            ("recruitment began", facts["first_recruitment_date"]),
            ("the application was filed", facts["filed_date"]),
        )
        if begins <= day <= ends
    ]
    said = listed(inside) if inside else "neither recruitment began nor filing happened"
    work.step(f"Between {spoken(begins)} and {spoken(ends)} {said}.", work.version["cite"])
    work.give(is_pwd_valid=bool(inside))


def retained_priority_date(work: Work) -> None:
    """The earliest priority date of the petitions that keep theirs."""
    keeping = work.version["states_that_keep"]
    kept = []
    for one in work.facts["i140s"]:
        state = one["state"].replace("_", " ")
        keeps = one["state"] in keeping
        said = "keeps its priority date" if keeps else "gives none"
        work.step(f"{one['category']} of {spoken(one['priority_date'])}, {state}: {said}.")
        if keeps:
            kept.append(one["priority_date"])
    if kept:
        work.give(priority_date=min(kept))
    else:
        work.review("No petition keeps a priority date.")


def portability(work: Work) -> None:
    """When a job may be changed, and whether an approval outlives a withdrawal."""
    facts, days = work.facts, int(work.version["days"])
    received, approved = facts["i485_received_date"], facts["i140_approved_date"]
    if received is not None:
        portable = work.count(received, calendar_days=days)
        work.step(f"{days} days after {spoken(received)} is {spoken(portable)}.")
        work.give(portable_from=portable)
    withdrawn = facts["i140_withdrawn_date"]
    if withdrawn is None:
        return
    if received is None and approved is None:
        raise NeedsFacts(("i140_approved_date", "i485_received_date"), work.rule.id)
    ages = {
        "the approval": approved and (withdrawn - approved).days,
        "the filing of the I-485": received and (withdrawn - received).days,
    }
    for what, age in ages.items():
        if age is not None:
            work.step(f"Withdrawn {plural(age, 'day')} after {what}; {days} keep the approval.")
    work.give(is_i140_kept=any(age is not None and age >= days for age in ages.values()))


def violations(work: Work) -> None:
    """Days of status violation since the last lawful admission, overlaps counted once."""
    spans = []
    for number, one in enumerate(work.facts["violation_spans"]):
        if one["to_date"] < one["from_date"]:
            text = f"violation_spans[{number}] ends before it begins."
            raise RuleError(text, f"violation_spans[{number}].to_date")
        spans.append(Span(one["from_date"], one["to_date"], "Violation of status", "INA 245(k)"))
    days = ledgers.length(ledgers.merged(spans, datetime.date.min))
    longest = int(work.version["days"])
    work.step(f"The spans cover {plural(days, 'day')}, each counted once; {longest} are forgiven.")
    work.give(violation_days=days, is_within_180=days <= longest)


METHODS = {
    "time_limit": time_limit,
    "beyond_six_years": beyond_six_years,
    "cap_season": cap_season,
    "shorter_of": shorter_of,
    "filing_ahead": filing_ahead,
    "recruitment": recruitment,
    "wage_validity": wage_validity,
    "retained_priority_date": retained_priority_date,
    "portability": portability,
    "violations": violations,
}
