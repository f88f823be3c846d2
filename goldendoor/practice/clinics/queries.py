"""Reading clinic days; everything goes through the access filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from goldendoor.foundation import pages
from goldendoor.foundation.access import Access
from goldendoor.practice.clinics.models import Clinic, Helper, Visit


@dataclass
class Station:
    """A station with its helpers and the people who are or wait there."""

    key: str
    label: str
    needs: list[str]
    helpers: list[Helper] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)


def get(access: Access, public_id: str) -> Clinic:
    """The clinic day; raises NotFound."""
    return Clinic.objects.one(access, public_id)


def visit(access: Access, public_id: str) -> Visit:
    """One visit; raises NotFound."""
    rows = Visit.objects.select_related("clinic", "enquiry", "enquiry__check_made", "with_user")
    return rows.one(access, public_id)


def helper(access: Access, public_id: str) -> Helper:
    """One helper at a station; raises NotFound."""
    return Helper.objects.select_related("clinic", "user").one(access, public_id)


def list_page(access: Access, after: str | None = None) -> pages.Page:
    """Clinic days, the latest first."""
    rows = Clinic.objects.visible_to(access)
    return pages.keyset(rows, order=("-held_date", "-id"), after=after, size=30)


def board(access: Access, clinic: Clinic) -> list[Station]:
    """Every station with who helps and who is there, by number."""
    found = {one["key"]: Station(**one) for one in clinic.stations}
    helpers = Helper.objects.visible_to(access).filter(clinic=clinic).select_related("user")
    for row in helpers.order_by("id"):
        if row.station in found:
            found[row.station].helpers.append(row)
    visits = Visit.objects.visible_to(access).filter(clinic=clinic, left_at__isnull=True)
    for one in visits.select_related("enquiry", "enquiry__check_made", "with_user").order_by(
        "number"
    ):
        if one.station in found:
            found[one.station].visits.append(one)
    return list(found.values())


def counts(access: Access, clinic: Clinic) -> dict[str, Any]:
    """How many came, are here and have left."""
    rows = Visit.objects.visible_to(access).filter(clinic=clinic)
    return rows.aggregate(came=Count("pk"), left=Count("pk", filter=Q(left_at__isnull=False)))
