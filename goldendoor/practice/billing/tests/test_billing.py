"""Time, agreements, expenses, government fees, invoices and payments."""

from datetime import date, timedelta

import pytest

from goldendoor.cases import actions as cases
from goldendoor.cases.queries import timeline
from goldendoor.foundation import registries
from goldendoor.foundation.errors import Conflict, NotAllowed
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.billing import actions, due, papers, queries

TODAY = date(2026, 8, 3)
LIBRARY = Library.shipped()


def work(access, case, minutes=7, **more):
    return actions.record_time(access=access, case=case, minutes=minutes, worked_date=TODAY, **more)


@pytest.fixture
def invoice(caseworker, case, client_person, office):
    entry = work(caseworker, case, 50, text="Drafted the declaration")
    return actions.draw_up(
        access=caseworker, case=case, person=client_person, today=TODAY, times=[entry.public_id],
        due_date=TODAY + timedelta(days=30),
    )  # fmt: skip


@pytest.fixture
def sent(caseworker, invoice):
    return actions.send(access=caseworker, invoice=invoice)


def test_time_is_rounded_by_the_office_and_recorded_once(caseworker, case, office) -> None:
    entry = work(caseworker, case, once="k")
    assert (entry.minutes, entry.billed_minutes, entry.amount_cents) == (7, 12, 2400)
    assert work(caseworker, case, once="k") == entry
    assert work(caseworker, case, is_billable=False).amount_cents == 0
    for wrong in (0, 1441):
        with pytest.raises(BadInput):
            work(caseworker, case, wrong)
    with pytest.raises(BadInput, match="card"):
        work(caseworker, case, text="4111 1111 1111 1111")


def test_the_timer_runs_on_one_case_and_makes_an_entry(caseworker, case, office) -> None:
    actions.start_timer(access=caseworker, case=case, activity="call")
    other = cases.open_case(
        access=caseworker, type_id="practice.general", title="Other", today=TODAY
    )
    with pytest.raises(BadInput, match="another case"):
        actions.start_timer(access=caseworker, case=other)
    now = clock.now() + timedelta(minutes=31)
    entry = actions.stop_timer(access=caseworker, case=case, now=now, today=TODAY)
    assert (entry.activity, entry.billed_minutes) == ("call", 36)
    with pytest.raises(BadInput, match="No timer"):
        actions.stop_timer(access=caseworker, case=case, now=now, today=TODAY)


def test_the_agreement_sets_the_rate(caseworker, owner, case, office) -> None:
    asked = {"access": owner, "case": case, "today": TODAY, "library": LIBRARY}
    actions.agree(**asked, kind="hourly", amount_cents=6000)
    assert work(caseworker, case, 60).amount_cents == 6000
    actions.agree(**asked, kind="flat", amount_cents=90000)
    assert work(caseworker, case, 60).amount_cents == 0
    with pytest.raises(NotAllowed):
        actions.agree(**{**asked, "access": caseworker}, kind="pro_bono")
    with pytest.raises(BadInput, match="amount"):
        actions.agree(**asked, kind="flat")


def test_a_sliding_fee_says_why(owner, case, office) -> None:
    facts = {"year": 2026, "household_size": 2, "income_cents": 4328000}
    asked = {"access": owner, "case": case, "today": TODAY, "library": LIBRARY, "kind": "sliding"}
    made = actions.agree(**asked, amount_cents=80000, facts=facts)
    assert made.amount_cents == 40000
    assert "200 per cent" in made.because[1]
    with pytest.raises(BadInput, match="No poverty guideline"):
        actions.agree(**asked, amount_cents=80000, facts={**facts, "year": 2099})


def test_government_fees_are_expected_with_their_reasons(caseworker, case, client_person) -> None:
    cases.change_case(access=caseworker, case=case, changes={"filing_date": TODAY})
    filing = cases.add_filing(
        access=caseworker, case=case, form_id="us.n-400", person=client_person
    )
    waived = cases.add_filing(access=caseworker, case=case, form_id="us.i-90", person=client_person)
    cases.change_filing(access=caseworker, filing=waived, changes={"data": {"payment": "waiver"}})
    fee, waiver = actions.expect_fees(access=caseworker, case=case, library=LIBRARY)
    assert (fee.filing, fee.amount_cents > 0, fee.payer) == (filing, True, "client")
    assert fee.because
    assert (waiver.payer, waiver.amount_cents) == ("waived", 0)
    actions.change_expense(access=caseworker, expense=fee, changes={"spent_date": TODAY})
    actions.expect_fees(access=caseworker, case=case, library=LIBRARY)
    assert [one.state for one in queries.expenses(caseworker, case)] == ["paid", "expected"]


def test_invoices_are_numbered_without_a_gap(caseworker, case, client_person, office) -> None:
    asked = {"access": caseworker, "case": case, "person": client_person, "today": TODAY}
    numbers = [
        actions.draw_up(**asked, fee="Flat fee", fee_cents=100, once=key).number
        for key in ("a", "b", "b")
    ]
    assert numbers == ["INV-2026-0001", "INV-2026-0002", "INV-2026-0002"]
    with pytest.raises(BadInput, match="at least one line"):
        actions.draw_up(**asked)


def test_what_is_billed_is_billed_once(caseworker, owner, case, client_person, invoice) -> None:
    [line] = queries.lines(caseworker, invoice)
    assert "Drafted the declaration" in line.text
    assert invoice.total_cents == line.amount_cents == 10800
    assert queries.unbilled(caseworker, case).times == []
    [entry] = queries.time_entries(caseworker, case)
    with pytest.raises(NotAllowed, match="on an invoice"):
        actions.change_time(access=caseworker, entry=entry, changes={"minutes": 5})
    with pytest.raises(BadInput, match="already"):
        actions.draw_up(
            access=caseworker, case=case, person=client_person, today=TODAY,
            times=[entry.public_id],
        )  # fmt: skip
    actions.void(access=owner, invoice=invoice, reason="Wrong client")
    assert len(queries.unbilled(caseworker, case).times) == 1
    assert invoice.number == queries.invoices(caseworker, case)[0].number


def test_payments_bring_an_invoice_to_paid_and_back(caseworker, owner, sent) -> None:
    pay = {"access": caseworker, "invoice": sent, "method": "check", "received_date": TODAY}
    first = actions.pay(**pay, amount_cents=5000, reference="Check 12", once="k")
    assert actions.pay(**pay, amount_cents=5000, reference="Check 12", once="k") == first
    assert queries.invoice(caseworker, sent.public_id).state == "partly"
    for wrong in (0, 5801):
        with pytest.raises(BadInput, match="up to what is open"):
            actions.pay(**pay, amount_cents=wrong)
    with pytest.raises(BadInput, match="never kept"):
        actions.pay(**pay, amount_cents=100, reference="4111-1111-1111-1111")
    actions.pay(**pay, amount_cents=5800)
    assert queries.invoice(caseworker, sent.public_id).state == "paid"
    with pytest.raises(NotAllowed, match="Take the payment back"):
        actions.void(access=owner, invoice=sent, reason="x")
    back = {"access": owner, "payment": first, "today": TODAY}
    actions.take_back(**back, reason="The check bounced")
    with pytest.raises(NotAllowed, match="already"):
        actions.take_back(**back, reason="again")
    assert queries.invoice(caseworker, sent.public_id).open_cents == 5000
    assert queries.statement(caseworker, sent.case)[-1]["balance"] == 5000


def test_a_changed_invoice_is_not_sent_over_somebody(caseworker, invoice) -> None:
    stale = queries.invoice(caseworker, invoice.public_id)
    actions.send(access=caseworker, invoice=invoice, version=1)
    with pytest.raises((Conflict, NotAllowed)):
        actions.send(access=caseworker, invoice=stale, version=1)


def test_a_sent_invoice_is_due_and_stands_on_the_time_line(caseworker, sent, case) -> None:
    until = TODAY + timedelta(days=40)
    [found] = due.Invoices.until(caseworker, until=until, users=None, limit=5)
    assert found.title == "Invoice INV-2026-0001 is to be paid"
    assert due.Invoices.next_of(caseworker, [case.pk])[case.pk] == found
    assert sum(due.Invoices.counts(caseworker, until=until).values()) == 1
    lines = timeline(caseworker, case, kinds=frozenset({"money"})).rows
    assert any("INV-2026-0001 · $108.00" in line.text for line in lines)


def test_papers_are_pdf(caseworker, sent) -> None:
    paid = actions.pay(
        access=caseworker, invoice=sent, method="cash", received_date=TODAY, amount_cents=800
    )
    for data in (
        papers.invoice_pdf(caseworker, sent),
        papers.receipt_pdf(caseworker, paid),
        papers.statement_pdf(caseworker, sent.case, "USD", "today"),
    ):
        assert data.startswith(b"%PDF")


def test_billing_can_be_switched_off(caseworker, owner, case, office) -> None:
    actions.set_up(access=owner, changes={"switches": {"billing": False}})
    assert not queries.is_on(caseworker, "billing")
    assert queries.is_on(caseworker, "grants")
    with pytest.raises(NotAllowed, match="switched off"):
        work(caseworker, case)
    with pytest.raises(NotAllowed):
        actions.set_up(access=caseworker, changes={"currency": "CAD"})


def test_readers_and_other_offices_see_no_money(make_access, stranger, case, invoice) -> None:
    with pytest.raises(NotAllowed):
        work(make_access("volunteer"), case)
    assert list(queries.invoices(stranger)) == []
    for policy in ("billing.view", "billing.record", "billing.agree"):
        assert not registries.ask(policy, stranger, invoice)
    with pytest.raises(NotAllowed):
        work(stranger, case)
