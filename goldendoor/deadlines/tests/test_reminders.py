"""Reminders: once a rung, discreet, and to others when nobody answers."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail

from goldendoor.accounts.models import User
from goldendoor.cases import actions as cases
from goldendoor.deadlines import actions, jobs, queries, rules
from goldendoor.deadlines.models import Reminder
from goldendoor.deadlines.tests.conftest import TODAY
from goldendoor.law.library import Library

DUE = date(2026, 9, 2)


def rungs(user_id: int) -> list[str]:
    found = Reminder.objects.filter(user_id=user_id).order_by("id")
    return list(found.values_list("rung", flat=True))


@pytest.fixture
def mailed(settings: Any) -> Any:
    """The office sends e-mail."""
    settings.EMAIL = SimpleNamespace(host="mail.example")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mail.outbox


def test_the_shipped_ladder_is_sound() -> None:
    found = rules.ladders(Library.shipped().load("reminders", jobs.LADDERS))
    assert set(found) == {"statutory", "regulatory", "policy", "internal", "opening"}
    assert all(one.days_before[-1] == 0 for one in found.values())


def test_each_rung_is_told_once_however_often_the_job_runs(started, case, caseworker) -> None:
    started(case)
    for day in range(32):
        for _again in range(2):
            jobs.remind(TODAY + timedelta(days=day))
    told = [f"before-{days}" for days in (30, 14, 7, 3, 1, 0)] + ["overdue"]
    assert rungs(caseworker.user_id) == told


def test_who_comes_late_to_the_ladder_is_told_once(started, case, caseworker) -> None:
    started(case)
    jobs.remind(DUE - timedelta(days=5))
    assert rungs(caseworker.user_id) == ["before-7"]


def test_a_day_that_moves_is_told_anew(started, case, caseworker) -> None:
    found = started(case)
    jobs.remind(TODAY)
    actions.record_printed_date(
        access=caseworker, deadline=found, printed_date=DUE - timedelta(days=1)
    )
    jobs.remind(TODAY)
    assert rungs(caseworker.user_id) == ["before-30", "before-30"]


def test_put_off_or_satisfied_nobody_is_told(started, case, caseworker) -> None:
    later, met = started(case), started(case)
    actions.snooze(
        access=caseworker, deadline=later, until=date(2026, 8, 25), reason="x", today=TODAY
    )
    actions.satisfy(access=caseworker, deadline=met, satisfied_date=TODAY, today=TODAY, reason="x")
    jobs.remind(date(2026, 8, 24))
    assert rungs(caseworker.user_id) == []
    jobs.remind(date(2026, 8, 25))
    assert rungs(caseworker.user_id) == ["before-14"]


def test_the_owner_is_told_when_nobody_saw_it_and_not_when_somebody_did(
    started, case, caseworker, owner
) -> None:
    started(case)
    jobs.remind(DUE - timedelta(days=7))
    jobs.remind(DUE - timedelta(days=6))
    assert rungs(owner.user_id) == []
    jobs.remind(DUE - timedelta(days=5))
    assert rungs(owner.user_id) == ["unseen"]
    assert Reminder.objects.get(user_id=owner.user_id).escalated
    other = started(case)
    jobs.remind(DUE - timedelta(days=7))
    actions.see_reminders(access=caseworker, reminders=queries.unseen_of(caseworker, other))
    jobs.remind(DUE - timedelta(days=4))
    assert rungs(owner.user_id) == ["unseen"]


def test_when_the_day_has_passed_the_owner_is_told(started, case, caseworker, owner) -> None:
    started(case)
    jobs.remind(DUE + timedelta(days=1))
    assert rungs(caseworker.user_id) == rungs(owner.user_id) == ["overdue"]


def test_nobody_is_told_of_a_case_that_is_closed_to_them(started, make_access, owner) -> None:
    insider = make_access("attorney", "shelter")
    closed = cases.open_case(
        access=insider, type_id="practice.general", title="Closed", today=TODAY,
        compartment="shelter",
    )  # fmt: skip
    started(closed, access=insider)
    jobs.remind(DUE + timedelta(days=1))
    assert rungs(owner.user_id) == []
    assert rungs(insider.user_id) == ["overdue"]


def test_the_e_mail_says_nothing_of_a_case_and_is_one_a_person(
    started, case, caseworker, mailed
) -> None:
    started(case)
    started(case)
    jobs.remind(TODAY)
    jobs.remind(TODAY)
    [message] = mailed
    assert message.to == [User.objects.get(pk=caseworker.user_id).email]
    assert message.subject == "Golden Door: deadlines need you"
    told = message.subject + message.body
    for secret in (case.title, case.number, "made-up notice", "2026", "Núñez"):
        assert secret not in told
    assert "2 deadlines" in message.body


def test_an_e_mail_that_failed_is_tried_again(started, case, mailed, monkeypatch) -> None:
    def refused(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    started(case)
    with monkeypatch.context() as broken:
        broken.setattr(jobs, "send_mail", refused)
        jobs.remind(TODAY)
    assert mailed == []
    jobs.remind(TODAY)
    assert len(mailed) == 1


def test_seen_reminders_leave_today(started, case, caseworker, signed_in) -> None:
    found = started(case)
    jobs.remind(TODAY)
    browser = signed_in(caseworker)
    assert "You are reminded" in browser.get("/").content.decode()
    browser.post(f"/deadlines/{found.public_id}/seen/")
    assert "You are reminded" not in browser.get("/").content.decode()
