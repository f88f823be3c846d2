"""Invoices and the payments for them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction

from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.people.models import Person
from goldendoor.practice.billing import queries, rules
from goldendoor.practice.billing.actions.recording import need_on, record
from goldendoor.practice.billing.models import (
    Expense,
    Invoice,
    Line,
    OfficeMoney,
    Payment,
    TimeEntry,
)


def draw_up(
    *,
    access: Access,
    case: Case,
    person: Person,
    today: datetime.date,
    times: Sequence[str] = (),
    expenses: Sequence[str] = (),
    fee: str = "",
    fee_cents: int = 0,
    note: str = "",
    due_date: datetime.date | None = None,
    once: str | None = None,
) -> Invoice:
    """A draft with the office's next number, of chosen unbilled time and expenses (public ids).

    `fee` with `fee_cents` is a line of its own, such as a flat fee or a part of it. The same `once`
    again draws up nothing. Raises NotAllowed, BadInput.
    """
    asked = [case.public_id, sorted(times), sorted(expenses), fee, fee_cents]
    chosen = (set(times), set(expenses))
    words = (fee.strip(), fee_cents, note.strip())
    public_id = idempotency.once(
        access=access, scope="billing.draw_up", key=once, request=asked,
        run=lambda: _draw_up(access, case, person, today, chosen, words, due_date).public_id,
    )  # fmt: skip
    return queries.invoice(access, public_id)


@transaction.atomic
def _draw_up(
    access: Access,
    case: Case,
    person: Person,
    today: datetime.date,
    chosen: tuple[set[str], set[str]],
    words: tuple[str, int, str],
    due_date: datetime.date | None,
) -> Invoice:
    registries.demand("billing.record", access, case)
    registries.demand("cases.change", access, case)
    need_on(access)
    rules.refuse_card(words[0], words[2])
    if due_date is not None and due_date < today:
        raise BadInput("The day of payment lies before the day of the invoice.")
    if person.pk not in {one.person_id for one in queries.clients(access, case)}:
        raise BadInput("Choose who pays: somebody of this case.")
    # The row of the office is held until the end: numbers follow each other without a gap, and
    # two who draw up at once do not both take the same time.
    office = _held_office(access)
    found = queries.unbilled(access, case)
    times = [one for one in found.times if one.public_id in chosen[0]]
    spent = [one for one in found.expenses if one.public_id in chosen[1]]
    if len(times) != len(chosen[0]) or len(spent) != len(chosen[1]):
        raise BadInput("Some of this is on an invoice already. Open the page again.")
    lines = _lines(times, spent, words[0], words[1])
    if not lines:
        raise BadInput("Choose at least one line for the invoice.")
    invoice = _with_lines(access, case, office, lines, person, today, (words[2], due_date))
    TimeEntry.objects.filter(pk__in=[one.pk for one in times]).update(invoice=invoice)
    Expense.objects.filter(pk__in=[one.pk for one in spent]).update(invoice=invoice)
    change(office, version=None, changes={"next_invoice": office.next_invoice + 1})
    _tell(access, invoice, "billing.invoice_drawn_up", invoice.total_cents)
    return invoice


def _with_lines(
    access: Access,
    case: Case,
    office: OfficeMoney,
    lines: Sequence[dict],
    person: Person,
    today: datetime.date,
    rest: tuple[str, datetime.date | None],
) -> Invoice:
    invoice = Invoice.objects.create(
        organisation_id=access.organisation_id, case=case, currency=office.currency,
        number=f"{office.invoice_prefix}{today.year}-{office.next_invoice:04}",
        client_label=str(person), person_id=person.pk, issued_date=today, due_date=rest[1],
        total_cents=sum(one["amount_cents"] for one in lines), note=rest[0] or None,
    )  # fmt: skip
    for place, one in enumerate(lines, 1):
        line = {"organisation_id": access.organisation_id, "invoice": invoice, "position": place}
        Line.objects.create(**line, **one)
    return invoice


def _held_office(access: Access) -> OfficeMoney:
    OfficeMoney.objects.get_or_create(organisation_id=access.organisation_id)
    return OfficeMoney.objects.select_for_update().get(organisation_id=access.organisation_id)


def _lines(
    times: Sequence[TimeEntry], spent: Sequence[Expense], fee: str, fee_cents: int
) -> list[dict]:
    rows: list[dict] = []
    if fee_cents:
        if not fee or not 0 < fee_cents < rules.MOST_CENTS:
            raise BadInput("Say what the fee is for.")
        rows.append({"text": fee[:300], "amount_cents": fee_cents})
    for one in times:
        told = f"{one.worked_date.isoformat()}  {one.get_activity_display()}, {one.user}"
        text = f"{told}: {one.text}" if one.text else told
        rows.append({
            "text": text, "minutes": one.billed_minutes, "rate_cents": one.rate_cents,
            "amount_cents": one.amount_cents,
        })  # fmt: skip
    rows += [{"text": one.text, "amount_cents": one.amount_cents} for one in spent]
    return rows


@transaction.atomic
def send(*, access: Access, invoice: Invoice, version: int | None = None) -> Invoice:
    """The draft was given or mailed to the client; from now on it can be paid."""
    registries.demand("billing.record", access, invoice)
    held = _held(access, invoice)
    if held.state != Invoice.State.DRAFT:
        raise NotAllowed(f"This invoice is {held.get_state_display().lower()}.")
    state = rules.state_after(held.total_cents, 0)
    change(invoice, version=version, changes={"state": state}, what=str(invoice))
    _tell(access, invoice, "billing.invoice_sent", invoice.total_cents)
    return invoice


@transaction.atomic
def void(*, access: Access, invoice: Invoice, reason: str, version: int | None = None) -> Invoice:
    """Take an unpaid invoice back; its time and expenses may be billed again.

    Raises NotAllowed when something was paid, BadInput without a reason.
    """
    registries.demand("billing.agree", access, invoice)
    held = _held(access, invoice)
    if held.state == Invoice.State.VOID:
        return held
    if held.paid_cents:
        raise NotAllowed("Something was paid on this invoice. Take the payment back first.")
    if not reason.strip():
        raise BadInput("Say why the invoice is void.")
    rules.refuse_card(reason)
    changes = {"state": Invoice.State.VOID, "void_reason": reason.strip()}
    change(invoice, version=version, changes=changes, what=str(invoice))
    TimeEntry.objects.filter(invoice=invoice).update(invoice=None)
    Expense.objects.filter(invoice=invoice).update(invoice=None)
    _tell(access, invoice, "billing.invoice_voided", invoice.total_cents)
    return invoice


def pay(
    *,
    access: Access,
    invoice: Invoice,
    amount_cents: int,
    method: str,
    received_date: datetime.date,
    reference: str = "",
    once: str | None = None,
) -> Payment:
    """Money that came for a sent invoice. The same `once` records it once.

    Raises NotAllowed, BadInput (more than is open; what looks like a card number).
    """
    asked = [invoice.public_id, amount_cents, method, received_date.isoformat(), reference]
    public_id = idempotency.once(
        access=access, scope="billing.pay", key=once, request=asked,
        run=lambda: _pay(
            access, invoice, amount_cents, method, received_date, reference
        ).public_id,
    )  # fmt: skip
    return queries.payment(access, public_id)


@transaction.atomic
def _pay(
    access: Access,
    invoice: Invoice,
    amount_cents: int,
    method: str,
    received_date: datetime.date,
    reference: str,
) -> Payment:
    registries.demand("billing.record", access, invoice)
    rules.refuse_card(reference)
    if method not in Payment.Method.values:
        raise BadInput("Choose how it was paid.")
    held = _held(access, invoice)
    if held.state not in Invoice.OPEN:
        raise NotAllowed(f"This invoice is {held.get_state_display().lower()}: nothing to pay.")
    if not 0 < amount_cents <= held.open_cents:
        told = rules.shown(held.open_cents, held.currency)
        raise BadInput(f"Write an amount above zero and up to what is open, {told}.")
    made = Payment.objects.create(
        organisation_id=access.organisation_id, invoice=held, amount_cents=amount_cents,
        method=method, reference=reference.strip() or None, received_date=received_date,
        recorded_by_label=access.user_label,
    )  # fmt: skip
    _paid(held, amount_cents)
    _tell(access, held, "billing.payment_recorded", amount_cents)
    return made


@transaction.atomic
def take_back(*, access: Access, payment: Payment, today: datetime.date, reason: str) -> Payment:
    """A payment that bounced or was recorded wrongly, by a row against it.

    A payment from trust money is taken back in the trust ledger. Raises NotAllowed, BadInput.
    """
    if payment.method == Payment.Method.TRUST:
        raise NotAllowed("This came from the client's trust money: reverse it in the trust ledger.")
    return reverse_payment(access=access, payment=payment, today=today, reason=reason)


@transaction.atomic
def reverse_payment(
    *, access: Access, payment: Payment, today: datetime.date, reason: str
) -> Payment:
    """The row against a payment, whatever its method; for `take_back` and the trust ledger."""
    registries.demand("billing.agree", access, payment)
    held = _held(access, payment.invoice)
    if payment.reverses_id or Payment.objects.filter(reverses=payment).exists():
        raise NotAllowed("This payment was taken back already.")
    if not reason.strip():
        raise BadInput("Say why the payment is taken back.")
    rules.refuse_card(reason)
    made = Payment.objects.create(
        organisation_id=access.organisation_id, invoice=held, amount_cents=-payment.amount_cents,
        method=payment.method, received_date=today, recorded_by_label=access.user_label,
        reverses=payment, reason=reason.strip(),
    )  # fmt: skip
    _paid(held, -payment.amount_cents)
    _tell(access, held, "billing.payment_reversed", payment.amount_cents)
    return made


def _held(access: Access, invoice: Invoice) -> Invoice:
    """The invoice as it stands, held until the end of the transaction."""
    need_on(access)
    found: Invoice = Invoice.objects.select_for_update().one(access, invoice.public_id)
    return found


def _paid(held: Invoice, cents: int) -> None:
    paid = held.paid_cents + cents
    state = rules.state_after(held.total_cents, paid)
    change(held, version=None, changes={"paid_cents": paid, "state": state})


def _tell(access: Access, invoice: Invoice, action: str, cents: int) -> None:
    told = {"number": invoice.number, "cents": cents, "currency": invoice.currency}
    record(access, invoice.case, action, told)
