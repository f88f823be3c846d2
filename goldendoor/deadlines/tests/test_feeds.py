"""Calendar feeds: discreet, secret, revocable, limited, and as RFC 5545 wants them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from goldendoor.accounts.models import Membership
from goldendoor.cases import actions as cases
from goldendoor.deadlines import actions, calendars
from goldendoor.deadlines.models import Feed
from goldendoor.deadlines.tests.conftest import TODAY


def address(token: str) -> str:
    return f"/deadlines/feeds/{token}.ics"


def events(token: str) -> list[Any]:
    answer = Client().get(address(token))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


@pytest.fixture
def mine(caseworker: Any) -> tuple[Feed, str]:
    return actions.make_feed(access=caseworker)


def test_an_event_is_a_whole_day_and_says_nothing_of_the_case(started, case, mine) -> None:
    found = started(case)
    [one] = events(mine[1])
    assert one["SUMMARY"] == "Golden Door deadline"
    assert one["UID"] == f"{found.public_id}@deadlines.goldendoor"
    assert one["DTSTART"].dt == date(2026, 9, 2)
    assert one["DTEND"].dt == date(2026, 9, 3)
    assert one["STATUS"] == "CONFIRMED"
    text = Client().get(address(mine[1])).content.decode()
    for secret in (case.number, "Núñez", "notice", "Harbor"):
        assert secret not in text
    assert "\r\n" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_a_feed_may_show_the_number(started, case, caseworker) -> None:
    started(case)
    _feed, token = actions.make_feed(access=caseworker, shows_number=True)
    [one] = events(token)
    assert one["SUMMARY"] == f"{case.number}: Answer the made-up notice"


def test_a_satisfied_deadline_is_struck_out_under_the_same_identifier(
    started, case, caseworker, mine
) -> None:
    found = started(case)
    [before] = events(mine[1])
    actions.satisfy(
        access=caseworker, deadline=found, satisfied_date=TODAY, today=TODAY, reason="sent"
    )
    [after] = events(mine[1])
    assert after["UID"] == before["UID"]
    assert after["STATUS"] == "CANCELLED"
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_persons_feed_holds_only_what_is_theirs_and_a_cases_feed_only_that_case(
    started, case, caseworker, owner
) -> None:
    other = cases.open_case(access=owner, type_id="practice.general", title="Another", today=TODAY)
    own, others = started(case), started(other)
    _feed, token = actions.make_feed(access=caseworker)
    assert [one["UID"] for one in events(token)] == [f"{own.public_id}@deadlines.goldendoor"]
    _feed, token = actions.make_feed(access=caseworker, case=other)
    assert [one["UID"] for one in events(token)] == [f"{others.public_id}@deadlines.goldendoor"]


def test_the_token_is_kept_only_as_its_digest(mine) -> None:
    feed, token = mine
    assert token not in str(Feed.objects.filter(pk=feed.pk).values().get())
    assert len(token) > 40


def test_a_revoked_feed_answers_like_one_that_never_was(mine, caseworker) -> None:
    feed, token = mine
    actions.revoke_feed(access=caseworker, feed=feed)
    gone, never = Client().get(address(token)), Client().get(address("x" * 43))
    assert gone.status_code == never.status_code == 404
    assert gone.content == never.content


def test_who_left_the_office_reads_nothing(mine, caseworker) -> None:
    Membership.objects.filter(user_id=caseworker.user_id).update(ends_date=date(2026, 8, 1))
    assert Client().get(address(mine[1])).status_code == 404


def test_a_case_that_was_closed_since_is_read_no_more(started, case, make_access) -> None:
    insider = make_access("attorney", "shelter")
    started(case)
    reader = make_access("caseworker")
    _feed, token = actions.make_feed(access=reader, case=case)
    assert len(events(token)) == 1
    cases.change_case(access=insider, case=case, changes={"compartment": "shelter"})
    assert Client().get(address(token)).status_code == 404


def test_reading_too_often_is_slowed_down(mine, caseworker, monkeypatch) -> None:
    monkeypatch.setattr(calendars, "MOST_READS_AN_HOUR", 2)
    answers = [Client().get(address(mine[1])) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "3600"
    _feed, other = actions.make_feed(access=caseworker)
    assert Client().get(address(other)).status_code == 200


def test_the_page_shows_the_address_once_and_revokes_it(signed_in, caseworker) -> None:
    browser = signed_in(caseworker)
    page = browser.post("/deadlines/feeds/", {"label": "my telephone"}).content.decode()
    assert ".ics" in page
    again = browser.get("/deadlines/feeds/").content.decode()
    assert ".ics" not in again
    assert "my telephone" in again
    feed = Feed.objects.get()
    browser.post(f"/deadlines/feeds/{feed.public_id}/revoke/")
    assert Feed.objects.get().revoked_at is not None
