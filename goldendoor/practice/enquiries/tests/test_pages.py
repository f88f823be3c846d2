"""The pages of enquiries, in the order in which one goes through them."""

from typing import Any

import pytest
from django.urls import reverse

from goldendoor.practice.enquiries import actions, queries
from goldendoor.practice.enquiries.models import Consultation, Enquiry

NEW = {
    "role-0": "enquirer", "names-0": "آمنة الخيالية\nAmina Khayali", "born-0": "",
    "role-1": "opposing", "names-1": "Karim Khayali", "born-1": "",
    "about": "Papers", "source": "walk_in", "language": "Arabic", "interpreter": "on",
    "kind-channel-0": "phone", "value-channel-0": "+1 202 555 0143", "safe-channel-0": "no",
    "kind-channel-1": "email", "value-channel-1": "a@safe.example", "safe-channel-1": "yes",
}  # fmt: skip


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def address(name: str, enquiry: Enquiry, *more: str) -> str:
    return reverse(f"practice:{name}", args=[enquiry.public_id, *more])


def test_an_enquiry_is_taken_and_listed(signed_in, caseworker) -> None:
    browser = signed_in(caseworker)
    assert "No enquiry here" in text(browser.get(reverse("practice:enquiries")))
    new = reverse("practice:new_enquiry")
    wrong = browser.post(new, {**NEW, "names-0": "", "names-1": ""})
    assert wrong.status_code == 422
    assert "a@safe.example" in wrong.content.decode()
    page = text(browser.get(browser.post(new, NEW).url))
    assert "آمنة الخيالية" in page
    assert "Check for conflicts" in page
    assert "Not safe" in page
    listed = text(browser.get(reverse("practice:enquiries"), {"show": "new"}))
    assert "آمنة الخيالية" in listed
    assert "No enquiry here" in text(
        browser.get(reverse("practice:enquiries"), {"show": "decided"})
    )
    assert browser.get(reverse("practice:enquiries"), {"show": "odd"}).status_code == 400


def test_names_and_channels_are_changed_on_their_pages(signed_in, caseworker, enquiry) -> None:
    browser = signed_in(caseworker)
    page = address("enquiry_people", enquiry)
    assert "Amina Formerly" in text(browser.get(page))
    sent = {"role-0": "enquirer", "names-0": "Amina Other", "born-0": "x", "version": 1}
    assert browser.post(page, sent).status_code == 422
    assert browser.post(page, {**sent, "born-0": ""}).status_code == 302
    assert browser.post(page, {**sent, "born-0": "", "names-0": "Late"}).status_code == 409
    page = address("enquiry_channels", enquiry)
    assert "her husband answers" in text(browser.get(page))
    odd = {"kind-channel-0": "pigeon", "value-channel-0": "roof", "safe-channel-0": ""}
    answer = browser.post(page, odd)
    assert answer.status_code == 422
    assert "roof" in answer.content.decode()


def test_an_unsafe_call_is_refused_and_its_text_kept(signed_in, caseworker, enquiry) -> None:
    browser = signed_in(caseworker)
    sent = {"channel": "0", "text": "Tell her to come.", "direction": "out"}
    answer = browser.post(address("enquiry_contact", enquiry), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Use e-mail amina@safe.example" in page
    assert "Tell her to come." in page
    assert browser.post(address("enquiry_contact", enquiry), {**sent, "channel": "1"}).url


def test_the_way_to_the_case(signed_in, caseworker, make_access, enquiry) -> None:
    browser = signed_in(caseworker)
    interview = address("screening", enquiry, "asylum")
    assert "Check for conflicts first." in text(browser.get(interview))
    assert browser.post(interview, {"q-fears_return": "yes"}).status_code == 403
    assert browser.post(address("enquiry_check", enquiry)).status_code == 302
    typed = {"q-last_arrival_date": "2025-11-26", "q-fears_return": "yes"}
    wrong = browser.post(interview, {**typed, "q-last_arrival_date": "2025-11-31"})
    assert wrong.status_code == 422
    summary = text(browser.get(browser.post(interview, typed).url))
    assert "Fri 27 Nov 2026" in summary
    assert "Ask a representative about" in summary
    assert "qualify" not in summary
    consult_and_sign(signed_in, caseworker, make_access("attorney"), enquiry)
    engage_and_open(signed_in(make_access("attorney")), enquiry)
    enquiry = queries.get(caseworker, enquiry.public_id)
    assert enquiry.case.number in text(browser.get(address("enquiry", enquiry)))


def consult_and_sign(signed_in: Any, caseworker: Any, lawyer: Any, enquiry: Enquiry) -> None:
    browser = signed_in(caseworker)
    page = address("consultation", enquiry)
    odd = browser.post(page, {"goals": "", "fee_kind": "flat", "fee": "much"})
    assert odd.status_code == 422
    body = {"goals": "Stay.", "fee_kind": "flat", "fee": "450"}
    assert browser.post(page, body).status_code == 302
    [draft] = Consultation.objects.all()
    version = address("consultation_version", enquiry, draft.public_id)
    assert "Only an attorney" in text(browser.get(version))
    sign = address("sign_consultation", enquiry, draft.public_id)
    assert browser.post(sign).status_code == 403
    attorney = signed_in(lawyer)
    assert "Sign this version" in text(attorney.get(version))
    assert attorney.post(sign, {"version": draft.version}).status_code == 302


def engage_and_open(attorney: Any, enquiry: Enquiry) -> None:
    letter = address("engagement", enquiry)
    assert attorney.post(letter, {"template": "full", "scope": ""}).status_code == 422
    attorney.post(letter, {"template": "full", "scope": "The application."})
    pdf = attorney.get(address("engagement_letter", enquiry))
    assert pdf.content.startswith(b"%PDF")
    opening = address("open_enquiry", enquiry)
    assert "not signed the engagement letter" in text(attorney.get(opening))
    signed = address("engagement_signed", enquiry)
    assert attorney.post(signed, {"signed_date": "soon"}).status_code == 400
    assert attorney.post(signed, {"signed_date": "2026-08-03"}).status_code == 302
    assert "As screened" in text(attorney.get(opening))
    kind = {"type": "practice.us.asylum", "once": "k"}
    assert "Opposing party" in text(attorney.get(opening, kind))
    nobody = attorney.post(opening, {**kind, "role-0": "", "role-1": ""})
    assert nobody.status_code == 422
    people = {"role-0": "applicant", "family-0": "Exampleh", "given-0": "Amina"}
    assert attorney.post(opening, {**kind, **people}).status_code == 302


def test_somebody_known_is_chosen_on_the_page(signed_in, caseworker, enquiry) -> None:
    from goldendoor.people import actions as people

    data = {"names": [{"family": "Exampleh", "given": "Aminah"}]}
    known = people.add_person(access=caseworker, data=data)
    browser = signed_in(caseworker)
    assert "Is this somebody you know?" in text(browser.get(address("enquiry", enquiry)))
    browser.post(address("enquiry_person", enquiry), {"person": known.public_id})
    assert "Known here as" in text(browser.get(address("enquiry", enquiry)))


def test_an_enquiry_is_closed_with_its_reason(signed_in, caseworker, enquiry) -> None:
    browser = signed_in(caseworker)
    page = address("close_enquiry", enquiry)
    assert browser.post(page, {"state": "declined", "reason": ""}).status_code == 422
    assert browser.post(page, {"state": "declined", "reason": "Out of area."}).status_code == 302
    shown = text(browser.get(address("enquiry", enquiry)))
    assert "Out of area." in shown
    assert "Note the contact" not in shown


@pytest.mark.parametrize("name", ["enquiry", "enquiry_people", "engagement", "open_enquiry"])
def test_what_is_closed_to_somebody_is_not_there(signed_in, make_access, name) -> None:
    from goldendoor.practice.conflicts.rules import Asked

    insider, outsider = make_access("attorney", "sheltered"), make_access("caseworker")
    asked = [Asked("enquirer", ("Quiet Person",))]
    hidden = actions.take(access=insider, people=asked, compartment="sheltered")
    assert signed_in(outsider).get(address(name, hidden)).status_code == 404
