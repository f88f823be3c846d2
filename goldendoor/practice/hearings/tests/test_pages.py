"""The pages of hearings."""

from datetime import date
from typing import Any

from django.urls import reverse

from goldendoor.practice.hearings import queries

NEW = {
    "kind": "us.individual", "day": "2026-09-21", "time": "08:30", "time_zone": "",
    "place_code": "SFR", "mode": "video", "join": "https://webex.example/ficticia",
    "official": "القاضي", "interpreter": "theirs", "language": "Arabic", "once": "k",
}  # fmt: skip


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def address(name: str, case: Any, *more: str) -> str:
    return reverse(f"practice:{name}", args=[case.public_id, *more])


def test_a_hearing_is_put_down_in_the_zone_of_its_court(signed_in, caseworker, court_case) -> None:
    browser = signed_in(caseworker)
    assert "None is set." in text(browser.get(address("case_hearings", court_case)))
    page = address("new_hearing", court_case)
    assert "Bond hearing" in text(browser.get(page))
    assert "San Francisco, CA (SFR)" in text(browser.get(page, {"kind": "us.individual"}))
    wrong = text(browser.post(page, {**NEW, "day": "31 June"}), 422)
    assert "القاضي" in wrong
    assert "time zone of this place" in text(
        browser.post(page, {**NEW, "place_code": "", "place": "Elsewhere"}), 422
    )
    made = browser.post(page, NEW)
    assert browser.post(page, NEW).url == made.url
    shown = text(browser.get(made.url))
    assert "08:30 PDT" in shown
    assert "Start these deadlines" in shown
    listed = text(browser.get(reverse("practice:hearings")))
    assert "Individual hearing" in listed
    week = {"view": "week", "on": "2026-09-23", "who": "me"}
    assert "08:30 PDT" in text(browser.get(reverse("practice:hearings"), week))
    assert browser.get(page, {"kind": "us.nowhere"}).status_code == 404


def test_moving_shows_first_and_only_what_was_shown_is_done(
    signed_in, caseworker, court_case, put_down
) -> None:
    browser, hearing = signed_in(caseworker), put_down()
    here = [hearing.public_id]
    assert browser.post(address("hearing_filing_days", court_case, *here)).status_code == 302
    page = address("move_hearing", court_case, *here)
    sent = {"day": "2026-10-05", "time": "13:00", "time_zone": "America/New_York", "version": 1}
    assert "Say why it moves" in text(browser.post(page, sent), 422)
    sent["reason"] = "New notice"
    shown = text(browser.post(page, {**sent, "do": "move"}))
    assert "Sat 5 Sep 2026" in shown
    assert queries.get(caseworker, hearing.public_id).held_date == hearing.held_date
    key = "2026-10-05 13:00:00 2026-09-05"
    assert key in shown
    other = {**sent, "day": "2026-10-06", "do": "move", "shown": key}
    assert "Sun 6 Sep 2026" in text(browser.post(page, other))
    assert browser.post(page, {**sent, "do": "move", "shown": key}).status_code == 302
    assert queries.get(caseworker, hearing.public_id).held_date == date(2026, 10, 5)


def test_what_hangs_on_it(signed_in, caseworker, court_case, put_down, monkeypatch) -> None:
    browser, hearing = signed_in(caseworker), put_down()
    here = [hearing.public_id]
    assert browser.post(address("prepare_hearing", court_case, *here), {"item": "brief"}).url
    assert caseworker.user_label in text(browser.get(address("hearing", court_case, *here)))
    new = address("new_witness", court_case)
    sent = {"kind": "lay", "availability": "available", "affidavit": "draft", "subpoena": "none"}
    assert "write a name" in text(browser.post(new, {**sent, "about": "Saw it"}), 422)
    assert browser.post(new, {**sent, "name": "شاهد", "hearing": hearing.public_id}).url
    assert "شاهد" in text(browser.get(address("hearing", court_case, *here)))
    [row] = queries.witnesses(caseworker, court_case)
    old = {**sent, "name": "Other", "version": 7}
    assert browser.post(address("witness", court_case, row.public_id), old).status_code == 409
    assert browser.post(address("remove_witness", court_case, row.public_id)).status_code == 302
    assert "no documents yet" in text(browser.get(address("hearing_exhibits", court_case, *here)))
    change = address("change_hearing", court_case, *here)
    assert "Judge Ficticia" in text(browser.get(change))
    empty = {"mode": "video", "version": 1}
    assert "Say where it is held" in text(browser.post(change, empty), 422)
    early = {"outcome": "decided", "text": "x", "version": hearing.version}
    page = address("hearing_outcome", court_case, *here)
    assert "has not come yet" in text(browser.post(page, early), 422)
    monkeypatch.setenv("GOLDENDOOR_TODAY", "2026-09-22")
    assert "How did these go?" in text(browser.get(reverse("practice:hearings")))
    version = queries.get(caseworker, hearing.public_id).version
    assert browser.post(page, {**early, "version": version}).status_code == 302
    assert "Put down the next day" in text(browser.get(address("hearing", court_case, *here)))


def test_who_may_not(signed_in, make_access, stranger, court_case, put_down) -> None:
    hearing = put_down()
    browser = signed_in(make_access("reader"))
    shown = text(browser.get(address("hearing", court_case, hearing.public_id)))
    assert "Cancel it" not in shown
    assert browser.get(address("new_hearing", court_case)).status_code == 403
    browser = signed_in(stranger)
    assert browser.get(address("hearing", court_case, hearing.public_id)).status_code == 404
    assert browser.get(address("case_hearings", court_case)).status_code == 404
    cancel = address("cancel_hearing", court_case, hearing.public_id)
    assert browser.post(cancel, {"reason": "x"}).status_code == 404
