"""The pages of a final review, and the way to them from the case."""

from typing import Any

from django.urls import reverse

from goldendoor.cases import queries as case_queries
from goldendoor.practice.reviews import queries


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def address(name: str, case: Any, *more: str) -> str:
    return reverse(f"practice:{name}", args=[case.public_id, *more])


def test_the_case_says_what_is_missing_and_leads_to_the_review(
    signed_in, prepared, attorney
) -> None:
    browser = signed_in(attorney)
    page = text(browser.get(address("case", prepared)))
    assert "Next: the final review" in page
    assert "Nobody has made the final review yet" in page
    assert address("final_review", prepared) in page
    assert "Begin the final review" in text(browser.get(address("final_review", prepared)))


def test_the_preparer_reads_why_not(signed_in, prepared, caseworker, attorney) -> None:
    browser = signed_in(caseworker)
    page = text(browser.get(address("final_review", prepared)))
    assert "You answered questions of this case" in page
    assert "Begin the final review" not in page
    assert browser.post(address("start_review", prepared)).status_code == 403


def test_from_the_beginning_to_the_signature(signed_in, prepared, attorney, caseworker) -> None:
    browser = signed_in(attorney)
    assert browser.post(address("start_review", prepared)).status_code == 302
    assert browser.post(address("start_review", prepared)).status_code == 302
    [review] = queries.of_case(attorney, prepared)
    sent = {"review": review.public_id, "version": review.version}
    sent |= {f"note-{row['key']}": "" for row in review.checklist}
    half = {**sent, "says-names": "ok", "note-names": "see \u200fباسبورت"}
    page = browser.post(address("final_review", prepared), {**half, "do": "sign"})
    assert "see \u200fباسبورت" in text(page, 422)
    assert "not looked at yet" in page.content.decode()
    comment = address("review_comment", prepared, review.public_id)
    filing = case_queries.filings(attorney, prepared)[0]
    assert f"form:{filing.public_id}" in text(browser.get(comment, {"item": "fees"}))
    wrong = {"item": "fees", "target": f"form:{filing.public_id}", "text": ""}
    assert "Write what is to be put right" in text(browser.post(comment, wrong), 422)
    assert browser.post(comment, {**wrong, "text": "The fee went up."}).status_code == 302
    page = text(browser.get(address("final_review", prepared)))
    assert "The fee went up." in page
    assert address("form", prepared, filing.public_id) in page
    [row] = queries.comments(attorney, review)
    stale = browser.post(address("final_review", prepared), {**half, "version": 1})
    assert stale.status_code == 409
    other = signed_in(caseworker)
    settle = address("settle_comment", prepared, row.public_id, "resolve")
    assert other.post(settle, {"resolution": "Paid anew.", "version": 1}).status_code == 302
    assert other.post(settle, {"resolution": "Twice.", "version": 1}).status_code == 409
    browser = signed_in(attorney)
    review.refresh_from_db()
    every = {**sent, "version": review.version}
    every |= {f"says-{row['key']}": "ok" for row in review.checklist}
    done = browser.post(address("final_review", prepared), {**every, "do": "sign"}, follow=True)
    assert attorney.user_label in text(done)
    assert "Paid anew." in done.content.decode()
    assert "Approve for signing" in text(browser.get(address("case", prepared)))


def test_a_review_of_another_office_is_not_there(signed_in, review, stranger) -> None:
    browser = signed_in(stranger)
    assert browser.get(address("final_review", review.case)).status_code == 404
    assert browser.post(address("start_review", review.case)).status_code == 404
    page = address("earlier_review", review.case, review.public_id)
    assert browser.get(page).status_code == 404


def test_a_reader_may_look(signed_in, review, make_access) -> None:
    browser = signed_in(make_access("reader"))
    page = text(browser.get(address("final_review", review.case)))
    assert "Not looked at yet" in page
    assert browser.get(address("review_comment", review.case, review.public_id)).status_code == 403
