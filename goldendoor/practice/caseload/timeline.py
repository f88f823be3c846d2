"""The time line of a case: a picture of what passed and what lies ahead, and every line of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.deadlines import queries as deadlines
from goldendoor.deadlines.models import Deadline
from goldendoor.foundation import due as upcoming
from goldendoor.foundation import timeline as lines
from goldendoor.foundation.access import Access
from goldendoor.practice.caseload.due import DEADLINES
from goldendoor.rulebook import pictures

SHORT, PAGE = 4, 40
MOST_DEADLINES = 8
AHEAD = datetime.timedelta(days=45)
# Kinds of spans and marks, as the style sheet colours them.
PAST, NOW, WAIT, WINDOW, CLOCK, STOPPED = "past", "now", "wait", "window", "clock", "stopped"


@dataclass(frozen=True)
class Span:
    """Days of a row; `last` None runs on."""

    first: datetime.date
    last: datetime.date | None
    kind: str
    words: str


@dataclass
class Row:
    """A row of the picture, with its words for the table behind it."""

    label: str
    words: str = ""
    spans: list[Span] = field(default_factory=list)
    days: list[tuple[datetime.date, str]] = field(default_factory=list)
    about: str = ""
    bars: list[pictures.Bar] = field(default_factory=list)
    marks: list[pictures.Mark] = field(default_factory=list)


def entries(access: Access, case: Case, *, short: bool, after: str | None, kind: str) -> dict:
    """A page of lines, and the kinds they may be narrowed to."""
    size = SHORT if short else PAGE
    page = cases.timeline(access, case, after, kinds=[kind] if kind else [], size=size)
    return {"page": page, "kinds": lines.KINDS, "kind": kind, "after": after}


def picture(access: Access, case: Case, *, today: datetime.date) -> dict[str, Any]:
    """Rows with bars and marks, the scale they stand on, and where today is."""
    rows = [_stages(access, case), *_mailings(cases.filings(access, case))]
    open_ones = deadlines.next_of_case(access, case, limit=MOST_DEADLINES)
    rows += [_deadline(one) for one in open_ones]
    rows += _clocks(access, open_ones)
    rows += _dues(access, case)
    days = [today, today + AHEAD]
    days += [day for row in rows for day, _ in row.days]
    days += [day for row in rows for span in row.spans for day in (span.first, span.last) if day]
    scale = pictures.Scale.around(days)
    for row in rows:
        row.bars = [scale.bar(one.first, one.last or max(today, one.first), one.kind, one.words)
                    for one in row.spans]  # fmt: skip
        row.marks = [scale.mark(day, kind) for day, kind in row.days]
    return {"rows": rows, "ticks": scale.ticks(), "today_at": scale.at(today)}


def _stages(access: Access, case: Case) -> Row:
    passed = cases.stages_passed(access, case)
    spans = [
        Span(one.from_date, one.to_date, NOW if one.to_date is None else PAST, one.label)
        for one in passed
    ]
    said = [f"{one.label} since {_day(one.from_date)}" for one in passed[-1:]]
    said += [f"{one.label} until {_day(one.to_date)}" for one in passed[-2:-1] if one.to_date]
    return Row("Stage", "; ".join(said), spans)


def _mailings(filings: Sequence[Filing]) -> list[Row]:
    """One row for what went in one envelope."""
    envelopes: dict[tuple[datetime.date, str], list[Filing]] = {}
    for one in filings:
        if one.mailed_date:
            envelopes.setdefault((one.mailed_date, one.tracking_number), []).append(one)
    found = []
    for (day, _), some in sorted(envelopes.items()):
        names = ", ".join(dict.fromkeys(one.form_id.split(".", 1)[-1].upper() for one in some))
        row = Row(f"Mailed {names}", f"mailed {_day(day)}", days=[(day, PAST)])
        delivered = next((one.delivered_date for one in some if one.delivered_date), None)
        if delivered:
            row.days.append((delivered, PAST))
            row.words += f", delivered {_day(delivered)}"
        awaited = [one.receipt_expected_date for one in some if one.receipt_expected_date]
        if awaited:
            row.spans.append(Span(day, max(awaited), WAIT, "waiting for the receipt"))
            row.words += f", receipt expected by {_day(max(awaited))}"
        elif all(one.receipt_number for one in some):
            row.words += ", receipts are here"
        found.append(row)
    return found


def _deadline(one: Deadline) -> Row:
    row = Row(one.label, about=one.public_id)
    if one.is_opening:
        row.words = f"possible from {_day(one.working_date)}"
        row.spans.append(Span(one.working_date, one.working_date + AHEAD, WINDOW, row.words))
    else:
        row.words = f"due {_day(one.working_date)}"
        row.days.append((one.working_date, "due"))
        if one.opens_date and one.opens_date < one.working_date:
            row.spans.append(Span(one.opens_date, one.working_date, WINDOW, "the window"))
            row.words = f"from {_day(one.opens_date)} to {_day(one.working_date)}"
    return row


def _clocks(access: Access, open_ones: Sequence[Deadline]) -> list[Row]:
    found = []
    for label, segments in deadlines.clocks_of(access, open_ones):
        spans = [
            Span(one["from"], one["to"], CLOCK if one["counts"] else STOPPED, one["reason"])
            for one in segments
        ]
        last = segments[-1]
        said = "running" if last["counts"] else "stopped"
        found.append(Row(label, f"{said} since {_day(last['from'])}: {last['reason']}", spans))
    return found


def _dues(access: Access, case: Case) -> list[Row]:
    """The next of what other apps know: a task, the day of filing, a hearing."""
    found = []
    for source in upcoming.sources():
        one = source.next_of(access, [case.pk]).get(case.pk)
        if one is not None and one.kind != DEADLINES:
            found.append(Row(one.title, f"on {_day(one.day)}", days=[(one.day, "plan")]))
    return found


def _day(day: datetime.date | None) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}" if day else ""
