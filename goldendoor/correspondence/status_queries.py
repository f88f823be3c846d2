"""Reading what the agency says of receipts; everything goes through the access filter."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Filing
from goldendoor.correspondence import silence
from goldendoor.correspondence.models import AskingDay, CaseStatus
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library

OVER = ("closed", "approved", "denied")
MOST_SILENT = 200


def of_case(access: Access, case: Case) -> list[CaseStatus]:
    """The statuses of a case's receipts."""
    rows = CaseStatus.objects.visible_to(cases.access_for_case(access, case)).filter(case=case)
    return list(rows.select_related("filing", "filing__person").order_by("filing__position", "id"))


def get(access: Access, public_id: str) -> CaseStatus:
    """One status; raises NotFound."""
    return CaseStatus.objects.select_related("case", "filing").one(access, public_id)


def unwatched(access: Access) -> QuerySet[Filing]:
    """Forms with a receipt number that nobody watches yet."""
    rows = Filing.objects.visible_to(access).filter(agency_status__isnull=True)
    rows = rows.exclude(receipt_number="").exclude(case__stage__in=OVER)
    return rows.select_related("case", "person").order_by("id")


def whose_turn(access: Access, *, now: datetime, library: Library) -> QuerySet[CaseStatus]:
    """Receipts to ask about, those that wait longest first; kinds of cases that are protected by
    law are left out unless the settings name them."""
    told = silence.entry(library)
    protected = set(told["not_asked_case_types"]) - set(settings.CASE_STATUS.protected)
    rows = CaseStatus.objects.visible_to(access).filter(next_at__lte=now)
    rows = rows.exclude(case__stage__in=OVER).exclude(case__type_id__in=protected)
    rows = rows.exclude(filing__receipt_number="")
    return rows.select_related("case", "filing", "filing__person").order_by("next_at", "id")


def spent(access: Access, day: date) -> int:
    """Requests of a day (in UTC)."""
    row = AskingDay.objects.visible_to(access).filter(day=day).first()
    return row.spent if row else 0


def latest_day(access: Access) -> AskingDay | None:
    """How the last day of asking went."""
    return AskingDay.objects.visible_to(access).order_by("-day").first()


def still_since(access: Access, day: date, case: Case | None = None) -> list[CaseStatus]:
    """Receipts about which nothing has come since before a day, the longest first."""
    asks = access if case is None else cases.access_for_case(access, case)
    rows = CaseStatus.objects.visible_to(asks).filter(moved_date__lt=day)
    rows = rows if case is None else rows.filter(case=case)
    rows = rows.exclude(case__stage__in=OVER).exclude(filing__receipt_number="")
    rows = rows.select_related("case", "filing", "filing__person").order_by("moved_date", "id")
    return list(rows[:MOST_SILENT])


def days_ago(today: date, days: int) -> date:
    """So many days before."""
    return today - timedelta(days=days)
