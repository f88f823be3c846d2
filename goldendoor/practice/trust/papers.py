"""Receipts and ledgers of clients' money, and reconciliations, as PDF."""

from __future__ import annotations

from goldendoor.foundation.access import Access
from goldendoor.practice.billing import rules as money
from goldendoor.practice.billing.papers import LONG_DATE, paper
from goldendoor.practice.trust import queries
from goldendoor.practice.trust.models import Entry, Ledger, Reconciliation


def receipt_pdf(access: Access, entry: Entry) -> bytes:
    """For a deposit: from whom, for whom, how much."""
    ledger = entry.ledger
    facts = [
        ("Received from", entry.party),
        ("Held in trust for", ledger.client_label),
        ("Amount", money.shown(entry.amount_cents, ledger.account.currency)),
        ("Day", entry.day.strftime(LONG_DATE)),
        ("For", entry.purpose),
        ("Case", ledger.case.number),
        ("Account", str(ledger.account)),
    ]
    if entry.reference:
        facts.append(("Reference", entry.reference))
    return paper(
        office=access.organisation_label, title="Receipt for trust money", facts=facts,
        paragraphs=["This money stays the client's until it is earned or paid out for the client."],
        signer=[access.organisation_label],
    )  # fmt: skip


def ledger_pdf(access: Access, ledger: Ledger, day: str) -> bytes:
    """Every entry of a client's ledger with the balance after it."""
    currency = ledger.account.currency
    rows = [
        [
            f"{one.day.isoformat()}  {one.get_kind_display()}, {one.party}: {one.purpose}",
            money.shown(one.amount_cents, currency),
            money.shown(one.balance_cents, currency),
        ]
        for one in reversed(queries.entries(access, ledger))
    ]
    return paper(
        office=access.organisation_label, title="Client trust ledger",
        facts=[("Client", ledger.client_label), ("Case", ledger.case.number),
               ("Account", str(ledger.account)), ("Day", day)],
        columns=["Entry", "Amount", "Balance"], rows=rows,
        totals=[("Held", money.shown(ledger.balance_cents, currency))],
    )  # fmt: skip


def reconciliation_pdf(access: Access, found: Reconciliation) -> bytes:
    """The three balances of a month, with who signed."""
    currency = found.account.currency
    rows = [
        ["Balance on the bank's statement", money.shown(found.statement_cents, currency)],
        [f"Outstanding, {len(found.outstanding)} entries",
         money.shown(found.outstanding_cents, currency)],
        *([f"Error of the bank: {one['text']}", money.shown(one["cents"], currency)]
          for one in found.adjustments),
        ["1. Bank, put right", money.shown(found.bank_cents, currency)],
        ["2. Books", money.shown(found.book_cents, currency)],
        ["3. Sum of the clients' ledgers", money.shown(found.ledgers_cents, currency)],
    ]  # fmt: skip
    signed = found.signed_at.strftime(LONG_DATE) if found.signed_at else ""
    return paper(
        office=access.organisation_label, title=str(found),
        facts=[("Account", str(found.account)), ("Prepared by", found.prepared_by_label)],
        columns=["What", "Amount"], rows=rows,
        paragraphs=[] if found.agrees else ["The balances differ."],
        signer=[found.signed_by_label, signed] if signed else [],
        mark="" if signed else "UNSIGNED",
    )  # fmt: skip
