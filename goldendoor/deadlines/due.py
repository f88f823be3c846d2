"""Open deadlines among everything that is due (`foundation.due`)."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from goldendoor.deadlines.models import Deadline
from goldendoor.deadlines.queries import SEALED
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Due, falls_to

KIND = "deadlines.due"


@registries.dues.register(KIND)
class OpenDeadlines:
    """Each falls to whom it was given, else to whoever works on the case."""

    @staticmethod
    def until(
        access: Access,
        *,
        until: datetime.date,
        users: Collection[int | None] | None,
        limit: int,
        since: datetime.date | None = None,
    ) -> list[Due]:
        """The earliest up to a day, overdue ones first."""
        rows = _open(access).filter(falls_to("falls_to", users), working_date__lte=until)
        if since is not None:
            rows = rows.filter(working_date__gte=since)
        return [_due(one) for one in rows.order_by("working_date", "id")[:limit]]

    @staticmethod
    def cases(access: Access, *, until: datetime.date) -> QuerySet[Any, Any]:
        """Cases with a deadline up to a day."""
        return _open(access).filter(working_date__lte=until).values("case")

    @staticmethod
    def next_of(access: Access, case_ids: Collection[int]) -> dict[int, Due]:
        """The earliest of each case."""
        rows = _open(access).filter(case__in=list(case_ids)).order_by("working_date", "id")
        found: dict[int, Due] = {}
        for one in rows:
            found.setdefault(one.case_id, _due(one))
        return found

    @staticmethod
    def counts(
        access: Access, *, until: datetime.date
    ) -> dict[tuple[int | None, datetime.date], int]:
        """How many on each day, by the person they fall to."""
        rows = _open(access).filter(working_date__lte=until)
        grouped = rows.values("falls_to", "working_date").annotate(rows=Count("pk"))
        return {
            (one["falls_to"], one["working_date"]): one["rows"]
            for one in grouped.order_by("working_date", "falls_to")
        }


def _open(access: Access) -> QuerySet[Any, Any]:
    rows = Deadline.objects.visible_to(access).filter(state=Deadline.State.OPEN)
    return rows.defer(*SEALED).annotate(falls_to=Coalesce("assigned_to", "case__assigned_to"))


def _due(deadline: Any) -> Due:
    return Due(
        day=deadline.working_date,
        title=deadline.label,
        kind=KIND,
        case_id=deadline.case_id,
        about=deadline.public_id,
        user_id=deadline.falls_to,
    )
