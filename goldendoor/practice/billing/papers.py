"""Invoices, receipts and statements as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from goldendoor.cases.models import Case
from goldendoor.foundation.access import Access
from goldendoor.official_forms.sheets import compile_typst
from goldendoor.practice.billing import queries, rules
from goldendoor.practice.billing.models import Invoice, Payment

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"
LONG_DATE = "%B %-d, %Y"


def paper(
    *,
    office: str,
    title: str,
    facts: Sequence[tuple[str, str]],
    columns: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    totals: Sequence[tuple[str, str]] = (),
    paragraphs: Sequence[str] = (),
    signer: Sequence[str] = (),
    mark: str = "",
) -> bytes:
    """One paper: facts are pairs, the first column of the rows is wide, the last one money."""
    data: dict[str, Any] = {
        "office": office, "title": title, "facts": [list(one) for one in facts],
        "columns": list(columns), "rows": [list(row) for row in rows],
        "totals": [list(one) for one in totals], "paragraphs": list(paragraphs),
        "signer": list(signer), "mark": mark,
    }  # fmt: skip
    return compile_typst(TEMPLATE, data)


def invoice_pdf(access: Access, invoice: Invoice) -> bytes:
    """The invoice with its lines, what was paid and what is open."""
    currency = invoice.currency
    rows = []
    for line in queries.lines(access, invoice):
        rate = rules.shown(line.rate_cents, currency) if line.rate_cents else ""
        minutes = rules.spoken_minutes(line.minutes) if line.minutes else ""
        rows.append([line.text, minutes, rate, rules.shown(line.amount_cents, currency)])
    totals = [("Total", rules.shown(invoice.total_cents, currency))]
    if invoice.paid_cents:
        totals.append(("Paid", rules.shown(invoice.paid_cents, currency)))
        totals.append(("Open", rules.shown(invoice.open_cents, currency)))
    due = invoice.due_date.strftime(LONG_DATE) if invoice.due_date else "on receipt"
    state = Invoice.State(invoice.state)
    return paper(
        office=access.organisation_label,
        title=f"Invoice {invoice.number}",
        facts=[
            ("For", invoice.client_label),
            ("Case", invoice.case.number),
            ("Date", invoice.issued_date.strftime(LONG_DATE)),
            ("To be paid", due),
        ],
        columns=["What", "Time", "An hour", "Amount"],
        rows=rows,
        totals=totals,
        paragraphs=[invoice.note] if invoice.note else [],
        mark=str(state.label).upper() if state in (state.DRAFT, state.VOID) else "",
    )


def receipt_pdf(access: Access, payment: Payment) -> bytes:
    """A receipt for one payment of an invoice."""
    invoice = payment.invoice
    facts = [
        ("Received from", invoice.client_label),
        ("Amount", rules.shown(payment.amount_cents, invoice.currency)),
        ("Day", payment.received_date.strftime(LONG_DATE)),
        ("How", payment.get_method_display()),
        ("For", f"{invoice}, case {invoice.case.number}"),
    ]
    if payment.reference:
        facts.append(("Reference", payment.reference))
    signer = [access.organisation_label]
    return paper(office=access.organisation_label, title="Receipt", facts=facts, signer=signer)


def statement_pdf(access: Access, case: Case, currency: str, day: str) -> bytes:
    """Invoices and payments of a case with the balance after each."""
    rows = [
        [
            f"{row['day'].isoformat()}  {row['what']}",
            rules.shown(row["cents"], currency),
            rules.shown(row["balance"], currency),
        ]
        for row in queries.statement(access, case)
    ]
    totals = queries.case_totals(access, case)
    return paper(
        office=access.organisation_label,
        title="Statement of account",
        facts=[("Case", f"{case.number} {case.title}"), ("Day", day)],
        columns=["What", "Amount", "Balance"],
        rows=rows,
        totals=[("Open", rules.shown(totals["open"], currency))],
    )
