"""After a change of law: a list first, and nothing moves before somebody confirms."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.audit import queries as audit
from goldendoor.cases import actions as cases
from goldendoor.deadlines import actions, computing, queries
from goldendoor.deadlines.models import Batch, Deadline, Proposal
from goldendoor.deadlines.tests import library as made_up
from goldendoor.deadlines.tests.conftest import TODAY
from goldendoor.foundation.errors import NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput


def recompute(access: Any, law: Any, **more: Any) -> Batch:
    return actions.recompute(access=access, library=law, today=TODAY, **more)


def moves(access: Any, batch: Batch) -> list[tuple[int, date, date | None]]:
    rows = queries.proposals(access, batch).rows
    return [(one.deadline_id, one.old_date, one.new_date) for one in rows]


def stored() -> list[dict[str, Any]]:
    return list(Deadline.objects.order_by("pk").values())


@pytest.fixture
def several(started, case) -> list[Deadline]:
    """Four of one kind: two alike, one with a printed date, one for another day."""
    return [
        started(case),
        started(case),
        started(case, printed_date=date(2026, 8, 20)),
        started(case, served="2026-08-10"),
    ]


def test_nothing_moves_when_the_law_stays(several, law, owner) -> None:
    batch = recompute(owner, law)
    assert batch.state == Batch.State.NOTHING
    assert moves(owner, batch) == []


def test_a_new_holiday_lists_old_and_new_days_and_changes_nothing(
    several, law, owner, tmp_path
) -> None:
    before = stored()
    made_up.write(tmp_path, made_up.answer_rule(), made_up.with_holiday(9, 2))
    batch = recompute(owner, law, holiday=date(2026, 9, 2))
    old, new, printed = date(2026, 9, 2), date(2026, 9, 3), date(2026, 8, 20)
    first, second, third, _other = (one.pk for one in several)
    assert moves(owner, batch) == [
        (first, old, new), (second, old, new), (third, printed, printed)
    ]  # fmt: skip
    assert stored() == before


def test_confirming_moves_what_was_listed_with_new_reasons(several, law, owner, tmp_path) -> None:
    made_up.write(tmp_path, made_up.answer_rule(), made_up.with_holiday(9, 2))
    batch = recompute(owner, law)
    done = actions.confirm(access=owner, batch=batch, reason="A new holiday")
    assert (done.moved, done.left) == (3, 0)
    found = Deadline.objects.get(pk=several[0].pk)
    assert found.working_date == found.computed_date == date(2026, 9, 3)
    assert "New Made-up Day" in str(found.result)
    assert found.version == several[0].version + 1
    third = Deadline.objects.get(pk=several[2].pk)
    assert (third.working_date, third.computed_date) == (date(2026, 8, 20), date(2026, 9, 3))
    page = audit.history(owner, subject_kind="deadlines", subject_id=str(owner.organisation_id))
    assert page.rows[0].details["reason"] == "A new holiday"
    assert [one.state for one in queries.proposals(owner, batch).rows] == ["applied"] * 3


def test_confirming_twice_does_nothing_more(several, law, owner, tmp_path) -> None:
    made_up.write(tmp_path, made_up.answer_rule(days=33))
    batch = recompute(owner, law)
    actions.confirm(access=owner, batch=batch, reason="33 days")
    after = stored()
    assert actions.confirm(access=owner, batch=batch, reason="33 days").moved == 0
    assert stored() == after
    assert recompute(owner, law).state == Batch.State.NOTHING


def test_recomputing_twice_lists_the_same_once(several, law, owner, tmp_path) -> None:
    made_up.write(tmp_path, made_up.answer_rule(days=33))
    first = recompute(owner, law)
    listed = moves(owner, first)
    second = recompute(owner, law)
    assert moves(owner, second) == listed
    first.refresh_from_db()
    assert first.state == Batch.State.SUPERSEDED
    assert actions.confirm(access=owner, batch=first, reason="late").moved == 0
    assert Proposal.objects.count() == len(listed)


def test_what_changed_in_between_is_left_and_said_so(several, law, owner, tmp_path) -> None:
    made_up.write(tmp_path, made_up.answer_rule(days=33))
    batch = recompute(owner, law)
    actions.satisfy(
        access=owner, deadline=several[0], satisfied_date=TODAY, today=TODAY, reason="sent"
    )
    done = actions.confirm(access=owner, batch=batch, reason="33 days")
    assert (done.moved, done.left) == (3, 1)
    assert Deadline.objects.get(pk=several[0].pk).working_date == date(2026, 9, 2)


def test_what_is_satisfied_stays(several, law, owner, tmp_path) -> None:
    actions.satisfy(
        access=owner, deadline=several[0], satisfied_date=TODAY, today=TODAY, reason="sent"
    )
    made_up.write(tmp_path, made_up.answer_rule(days=33))
    assert several[0].pk not in [row[0] for row in moves(owner, recompute(owner, law))]


def test_a_discarded_list_moves_nothing(several, law, owner, tmp_path) -> None:
    before = stored()
    made_up.write(tmp_path, made_up.answer_rule(days=33))
    batch = actions.discard(access=owner, batch=recompute(owner, law), reason="A court stayed it")
    assert actions.confirm(access=owner, batch=batch, reason="x").moved == 0
    assert stored() == before


def test_a_rule_that_needs_more_now_says_so_and_moves_nothing(
    several, law, owner, tmp_path
) -> None:
    rule = made_up.answer_rule()
    rule["inputs"]["form"]["required"] = True
    made_up.write(tmp_path, rule)
    batch = recompute(owner, law)
    rows = queries.proposals(owner, batch).rows
    assert [one.new_date for one in rows] == [None] * 4
    assert "needs to know: the form" in rows[0].outcome.problem
    assert actions.confirm(access=owner, batch=batch, reason="x").moved == 0


def test_only_who_answers_for_cases_confirms_and_only_with_a_reason(
    several, law, owner, caseworker, tmp_path
) -> None:
    made_up.write(tmp_path, made_up.answer_rule(days=33))
    batch = recompute(caseworker, law)
    with pytest.raises(NotAllowed, match="confirmed by an owner"):
        actions.confirm(access=caseworker, batch=batch, reason="x")
    with pytest.raises(BadInput, match="Say why"):
        actions.confirm(access=owner, batch=batch, reason="")


def test_another_office_neither_sees_nor_moves_it(several, law, owner, stranger, tmp_path) -> None:
    made_up.write(tmp_path, made_up.answer_rule(days=33))
    batch = recompute(owner, law)
    assert recompute(stranger, law).state == Batch.State.NOTHING
    with pytest.raises(NotFound):
        queries.batch(stranger, batch.public_id)
    with pytest.raises(NotAllowed):
        actions.confirm(access=stranger, batch=batch, reason="x")


def test_closed_cases_are_confirmed_by_those_they_are_open_to(
    law, started, case, owner, make_access, tmp_path
) -> None:
    insider = make_access("attorney", "shelter")
    closed = cases.open_case(
        access=insider, type_id="practice.general", title="Closed", today=TODAY,
        compartment="shelter",
    )  # fmt: skip
    hidden, plain = started(closed, access=insider), started(case)
    made_up.write(tmp_path, made_up.answer_rule(days=33))
    batch = recompute(owner, law)
    assert [row[0] for row in moves(owner, batch)] == [plain.pk]
    assert actions.confirm(access=owner, batch=batch, reason="33 days").moved == 1
    assert Deadline.objects.get(pk=hidden.pk).working_date == hidden.working_date
    assert actions.confirm(access=insider, batch=batch, reason="33 days").moved == 1
    assert Deadline.objects.get(pk=hidden.pk).working_date == date(2026, 9, 7)
    batch.refresh_from_db()
    assert batch.state == Batch.State.CONFIRMED


@pytest.mark.django_db
@given(
    offsets=st.lists(st.integers(0, 60), min_size=1, max_size=6),
    days=st.integers(10, 60),
    holiday=st.integers(0, 90),
)
def test_recomputing_is_what_computing_anew_would_give(
    offsets, days, holiday, tmp_path_factory, started, case, owner
) -> None:
    folder = tmp_path_factory.mktemp("law")
    old = [started(case, served=str(TODAY + timedelta(days=one))) for one in offsets]
    day = TODAY + timedelta(days=holiday)
    new_law = made_up.write(
        folder, made_up.answer_rule(days=days), made_up.with_holiday(day.month, day.day)
    )
    batch = recompute(owner, new_law)
    actions.confirm(access=owner, batch=batch, reason="property")
    for one in old:
        anew = actions.start(
            access=owner, case=case, rule_id="test.answer", facts=one.facts, today=TODAY,
            library=new_law,
        )  # fmt: skip
        one.refresh_from_db()
        for name in ("working_date", "computed_date", "looked_from", "looked_to", "version_from"):
            assert getattr(one, name) == getattr(anew, name), name
        assert computing.same_law(one.result, anew.result)
    assert recompute(owner, new_law).state == Batch.State.NOTHING
