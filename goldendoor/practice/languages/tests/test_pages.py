"""The pages of translations and interpreters."""

from typing import Any

from django.urls import reverse

from goldendoor.practice.languages import queries
from goldendoor.practice.languages.tests.conftest import picture


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def address(name: str, *args: Any) -> str:
    return reverse(f"practice:{name}", args=args)


def test_a_document_goes_out_comes_back_and_is_certified(
    signed_in, caseworker, case, paper
) -> None:
    browser, key = signed_in(caseworker), case.public_id
    assert "No document was given" in text(browser.get(address("case_languages", key)))
    new = address("new_translation", key)
    sent = {"document": paper.public_id, "to_language": "English", "once": "k"}
    wrong = text(browser.post(new, {**sent, "notes": "عاجل"}), 422)
    assert "عاجل" in wrong
    made = browser.post(new, {**sent, "from_language": "Arabic", "translator": "Ana"})
    assert made.status_code == 302
    again = {**sent, "from_language": "Arabic", "once": "other"}
    assert "translated already" in text(browser.post(new, again), 422)
    [job] = queries.jobs_of_case(caseworker, case)
    here = [key, job.public_id]
    assert "The translation is here" in text(browser.get(made.url))
    back = address("translation_step", *here, "return")
    assert "Choose the file" in text(browser.post(back, {"version": 1}), 422)
    assert browser.post(back, {"version": 1, "file": picture()}).status_code == 302
    certify = address("translation_step", *here, "certify")
    half = {"version": 2, "name": "Ana", "address": "شارع 1", "signed_date": "2026-08-03",
            "is_complete": "on"}  # fmt: skip
    page = text(browser.post(certify, half), 422)
    assert "competent" in page
    assert "شارع 1" in page
    assert browser.post(certify, {**half, "is_competent": "on", "version": 1}).status_code == 409
    assert browser.post(certify, {**half, "is_competent": "on"}).status_code == 302
    assert "Certified" in text(browser.get(made.url))
    pdf = browser.get(address("translation_certificate", *here))
    assert pdf.content.startswith(b"%PDF")
    assert browser.post(address("translation_step", *here, "burn")).status_code == 422


def test_an_interpreter_joins_is_booked_and_confirmed(
    signed_in, caseworker, case, client_of
) -> None:
    browser = signed_in(caseworker)
    assert "Nobody is on the roster" in text(browser.get(address("languages")))
    new = address("new_interpreter")
    sent = {"name": "مترجمة", "kind": "volunteer", "languages": ""}
    assert "مترجمة" in text(browser.post(new, sent), 422)
    made = browser.post(new, {**sent, "languages": "Arabic, Spanish"})
    [row] = queries.roster(caseworker)
    assert "Not signed: cannot be booked" in text(browser.get(made.url))
    assert browser.get(address("interpreter_agreement", row.public_id)).content[:4] == b"%PDF"
    book = address("book_for_case", case.public_id)
    asked = {
        "interpreter": row.public_id, "language": "Arabic", "about": "consultation",
        "day": "2026-08-12", "first": "10:00", "last": "11:00", "place": "Room 2",
        "time_zone": "America/New_York", "once": "k",
    }  # fmt: skip
    refused = text(browser.post(book, asked), 422)
    assert "has not signed" in refused
    assert "Room 2" in refused
    change = address("change_interpreter", row.public_id)
    signed = {**sent, "languages": "Arabic", "agreement_date": "2026-08-01", "version": 1}
    assert browser.post(change, signed).status_code == 302
    assert browser.post(change, {**signed, "name": "Late"}).status_code == 409
    booked = browser.post(book, asked)
    assert browser.post(book, asked).url == booked.url
    assert "Do you swear or affirm" in text(browser.get(booked.url))
    assert browser.post(booked.url, {"state": "confirmed", "version": 1}).status_code == 302
    assert "has not come yet" in text(browser.post(booked.url, {"state": "done"}), 422)
    assert "Confirmed" in text(browser.get(address("case_languages", case.public_id)))
    page = f"{made.url}?q=Ejemplo"
    assert client_of.public_id in text(browser.get(page))
    knows = address("tie_interpreter", row.public_id)
    tied = {"person": client_of.public_id, "why": ""}
    assert browser.post(knows, tied).status_code == 422
    assert browser.post(knows, {**tied, "why": "Her aunt"}).status_code == 302
    late = {**asked, "first": "14:00", "last": "15:00", "once": "z"}
    assert "knows somebody in this case" in text(browser.post(book, late), 422)


def test_who_may_not(signed_in, stranger, make_access, case, interpreter) -> None:
    browser = signed_in(make_access("volunteer"))
    assert "Ana Intérprete" in text(browser.get(address("languages")))
    assert browser.get(address("new_interpreter")).status_code == 403
    assert browser.get(address("book_interpreter")).status_code == 403
    browser = signed_in(stranger)
    assert browser.get(address("case_languages", case.public_id)).status_code == 404
    assert browser.get(address("interpreter", interpreter.public_id)).status_code == 404
