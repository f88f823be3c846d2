"""Caseload: filters, what is stuck or due, the work of each person, many cases at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from goldendoor.accounts import actions as account_actions
from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.audit import queries as audit
from goldendoor.cases import actions, queries
from goldendoor.cases.models import Case, SavedFilter
from goldendoor.foundation import due, registries
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput

TODAY = date(2026, 8, 3)
DAY = timedelta(days=1)
# Beside one for each app that knows of something due.
MOST_QUERIES = 3


def user(access: Any) -> User:
    return User.objects.get(pk=access.user_id)


def open_case(access: Any, title: str = "T", **more: Any) -> Case:
    given = {"type_id": "practice.us.naturalization", "today": TODAY, **more}
    return actions.open_case(access=access, title=title, **given)


def titles(access: Any, filters: dict[str, Any], **more: Any) -> list[str]:
    page = queries.caseload(access, filters, today=TODAY, **more)
    return sorted(row.case.title for row in page.rows)


def stand_still(case: Case, days: int, stage: str = "") -> None:
    """As if nobody had touched the case for so long."""
    moment = timezone.now().replace(year=2026, month=8, day=3, hour=12) - days * DAY
    columns = {"updated_at": moment, **({"stage": stage} if stage else {})}
    Case.objects.filter(pk=case.pk).update(**columns)


# ── filters ──────────────────────────────────────────────────────────────────────────────────


def test_cases_are_narrowed_by_stage_type_person_flag_and_hold(caseworker, owner) -> None:
    one = open_case(caseworker, "one")
    open_case(owner, "two", type_id="practice.us.asylum")
    actions.raise_flag(access=owner, case=one, kind="urgent")
    actions.hold(access=owner, case=one, reason="r", starts_date=TODAY)
    assert titles(owner, {"stage": ["intake", "filed"]}) == ["one", "two"]
    assert titles(owner, {"type_id": "practice.us.asylum"}) == ["two"]
    assert titles(owner, {"assigned_to": "mine"}) == ["two"]
    assert titles(owner, {"assigned_to": [str(caseworker.user_id)]}) == ["one"]
    assert titles(owner, {"assigned_to": "none"}) == []
    assert titles(owner, {"flag": "urgent"}) == titles(owner, {"held": True}) == ["one"]
    assert titles(owner, {"search": "TWO"}) == ["two"]


def test_a_cleared_flag_no_longer_finds_its_case(caseworker) -> None:
    flag = actions.raise_flag(access=caseworker, case=open_case(caseworker), kind="urgent")
    actions.clear_flag(access=caseworker, flag=flag, reason="done")
    assert titles(caseworker, {"flag": "urgent"}) == []


def test_a_case_waits_on_whom_its_tasks_or_its_stage_say(caseworker) -> None:
    asked, filed = open_case(caseworker, "asked"), open_case(caseworker, "filed")
    task = actions.add_task(access=caseworker, case=asked, title="x", waiting_on="client")
    Case.objects.filter(pk=filed.pk).update(stage="pending")
    assert titles(caseworker, {"waiting_on": "client"}) == ["asked"]
    assert titles(caseworker, {"waiting_on": ["agency"]}) == ["filed"]
    actions.finish_task(access=caseworker, task=task)
    assert titles(caseworker, {"waiting_on": "client"}) == []


def test_a_case_is_stuck_when_its_table_says_so(caseworker) -> None:
    still, moved, waits = (open_case(caseworker, name) for name in ("still", "moved", "waits"))
    stand_still(still, 14)
    stand_still(moved, 13)
    stand_still(waits, 59, "pending")
    assert titles(caseworker, {"stuck": True}) == ["still"]
    [row] = queries.caseload(caseworker, {"stuck": True}, today=TODAY).rows
    assert (row.is_stuck, row.still_for_days) == (True, 14)


def test_the_longest_stuck_comes_first_and_pages_go_on(caseworker) -> None:
    for number in range(5):
        stand_still(open_case(caseworker, str(number)), 20 + number)
    first = queries.caseload(caseworker, {"stuck": True}, today=TODAY, size=3)
    second = queries.caseload(caseworker, {"stuck": True}, first.next, today=TODAY, size=3)
    assert [row.case.title for row in (*first.rows, *second.rows)] == ["4", "3", "2", "1", "0"]
    assert second.next is None


def test_cases_are_narrowed_to_those_changed_since_a_day(caseworker) -> None:
    stand_still(open_case(caseworker, "old"), 10)
    stand_still(open_case(caseworker, "new"), 2)
    assert titles(caseworker, {"changed_since": TODAY - 3 * DAY}) == ["new"]
    assert titles(caseworker, {"changed_since": "2026-07-24"}) == ["new", "old"]


def test_cases_with_something_due_come_from_every_source(caseworker) -> None:
    actions.add_task(access=caseworker, case=open_case(caseworker, "task"), title="x",
                     due_date=TODAY + 2 * DAY)  # fmt: skip
    open_case(caseworker, "planned", filing_date=TODAY + DAY)
    filed = open_case(caseworker, "filed", filing_date=TODAY + DAY)
    Case.objects.filter(pk=filed.pk).update(stage="pending")
    open_case(caseworker, "later", filing_date=TODAY + 60 * DAY)
    assert titles(caseworker, {"due_until": TODAY + 7 * DAY}) == ["planned", "task"]
    found = due.until(caseworker, until=TODAY + 7 * DAY, users=caseworker.acts_for)
    assert [one.title for one in found] == ["Planned day of filing", "x"]


def test_a_row_says_what_is_due_next_and_what_marks_the_case(caseworker) -> None:
    case = open_case(caseworker, filing_date=TODAY + 9 * DAY)
    for days in (5, 3):
        actions.add_task(access=caseworker, case=case, title=str(days),
                         due_date=TODAY + days * DAY, waiting_on="client")  # fmt: skip
    actions.raise_flag(access=caseworker, case=case, kind="minor")
    [row] = queries.caseload(caseworker, today=TODAY).rows
    assert row.next_due is not None
    assert (row.next_due.title, row.open_tasks, row.waiting_on) == ("3", 2, ["client"])
    assert ([flag.kind for flag in row.flags], row.stage_label) == (["minor"], "Intake")


@pytest.mark.parametrize(
    "wrong",
    [{"password": "x"}, {"waiting_on": "luck"}, {"assigned_to": "1; drop"},
     {"due_until": "soon"}, {"changed_since": "2026-13-01"}],
)  # fmt: skip
def test_what_cannot_be_asked_is_bad_input(caseworker, wrong) -> None:
    with pytest.raises(BadInput):
        queries.caseload(caseworker, wrong, today=TODAY)


def test_no_filter_shows_a_case_that_is_closed_to_the_reader(make_access) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access("owner")
    case = open_case(insider, "Hidden", compartment="vawa", filing_date=TODAY)
    actions.add_task(access=insider, case=case, title="x", due_date=TODAY, waiting_on="client")
    actions.raise_flag(access=insider, case=case, kind="urgent")
    actions.hold(access=insider, case=case, reason="r", starts_date=TODAY)
    stand_still(case, 90)
    every = {"flag": "urgent", "waiting_on": "client", "due_until": TODAY, "stuck": True,
             "held": True, "search": "Hidden", "changed_since": "2020-01-01"}  # fmt: skip
    for key, value in every.items():
        assert titles(insider, {key: value}) == ["Hidden"], key
        assert titles(outsider, {key: value}) == [], key
    assert queries.workload(outsider, today=TODAY) == []
    assert due.until(outsider, until=TODAY) == []


def test_a_page_takes_few_queries_however_many_cases(caseworker, django_assert_max_num_queries):
    for number in range(30):
        case = open_case(caseworker, str(number), filing_date=TODAY)
        actions.add_task(
            access=caseworker, case=case, title="x", due_date=TODAY, waiting_on="court"
        )
        actions.raise_flag(access=caseworker, case=case, kind="urgent")
    every = {"flag": "urgent", "waiting_on": "court", "due_until": TODAY, "search": "T"}
    sources = len(list(registries.dues))
    for filters in ({}, every, {"stuck": True}, {"assigned_to": "mine"}):
        with django_assert_max_num_queries(MOST_QUERIES + sources):
            queries.caseload(caseworker, filters, today=TODAY)


# ── the work of each person ──────────────────────────────────────────────────────────────────


def test_the_work_of_each_person_by_stage_and_week(
    caseworker, owner, django_assert_max_num_queries
) -> None:
    case = open_case(caseworker)
    open_case(caseworker)
    shut = open_case(owner)
    Case.objects.filter(pk=shut.pk).update(stage="closed")
    for days in (-1, 0, 6, 7, 8, 400):
        actions.add_task(access=caseworker, case=case, title="x", due_date=TODAY + days * DAY)
    sources = len(list(registries.dues))
    with django_assert_max_num_queries(2 + sources):
        [load] = queries.workload(owner, today=TODAY)
    assert (load.label, load.cases, load.stages) == (str(user(caseworker)), 2, {"intake": 2})
    assert load.overdue == 1
    assert load.weeks == {TODAY: 2, TODAY + 7 * DAY: 2}


# ── many at once ─────────────────────────────────────────────────────────────────────────────


def test_many_cases_are_assigned_and_each_refusal_has_its_reason(make_access, owner) -> None:
    insider = make_access("owner", "vawa")
    hidden = open_case(insider, "hidden", compartment="vawa")
    plain, to = open_case(insider, "plain"), make_access()
    results = actions.assign_many(
        access=insider, public_ids=[plain.public_id, hidden.public_id, "none"], to=user(to)
    )
    assert [(one.done, one.number) for one in results] == [
        (True, plain.number), (False, hidden.number), (False, "")]  # fmt: skip
    assert "not open to" in results[1].reason
    assert Case.objects.get(pk=plain.pk).assigned_to_id == to.user_id
    assert Case.objects.get(pk=hidden.pk).assigned_to_id == insider.user_id
    [closed] = actions.assign_many(access=owner, public_ids=[hidden.public_id], to=user(to))
    assert (closed.number, closed.reason) == ("", "There is no such case.")


def test_many_cases_get_a_task_or_a_flag_and_a_repeat_adds_nothing(caseworker) -> None:
    cases = [open_case(caseworker) for _ in range(3)]
    ids = [case.public_id for case in cases]
    for _ in range(2):
        results = actions.add_task_to_many(
            access=caseworker, public_ids=ids, title="Ask", due_date=TODAY,
            more={"priority": 1}, idempotency_key="click",
        )  # fmt: skip
        assert all(one.done for one in results)
    assert [case.tasks.filter(priority=1).count() for case in cases] == [1, 1, 1]
    results = actions.flag_many(access=caseworker, public_ids=ids, kind="lucky")
    assert not any(one.done for one in results)
    assert all(one.done for one in actions.flag_many(
        access=caseworker, public_ids=ids, kind="urgent"))  # fmt: skip


def test_no_more_than_five_hundred_at_once_and_none_by_a_reader(caseworker, make_access) -> None:
    with pytest.raises(BadInput, match="500"):
        actions.assign_many(access=caseworker, public_ids=[str(n) for n in range(501)], to=None)
    case = open_case(caseworker)
    [one] = actions.flag_many(
        access=make_access("reader"), public_ids=[case.public_id], kind="urgent"
    )
    assert (one.done, one.reason) == (False, "Readers may look but not change anything.")


def test_a_caseload_is_handed_over_with_its_tasks_and_an_entry_on_each(make_access) -> None:
    away, to, third = make_access(), make_access(), make_access()
    cases = [open_case(away) for _ in range(2)]
    mine = actions.add_task(access=away, case=cases[0], title="mine")
    theirs = actions.add_task(access=away, case=cases[0], title="t", assigned_to=user(third))
    results = actions.hand_over(
        access=away, public_ids=[case.public_id for case in cases], to=user(to), reason="Leave"
    )
    assert all(one.done for one in results)
    for task, whose in ((mine, to), (theirs, third)):
        task.refresh_from_db()
        assert task.assigned_to_id == whose.user_id
    for case in cases:
        newest = audit.history(to, subject_kind="case", subject_id=case.public_id).rows[0]
        told = {"from": str(user(away)), "to": str(user(to)), "reason": "Leave"}
        assert (newest.action, newest.details) == ("case.handed_over", told)


def test_only_who_has_a_case_stands_in_or_answers_hands_it_over(make_access) -> None:
    away, other, attorney = make_access(), make_access(), make_access("attorney")
    case = open_case(away)

    def hand(access: Any, to: Any) -> Any:
        [one] = actions.hand_over(
            access=access, public_ids=[case.public_id], to=user(to), reason="Sick"
        )
        return one

    assert "with somebody else" in hand(other, other).reason
    assert hand(attorney, away).reason.endswith("already.")
    account_actions.name_deputy(
        access=away, user=user(away), deputy=user(other), starts_date=TODAY, ends_date=TODAY
    )
    deputy = accounts.access_for(user(other))
    assert titles(deputy, {"assigned_to": "mine"}) == ["T"]
    assert hand(deputy, other).done


def test_other_apps_pass_on_what_is_theirs(caseworker, make_access, monkeypatch) -> None:
    told: list[Any] = []
    monkeypatch.setitem(
        registries.handovers._functions, "test.things", lambda *given: told.append(given)
    )
    case, to = open_case(caseworker), make_access()
    actions.hand_over(access=caseworker, public_ids=[case.public_id], to=user(to), reason="r")
    [(_, passed, before, after)] = told
    assert (passed, before, after) == (case, caseworker.user_id, user(to))


def test_a_case_is_given_to_nobody_outside_the_office(caseworker, stranger) -> None:
    with pytest.raises(BadInput, match="does not belong"):
        actions.change_case(
            access=caseworker, case=open_case(caseworker), changes={"assigned_to": user(stranger)}
        )


# ── saved filters ────────────────────────────────────────────────────────────────────────────


def test_a_filter_is_ones_own(make_access) -> None:
    one, other = make_access("owner"), make_access("owner")
    saved = actions.save_filter(access=one, name="Stuck", query={"stuck": True})
    assert [row.name for row in queries.saved_filters(one)] == ["Stuck"]
    assert queries.saved_filters(other) == []
    with pytest.raises(NotFound):
        actions.delete_filter(access=other, saved=saved)


def test_a_filter_is_saved_again_renamed_and_deleted(caseworker) -> None:
    saved = actions.save_filter(access=caseworker, name="Mine", query={"assigned_to": "mine"})
    again = actions.save_filter(access=caseworker, name="Mine", query={"stage": ["intake"]})
    assert (again.pk, again.query) == (saved.pk, {"stage": ["intake"]})
    actions.save_filter(access=caseworker, name="Other", query={"held": True})
    with pytest.raises(BadInput, match="already"):
        actions.rename_filter(access=caseworker, saved=again, name="Other")
    with pytest.raises(Conflict):
        actions.rename_filter(access=caseworker, saved=again, name="New", version=99)
    actions.rename_filter(access=caseworker, saved=again, name="New", version=again.version)
    actions.delete_filter(
        access=caseworker, saved=queries.saved_filter(caseworker, saved.public_id)
    )
    assert [row.name for row in queries.saved_filters(caseworker)] == ["Other"]


def test_a_filter_asks_only_what_a_list_can_answer(caseworker) -> None:
    for query in ({"password": "x"}, {"waiting_on": "luck"}):
        with pytest.raises(BadInput):
            actions.save_filter(access=caseworker, name="x", query=query)
    assert not SavedFilter.objects.exists()


def test_a_filter_with_a_name_in_it_leaves_no_name_in_the_history(caseworker) -> None:
    actions.save_filter(access=caseworker, name="Quillon", query={"search": "Quillon"})
    told = audit.history(caseworker, subject_kind="user", subject_id=str(caseworker.user_id))
    assert told.rows[0].action == "filter.saved"
    assert "Quillon" not in str(told.rows[0].details)


def test_readers_keep_filters_but_change_no_case(make_access) -> None:
    reader = make_access("reader")
    assert actions.save_filter(access=reader, name="x", query={"held": True}).pk
    with pytest.raises(NotAllowed):
        open_case(reader)
