"""Reading money; everything goes through the access filter."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation import pages
from goldendoor.foundation.access import Access
from goldendoor.practice.billing.models import (
    Agreement,
    Expense,
    Invoice,
    Line,
    OfficeMoney,
    Payment,
    TimeEntry,
    Timer,
)


def office(access: Access) -> OfficeMoney:
    """The office's settings; an unsaved row with the usual ones before anybody set any."""
    found = OfficeMoney.objects.visible_to(access).first()
    return found or OfficeMoney(organisation_id=access.organisation_id)


def is_on(access: Access, switch: str) -> bool:
    """Whether the office uses billing, trust or employers; on unless switched off."""
    return bool(office(access).switches.get(switch, True))


def agreement(access: Access, case: Case) -> Agreement | None:
    """The agreement in force."""
    rows = Agreement.objects.visible_to(access).filter(case=case, ended_date__isnull=True)
    return rows.first()


def time_entries(access: Access, case: Case) -> list[TimeEntry]:
    """Work on a case, the latest first."""
    rows = TimeEntry.objects.visible_to(access).filter(case=case, removed_at__isnull=True)
    return list(rows.select_related("user", "invoice").order_by("-worked_date", "-id"))


def time_entry(access: Access, public_id: str) -> TimeEntry:
    """One entry; raises NotFound."""
    rows = TimeEntry.objects.select_related("case", "user", "invoice")
    return rows.one(access, public_id)


def timer(access: Access) -> Timer | None:
    """The timer this person has running, wherever they may still see its case."""
    rows = Timer.objects.visible_to(access).filter(user_id__in=[access.user_id])
    return rows.select_related("case").first()


def expenses(access: Access, case: Case) -> list[Expense]:
    """Expenses and government fees of a case, as they were recorded."""
    rows = Expense.objects.visible_to(access).filter(case=case)
    rows = rows.exclude(state=Expense.State.REMOVED).select_related("filing", "invoice")
    return list(rows.order_by("kind", "id"))


def expense(access: Access, public_id: str) -> Expense:
    """One expense; raises NotFound."""
    return Expense.objects.select_related("case", "filing").one(access, public_id)


def invoices(access: Access, case: Case | None = None) -> QuerySet[Invoice]:
    """Invoices, the latest first; of one case or of all."""
    rows = Invoice.objects.visible_to(access).select_related("case")
    return (rows if case is None else rows.filter(case=case)).order_by("-id")


def invoice(access: Access, public_id: str) -> Invoice:
    """One invoice; raises NotFound."""
    return Invoice.objects.select_related("case").one(access, public_id)


def lines(access: Access, found: Invoice) -> list[Line]:
    """The lines of an invoice, in order."""
    return list(Line.objects.visible_to(access).filter(invoice=found).order_by("position", "id"))


def payments(access: Access, found: Invoice) -> list[Payment]:
    """Payments of an invoice and what took them back, in order."""
    return list(Payment.objects.visible_to(access).filter(invoice=found).order_by("id"))


def payment(access: Access, public_id: str) -> Payment:
    """One payment; raises NotFound."""
    return Payment.objects.select_related("invoice", "invoice__case").one(access, public_id)


def invoice_page(access: Access, state: str, after: str | None) -> pages.Page:
    """Invoices of the office by state, the latest first."""
    rows = invoices(access)
    if state == "open":
        rows = rows.filter(state__in=Invoice.OPEN)
    elif state:
        rows = rows.filter(state=state)
    return pages.keyset(rows, order=("-issued_date", "-id"), after=after, size=30)


@dataclass(frozen=True)
class Unbilled:
    """What may go onto an invoice of a case."""

    times: list[TimeEntry]
    expenses: list[Expense]

    @property
    def cents(self) -> int:
        """All of it together."""
        return sum(one.amount_cents for one in self.times) + sum(
            one.amount_cents or 0 for one in self.expenses
        )


def unbilled(access: Access, case: Case) -> Unbilled:
    """Billable time, and what the office paid for the client, on no invoice yet."""
    times = [one for one in time_entries(access, case) if one.is_billable and not one.invoice_id]
    spent = [
        one
        for one in expenses(access, case)
        if not one.invoice_id
        and one.payer == Expense.Payer.OFFICE
        and one.state == Expense.State.PAID
        and one.amount_cents
    ]
    return Unbilled(times[::-1], spent)


def case_totals(access: Access, case: Case) -> dict[str, int]:
    """What was billed, paid and is open in a case, void invoices and drafts apart."""
    rows = invoices(access, case).exclude(state__in=(Invoice.State.VOID, Invoice.State.DRAFT))
    found = rows.aggregate(billed=Sum("total_cents"), paid=Sum("paid_cents"))
    billed, paid = found["billed"] or 0, found["paid"] or 0
    return {"billed": billed, "paid": paid, "open": billed - paid}


def office_totals(access: Access, today: datetime.date) -> Mapping[str, Any]:
    """What is open, overdue and not billed in the cases this person sees."""
    open_ones = Invoice.objects.visible_to(access).filter(state__in=Invoice.OPEN)
    late = Q(due_date__lt=today)
    found = open_ones.aggregate(
        total=Sum("total_cents"), paid=Sum("paid_cents"), many=Count("pk"),
        late_total=Sum("total_cents", filter=late), late_paid=Sum("paid_cents", filter=late),
    )  # fmt: skip
    work = TimeEntry.objects.visible_to(access).filter(
        is_billable=True, invoice__isnull=True, removed_at__isnull=True
    )
    counted = work.aggregate(cents=Sum("amount_cents"), minutes=Sum("billed_minutes"))
    return {
        "many": found["many"],
        "open": (found["total"] or 0) - (found["paid"] or 0),
        "late": (found["late_total"] or 0) - (found["late_paid"] or 0),
        "unbilled": counted["cents"] or 0,
        "minutes": counted["minutes"] or 0,
    }


def time_rows(access: Access, start: datetime.date, end: datetime.date) -> QuerySet[TimeEntry]:
    """Work of the office in a period, for the export."""
    rows = TimeEntry.objects.visible_to(access).filter(
        removed_at__isnull=True, worked_date__gte=start, worked_date__lte=end
    )
    return rows.select_related("case", "user", "invoice").order_by("worked_date", "id")


def statement(access: Access, case: Case) -> list[dict[str, Any]]:
    """Invoices and payments of a client's case by day, with the balance after each."""
    rows: list[dict[str, Any]] = []
    for one in invoices(access, case).exclude(state__in=("void", "draft")):
        rows.append({"day": one.issued_date, "what": str(one), "cents": one.total_cents})
        rows += [
            {
                "day": paid.received_date,
                "what": f"{'Taken back' if paid.reverses_id else 'Payment'}, {one.number}: {paid}",
                "cents": -paid.amount_cents,
            }
            for paid in payments(access, one)
        ]
    rows.sort(key=lambda row: row["day"])
    balance = 0
    for row in rows:
        balance += row["cents"]
        row["balance"] = balance
    return rows


def clients(access: Access, case: Case) -> list[Any]:
    """People of the case an invoice may go to: all but opposing parties."""
    return [one for one in cases.parties(access, case) if one.role != "opposing_party"]
