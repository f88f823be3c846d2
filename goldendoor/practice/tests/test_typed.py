"""What the preparer decides on the form itself: text typed onto a box, what empty boxes say."""

from typing import Any

import pytest
from django.urls import reverse

from goldendoor.cases import queries as cases
from goldendoor.exchange import actions as exchange
from goldendoor.pdf.tests import official

NAME = "form1[0].Page1[0].Line1a_FamilyName[0]"
ACCOUNT = "form1[0].Page1[0].USCISELISAcctNumber[0]"  # twelve characters
FILE = {
    "format": "goldendoor.case-file",
    "version": 1,
    "case_type": "work_permit",
    "filing_date": "2026-08-03",
    "people": [{"id": "ana", "names": [{"kind": "legal", "family": "Muestra", "given": "Ana"}]}],
    "filings": [{"form": "I-765", "for": "ana", "reason": "renewal", "category": "c9"}],
}


@pytest.fixture
def desk(caseworker: Any, signed_in: Any, forms_folder: Any, monkeypatch: Any, tmp_path: Any):
    """(browser, address of the form, a function that reads the filing anew)."""
    monkeypatch.setenv("GOLDENDOOR_HOME", str(tmp_path))
    monkeypatch.setenv("GOLDENDOOR_FORMS", str(official.FOLDER))
    case = exchange.import_case(access=caseworker, data=FILE)
    filing = cases.filings(caseworker, case)[0]
    address = reverse("practice:form", args=[case.public_id, filing.public_id])
    return signed_in(caseworker), address, lambda: cases.filings(caseworker, case)[0].data


def test_what_is_typed_wins_and_empty_takes_it_back(desk) -> None:
    browser, address, data = desk
    sent = {"field": NAME, "value": "Núñez-Żółć", "back": address}
    assert browser.post(f"{address}typed/", sent).status_code == 302
    assert data()["typed"] == {NAME: "Núñez-Żółć"}
    assert "Núñez-Żółć" in browser.get(address).content.decode()
    browser.post(f"{address}typed/", {**sent, "value": ""})
    assert data()["typed"] == {}


def test_a_text_that_the_box_does_not_take_is_refused_at_the_box_and_stays_there(desk) -> None:
    browser, address, data = desk
    answer = browser.post(f"{address}typed/", {"field": ACCOUNT, "value": "1234567890123"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "has 13 characters and the field holds 12" in page
    assert 'value="1234567890123"' in page
    assert f"“{ACCOUNT}”" not in page, "a person reads the box's label, not the PDF's name for it"
    assert "typed" not in data()
    assert browser.post(f"{address}typed/", {"field": "nope", "value": "x"}).status_code == 404


def test_typed_text_of_an_imported_case_that_no_box_takes_is_said_and_left_out(
    caseworker, signed_in, desk
) -> None:
    filing = {**FILE["filings"][0], "typed": {ACCOUNT: "far too long for the box", NAME: "Typed"}}
    case = exchange.import_case(access=caseworker, data={**FILE, "filings": [filing]})
    there = cases.filings(caseworker, case)[0]
    address = reverse("practice:form", args=[case.public_id, there.public_id])
    answer = signed_in(caseworker).get(address)
    assert answer.status_code == 200
    assert "What was typed is left out" in answer.content.decode()


def test_empty_boxes_say_what_was_chosen_and_nothing_else(desk) -> None:
    browser, address, data = desk
    assert browser.post(f"{address}empty-boxes/", {"empty_text": "N/A"}).status_code == 302
    assert data()["empty_text"] == "N/A"
    assert "N/A" in browser.get(address).content.decode()
    assert browser.post(f"{address}empty-boxes/", {"empty_text": "Nope"}).status_code == 400
    browser.post(f"{address}empty-boxes/", {"empty_text": ""})
    assert data()["empty_text"] == ""
