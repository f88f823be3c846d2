"""Invoices with a day of payment are due."""

from typing import Any

from django.db.models import QuerySet

from goldendoor.foundation.access import Access
from goldendoor.foundation.due import Dated
from goldendoor.foundation.registries import dues
from goldendoor.practice.billing.models import Invoice

INVOICES = "billing.invoices"


@dues.register(INVOICES)
class Invoices(Dated):
    """Sent and not paid."""

    kind = INVOICES

    @classmethod
    def rows(cls, access: Access) -> QuerySet[Any]:
        """Open ones with a day."""
        rows = Invoice.objects.visible_to(access).select_related("case")
        return rows.filter(state__in=Invoice.OPEN, due_date__isnull=False)

    @classmethod
    def title(cls, one: Any) -> str:
        """Which invoice."""
        return f"{one} is to be paid"
