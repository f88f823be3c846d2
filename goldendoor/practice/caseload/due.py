"""What is due on which day: deadlines, tasks, planned days of filing, and what other apps know."""

from __future__ import annotations

import datetime
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldendoor.cases.models import Case
from goldendoor.deadlines import queries as deadlines
from goldendoor.deadlines.models import Deadline
from goldendoor.foundation import due as upcoming
from goldendoor.foundation.access import Access
from goldendoor.law import rules
from goldendoor.law.library import Library

WEEKS = 6
MOST = 500
# Names of the sources whose entries have a button of their own (`foundation.due`).
TASKS, DEADLINES = "cases.tasks", "deadlines.due"
DAY = datetime.timedelta(days=1)
SOON = datetime.timedelta(weeks=2)


@dataclass(frozen=True)
class DueItem:
    """Something due: a deadline, a task, the planned day of filing, a hearing…

    `about` is the public id of what is due, `kind` the name of the source that knows it.
    """

    day: datetime.date
    what: str
    case: Case
    kind: str
    about: str = ""
    deadline: Deadline | None = None

    @property
    def is_opening(self) -> bool:
        """Something may be done from that day on: nothing is late after it."""
        return self.deadline is not None and self.deadline.is_opening

    @property
    def task(self) -> str:
        """Public id of the task, for the button that says it is done; "" for anything else."""
        return self.about if self.kind == TASKS else ""


def whose(access: Access, mine: bool) -> frozenset[int | None] | None:
    """Mine: what falls to this person, to those they stand in for, and to nobody; else all."""
    return frozenset({access.user_id, None, *access.stands_in_for}) if mine else None


def due_items(
    access: Access,
    *,
    today: datetime.date,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    users: Collection[int | None] | None = None,
    limit: int = MOST,
) -> list[DueItem]:
    """What is due by its day, from every app that knows of something; the earliest `limit`.

    By default that of the next six weeks and everything overdue, of everyone.
    """
    until = until or today + datetime.timedelta(weeks=WEEKS)
    found = upcoming.until(access, until=until, since=since, users=users, limit=limit)
    return with_cases(access, found)


def with_cases(access: Access, found: Sequence[upcoming.Due]) -> list[DueItem]:
    """What is due with its case, and with its reasons where it is a deadline."""
    of = Case.objects.visible_to(access).in_bulk({one.case_id for one in found})
    open_ones = deadlines.by_id(access, [one.about for one in found if one.kind == DEADLINES])
    items = [
        DueItem(
            one.day, one.title, of[one.case_id], one.kind, one.about,
            open_ones.get(one.about) if one.kind == DEADLINES else None,
        )
        for one in found
        if one.case_id in of
    ]  # fmt: skip
    return sorted(items, key=lambda one: (one.day, one.deadline is None, one.case.pk))


def at_risk(items: Iterable[DueItem], *, today: datetime.date) -> list[DueItem]:
    """What the law sets and is overdue or near comes first; the rest by its day."""
    near = today + SOON

    def pressing(one: DueItem) -> bool:
        deadline = one.deadline
        binding = deadline is not None and deadline.is_binding and not deadline.is_opening
        return binding and one.day <= near

    return sorted(items, key=lambda one: not pressing(one))


def six_weeks(
    counts: Mapping[datetime.date, int], *, today: datetime.date, library: Library
) -> list[list[dict[str, Any]]]:
    """Rows of days from this week's Monday: `{"day", "count", "level", "closed", "today"}`.

    `level` is the darkness, 0 to 4: in a small office each thing due is a step, in a large one the
    steps divide the fullest day.
    """
    monday = today - today.weekday() * DAY
    offices = rules.calendar(library)
    last = monday + 7 * WEEKS * DAY
    step = max(1, max((counts[day] for day in counts if monday <= day < last), default=0) / 4)
    days = [
        {
            "day": day,
            "count": counts.get(day, 0),
            "level": math.ceil(counts.get(day, 0) / step),
            "closed": offices.why_closed(day),
            "today": day == today,
            "past": day < today,
        }
        for day in (monday + number * DAY for number in range(7 * WEEKS))
    ]
    return [days[start : start + 7] for start in range(0, len(days), 7)]
