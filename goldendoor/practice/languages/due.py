"""Translations to come among everything that is due."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Due, falls_to
from goldendoor.practice.languages.models import Job

KIND = "practice_languages.translations"


@registries.dues.register(KIND)
class Translations:
    """Each falls to the translator if they are of the office, else to whoever has the case."""

    @staticmethod
    def until(
        access: Access,
        *,
        until: datetime.date,
        users: Collection[int | None] | None,
        limit: int,
        since: datetime.date | None = None,
    ) -> list[Due]:
        """The earliest first."""
        rows = _open(access).filter(falls_to("falls_to", users), due_date__lte=until)
        if since is not None:
            rows = rows.filter(due_date__gte=since)
        return [_due(one) for one in rows.order_by("due_date", "id")[:limit]]

    @staticmethod
    def cases(access: Access, *, until: datetime.date) -> QuerySet[Any, Any]:
        """Cases with one up to a day."""
        return _open(access).filter(due_date__lte=until).values("case")

    @staticmethod
    def next_of(access: Access, case_ids: Collection[int]) -> dict[int, Due]:
        """The earliest of each case."""
        rows = _open(access).filter(case__in=list(case_ids)).order_by("-due_date", "-id")
        return {one.case_id: _due(one) for one in rows}

    @staticmethod
    def counts(
        access: Access, *, until: datetime.date
    ) -> dict[tuple[int | None, datetime.date], int]:
        """How many on each day, by the person they fall to."""
        rows = _open(access).filter(due_date__lte=until)
        grouped = rows.values("falls_to", "due_date").annotate(rows=Count("pk"))
        return {
            (one["falls_to"], one["due_date"]): one["rows"]
            for one in grouped.order_by("due_date", "falls_to")
        }


def _open(access: Access) -> QuerySet[Any, Any]:
    rows = Job.objects.visible_to(access).filter(state__in=Job.OPEN, due_date__isnull=False)
    return rows.annotate(falls_to=Coalesce("translator_user", "case__assigned_to"))


def _due(one: Any) -> Due:
    title = f"Translation from {one.from_language}"
    return Due(one.due_date, title, KIND, one.case_id, one.public_id, one.falls_to)
