"""The month's three balances: the bank's, the books', the clients'."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.billing import rules as money
from goldendoor.practice.trust import queries, rules
from goldendoor.practice.trust.actions.posting import need_on
from goldendoor.practice.trust.models import Account, Clearing, Reconciliation


@transaction.atomic
def reconcile(
    *,
    access: Access,
    account: Account,
    month: datetime.date,
    statement_cents: int,
    cleared: Collection[str],
    today: datetime.date,
    adjustments: Sequence[dict[str, Any]] = (),
) -> Reconciliation:
    """Store a month: what the bank's statement says, and which entries it shows (public ids).

    Entries of the month that are not among `cleared` count as outstanding. Preparing again replaces
    an unsigned one. Raises NotAllowed for a signed month, BadInput.
    """
    registries.demand("trust.pay_out", access, account)
    need_on(access)
    # One who reconciles at a time; entries added meanwhile count in the next preparation.
    held = Account.objects.select_for_update().one(access, account.public_id)
    end = rules.end_of(month)
    if end > today:
        raise BadInput("This month is not over yet.")
    if queries.is_closed(held, month):
        raise NotAllowed("This month, or a later one, was signed already.")
    _mark(access, held, month, set(cleared), end)
    for one in adjustments:
        money.refuse_card(str(one["text"]))
    stored = {
        **_balances(access, held, month, end), "statement_cents": statement_cents,
        "adjustments": list(adjustments),
    }  # fmt: skip
    row, _ = Reconciliation.objects.update_or_create(
        organisation_id=access.organisation_id, account=held, month=month, defaults=stored
    )
    told = {
        "month": month.isoformat(), "bank": row.bank_cents, "book": row.book_cents,
        "ledgers": row.ledgers_cents, "statement": statement_cents,
    }  # fmt: skip
    _record(access, held, "trust.reconciled", told)
    return row


def _balances(
    access: Access, held: Account, month: datetime.date, end: datetime.date
) -> dict[str, Any]:
    """The books', the clients', and what the bank has not seen yet."""
    open_ones = [row for row in queries.month_rows(access, held, month) if not row.is_cleared]
    return {
        "book_cents": queries.book_cents(held, end),
        "ledgers_cents": queries.ledgers_cents(held, end),
        "outstanding": [{"entry": one.public_id, "cents": one.cents} for one in open_ones],
        "outstanding_cents": sum(one.cents for one in open_ones),
        "prepared_by_label": access.user_label,
    }


def _mark(
    access: Access, account: Account, month: datetime.date, cleared: set[str], end: datetime.date
) -> None:
    """Entries chosen become cleared, those no longer chosen do not stay so."""
    rows = queries.month_rows(access, account, month)
    known = {one.public_id for one in rows}
    if cleared - known:
        raise BadInput("The list changed meanwhile. Open the page again.")
    entries = {one.public_id: one for one in queries.whole(account).filter(public_id__in=known)}
    now = {one.public_id for one in rows if one.is_cleared}
    for public_id in cleared - now:
        Clearing.objects.update_or_create(
            organisation_id=access.organisation_id, entry=entries[public_id],
            defaults={"cleared_date": end},
        )  # fmt: skip
    Clearing.objects.filter(entry__public_id__in=now - cleared).delete()
    if changed := cleared ^ now:
        _record(access, account, "trust.cleared", {"entries": sorted(changed)})


@transaction.atomic
def sign(
    *, access: Access, reconciliation: Reconciliation, version: int | None = None
) -> Reconciliation:
    """Close the month. Raises NotAllowed while the balances differ, or changed since."""
    account = reconciliation.account
    registries.demand("trust.pay_out", access, account)
    need_on(access)
    held = Account.objects.select_for_update().one(access, account.public_id)
    if reconciliation.signed_at is not None:
        return reconciliation
    end = rules.end_of(reconciliation.month)
    kept = (reconciliation.book_cents, reconciliation.ledgers_cents)
    if kept != (queries.book_cents(held, end), queries.ledgers_cents(held, end)):
        raise NotAllowed("Entries were added since. Prepare the reconciliation again.")
    wrong = rules.differences(reconciliation.bank_cents, *kept)
    if wrong:
        raise NotAllowed(f"It cannot be signed: {'; '.join(wrong)}.")
    changes = {"signed_by_label": access.user_label, "signed_at": clock.now()}
    change(reconciliation, version=version, changes=changes, what=str(reconciliation))
    told = {"month": reconciliation.month.isoformat(), "cents": reconciliation.book_cents}
    _record(access, account, "trust.reconciliation_signed", told)
    return reconciliation


def _record(access: Access, account: Account, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access, subject_kind="trust_account", subject_id=account.public_id, action=action,
        payload=payload,
    )  # fmt: skip
