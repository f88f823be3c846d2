"""Reading clients' money. Sums of a whole account count walled cases, without naming them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.practice.billing import queries as billing
from goldendoor.practice.billing.models import Invoice
from goldendoor.practice.trust import rules
from goldendoor.practice.trust.models import Account, Entry, Ledger, Reconciliation

SWITCH = "trust"


def is_on(access: Access) -> bool:
    """Whether the office holds clients' money."""
    return billing.is_on(access, SWITCH)


def accounts(access: Access) -> list[Account]:
    """Trust accounts, by name."""
    return list(Account.objects.visible_to(access).order_by("name"))


def account(access: Access, public_id: str) -> Account:
    """One account; raises NotFound."""
    return Account.objects.one(access, public_id)


def ledgers(access: Access, case: Case | None = None) -> list[Ledger]:
    """Ledgers of a case or of all cases this person sees."""
    rows = Ledger.objects.visible_to(access).select_related("account", "case")
    rows = rows if case is None else rows.filter(case=case)
    return list(rows.order_by("account__name", "case__number", "id")[:500])


def ledger(access: Access, public_id: str) -> Ledger:
    """One ledger; raises NotFound."""
    return Ledger.objects.select_related("account", "case").one(access, public_id)


def entries(access: Access, found: Ledger) -> list[Entry]:
    """Every entry of a ledger, the latest first."""
    rows = Entry.objects.visible_to(access).filter(ledger=found)
    rows = rows.select_related("clearing", "payment__invoice", "reverses")
    return list(rows.order_by("-number"))


def entry(access: Access, public_id: str) -> Entry:
    """One entry; raises NotFound."""
    rows = Entry.objects.select_related("ledger__account", "ledger__case", "payment__invoice")
    return rows.one(access, public_id)


def reversed_ids(found: Ledger) -> set[int]:
    """Entries of a ledger that were reversed."""
    rows = Entry.objects.filter(ledger=found, reverses__isnull=False)
    return set(rows.values_list("reverses_id", flat=True))


def open_invoices(access: Access, case: Case) -> list[Invoice]:
    """Invoices of the case that trust money may pay."""
    return [one for one in billing.invoices(access, case) if one.state in Invoice.OPEN]


def whole(found: Account) -> QuerySet[Entry]:
    """Every entry of an account, walled cases too: for sums, never to be shown as they are."""
    return Entry.objects.filter(organisation_id=found.organisation_id, ledger__account=found)


def book_cents(found: Account, until: datetime.date) -> int:
    """All money in and out up to a day."""
    rows = whole(found).filter(day__lte=until)
    return int(rows.aggregate(total=Sum("amount_cents"))["total"] or 0)


def ledgers_cents(found: Account, until: datetime.date) -> int:
    """The sum of the balances the clients' ledgers carry, less what was dated after a day."""
    rows = Ledger.objects.filter(organisation_id=found.organisation_id, account=found)
    held = int(rows.aggregate(total=Sum("balance_cents"))["total"] or 0)
    later = whole(found).filter(day__gt=until).aggregate(total=Sum("amount_cents"))
    return held - int(later["total"] or 0)


@dataclass(frozen=True)
class Outstanding:
    """An entry the bank had not cleared by the end of a month; `entry` None for a walled case."""

    public_id: str
    day: datetime.date
    cents: int
    entry: Entry | None
    is_cleared: bool = False


def month_rows(access: Access, found: Account, month: datetime.date) -> list[Outstanding]:
    """What was open at some time in the month: outstanding at its end, or cleared within it."""
    end = rules.end_of(month)
    rows = (
        whole(found)
        .filter(day__lte=end)
        .filter(Q(clearing__isnull=True) | Q(clearing__cleared_date__gte=month))
    )
    rows = rows.select_related("clearing", "ledger__case").order_by("day", "id")
    seen = set(
        Entry.objects.visible_to(access)
        .filter(pk__in=rows.values("pk"))
        .values_list("pk", flat=True)
    )
    return [
        Outstanding(
            one.public_id, one.day, one.amount_cents, one if one.pk in seen else None,
            hasattr(one, "clearing") and one.clearing.cleared_date <= end,
        )
        for one in rows
    ]  # fmt: skip


def reconciliations(access: Access, found: Account | None = None) -> list[Reconciliation]:
    """Months that were prepared or signed, the latest first."""
    rows = Reconciliation.objects.visible_to(access).select_related("account")
    rows = rows if found is None else rows.filter(account=found)
    return list(rows.order_by("-month", "account__name")[:60])


def reconciliation(access: Access, found: Account, month: datetime.date) -> Reconciliation | None:
    """That of a month, if it was prepared."""
    rows = Reconciliation.objects.visible_to(access).filter(account=found, month=month)
    return rows.select_related("account").first()


def is_closed(found: Account, day: datetime.date) -> bool:
    """Whether the month of this day, or a later one, was signed."""
    signed = Reconciliation.objects.filter(
        account=found, signed_at__isnull=False, month__gte=day.replace(day=1)
    )
    return signed.exists()
