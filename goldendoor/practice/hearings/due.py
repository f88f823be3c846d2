"""Hearings to come among everything that is due."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Appointment, Dated
from goldendoor.law.library import Library
from goldendoor.practice.hearings import kinds
from goldendoor.practice.hearings.models import Hearing

KIND = "practice_hearings.hearings"
MOST = 500


@registries.dues.register(KIND)
class Hearings(Dated):
    """Those that are set; each falls to whoever has the case. Held ones are due no more."""

    kind = KIND
    day_field = "held_date"

    @classmethod
    def rows(cls, access: Access) -> QuerySet[Any]:
        """Those that are set."""
        rows = Hearing.objects.visible_to(access).filter(state=Hearing.State.SET)
        return rows.select_related("case").only(
            "kind", "starts_at", "time_zone", "held_date", "public_id", "case__assigned_to"
        )

    @classmethod
    def title(cls, one: Any) -> str:
        """What it is, and the hour where it is held."""
        kind = kinds.label(Library.shipped(), one.kind)
        return f"{kind}, {one.local:%H:%M} {one.zone_word}"

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
