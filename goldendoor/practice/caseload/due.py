"""What is due on which day: deadlines, tasks, planned days of filing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Task
from goldendoor.deadlines import queries as deadlines
from goldendoor.deadlines.models import Deadline
from goldendoor.foundation.access import Access
from goldendoor.law import rules
from goldendoor.law.library import Library

WEEKS = 6
NO_LONGER_PLANNED = ("filed", "closed")
MOST_PLANNED = 200
DAY = datetime.timedelta(days=1)
SOON = datetime.timedelta(weeks=2)


@dataclass(frozen=True)
class DueItem:
    """Something due: a deadline, a task, or the planned day of filing."""

    day: datetime.date
    what: str
    case: Case
    task: Task | None = None
    deadline: Deadline | None = None

    @property
    def is_opening(self) -> bool:
        """Something may be done from that day on: nothing is late after it."""
        return self.deadline is not None and self.deadline.is_opening


def due_items(
    access: Access,
    *,
    today: datetime.date,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    user_id: int | None = None,
) -> list[DueItem]:
    """Open deadlines, tasks with a day and planned filing days, by their day.

    By default those of the next six weeks and everything overdue; with `user_id` only what is this
    person's to do.
    """
    until = until or today + datetime.timedelta(weeks=WEEKS)
    found = [
        DueItem(one.working_date, one.label, one.case, deadline=one)
        for one in deadlines.due(access, since=since, until=until, user_id=user_id)
    ]
    tasks = cases.tasks_to_do(access, until=until)
    planned = Case.objects.visible_to(access).filter(filing_date__lte=until)
    if since is not None:
        tasks, planned = tasks.filter(due_date__gte=since), planned.filter(filing_date__gte=since)
    if user_id is not None:
        tasks, planned = tasks.filter(assigned_to=user_id), planned.filter(assigned_to=user_id)
    found += [
        DueItem(task.due_date, task.title, task.case, task) for task in tasks if task.due_date
    ]
    planned = planned.exclude(stage__in=NO_LONGER_PLANNED).order_by("filing_date", "id")
    found += [
        DueItem(case.filing_date, "Planned day of filing", case)
        for case in planned[:MOST_PLANNED]
        if case.filing_date
    ]
    return sorted(found, key=lambda one: (one.day, one.deadline is None, one.case.pk))


def at_risk(items: Iterable[DueItem], *, today: datetime.date) -> list[DueItem]:
    """What the law sets and is overdue or near comes first; the rest by its day."""
    near = today + SOON

    def pressing(one: DueItem) -> bool:
        deadline = one.deadline
        binding = deadline is not None and deadline.is_binding and not deadline.is_opening
        return binding and one.day <= near

    return sorted(items, key=lambda one: not pressing(one))


def six_weeks(
    items: Iterable[DueItem], *, today: datetime.date, library: Library
) -> list[list[dict[str, Any]]]:
    """Rows of days from this week's Monday: `{"day", "count", "level", "closed", "today"}`."""
    counts: dict[datetime.date, int] = {}
    for item in items:
        counts[item.day] = counts.get(item.day, 0) + 1
    monday = today - today.weekday() * DAY
    offices = rules.calendar(library)
    days = [
        {
            "day": day,
            "count": counts.get(day, 0),
            "level": min(counts.get(day, 0), 4),
            "closed": offices.why_closed(day),
            "today": day == today,
            "past": day < today,
        }
        for day in (monday + number * DAY for number in range(7 * WEEKS))
    ]
    return [days[start : start + 7] for start in range(0, len(days), 7)]
