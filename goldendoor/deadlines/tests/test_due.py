"""Deadlines among everything that is due, and when a case passes on."""

from datetime import date
from typing import Any

from goldendoor.accounts.models import User
from goldendoor.cases import actions as cases
from goldendoor.deadlines import actions, handovers
from goldendoor.deadlines.due import KIND, OpenDeadlines
from goldendoor.deadlines.models import Deadline
from goldendoor.deadlines.tests.conftest import TODAY
from goldendoor.foundation import due, registries

DUE, LATER = date(2026, 9, 2), date(2026, 9, 10)
YEAR_END = date(2026, 12, 31)


def test_deadlines_are_a_source_of_what_is_due(started, case, caseworker, stranger) -> None:
    assert KIND in registries.dues
    second, first = started(case, served="2026-08-11"), started(case)
    mine = [one for one in due.until(caseworker, until=YEAR_END) if one.kind == KIND]
    assert [(one.day, one.about) for one in mine] == [
        (DUE, first.public_id), (LATER, second.public_id)
    ]  # fmt: skip
    assert {one.user_id for one in mine} == {caseworker.user_id}
    assert OpenDeadlines.next_of(caseworker, [case.pk])[case.pk].day == DUE
    assert OpenDeadlines.counts(caseworker, until=DUE) == {(caseworker.user_id, DUE): 1}
    assert [one["case"] for one in OpenDeadlines.cases(caseworker, until=DUE)] == [case.pk]
    assert OpenDeadlines.until(stranger, until=YEAR_END, users=None, limit=9) == []
    assert OpenDeadlines.until(caseworker, until=YEAR_END, users=[-1], limit=9) == []


def test_what_is_satisfied_is_due_no_more(started, case, caseworker) -> None:
    found = started(case)
    actions.satisfy(
        access=caseworker, deadline=found, satisfied_date=TODAY, today=TODAY, reason="sent"
    )
    assert OpenDeadlines.next_of(caseworker, [case.pk]) == {}


def test_deadlines_pass_on_with_the_case(started, case, caseworker, owner: Any) -> None:
    other = cases.open_case(access=owner, type_id="practice.general", title="Other", today=TODAY)
    passed, stays = started(case), started(other, access=owner)
    to_user = User.objects.get(pk=owner.user_id)
    handovers.open_deadlines(caseworker, case, caseworker.user_id, to_user)
    assert Deadline.objects.get(pk=passed.pk).assigned_to == to_user
    assert Deadline.objects.get(pk=stays.pk).assigned_to_id == owner.user_id
