"""Money in and out of clients' ledgers: entries are added and never changed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.people.models import Person
from goldendoor.practice.billing import actions as billing
from goldendoor.practice.billing import queries as billing_queries
from goldendoor.practice.billing import rules as money
from goldendoor.practice.billing.models import Invoice, Payment
from goldendoor.practice.trust import queries, rules
from goldendoor.practice.trust.models import Account, Entry, Ledger

OFF = "Trust money is switched off for this office. An owner can switch it on under Money."


@dataclass(frozen=True)
class Move:
    """What is asked: cents above zero come in, below zero go out."""

    kind: str
    cents: int
    day: datetime.date
    party: str
    purpose: str
    reference: str = ""
    payment: Payment | None = None
    reverses: Entry | None = None


@transaction.atomic
def open_account(*, access: Access, name: str, bank: str = "", currency: str = "USD") -> Account:
    """A bank account for clients' money. Raises NotAllowed, BadInput."""
    registries.demand("trust.pay_out", access)
    need_on(access)
    name = " ".join(name.split())[:120]
    if not name:
        raise BadInput("Give the account a name.")
    money.refuse_card(name, bank)
    if Account.objects.filter(organisation_id=access.organisation_id, name=name).exists():
        raise BadInput("There is an account of this name.")
    made = Account.objects.create(
        organisation_id=access.organisation_id, name=name, bank=bank.strip()[:120],
        currency=currency,
    )  # fmt: skip
    audit.record(
        access=access, subject_kind="trust_account", subject_id=made.public_id,
        action="trust.account_opened", payload={"name": name},
    )  # fmt: skip
    return made


@transaction.atomic
def open_ledger(*, access: Access, account: Account, case: Case, person: Person) -> Ledger:
    """The ledger of a client of the case; the one that is there already, if there is one."""
    registries.demand("trust.receive", access, account)
    registries.demand("cases.change", access, case)
    need_on(access)
    if person.pk not in {one.person_id for one in billing_queries.clients(access, case)}:
        raise BadInput("Choose whose money it is: somebody of this case.")
    ledger, fresh = Ledger.objects.get_or_create(
        organisation_id=access.organisation_id, account=account, case=case, person_id=person.pk,
        defaults={"client_label": str(person)},
    )  # fmt: skip
    if fresh:
        _record(access, ledger, "trust.ledger_opened", {})
    return ledger


def deposit(
    *,
    access: Access,
    ledger: Ledger,
    cents: int,
    day: datetime.date,
    today: datetime.date,
    party: str,
    purpose: str,
    reference: str = "",
    once: str | None = None,
) -> Entry:
    """Money came from somebody for the client. Raises NotAllowed, BadInput."""
    registries.demand("trust.receive", access, ledger)
    _above_zero(cents)
    move = Move(Entry.Kind.DEPOSIT, cents, day, party, purpose, reference)
    return _once(access, ledger, move, today, "trust.deposited", once)


def disburse(
    *,
    access: Access,
    ledger: Ledger,
    cents: int,
    day: datetime.date,
    today: datetime.date,
    party: str,
    purpose: str,
    reference: str = "",
    once: str | None = None,
) -> Entry:
    """Money goes to somebody for the client, never more than is there on any day."""
    registries.demand("trust.pay_out", access, ledger)
    _above_zero(cents)
    move = Move(Entry.Kind.DISBURSEMENT, -cents, day, party, purpose, reference)
    return _once(access, ledger, move, today, "trust.disbursed", once)


def transfer(
    *,
    access: Access,
    ledger: Ledger,
    invoice: Invoice,
    cents: int,
    day: datetime.date,
    today: datetime.date,
    reference: str = "",
    once: str | None = None,
) -> Entry:
    """Earned money goes to the office, on a sent invoice of the same case, which it pays."""
    registries.demand("trust.pay_out", access, ledger)
    _above_zero(cents)
    asked = [ledger.public_id, invoice.public_id, cents, day.isoformat(), reference]
    public_id = idempotency.once(
        access=access, scope="trust.transfer", key=once, request=asked,
        run=lambda: _transfer(access, ledger, invoice, cents, day, today, reference).public_id,
    )  # fmt: skip
    return queries.entry(access, public_id)


@transaction.atomic
def _transfer(
    access: Access,
    ledger: Ledger,
    invoice: Invoice,
    cents: int,
    day: datetime.date,
    today: datetime.date,
    reference: str,
) -> Entry:
    if invoice.case_id != ledger.case_id or invoice.currency != ledger.account.currency:
        raise BadInput("Choose an invoice of this case in the currency of the account.")
    # The ledger first, then the invoice: two transfers wait for each other in one order.
    Ledger.objects.select_for_update().one(access, ledger.public_id)
    payment = billing.pay(
        access=access, invoice=invoice, amount_cents=cents, method=Payment.Method.TRUST,
        received_date=day, reference=reference,
    )  # fmt: skip
    office = access.organisation_label or "The office"
    move = Move(Entry.Kind.TRANSFER, -cents, day, office, str(invoice), reference, payment)
    return _post(access, ledger, move, today, "trust.transferred")


@transaction.atomic
def reverse(*, access: Access, entry: Entry, reason: str, today: datetime.date) -> Entry:
    """Put a wrong entry right by one against it, with the reason; a transfer's payment goes back.

    Raises NotAllowed when it was reversed already or the money is spent, BadInput.
    """
    registries.demand("trust.pay_out", access, entry)
    if not reason.strip():
        raise BadInput("Say why the entry is reversed.")
    Ledger.objects.select_for_update().one(access, entry.ledger.public_id)
    if entry.reverses_id or Entry.objects.filter(reverses=entry).exists():
        raise NotAllowed("This entry was reversed already, or is itself a reversal.")
    if entry.payment is not None:
        billing.reverse_payment(access=access, payment=entry.payment, today=today, reason=reason)
    move = Move(
        Entry.Kind.REVERSAL, -entry.amount_cents, today, entry.party, reason, reverses=entry
    )
    return _post(access, entry.ledger, move, today, "trust.reversed")


def need_on(access: Access) -> None:
    """Raises NotAllowed where the office holds no clients' money."""
    if not queries.is_on(access):
        raise NotAllowed(OFF)


def _above_zero(cents: int) -> None:
    if not 0 < cents < money.MOST_CENTS:
        raise BadInput("Write an amount above zero.")


def _once(
    access: Access, ledger: Ledger, move: Move, today: datetime.date, said: str, once: str | None
) -> Entry:
    asked = [ledger.public_id, move.kind, move.cents, move.day.isoformat(), move.reference]
    public_id = idempotency.once(
        access=access, scope="trust.post", key=once, request=asked,
        run=lambda: _post(access, ledger, move, today, said).public_id,
    )  # fmt: skip
    return queries.entry(access, public_id)


@transaction.atomic
def _post(access: Access, ledger: Ledger, move: Move, today: datetime.date, said: str) -> Entry:
    """Add one entry, the ledger's row held: two at once wait, and the second sees the first."""
    need_on(access)
    registries.demand("cases.change", access, ledger.case)
    held = Ledger.objects.select_for_update().one(access, ledger.public_id)
    _check(ledger.account, move, today)
    moves = Entry.objects.filter(ledger=held).values_list("day", "amount_cents")
    short = rules.shortfall(moves, move.day, move.cents)
    if short is not None:
        holds = money.shown(short[1], ledger.account.currency)
        raise NotAllowed(
            f"On {short[0].isoformat()} this client's ledger holds {holds}; it never goes below "
            "zero. Another client's money cannot cover it."
        )
    entry = Entry.objects.create(
        organisation_id=access.organisation_id, ledger=held, number=held.entries + 1,
        kind=move.kind, amount_cents=move.cents, balance_cents=held.balance_cents + move.cents,
        day=move.day, party=move.party.strip()[:200], purpose=move.purpose.strip()[:500],
        reference=move.reference.strip()[:100] or None, payment=move.payment,
        reverses=move.reverses, recorded_by_label=access.user_label,
    )  # fmt: skip
    changes = {"balance_cents": entry.balance_cents, "entries": entry.number}
    change(held, version=None, changes=changes)
    told = {"cents": move.cents, "currency": ledger.account.currency, "entry": entry.public_id}
    _record(access, ledger, said, {**told, "balance": entry.balance_cents})
    return entry


def _check(account: Account, move: Move, today: datetime.date) -> None:
    money.refuse_card(move.party, move.purpose, move.reference)
    if not move.party.strip():
        raise BadInput("Say from whom the money comes or to whom it goes.")
    if not move.purpose.strip():
        raise BadInput("Say what the money is for.")
    if move.day > today:
        raise BadInput("This day has not come yet.")
    if account.closed_date is not None:
        raise NotAllowed("This account is closed.")
    if queries.is_closed(account, move.day):
        raise NotAllowed("This month was reconciled and signed. Date the entry in a later month.")


def _record(access: Access, ledger: Ledger, action: str, payload: dict) -> None:
    audit.record(
        access=access, subject_kind="case", subject_id=ledger.case.public_id, action=action,
        payload={"ledger": ledger.public_id, **payload}, compartment=ledger.case.compartment,
    )  # fmt: skip
