"""The pages of practice interviews, and the one without sign-in."""

from datetime import date
from typing import Any

from django.urls import reverse

from goldendoor.practice.mock_interviews import actions, queries


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def address(name: str, case: Any, *more: str) -> str:
    return reverse(f"practice:{name}", args=[case.public_id, *more])


BEGIN = {"form": "begin", "set_id": "us.marriage", "language": "es", "once": "k"}


def test_question_by_question_to_the_result(signed_in, caseworker, applicant_case) -> None:
    browser = signed_in(caseworker)
    assert "No practice yet" in text(browser.get(address("mock_interviews", applicant_case)))
    start = address("start_mock", applicant_case)
    wrong = {**BEGIN, "set_id": "us.civics", "filed_date": "", "is_65_20": "on"}
    assert "it decides the test" in text(browser.post(start, wrong), 422)
    made = browser.post(start, BEGIN)
    assert browser.post(start, BEGIN).url == made.url
    page = text(browser.get(made.url))
    assert "¿Dónde y cuándo se conocieron?" in page
    assert "Who introduced you?" in page
    [session] = queries.of_case(caseworker, applicant_case)
    key = queries.keys(session)[0]
    bad = {"key": key, "score": "", "note": "كتب هنا", "seconds": "9"}
    assert "كتب هنا" in text(browser.post(made.url, bad), 422)
    assert browser.post(made.url, {**bad, "score": "partly"}).status_code == 302
    assert "Not finished" in text(browser.get(address("mock_interviews", applicant_case)))
    finish = address("finish_mock", applicant_case, session.public_id)
    assert browser.post(finish).status_code == 302
    result = text(browser.get(made.url))
    assert "50 %" in result
    assert "كتب هنا" in result
    assert browser.post(made.url, {**bad, "score": "right"}).status_code == 403


def test_two_sessions_draw_a_trend_with_its_table(signed_in, caseworker, applicant_case) -> None:
    browser = signed_in(caseworker)
    for score in ("wrong", "right"):
        made = browser.post(address("start_mock", applicant_case), {**BEGIN, "once": score})
        session = queries.of_case(caseworker, applicant_case)[-1]
        key = queries.keys(session)[0]
        browser.post(made.url, {"key": key, "score": score, "seconds": "5"})
        browser.post(address("finish_mock", applicant_case, session.public_id))
    page = text(browser.get(address("mock_interviews", applicant_case)))
    assert "<polyline" in page
    assert page.count("100 %") >= 2


def test_the_phone_needs_no_sign_in_and_knows_nothing_of_the_case(
    client, signed_in, caseworker, applicant_case
) -> None:
    browser = signed_in(caseworker)
    make = address("make_phone_link", applicant_case)
    sent = {"form": "phone", "phone-filed_date": "2026-01-05", "phone-expires_date": "2026-10-01"}
    late = {**sent, "phone-expires_date": "2029-01-01"}
    assert "a year from now" in text(browser.post(make, late), 422)
    assert browser.post(make, sent).status_code == 302
    [link] = queries.links(caseworker, applicant_case, date(2026, 8, 3))
    phone = reverse("practice:civics", args=[queries.token(link)])
    assert phone in text(browser.get(address("mock_interviews", applicant_case)))
    client.logout()
    page = client.get(phone, {"s": "seed"})
    assert "Show the answer" in text(page)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    for hidden in ("الخيالي", applicant_case.number, applicant_case.public_id, "Harbor Aid"):
        assert hidden not in page.content.decode()
    assert "I knew it" in text(client.get(phone, {"s": "seed", "show": "1"}))
    assert "12 known, 8 not yet" in text(client.get(phone, {"n": "20", "y": "12", "m": "8"}))
    assert "Show the answer" in text(client.get(phone, {"n": "-3", "y": "x" * 99}))
    assert client.get(reverse("practice:civics", args=["nonsense"])).status_code == 404
    actions.revoke_link(access=caseworker, link=link)
    assert "has ended" in text(client.get(phone), 410)


def test_who_may_not(signed_in, make_access, stranger, applicant_case) -> None:
    browser = signed_in(make_access("reader"))
    page = text(browser.get(address("mock_interviews", applicant_case)))
    assert "start_mock" not in page
    assert "Make the link" not in page
    assert browser.post(address("start_mock", applicant_case), BEGIN).status_code == 403
    browser = signed_in(stranger)
    assert browser.get(address("mock_interviews", applicant_case)).status_code == 404
    assert browser.post(address("start_mock", applicant_case), BEGIN).status_code == 404
