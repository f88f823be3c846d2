"""My team, the training log, and supervision of a case."""

from typing import Any

from django.urls import reverse

from goldendoor.practice.supervision import actions, queries


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def address(name: str, *args: Any) -> str:
    return reverse(f"practice:{name}", args=args)


def test_a_junior_asks_and_the_mentor_approves_on_my_team(
    signed_in, pair, draft, case, caseworker, mentor
) -> None:
    browser, key = signed_in(caseworker), case.public_id
    finish = browser.post(address("finish_task", key, draft.public_id), follow=True)
    assert "approves your work of the kind" in text(finish)
    page = text(browser.get(address("supervision", key)))
    assert "Write the declaration" in page
    ask = address("ask_approval", key, draft.public_id)
    assert browser.post(ask, {"text": "انظر الصفحة"}).status_code == 302
    assert "Declarations" in text(browser.get(address("team")))
    browser = signed_in(mentor)
    team = text(browser.get(address("team")))
    assert "انظر الصفحة" in team
    [row] = queries.waiting_approvals(mentor)
    decide = address("decide_approval", key, row.public_id)
    assert "what is to be done first" in text(browser.post(decide, {"say": "back"}), 422)
    done = {"say": "approve", "version": row.version, "back": address("team")}
    assert browser.post(decide, done).url == address("team")
    assert browser.post(decide, done).status_code == 403
    assert "Nothing waits for your approval" in text(browser.get(address("team")))


def test_comments_on_a_case(signed_in, case, caseworker, make_access) -> None:
    browser, key = signed_in(caseworker), case.public_id
    new = address("supervision_comment", key)
    assert "Write the comment" in text(browser.post(new, {"text": ""}), 422)
    odd = {"target": "moon:1", "text": "مهم جدا"}
    assert "مهم جدا" in text(browser.post(new, odd), 422)
    assert browser.post(new, {"text": "Ask for the day.", "for_user": "x"}).status_code == 302
    [thread] = queries.threads(caseworker, case)
    here = [key, thread.remark.public_id]
    answer = address("supervision_remark", *here, "answer")
    assert browser.post(answer, {"text": ""}).status_code == 422
    assert browser.post(answer, {"text": "3 May"}).status_code == 302
    resolve = address("supervision_remark", *here, "resolve")
    assert browser.post(resolve, {"version": 9}).status_code == 409
    assert browser.post(resolve, {"version": 1}).status_code == 302
    page = text(browser.get(address("supervision", key)))
    assert "3 May" in page
    assert "Settled by" in page


def test_mentors_are_named_and_ended(signed_in, attorney, caseworker, mentor) -> None:
    browser = signed_in(attorney)
    sent = {"form": "mentor", "mentor": mentor.user_id, "junior": mentor.user_id}
    page = text(browser.post(address("name_mentor"), sent), 422)
    assert "nobody guides themselves" in page
    good = {**sent, "junior": caseworker.user_id, "approves": ["drafting", "filing"]}
    assert browser.post(address("name_mentor"), good).status_code == 302
    assert "approval: drafting, filing" in text(browser.get(address("team")))
    [row] = queries.mentorships(attorney)
    assert browser.post(address("end_mentor", row.public_id), {"version": 1}).status_code == 302
    assert queries.mentorships(attorney) == []
    assert signed_in(caseworker).post(address("name_mentor"), good).status_code == 403


def test_the_training_log(signed_in, caseworker, attorney) -> None:
    browser = signed_in(caseworker)
    sent = {"user": caseworker.user_id, "title": "حقوق", "held_date": "2026-08-03", "hours": "x"}
    wrong = text(browser.post(address("training"), sent), 422)
    assert "حقوق" in wrong
    late = {**sent, "hours": "2", "held_date": "2026-09-01"}
    assert "when it was held" in text(browser.post(address("training"), late), 422)
    other = {**sent, "hours": "2", "user": attorney.user_id}
    assert browser.post(address("training"), other).status_code == 422
    assert browser.post(address("training"), {**sent, "hours": "2.5"}).status_code == 302
    assert "2.5 hours" in text(browser.get(address("training")))
    [row] = queries.training(caseworker)
    assert browser.post(address("remove_training", row.public_id)).status_code == 302
    assert "No training is recorded" in text(browser.get(address("training")))


def test_who_may_not(signed_in, make_access, stranger, case, draft, caseworker) -> None:
    browser = signed_in(make_access("reader"))
    assert browser.get(address("team")).status_code == 403
    page = text(browser.get(address("supervision", case.public_id)))
    assert "New comment" not in page
    row = actions.ask_approval(access=caseworker, task=draft)
    browser = signed_in(stranger)
    assert browser.get(address("supervision", case.public_id)).status_code == 404
    decide = address("decide_approval", case.public_id, row.public_id)
    assert browser.post(decide, {"say": "approve"}).status_code == 404
