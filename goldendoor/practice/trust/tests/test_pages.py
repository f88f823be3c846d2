"""The pages of trust money."""

from datetime import date

from django.urls import reverse

from goldendoor.practice.billing import actions as billing
from goldendoor.practice.trust import queries
from goldendoor.practice.trust.models import Account

TODAY = date(2026, 8, 3)
MOVE = {"cents": "120.50", "day": "2026-08-03", "party": "Amina", "purpose": "رسوم", "once": "k"}


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_from_account_to_ledger_to_payment(signed_in, owner, case, client_person, office) -> None:
    browser, home = signed_in(owner), reverse("practice:trust")
    assert "No ledger yet" in text(browser.get(home))
    assert browser.post(home, {"name": ""}).status_code == 422
    assert browser.post(home, {"name": "Client trust"}).status_code == 302
    account = Account.objects.get()
    page = reverse("practice:trust_of_case", args=[case.public_id])
    assert "Hold money for a client" in text(browser.get(page))
    chosen = {"account": account.public_id, "person": client_person.public_id}
    assert browser.post(f"{page}open/", {**chosen, "person": "x"}).status_code == 400
    assert browser.post(f"{page}open/", chosen).status_code == 302
    [ledger] = queries.ledgers(owner)
    deposit = reverse("practice:trust_move", args=[ledger.public_id, "in"])
    wrong = browser.post(deposit, {**MOVE, "cents": "much"})
    assert wrong.status_code == 422
    assert "رسوم" in wrong.content.decode()
    for _ in range(2):
        assert browser.post(deposit, MOVE).status_code == 302
    assert "$120.50" in text(browser.get(page))
    out = reverse("practice:trust_move", args=[ledger.public_id, "out"])
    too_much = browser.post(out, {**MOVE, "cents": "120.51", "once": "other"})
    assert too_much.status_code == 422
    assert "never goes below zero" in too_much.content.decode()
    [entry] = queries.entries(owner, ledger)
    for name, one in (("trust_receipt", entry), ("trust_ledger", ledger)):
        pdf = browser.get(reverse(f"practice:{name}", args=[one.public_id]))
        assert pdf.content.startswith(b"%PDF")
    back = reverse("practice:trust_reverse", args=[entry.public_id])
    assert browser.post(back, {"reason": ""}).status_code == 422
    assert browser.post(back, {"reason": "Wrong"}).status_code == 302
    assert "Reversed" in text(browser.get(page))


def test_transfer_and_reconciliation(signed_in, owner, case, client_person, ledger, account):
    invoice = billing.draw_up(
        access=owner, case=case, person=client_person, today=TODAY, fee="Fee", fee_cents=5000
    )
    billing.send(access=owner, invoice=invoice)
    browser = signed_in(owner)
    office = reverse("practice:trust_transfer", args=[ledger.public_id])
    typed = {"invoice": invoice.public_id, "cents": "60", "day": "2026-08-03"}
    assert browser.post(office, typed).status_code == 422
    assert browser.post(office, {**typed, "cents": "50"}).status_code == 302
    month = reverse("practice:reconcile", args=[account.public_id, "2026-07"])
    assert "not known yet" in text(browser.get(month))
    assert browser.post(f"{month}sign/").status_code == 400
    assert browser.post(month, {"statement": "x"}).status_code == 422
    first = queries.entries(owner, ledger)[-1]
    sent = {"statement": "500", "cleared": first.public_id, "adjustments": ""}
    assert browser.post(month, sent).status_code == 302
    assert "Sign the reconciliation" in text(browser.get(month))
    assert browser.post(f"{month}sign/", {"version": "1"}).status_code == 302
    assert "Signed by" in text(browser.get(month))
    assert browser.get(f"{month}reconciliation.pdf").content.startswith(b"%PDF")
    assert "Signed" in text(browser.get(reverse("practice:trust")))
    assert (
        browser.get(reverse("practice:reconcile", args=[account.public_id, "x"])).status_code == 400
    )


def test_clients_money_is_for_staff(signed_in, make_access, stranger, ledger) -> None:
    page = reverse("practice:trust_of_case", args=[ledger.case.public_id])
    assert signed_in(make_access("volunteer")).get(page).status_code == 403
    assert signed_in(stranger).get(page).status_code == 404
    out = reverse("practice:trust_move", args=[ledger.public_id, "out"])
    assert signed_in(make_access("caseworker")).post(out, MOVE).status_code == 422


def test_switched_off(signed_in, owner, ledger) -> None:
    billing.set_up(access=owner, changes={"switches": {"trust": False}})
    assert "is off" in text(signed_in(owner).get(reverse("practice:trust")))
