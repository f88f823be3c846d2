"""A ledger is only ever added to, never goes below zero, and every month agrees."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.audit import queries as audit
from goldendoor.cases import actions as cases
from goldendoor.cases.queries import timeline
from goldendoor.foundation import registries
from goldendoor.foundation.errors import NotAllowed
from goldendoor.kernel.errors import BadInput
from goldendoor.people import actions as people
from goldendoor.practice.billing import actions as billing
from goldendoor.practice.billing import queries as billing_queries
from goldendoor.practice.trust import actions, papers, queries, rules
from goldendoor.practice.trust.models import Entry

TODAY = date(2026, 8, 3)
JULY = date(2026, 7, 1)
DAYS = st.dates(min_value=JULY, max_value=date(2026, 7, 9))


def pay_out(access, ledger, cents, day=TODAY, **more):
    return actions.disburse(
        access=access, ledger=ledger, cents=cents, day=day, today=TODAY, party="Courier Example",
        purpose="Records", **more,
    )  # fmt: skip


@given(st.lists(st.tuples(DAYS, st.integers(-50, 100)), max_size=8), DAYS, st.integers(-200, 200))
def test_what_is_allowed_leaves_no_later_day_below_zero(moves, day, cents) -> None:
    short = rules.shortfall(moves, day, cents)
    days = sorted({when for when, _ in moves if when >= day} | {day})
    worst = [sum(one for at, one in moves if at <= when) + cents for when in days]
    assert (short is None) == all(one >= 0 for one in worst)


def test_months_end_on_their_last_day() -> None:
    assert rules.end_of(date(2028, 2, 1)) == date(2028, 2, 29)
    assert rules.end_of(date(2026, 12, 1)) == date(2026, 12, 31)
    for wrong in ("2026", "2026-13", "x"):
        with pytest.raises(BadInput):
            rules.month_of(wrong)


def test_money_goes_out_as_far_as_there_is_some(owner, ledger) -> None:
    pay_out(owner, ledger, 20000, once="k")
    pay_out(owner, ledger, 20000, once="k")
    ledger.refresh_from_db()
    assert ledger.balance_cents == 30000
    with pytest.raises(NotAllowed, match=r"holds \$300\.00; it never goes below zero"):
        pay_out(owner, ledger, 30001)
    with pytest.raises(NotAllowed, match="2026-07-05 this client's ledger holds"):
        pay_out(owner, ledger, 100, day=date(2026, 7, 5))
    with pytest.raises(BadInput, match="not come yet"):
        pay_out(owner, ledger, 1, day=TODAY + timedelta(days=1))
    with pytest.raises(BadInput, match="never kept"):
        pay_out(owner, ledger, 1, reference="4111 1111 1111 1111")


def test_another_clients_money_does_not_cover(owner, caseworker, ledger, account) -> None:
    other = cases.open_case(
        access=caseworker, type_id="practice.general", title="Other", today=TODAY
    )
    person = people.add_person(access=caseworker, data={"names": [{"family": "Other"}]})
    cases.add_party(access=caseworker, case=other, person=person, role="applicant")
    empty = actions.open_ledger(access=caseworker, account=account, case=other, person=person)
    with pytest.raises(NotAllowed, match="never goes below zero"):
        pay_out(owner, empty, 1)
    assert queries.book_cents(account, TODAY) == 50000


def test_entries_are_put_right_only_by_a_reversal(owner, ledger) -> None:
    wrong = pay_out(owner, ledger, 10000)
    back = actions.reverse(access=owner, entry=wrong, reason="Wrong client", today=TODAY)
    assert (back.amount_cents, back.balance_cents) == (10000, 50000)
    for entry in (wrong, back):
        with pytest.raises(NotAllowed, match="already"):
            actions.reverse(access=owner, entry=entry, reason="Again", today=TODAY)
    [_, _, deposit] = queries.entries(owner, ledger)
    pay_out(owner, ledger, 40000)
    with pytest.raises(NotAllowed, match="never goes below zero"):
        actions.reverse(access=owner, entry=deposit, reason="Bounced", today=TODAY)


def test_the_database_refuses_changes(ledger) -> None:
    rows = Entry.objects.filter(ledger=ledger)
    for attempt in (lambda: rows.update(amount_cents=1), rows.delete):
        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
            attempt()
    assert rows.get().amount_cents == 50000


def test_earned_money_pays_an_invoice_and_comes_back(owner, ledger, case, client_person) -> None:
    invoice = billing.draw_up(
        access=owner, case=case, person=client_person, today=TODAY, fee="Fee", fee_cents=30000
    )
    asked = {"access": owner, "ledger": ledger, "invoice": invoice, "day": TODAY, "today": TODAY}
    with pytest.raises(NotAllowed, match="draft"):
        actions.transfer(**asked, cents=100)
    billing.send(access=owner, invoice=invoice)
    entry = actions.transfer(**asked, cents=30000, once="k")
    assert actions.transfer(**asked, cents=30000, once="k") == entry
    assert billing_queries.invoice(owner, invoice.public_id).state == "paid"
    with pytest.raises(NotAllowed, match="trust ledger"):
        billing.take_back(access=owner, payment=entry.payment, today=TODAY, reason="x")
    actions.reverse(access=owner, entry=entry, reason="Not earned yet", today=TODAY)
    assert billing_queries.invoice(owner, invoice.public_id).state == "sent"
    ledger.refresh_from_db()
    assert ledger.balance_cents == 50000


def test_a_month_is_reconciled_three_ways_and_closed(owner, ledger, account) -> None:
    check = pay_out(owner, ledger, 12000, day=date(2026, 7, 30))
    [_, deposit] = queries.entries(owner, ledger)
    asked = {"access": owner, "account": account, "month": JULY, "today": TODAY}
    row = actions.reconcile(**asked, statement_cents=49000, cleared=[deposit.public_id])
    assert (row.outstanding_cents, row.bank_cents, row.agrees) == (-12000, 37000, False)
    with pytest.raises(NotAllowed, match="differs from the books"):
        actions.sign(access=owner, reconciliation=row)
    wrong = [{"text": "Fee charged wrongly", "cents": 1000}]
    row = actions.reconcile(
        **asked, statement_cents=49000, cleared=[deposit.public_id], adjustments=wrong
    )
    assert row.book_cents == row.ledgers_cents == row.bank_cents == 38000
    signed = actions.sign(access=owner, reconciliation=row)
    assert signed.signed_by_label
    assert papers.reconciliation_pdf(owner, signed).startswith(b"%PDF")
    with pytest.raises(NotAllowed, match="signed"):
        pay_out(owner, ledger, 100, day=date(2026, 7, 31))
    with pytest.raises(NotAllowed, match="signed already"):
        actions.reconcile(**asked, statement_cents=0, cleared=[])
    [later] = queries.month_rows(owner, account, date(2026, 8, 1))
    assert later.public_id == check.public_id


def test_what_came_meanwhile_is_not_signed(owner, ledger, account) -> None:
    [deposit] = queries.entries(owner, ledger)
    row = actions.reconcile(
        access=owner, account=account, month=JULY, today=TODAY, statement_cents=50000,
        cleared=[deposit.public_id],
    )  # fmt: skip
    pay_out(owner, ledger, 100, day=date(2026, 7, 31))
    with pytest.raises(NotAllowed, match="Prepare the reconciliation again"):
        actions.sign(access=owner, reconciliation=row)
    with pytest.raises(BadInput, match="not over"):
        actions.reconcile(
            access=owner, account=account, month=date(2026, 8, 1), today=TODAY,
            statement_cents=0, cleared=[],
        )  # fmt: skip


def test_a_walled_case_counts_in_the_sums_and_is_not_named(make_access, ledger, account) -> None:
    inside, outside = make_access("owner", "wall"), make_access("owner")
    cases.change_case(access=inside, case=ledger.case, changes={"compartment": "wall"})
    assert queries.ledgers(outside) == []
    assert queries.book_cents(account, TODAY) == 50000
    [row] = queries.month_rows(outside, account, JULY)
    assert (row.cents, row.entry) == (50000, None)


def test_who_may_and_what_the_history_keeps(caseworker, stranger, ledger, case) -> None:
    with pytest.raises(NotAllowed, match="Only an owner"):
        pay_out(caseworker, ledger, 1)
    assert queries.ledgers(stranger) == []
    for policy in ("trust.view", "trust.receive", "trust.pay_out"):
        assert not registries.ask(policy, stranger, ledger)
    with pytest.raises(NotAllowed):
        pay_out(stranger, ledger, 1)
    words = [line.words for line in timeline(caseworker, case, kinds=frozenset({"money"})).rows]
    assert "took a deposit into trust" in words
    assert audit.verify_all().faults == []


def test_trust_can_be_switched_off(owner, ledger) -> None:
    billing.set_up(access=owner, changes={"switches": {"trust": False}})
    with pytest.raises(NotAllowed, match="switched off"):
        pay_out(owner, ledger, 1)
