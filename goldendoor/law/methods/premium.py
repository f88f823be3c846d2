"""Premium processing: its clock in business days, and its fee."""

from __future__ import annotations

import datetime
from typing import Any

from goldendoor.law import ledgers, rules, versions
from goldendoor.law.ledgers import DAY, Span
from goldendoor.law.versions import Version
from goldendoor.law.work import Work, dollars, plural, spoken


def premium(work: Work) -> None:
    """The business days of a kind of request, the day to act by, the fee by postmark."""
    received, postmark = work.facts["receipt_date"], work.facts["postmark_date"]
    row, version = _row(work, received or postmark or work.today)
    if row is not None and version is not None:
        days = int(row["business_days"])
        work.step(f"The clock of this kind has {days} business days.", rules.cite(row), version)
        work.give(business_days=days)
        if received is not None:
            _act_by(work, received, days, rules.cite(row))
    if postmark is not None:
        row, version = _row(work, postmark)
        if row is not None and version is not None:
            cents = int(row["cents"])
            text = f"Postmarked {spoken(postmark)}: {dollars(cents)}."
            work.step(text, rules.cite(version), version)
            work.give(fee_cents=cents)


def _row(work: Work, on: datetime.date) -> tuple[dict[str, Any] | None, Version | None]:
    """The table's row of this kind on a day; says so when the table is silent."""
    table = work.library.table(str(work.rule.entry["table"]))
    version = versions.chosen(table["versions"], on, work.today)
    if version is None:
        work.step(f"The library holds no fees and kinds of premium processing for {spoken(on)}.")
        work.needs_review = True
        return None, None
    kind = work.rule.entry["terms"]["kinds"][work.facts["category"]]
    return next(one for one in version["kinds"] if one["kind"] == kind), version


def _act_by(work: Work, received: datetime.date, days: int, cited: str) -> None:
    """The day by which the agency must act, and the clock behind it."""
    if work.version_on(received) is None:
        work.review("The clock ran in calendar days then; the library does not count them.")
        return
    given, plain = work.facts["closure_dates"], work.calendar
    work.calendar = plain.also_closed(frozenset(given or ()))
    due = work.count(received, business_days=days)
    more = f" and {plural(len(given), 'closure day')}" if given else ""
    said = f"skipping weekends, federal holidays{more}"
    work.step(f"{days} business days after {spoken(received)}, {said}: {spoken(due)}.", cited)
    pauses = [
        Span(day, day, work.calendar.why_closed(day), "calendar")
        for day in (received + DAY * number for number in range(1, (due - received).days + 1))
        if work.is_closed(day)
    ]
    work.ledgers["clock"] = ledgers.build(
        "Premium processing", received + DAY, due, pauses, "Business days", cited
    )
    work.give(action_due_date=due)
    if given is None:
        _known_closures(work, received, days, due)


def _known_closures(work: Work, received: datetime.date, days: int, due: datetime.date) -> None:
    """Closed days of the library's list that the asker was silent about give another reading."""
    table = work.library.table(str(work.rule.entry["terms"]["closures"]))
    known = frozenset(one["date"] for one in table["days"])
    work.calendar = work.calendar.also_closed(known)
    later = work.count(received, business_days=days)
    if later != due:
        work.other_readings(
            ("with the closure days of the library's list", "action_due_date", later),
            ("without closure days", "action_due_date", due),
        )
        work.review("The library lists days closed by executive order in this time: check them.")


METHODS = {"premium": premium}
