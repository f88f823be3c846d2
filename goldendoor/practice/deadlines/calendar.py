"""Month, week and list of what is due, with the days on which offices are closed."""

from __future__ import annotations

import calendar as calendars
import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from goldendoor.foundation.access import Access
from goldendoor.law import rules
from goldendoor.law.library import Library
from goldendoor.practice.caseload.due import DueItem, due_items, whose

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)
VIEWS = (("month", "Month"), ("week", "Week"), ("list", "List"))
SHOWN_A_DAY = 4
LIST_WEEKS = 8


@dataclass
class Day:
    """A square: its entries, and why offices are closed on it."""

    day: datetime.date
    items: list[DueItem] = field(default_factory=list)
    holiday: str = ""
    weekend: bool = False
    today: bool = False
    other: bool = False

    @property
    def shown(self) -> list[DueItem]:
        """As many as a square of the month holds."""
        return self.items[:SHOWN_A_DAY]

    @property
    def more(self) -> int:
        """How many it does not."""
        return max(len(self.items) - SHOWN_A_DAY, 0)


def of_view(
    access: Access,
    view: str,
    on: datetime.date,
    *,
    today: datetime.date,
    mine: bool,
    library: Library,
) -> dict[str, Any]:
    """Weeks of days, the title, and the days that “earlier” and “later” lead to."""
    first, last = _span(view, on)
    items = due_items(access, today=today, since=first, until=last, users=whose(access, mine))
    days = _days(first, last, items, today, library)
    if view == "month":
        for one in days:
            one.other = one.day.month != on.month
    earlier, later = _neighbours(view, on)
    weeks = [days[start : start + 7] for start in range(0, len(days), 7)]
    if view == "list":
        days = [one for one in days if one.items]
    return {
        "weeks": weeks, "days": days, "title": _title(view, on, first, last), "view": view,
        "on": on, "earlier": earlier, "later": later, "count": len(items), "mine": mine,
    }  # fmt: skip


def _span(view: str, on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day shown; months and weeks in whole weeks from Monday."""
    if view == "list":
        return on, on + LIST_WEEKS * WEEK
    if view == "week":
        first = on - on.weekday() * DAY
        return first, first + 6 * DAY
    first = on.replace(day=1)
    last = on.replace(day=calendars.monthrange(on.year, on.month)[1])
    return first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY


def _neighbours(view: str, on: datetime.date) -> tuple[datetime.date, datetime.date]:
    if view == "list":
        return on - LIST_WEEKS * WEEK, on + LIST_WEEKS * WEEK
    if view == "week":
        return on - WEEK, on + WEEK
    first = on.replace(day=1)
    return (first - DAY).replace(day=1), (first + 31 * DAY).replace(day=1)


def _title(view: str, on: datetime.date, first: datetime.date, last: datetime.date) -> str:
    if view == "month":
        return f"{on:%B %Y}"
    return f"{first.day} {first:%b} – {last.day} {last:%b %Y}"


def _days(
    first: datetime.date,
    last: datetime.date,
    items: Sequence[DueItem],
    today: datetime.date,
    library: Library,
) -> list[Day]:
    closed = holidays(library, first, last)
    found = []
    for number in range((last - first).days + 1):
        day = first + number * DAY
        found.append(
            Day(
                day,
                [one for one in items if one.day == day],
                closed.get(day, ""),
                day.weekday() >= calendars.SATURDAY,
                day == today,
            )
        )
    return found


def holidays(
    library: Library, first: datetime.date, last: datetime.date
) -> dict[datetime.date, str]:
    """Federal holidays as observed."""
    found = rules.calendar(library)
    days = [first + number * DAY for number in range((last - first).days + 1)]
    return {day: found.name_of(day) for day in days if found.name_of(day)}
