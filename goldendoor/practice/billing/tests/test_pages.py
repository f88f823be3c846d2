"""The pages of money."""

from datetime import date

import pytest
from django.urls import reverse

from goldendoor.practice.billing import actions, queries
from goldendoor.practice.billing.models import Invoice, TimeEntry

TODAY = date(2026, 8, 3)
TIME = {"activity": "call", "minutes": "25", "worked_date": "2026-08-03", "is_billable": "on",
        "text": "مكالمة", "rate_cents": "100", "once": "k"}  # fmt: skip


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_time_is_added_changed_and_taken_out(signed_in, caseworker, case, office) -> None:
    browser, money = signed_in(caseworker), reverse("practice:case_money", args=[case.public_id])
    assert "No time on this case yet" in text(browser.get(money))
    add = reverse("practice:add_time", args=[case.public_id])
    wrong = browser.post(add, {**TIME, "minutes": "0"})
    assert wrong.status_code == 422
    assert "مكالمة" in wrong.content.decode()
    for _ in range(2):
        assert browser.post(add, TIME).status_code == 302
    assert "$50.00" in text(browser.get(money))
    [entry] = TimeEntry.objects.all()
    page = reverse("practice:change_time", args=[case.public_id, entry.public_id])
    assert "مكالمة" in text(browser.get(page))
    changed = browser.post(page, {**TIME, "minutes": "61", "version": entry.version})
    assert changed.status_code == 302
    assert browser.post(page, {**TIME, "minutes": "62", "version": "1"}).status_code == 409
    assert browser.post(page, {"remove": "1"}).status_code == 302
    assert "No time on this case yet" in text(browser.get(money))


def test_timer_and_expenses(signed_in, caseworker, case, client_person, office) -> None:
    browser, money = signed_in(caseworker), reverse("practice:case_money", args=[case.public_id])
    browser.post(reverse("practice:timer", args=[case.public_id, "start"]), {"activity": "call"})
    assert "Stop and record" in text(browser.get(money))
    browser.post(reverse("practice:timer", args=[case.public_id, "stop"]))
    add = reverse("practice:add_expense", args=[case.public_id])
    card = {"text": "Paid with 4111 1111 1111 1111", "amount_cents": "5", "payer": "office"}
    refused = browser.post(add, card)
    assert refused.status_code == 422
    assert "never kept here" in refused.content.decode()
    assert browser.post(add, {**card, "text": "Courier"}).status_code == 302
    [made] = queries.expenses(caseworker, case)
    paid = reverse("practice:expense", args=[case.public_id, made.public_id, "paid"])
    assert browser.post(paid, {"version": made.version}).status_code == 302
    assert "paid Mon 3 Aug 2026" in text(browser.get(money))
    assert browser.post(reverse("practice:expect_fees", args=[case.public_id])).status_code == 302
    assert "No form of this case" in text(
        browser.get(reverse("practice:case_fees", args=[case.public_id]))
    )


def test_from_agreement_to_paid_invoice(signed_in, owner, case, client_person, office) -> None:
    browser, one = signed_in(owner), [case.public_id]
    agree = reverse("practice:agree_fee", args=one)
    assert browser.post(agree, {"kind": "flat"}).status_code == 422
    assert browser.post(agree, {"kind": "flat", "amount_cents": "900"}).status_code == 302
    new = reverse("practice:new_invoice", args=one)
    assert "Write the fee" in text(browser.get(new))
    typed = {"person": client_person.public_id, "fee": "Flat fee", "fee_cents": "900", "once": "k"}
    assert browser.post(new, {**typed, "fee_cents": "lots"}).status_code == 422
    page = browser.post(new, typed).url
    assert browser.post(new, typed).url == page
    invoice = Invoice.objects.get()
    assert "Draft" in text(browser.get(page))
    assert browser.post(f"{page}send/", {"version": invoice.version}).status_code == 302
    pay = {"amount_cents": "900.01", "method": "check", "received_date": "2026-08-03"}
    too_much = browser.post(f"{page}pay/", pay)
    assert too_much.status_code == 422
    assert "900.01" in too_much.content.decode()
    assert browser.post(f"{page}pay/", {**pay, "amount_cents": "400"}).status_code == 302
    assert "Partly paid" in text(browser.get(page))
    [payment] = queries.payments(owner, invoice)
    back = reverse("practice:take_back", args=[payment.public_id])
    assert browser.post(back, {"reason": ""}).status_code == 422
    assert browser.post(back, {"reason": "Bounced"}).status_code == 302
    assert browser.post(f"{page}void/", {"void-reason": ""}).status_code == 422
    assert browser.post(f"{page}void/", {"void-reason": "Wrong"}).status_code == 302
    assert "Void" in text(browser.get(page))
    for name, args in (("statement", one), ("invoice_pdf", [invoice.public_id]),
                       ("receipt", [payment.public_id])):  # fmt: skip
        assert browser.get(reverse(f"practice:{name}", args=args)).content.startswith(b"%PDF")


def test_the_office_sets_up_and_exports(signed_in, owner, case, office) -> None:
    browser = signed_in(owner)
    actions.record_time(
        access=owner, case=case, minutes=30, worked_date=TODAY, text='=HYPERLINK("x")'
    )
    page = text(browser.get(reverse("practice:money")))
    assert "Time not billed yet" in page
    answer = browser.get(
        reverse("practice:export_time"), {"start": "2026-08-01", "end": "2026-08-31"}
    )
    assert b"'=HYPERLINK" in answer.content
    assert browser.get(reverse("practice:export_time"), {"start": "x"}).status_code == 400
    assert browser.get(reverse("practice:money"), {"show": "odd"}).status_code == 400
    settings = reverse("practice:money_settings")
    sent = {"switches": ["trust"], "rounding_minutes": "15", "currency": "usd",
            "invoice_prefix": "A", "scale": "150: 0", "usual_rate_cents": "90"}  # fmt: skip
    assert browser.post(settings, {**sent, "scale": "half"}).status_code == 422
    assert browser.post(settings, sent).status_code == 302
    assert "Billing is off" in text(browser.get(reverse("practice:money")))
    assert "Billing is off" in text(
        browser.get(reverse("practice:case_money", args=[case.public_id]))
    )


@pytest.mark.parametrize("role", ["volunteer", "reader"])
def test_money_is_for_staff(signed_in, make_access, case, role) -> None:
    browser = signed_in(make_access(role))
    assert browser.get(reverse("practice:money")).status_code == 403
    assert browser.get(reverse("practice:case_money", args=[case.public_id])).status_code == 403


def test_other_offices_find_nothing(signed_in, stranger, case) -> None:
    browser = signed_in(stranger)
    assert browser.get(reverse("practice:case_money", args=[case.public_id])).status_code == 404
