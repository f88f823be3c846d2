"""What cases know to be due: tasks with a day, and the planned day of filing."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from goldendoor.cases.models import Case, Task
from goldendoor.cases.queries import stages
from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Due, falls_to
from goldendoor.foundation.registries import dues

TASKS, FILING_DAYS = "cases.tasks", "cases.filing_days"


@dues.register(TASKS)
class Tasks:
    """Tasks that are not done."""

    @staticmethod
    def until(
        access: Access,
        *,
        until: date,
        users: Collection[int | None] | None,
        limit: int,
        since: date | None = None,
    ) -> list[Due]:
        """The earliest first."""
        rows = _tasks(access).filter(due_date__lte=until)
        rows = rows.filter(falls_to("assigned_to", users))
        rows = rows if since is None else rows.filter(due_date__gte=since)
        return [_task(one) for one in rows.order_by("due_date", "id")[:limit]]

    @staticmethod
    def cases(access: Access, *, until: date) -> QuerySet[Any, Any]:
        """Keys of cases with one up to a day."""
        return _tasks(access).filter(due_date__lte=until).values("case")

    @staticmethod
    def condition(access: Access, *, until: date) -> Q:
        """Cases with one up to a day."""
        return Q(Exists(_tasks(access).filter(due_date__lte=until, case=OuterRef("pk"))))

    @staticmethod
    def next_of(access: Access, case_ids: Collection[int]) -> dict[int, Due]:
        """The earliest of each case."""
        rows = _tasks(access).filter(case__in=case_ids).order_by("-due_date", "-id")
        return {one.case_id: _task(one) for one in rows}

    @staticmethod
    def counts(access: Access, *, until: date) -> dict[tuple[int | None, date], int]:
        """How many each person has on each day."""
        rows = _tasks(access).filter(due_date__lte=until).values("assigned_to", "due_date")
        found = rows.annotate(tasks=Count("pk")).order_by("assigned_to", "due_date")
        return {(one["assigned_to"], one["due_date"] or until): one["tasks"] for one in found}


@dues.register(FILING_DAYS)
class FilingDays:
    """Planned days of filing of cases that are not filed."""

    @staticmethod
    def until(
        access: Access,
        *,
        until: date,
        users: Collection[int | None] | None,
        limit: int,
        since: date | None = None,
    ) -> list[Due]:
        """The earliest first."""
        rows = _planned(access).filter(filing_date__lte=until)
        rows = rows.filter(falls_to("assigned_to", users))
        rows = rows if since is None else rows.filter(filing_date__gte=since)
        return [_filing_day(one) for one in rows.order_by("filing_date", "id")[:limit]]

    @staticmethod
    def cases(access: Access, *, until: date) -> QuerySet[Any, Any]:
        """Keys of cases planned up to a day."""
        return _planned(access).filter(filing_date__lte=until).values("pk")

    @staticmethod
    def condition(access: Access, *, until: date) -> Q:
        """Cases planned up to a day."""
        return _before_filing() & Q(filing_date__lte=until)

    @staticmethod
    def next_of(access: Access, case_ids: Collection[int]) -> dict[int, Due]:
        """The day of each case that has one."""
        return {one.pk: _filing_day(one) for one in _planned(access).filter(pk__in=case_ids)}

    @staticmethod
    def counts(access: Access, *, until: date) -> dict[tuple[int | None, date], int]:
        """How many each person has on each day."""
        rows = _planned(access).filter(filing_date__lte=until).values("assigned_to", "filing_date")
        found = rows.annotate(cases=Count("pk")).order_by("assigned_to", "filing_date")
        return {(one["assigned_to"], one["filing_date"] or until): one["cases"] for one in found}


def _tasks(access: Access) -> QuerySet[Task]:
    return Task.objects.visible_to(access).filter(done_at__isnull=True, due_date__isnull=False)


def _planned(access: Access) -> QuerySet[Case]:
    return Case.objects.visible_to(access).filter(_before_filing(), filing_date__isnull=False)


def _before_filing() -> Q:
    """At a stage before filing, by the case's own table."""
    return stages.where(lambda kind, stage: kind.is_before_filing(stage))


def _task(one: Task) -> Due:
    day = one.due_date or date.max
    return Due(day, one.title, TASKS, one.case_id, one.public_id, one.assigned_to_id)


def _filing_day(one: Case) -> Due:
    day = one.filing_date or date.max
    title = "Planned day of filing"
    return Due(day, title, FILING_DAYS, one.pk, one.public_id, one.assigned_to_id)
