"""The pages of notices answer, refuse and keep what was typed, without a browser."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldendoor.cases import actions as cases
from goldendoor.correspondence import queries
from goldendoor.correspondence.case_status.credentials import Credentials
from goldendoor.correspondence.models import IncomingNotice
from goldendoor.correspondence.tests import papers

NUMBER = "ZZZ9012345678"


def sent(words: str = papers.RFE, name: str = "notice.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, papers.pdf(words).getvalue(), "application/pdf")


@pytest.fixture
def browser(signed_in: Any, owner: Any) -> Any:
    return signed_in(owner)


@pytest.fixture
def opened(arrived: Any) -> Any:
    """`opened(words)`: a notice and the address of its page."""

    def make(words: str = papers.RFE) -> Any:
        notice = arrived(words)
        return notice, reverse("practice:notice", args=[notice.public_id])

    return make


def test_many_papers_at_once_are_taken_in_and_read(browser):
    files = [sent(), sent(papers.RECEIPT, "b.pdf"), sent(papers.REJECTION, "c.pdf")]
    answer = browser.post(reverse("practice:upload_notices"), {"file": files})
    assert answer.status_code == 302
    text = browser.get(reverse("practice:notices")).content.decode()
    assert text.count("To confirm") == 3


def test_a_file_that_is_here_already_is_told(browser):
    file = papers.pdf(papers.RFE).getvalue()
    for _ in range(2):
        upload = SimpleUploadedFile("a.pdf", file, "application/pdf")
        browser.post(reverse("practice:upload_notices"), {"file": upload})
        IncomingNotice.objects.update(state="to_confirm")
    assert IncomingNotice.objects.count() == 1
    assert "here already" in browser.get(reverse("practice:notices")).content.decode()


def test_a_file_that_is_no_paper_is_refused_by_its_name(browser):
    upload = SimpleUploadedFile("letter.exe", b"MZ")
    answer = browser.post(reverse("practice:upload_notices"), {"file": upload})
    assert answer.status_code == 400
    assert "letter.exe" in answer.content.decode()


def test_the_page_quotes_marks_and_proposes(browser, opened, filing):
    notice, address = opened()
    text = browser.get(address).content.decode()
    assert "Proposed" in text
    assert text.count("gd-found") >= 5
    assert "Exact" not in text
    picture = browser.get(reverse("practice:notice_picture", args=[notice.public_id, 1]))
    assert picture["Content-Type"] == "image/png"
    assert browser.get(
        reverse("practice:notice_picture", args=[notice.public_id, 9])
    ).status_code == 404  # fmt: skip


def test_what_was_typed_is_kept_also_when_something_is_wrong(browser, opened, owner):
    notice, address = opened()
    data = {"kind": "us.rfe", "v-due_date": "2026-10-20", "v-receipt_number": "ZZZ1", "do": "show"}
    answer = browser.post(address, data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "three letters and ten digits" in text
    assert 'value="ZZZ1"' in text
    again = queries.get(owner, notice.public_id)
    assert again.reading["dates"]["due_date"]["value"] == "2026-10-20"


def test_only_what_was_shown_is_confirmed(browser, opened, filing):
    _, address = opened(papers.RECEIPT)
    target = f"{filing.case.public_id}/{filing.public_id}"
    data = {"kind": "us.receipt", "target": target, "do": "confirm", "shown": "nothing"}
    text = browser.post(address, data).content.decode()
    assert "has changed since it was shown" in text
    shown = text.split('name="shown" value="')[1].split('"')[0]
    answer = browser.post(address, {**data, "shown": shown})
    assert answer.status_code == 302
    filing.refresh_from_db()
    assert filing.receipt_number == NUMBER
    text = browser.get(address).content.decode()
    assert "What followed" in text
    assert "Guárdelo" in text


def test_two_people_at_the_same_notice_are_told(browser, opened):
    notice, address = opened()
    data = {"kind": "us.rfe", "v-days": "30", "version": notice.version}
    assert browser.post(address, data).status_code == 422
    answer = browser.post(address, {**data, "v-days": "60"})
    assert answer.status_code == 409


def test_setting_aside_asks_why(browser, opened):
    notice, _ = opened()
    address = reverse("practice:set_notice_aside", args=[notice.public_id])
    assert "Say why" in browser.post(address, {"reason": ""}).content.decode()
    assert browser.post(address, {"reason": "A leaflet"}).status_code == 302
    text = browser.get(reverse("practice:notices") + "?state=set_aside").content.decode()
    assert "Set aside" in text
    assert browser.post(address, {"again": "1"}).status_code == 302


def test_a_notice_put_in_at_a_case_is_proposed_for_it(browser, case):
    data = {"file": sent(), "case": case.public_id}
    assert browser.post(reverse("practice:upload_notices"), data).status_code == 302
    notice = IncomingNotice.objects.get()
    assert notice.case == case
    text = browser.get(reverse("practice:case_notices", args=[case.public_id])).content.decode()
    assert "put in at" in text


def test_today_tells_of_waiting_notices_and_overdue_receipts(browser, opened, filing):
    opened()
    text = browser.get(reverse("practice:today")).content.decode()
    assert "1 notice of the agency waits" in text
    assert "1 receipt overdue" in text


def test_strangers_see_no_notice(signed_in, stranger, opened):
    notice, address = opened()
    browser = signed_in(stranger)
    assert browser.get(address).status_code == 404
    for name in ("notice_picture",):
        assert browser.get(
            reverse(f"practice:{name}", args=[notice.public_id, 1])
        ).status_code == 404  # fmt: skip


def test_an_inbox_of_many_takes_few_queries(browser, arrived, django_assert_max_num_queries):
    for number in range(12):
        arrived(f"{papers.RECEIPT}\ncopy {number}")
    with django_assert_max_num_queries(25):
        browser.get(reverse("practice:notices"))


PAGE = "Case Was Received\nOn July 20, 2026, we received your form, ZZZ9012345678."


def test_a_status_is_pasted_and_shown_and_what_says_none_is_kept_to_be_put_right(
    browser, filing, owner
):
    cases.change_filing(access=owner, filing=filing, changes={"receipt_number": NUMBER})
    case = filing.case.public_id
    address = reverse("practice:agency_status", args=[case, filing.public_id])
    answer = browser.post(address, {"text": "no headline here"})
    assert answer.status_code == 422
    assert "no headline here" in answer.content.decode()
    assert browser.post(address, {"text": PAGE}).status_code == 302
    text = browser.get(reverse("practice:case_notices", args=[case])).content.decode()
    assert "<strong>Case Was Received</strong>" in text
    assert "no access to the agency" not in text


def test_the_credentials_are_on_no_page(browser, filing, owner, settings):
    settings.CASE_STATUS = Credentials("my-id-77", "hunter2")
    cases.change_filing(access=owner, filing=filing, changes={"receipt_number": NUMBER})
    case = filing.case.public_id
    text = browser.get(reverse("practice:case_notices", args=[case])).content.decode()
    assert "Ask soon" in text
    assert "hunter2" not in text
    assert "my-id-77" not in text
    address = reverse("practice:agency_status", args=[case, filing.public_id])
    assert browser.post(address, {"soon": "1"}).status_code == 302


def test_readers_paste_nothing(signed_in, make_access, filing, owner):
    cases.change_filing(access=owner, filing=filing, changes={"receipt_number": NUMBER})
    address = reverse("practice:agency_status", args=[filing.case.public_id, filing.public_id])
    assert signed_in(make_access("reader")).post(address, {"text": PAGE}).status_code == 403
