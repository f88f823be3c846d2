"""Fee agreements, expenses, and the government fees of a case."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.law import tables
from goldendoor.law.library import Library
from goldendoor.practice.billing import fees, queries, rules
from goldendoor.practice.billing.actions.recording import need_on, record
from goldendoor.practice.billing.models import Agreement, Expense

Facts = Mapping[str, Any]


@transaction.atomic
def agree(
    *,
    access: Access,
    case: Case,
    kind: str,
    today: datetime.date,
    library: Library,
    amount_cents: int = 0,
    facts: Facts | None = None,
) -> Agreement:
    """The fee the client agreed to; the agreement before it ends today.

    `facts` of a sliding fee: `year`, `region`, `household_size`, `income_cents` a year. Raises
    NotAllowed, BadInput (no scale, no guideline known).
    """
    registries.demand("billing.agree", access, case)
    registries.demand("cases.change", access, case)
    office = need_on(access)
    if kind not in Agreement.Kind.values:
        raise BadInput("Choose how the fee is agreed.")
    if kind == Agreement.Kind.PRO_BONO:
        amount_cents = 0
    elif not 0 < amount_cents < rules.MOST_CENTS:
        raise BadInput("Write the amount of the fee.")
    fee = amount_cents
    because: list[str] = []
    if kind == Agreement.Kind.SLIDING:
        fee, because = _sliding(amount_cents, facts or {}, office.scale, library)
    rows = Agreement.objects.select_for_update().filter(case=case, ended_date__isnull=True)
    rows.update(ended_date=today)
    made = Agreement.objects.create(
        organisation_id=access.organisation_id, case=case, kind=kind, amount_cents=fee,
        full_cents=amount_cents, facts=dict(facts or {}), because=because, agreed_date=today,
        made_by_label=access.user_label, currency=office.currency,
    )  # fmt: skip
    told = {"kind": made.get_kind_display(), "cents": fee, "currency": office.currency}
    record(access, case, "billing.agreed", told)
    return made


def _sliding(
    full: int, facts: Facts, scale: list[dict[str, int]], library: Library
) -> tuple[int, list[str]]:
    year, size = int(facts.get("year") or 0), int(facts.get("household_size") or 0)
    region = str(facts.get("region") or "contiguous_48")
    guideline = tables.poverty_guideline(year, region, size, library)
    if guideline is None:
        raise BadInput(f"No poverty guideline of {year or 'this year'} is known for {size} people.")
    income = int(facts.get("income_cents") or 0)
    percent = -(-income // guideline)  # cents over dollars are percent; a part counts as one more
    fee, why = rules.sliding(full, percent, scale)
    return fee, [
        f"The poverty guideline of {year} for {size} is {rules.shown(guideline * 100)} a year "
        "(HHS, Federal Register).",
        f"An income of {rules.shown(income)} is {percent} per cent of it.",
        why,
    ]


def record_expense(
    *,
    access: Access,
    case: Case,
    text: str,
    amount_cents: int,
    payer: str = "office",
    spent_date: datetime.date | None = None,
    once: str | None = None,
) -> Expense:
    """Something spent (with its day) or to be spent for the client; the same `once` makes one."""
    asked = [case.public_id, text, amount_cents, payer]
    public_id = idempotency.once(
        access=access, scope="billing.record_expense", key=once, request=asked,
        run=lambda: _spend(access, case, text, amount_cents, payer, spent_date).public_id,
    )  # fmt: skip
    return queries.expense(access, public_id)


@transaction.atomic
def _spend(
    access: Access,
    case: Case,
    text: str,
    amount_cents: int,
    payer: str,
    spent_date: datetime.date | None,
) -> Expense:
    registries.demand("billing.record", access, case)
    registries.demand("cases.change", access, case)
    office = need_on(access)
    rules.refuse_card(text)
    if not text.strip():
        raise BadInput("Say what was paid for.")
    if not 0 < amount_cents < rules.MOST_CENTS:
        raise BadInput("Write an amount above zero.")
    if payer not in Expense.Payer.values:
        raise BadInput("Choose who pays.")
    state = Expense.State.PAID if spent_date else Expense.State.EXPECTED
    made = Expense.objects.create(
        organisation_id=access.organisation_id, case=case, text=text.strip()[:500], payer=payer,
        amount_cents=amount_cents, spent_date=spent_date, state=state, currency=office.currency,
    )  # fmt: skip
    told = {"cents": amount_cents, "currency": office.currency, "state": made.get_state_display()}
    record(access, case, "billing.expense_recorded", told)
    return made


@transaction.atomic
def change_expense(
    *, access: Access, expense: Expense, changes: Facts, version: int | None = None
) -> Expense:
    """Who pays, that it was paid (`spent_date`), or that it was a mistake (`state` removed).

    Raises NotAllowed for what is on an invoice, BadInput, Conflict.
    """
    registries.demand("billing.record", access, expense)
    need_on(access)
    held = Expense.objects.select_for_update().one(access, expense.public_id)
    if held.invoice_id is not None:
        raise NotAllowed("This is on an invoice. Void the invoice to change it.")
    data = dict(changes)
    if set(data) - {"payer", "spent_date", "state", "amount_cents"}:
        raise BadInput("This cannot be changed in an expense.")
    if data.get("payer", expense.payer) not in Expense.Payer.values:
        raise BadInput("Choose who pays.")
    if data.get("spent_date"):
        if (data.get("amount_cents") or expense.amount_cents) is None:
            raise BadInput("Write the amount that was paid.")
        data["state"] = Expense.State.PAID
    told = change(expense, version=version, changes=data, what="This expense")
    if told:
        payload = {key: [str(one) for one in pair] for key, pair in told.items()}
        record(access, expense.case, "billing.expense_changed", {"changes": payload})
    return expense


@transaction.atomic
def expect_fees(*, access: Access, case: Case, library: Library) -> list[Expense]:
    """The government fee of every form as an expected disbursement, with its reasons.

    Fees that were paid or billed stay; the others follow the law and the case as they stand.
    """
    registries.demand("billing.record", access, case)
    registries.demand("cases.change", access, case)
    office = need_on(access)
    kept = []
    for fee in fees.of_case(access, case, library):
        row = Expense.objects.filter(filing=fee.filing).first()
        waived = {"payer": Expense.Payer.WAIVED} if fee.is_waived else {}
        text = f"{fee.form}, {fee.person}" if fee.person else fee.form
        columns = {"text": text[:500], "amount_cents": fee.cents, "because": fee.because, **waived}
        if row is None:
            row = Expense.objects.create(
                organisation_id=access.organisation_id, case=case, filing=fee.filing,
                kind=Expense.Kind.GOVERNMENT_FEE, currency=office.currency,
                **{"payer": Expense.Payer.CLIENT, **columns},
            )  # fmt: skip
        elif row.state != Expense.State.PAID and row.invoice_id is None:
            change(row, version=None, changes={**columns, "state": Expense.State.EXPECTED})
        kept.append(row)
    total = sum(one.amount_cents or 0 for one in kept)
    record(access, case, "billing.fees_expected", {"cents": total, "currency": office.currency})
    return kept
