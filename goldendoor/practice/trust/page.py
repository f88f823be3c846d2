"""What the pages of trust money show."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form

from goldendoor.cases.models import Case
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.practice.billing import queries as billing
from goldendoor.practice.billing.exporting import amount
from goldendoor.practice.billing.models import Invoice
from goldendoor.practice.trust import actions, forms, queries, rules
from goldendoor.practice.trust.models import Account, Entry, Ledger, Reconciliation


@dataclass
class Shown:
    """A ledger with its entries and forms; `opened` is the form that came back."""

    ledger: Ledger
    entries: list[Entry]
    reversed: set[int]
    forms: dict[str, Form] = field(default_factory=dict)
    opened: str = ""


def of_case(access: Access, case: Case, today: datetime.date) -> dict[str, Any]:
    """Ledgers of a case with what may be done."""
    invoices = queries.open_invoices(access, case)
    rows = []
    for ledger in queries.ledgers(access, case):
        shown = Shown(ledger, queries.entries(access, ledger), queries.reversed_ids(ledger))
        ids, initial = ledger.public_id, {"day": today}
        shown.forms = {
            "in": forms.MoveForm(auto_id=f"in-{ids}-%s", initial=initial),
            "out": forms.MoveForm(auto_id=f"out-{ids}-%s", initial=initial),
        }
        if invoices:
            shown.forms["office"] = forms.TransferForm(
                auto_id=f"office-{ids}-%s", initial=initial, invoices=invoices
            )
        rows.append(shown)
    return {
        "ledgers": rows,
        "accounts": [one for one in queries.accounts(access) if one.closed_date is None],
        "clients": billing.clients(access, case),
        "is_on": queries.is_on(access),
        "may": bool(registries.ask("trust.receive", access, case)),
        "may_pay": bool(registries.ask("trust.pay_out", access, case)),
    }


def of_office(access: Access, today: datetime.date, form: Form) -> dict[str, Any]:
    """Accounts with their balances and the month to reconcile, ledgers, reconciled months."""
    last = (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    rows = [
        {"account": one, "cents": queries.book_cents(one, today), "month": last}
        for one in queries.accounts(access)
    ]
    return {
        "accounts": rows,
        "ledgers": queries.ledgers(access),
        "months": queries.reconciliations(access),
        "form": form,
        "is_on": queries.is_on(access),
        "may_pay": bool(registries.ask("trust.pay_out", access)),
    }


def month_form(typed: Any, found: Reconciliation | None) -> forms.MonthForm:
    """As typed, or as it was prepared."""
    if found is None:
        return forms.MonthForm(typed)
    lines = [f"{amount(one['cents'])} {one['text']}" for one in found.adjustments]
    initial = {"statement": amount(found.statement_cents), "adjustments": "\n".join(lines)}
    return forms.MonthForm(typed, initial=initial)


def of_month(
    access: Access,
    account: Account,
    month: datetime.date,
    form: forms.MonthForm,
    typed: set[str] | None = None,
) -> dict[str, Any]:
    """The month's entries, the stored balances, and what differs."""
    found = queries.reconciliation(access, account, month)
    rows = queries.month_rows(access, account, month)
    chosen = {one.public_id for one in rows if one.is_cleared} if typed is None else typed
    wrong: Sequence[str] = ()
    if found is not None:
        wrong = rules.differences(found.bank_cents, found.book_cents, found.ledgers_cents)
    end = rules.end_of(month)
    return {
        "account": account, "month": month, "slug": f"{month:%Y-%m}", "form": form,
        "rows": rows, "chosen": chosen, "found": found, "wrong": wrong,
        "book": queries.book_cents(account, end), "clients": queries.ledgers_cents(account, end),
        "is_over": end < clock.today() or end == clock.today(),
    }  # fmt: skip


def reconcile(
    access: Access,
    account: Account,
    month: datetime.date,
    form: forms.MonthForm,
    cleared: Sequence[str],
) -> Reconciliation:
    """Store the month as the form says it."""
    return actions.reconcile(
        access=access, account=account, month=month, cleared=cleared, today=clock.today(),
        statement_cents=form.cleaned_data["statement"],
        adjustments=form.cleaned_data["adjustments"],
    )  # fmt: skip


def transfer(
    access: Access,
    ledger: Ledger,
    invoices: Sequence[Invoice],
    data: Mapping[str, Any],
    once: str | None,
) -> Entry:
    """Pay the invoice the form names."""
    [invoice] = [one for one in invoices if one.public_id == data["invoice"]]
    return actions.transfer(
        access=access, ledger=ledger, invoice=invoice, cents=data["cents"], day=data["day"],
        reference=data["reference"], today=clock.today(), once=once,
    )  # fmt: skip
