"""Invoices with a day of payment are due."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Due, falls_to
from goldendoor.foundation.registries import dues
from goldendoor.practice.billing.models import Invoice

INVOICES = "billing.invoices"


@dues.register(INVOICES)
class Invoices:
    """Sent and not paid."""

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
        rows = _open(access).filter(due_date__lte=until)
        rows = rows.filter(falls_to("case__assigned_to", users))
        rows = rows if since is None else rows.filter(due_date__gte=since)
        return [_due(one) for one in rows.order_by("due_date", "id")[:limit]]

    @staticmethod
    def cases(access: Access, *, until: date) -> QuerySet[Any, Any]:
        """Keys of cases with one up to a day."""
        return _open(access).filter(due_date__lte=until).values("case")

    @staticmethod
    def condition(access: Access, *, until: date) -> Q:
        """Cases with one up to a day."""
        return Q(Exists(_open(access).filter(due_date__lte=until, case=OuterRef("pk"))))

    @staticmethod
    def next_of(access: Access, case_ids: Collection[int]) -> dict[int, Due]:
        """The earliest of each case."""
        rows = _open(access).filter(case__in=case_ids).order_by("-due_date", "-id")
        return {one.case_id: _due(one) for one in rows}

    @staticmethod
    def counts(access: Access, *, until: date) -> dict[tuple[int | None, date], int]:
        """How many fall to each person on each day."""
        rows = _open(access).filter(due_date__lte=until).values("case__assigned_to", "due_date")
        found = rows.annotate(many=Count("pk")).order_by("case__assigned_to", "due_date")
        return {(one["case__assigned_to"], one["due_date"] or until): one["many"] for one in found}


def _open(access: Access) -> QuerySet[Invoice]:
    rows = Invoice.objects.visible_to(access).select_related("case")
    return rows.filter(state__in=Invoice.OPEN, due_date__isnull=False)


def _due(one: Invoice) -> Due:
    day = one.due_date or date.max
    title = f"{one} is to be paid"
    return Due(day, title, INVOICES, one.case_id, one.public_id, one.case.assigned_to_id)
