"""Approvals per kind of task, supervised cases, comments, the training log."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.foundation.registries import Allow, Deny
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.supervision import actions, queries, rules
from goldendoor.practice.supervision.tests.conftest import TODAY, user_of


@pytest.mark.parametrize(
    ("is_senior", "needs", "is_supervised", "allowed"),
    [
        (False, set(), False, True),
        (False, {"drafting"}, False, False),
        (True, {"drafting"}, False, False),
        (False, {"filing"}, False, True),
        (False, set(), True, False),
        (True, set(), True, True),
    ],
)
def test_which_work_needs_a_yes(is_senior, needs, is_supervised, allowed) -> None:
    said = rules.may_finish(
        "drafting", "Drafting", is_senior=is_senior, needs=needs, is_supervised=is_supervised
    )
    assert isinstance(said, Allow if allowed else Deny)


@given(st.integers(1, 99), st.sampled_from(["", ".5", ".25", ",75"]))
def test_hours_are_kept_exactly(whole: int, part: str) -> None:
    found = rules.minutes(f"{whole}{part}")
    assert rules.hours(found) == f"{whole}{part}".replace(",", ".")


@pytest.mark.parametrize("text", ["", "0", "-1", "two", "1e3", "101", "1:30"])
def test_what_is_no_number_of_hours_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        rules.minutes(text)


def test_a_task_waits_for_the_mentor_who_finishes_it(
    pair, draft, caseworker, mentor, attorney
) -> None:
    with pytest.raises(NotAllowed, match="approves your work"):
        cases.finish_task(access=caseworker, task=draft)
    row = actions.ask_approval(access=caseworker, task=draft, text="Is it enough?")
    assert actions.ask_approval(access=caseworker, task=draft) == row
    assert queries.waiting_approvals(mentor) == [row]
    assert queries.waiting_approvals(attorney) == [row]
    assert queries.waiting_approvals(caseworker) == []
    with pytest.raises(NotAllowed, match="nobody their own work"):
        actions.approve(access=caseworker, approval=row)
    with pytest.raises(BadInput, match="what is to be done"):
        actions.send_back(access=mentor, approval=row, answer=" ")
    actions.send_back(access=mentor, approval=row, answer="Add the dates.")
    assert [one.answer for one in queries.asked_by(caseworker)] == ["Add the dates."]
    with pytest.raises(NotAllowed, match="decided already"):
        actions.approve(access=mentor, approval=row)
    again = actions.ask_approval(access=caseworker, task=draft)
    with pytest.raises(Conflict):
        actions.approve(access=mentor, approval=again, version=9)
    actions.approve(access=mentor, approval=again, answer="Good.")
    draft.refresh_from_db()
    assert draft.done_at is not None
    assert queries.asked_by(caseworker) == []


def test_other_kinds_and_former_juniors_finish_by_themselves(
    pair, draft, caseworker, case, attorney
) -> None:
    call = cases.add_task(access=caseworker, case=case, title="Call", kind="client")
    cases.finish_task(access=caseworker, task=call)
    actions.end_mentorship(access=attorney, mentorship=pair, today=TODAY)
    cases.finish_task(access=caseworker, task=draft)


def test_on_a_supervised_case_every_step_is_approved(case, caseworker, attorney, mentor) -> None:
    cases.raise_flag(access=attorney, case=case, kind=rules.SUPERVISED)
    task = cases.add_task(access=caseworker, case=case, title="Call")
    with pytest.raises(NotAllowed, match="This case is supervised"):
        cases.finish_task(access=caseworker, task=task)
    row = actions.ask_approval(access=caseworker, task=task)
    with pytest.raises(NotAllowed):
        actions.approve(access=mentor, approval=row)
    actions.approve(access=attorney, approval=row)
    other = cases.add_task(access=attorney, case=case, title="Read")
    cases.finish_task(access=attorney, task=other)


def test_who_names_mentors(pair, caseworker, attorney, mentor, stranger) -> None:
    two: dict[str, Any] = {"mentor": user_of(mentor), "junior": user_of(caseworker)}
    shared: dict[str, Any] = {"today": TODAY, "approves": ["filing"]}
    with pytest.raises(NotAllowed):
        actions.name_mentor(access=caseworker, **two, **shared)
    changed = actions.name_mentor(access=attorney, **two, **shared)
    assert (changed.pk, changed.approves) == (pair.pk, ["filing"])
    with pytest.raises(BadInput):
        actions.name_mentor(access=attorney, **{**two, "junior": user_of(mentor)}, **shared)
    with pytest.raises(BadInput):
        actions.name_mentor(access=attorney, **{**two, "junior": user_of(stranger)}, **shared)
    with pytest.raises(BadInput):
        actions.name_mentor(access=attorney, **two, today=TODAY, approves=["magic"])
    assert queries.mentorships(stranger) == []


def test_comments_are_answered_and_settled(case, caseworker, attorney, stranger, make_access):
    row = actions.comment(
        access=attorney, case=case, text="Which day?", for_user=user_of(caseworker)
    )
    assert queries.remarks_for(caseworker) == [row]
    actions.answer(access=caseworker, remark=row, text="3 May.")
    [thread] = queries.threads(attorney, case)
    assert [one.text for one in thread.answers] == ["3 May."]
    with pytest.raises(Conflict):
        actions.resolve(access=attorney, remark=row, version=7)
    for _ in range(2):
        row = actions.resolve(access=attorney, remark=row)
    with pytest.raises(NotAllowed, match="is settled"):
        actions.answer(access=caseworker, remark=row, text="More")
    assert queries.remarks_for(caseworker) == []
    for wrong in ({"text": " "}, {"text": "x", "about": "moon"},
                  {"text": "x", "for_user": user_of(stranger)}):  # fmt: skip
        with pytest.raises(BadInput):
            actions.comment(access=attorney, case=case, **wrong)
    with pytest.raises(NotAllowed):
        actions.comment(access=make_access("reader"), case=case, text="x")
    with pytest.raises(NotFound):
        queries.remark(stranger, row.public_id)


def test_training_is_seen_by_whose_it_is_their_mentor_and_seniors(
    pair, caseworker, mentor, attorney, make_access
) -> None:
    shared: dict[str, Any] = {"user": user_of(caseworker), "title": "Asylum basics",
                              "hours": "1.5", "today": TODAY}  # fmt: skip
    row = actions.record_training(access=caseworker, held_date=TODAY, **shared)
    other = make_access("paralegal")
    for access, seen in ((caseworker, [row]), (mentor, [row]), (attorney, [row]), (other, [])):
        assert queries.training(access) == seen
    assert queries.minutes_since(caseworker, TODAY) == {caseworker.user_id: 90}
    with pytest.raises(NotAllowed):
        actions.record_training(access=other, held_date=TODAY, **shared)
    with pytest.raises(BadInput):
        actions.record_training(access=caseworker, held_date=TODAY + timedelta(days=1), **shared)
    with pytest.raises(NotAllowed):
        actions.remove_training(access=mentor, training=row)
    actions.remove_training(access=attorney, training=row)
    assert queries.training(caseworker) == []


def test_the_time_line_tells_of_approvals_and_comments(draft, case, caseworker, attorney) -> None:
    row = actions.ask_approval(access=caseworker, task=draft)
    actions.approve(access=attorney, approval=row)
    actions.comment(access=attorney, case=case, text="Which day?")
    words = [one.words for one in case_queries.timeline(caseworker, case).rows]
    for told in ("asked for approval of a task", "approved a task", "commented on the work"):
        assert told in words
