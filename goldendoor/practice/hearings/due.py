"""Hearings to come among everything that is due."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Count, QuerySet

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Appointment, Due, falls_to
from goldendoor.law.library import Library
from goldendoor.practice.hearings import kinds
from goldendoor.practice.hearings.models import Hearing

KIND = "practice_hearings.hearings"
MOST = 500


@registries.dues.register(KIND)
class Hearings:
    """Those that are set; each falls to whoever has the case. Held ones are due no more."""

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
        rows = _set(access).filter(falls_to("case__assigned_to", users), held_date__lte=until)
        if since is not None:
            rows = rows.filter(held_date__gte=since)
        return [_due(one) for one in rows.order_by("held_date", "id")[:limit]]

    @staticmethod
    def cases(access: Access, *, until: datetime.date) -> QuerySet[Any, Any]:
        """Cases with one up to a day."""
        return _set(access).filter(held_date__lte=until).values("case")

    @staticmethod
    def next_of(access: Access, case_ids: Collection[int]) -> dict[int, Due]:
        """The earliest of each case."""
        rows = _set(access).filter(case__in=list(case_ids)).order_by("-held_date", "-id")
        return {one.case_id: _due(one) for one in rows}

    @staticmethod
    def for_feed(access: Access, *, case_id: int | None, since: datetime.date) -> list[Appointment]:
        """Hearings of a case or of this person, cancelled ones too so that they are struck out."""
        rows = Hearing.objects.visible_to(access).filter(held_date__gte=since)
        if case_id is not None:
            rows = rows.filter(case=case_id)
        else:
            rows = rows.filter(case__assigned_to=access.user_id)
        library = Library.shipped()
        return [
            Appointment(
                one.public_id, one.starts_at, kinds.label(library, one.kind), one.case.number,
                one.version, one.state == Hearing.State.CANCELLED,
            )
            for one in rows.select_related("case").order_by("held_date", "id")[:MOST]
        ]  # fmt: skip

    @staticmethod
    def counts(
        access: Access, *, until: datetime.date
    ) -> dict[tuple[int | None, datetime.date], int]:
        """How many on each day, by the person whose case it is."""
        rows = _set(access).filter(held_date__lte=until)
        grouped = rows.values("case__assigned_to", "held_date").annotate(rows=Count("pk"))
        return {
            (one["case__assigned_to"], one["held_date"]): one["rows"]
            for one in grouped.order_by("held_date", "case__assigned_to")
        }


def _set(access: Access) -> QuerySet[Hearing]:
    rows = Hearing.objects.visible_to(access).filter(state=Hearing.State.SET)
    return rows.select_related("case").only(
        "kind", "starts_at", "time_zone", "held_date", "public_id", "case__assigned_to"
    )


def _due(one: Hearing) -> Due:
    local = one.local
    title = f"{kinds.label(Library.shipped(), one.kind)}, {local:%H:%M} {one.zone_word}"
    return Due(one.held_date, title, KIND, one.case_id, one.public_id, one.case.assigned_to_id)
