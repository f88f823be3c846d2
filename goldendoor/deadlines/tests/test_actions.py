"""Deadlines one by one: started, met, corrected, put off, never deleted."""

from datetime import date
from typing import Any

import pytest
from django.db.models import ProtectedError

from goldendoor.audit import queries as audit
from goldendoor.cases import actions as cases
from goldendoor.deadlines import actions, computing, guards, queries
from goldendoor.deadlines.models import Deadline
from goldendoor.deadlines.tests import library as made_up
from goldendoor.deadlines.tests.conftest import TODAY
from goldendoor.foundation.errors import Conflict, NotAllowed, NotFound
from goldendoor.kernel.errors import BadInput

DUE = date(2026, 9, 2)


def entries(access: Any, case: Any) -> list[str]:
    page = audit.history(access, subject_kind="case", subject_id=case.public_id)
    return [one.action for one in page.rows]


def test_a_deadline_keeps_its_rule_version_facts_and_reasons(started, case, caseworker) -> None:
    found = Deadline.objects.get(pk=started(case).pk)
    assert found.computed_date == found.working_date == DUE
    assert found.label == "Answer the made-up notice"
    assert found.kind == "regulatory"
    assert found.facts == {"served_date": "2026-08-03"}
    assert found.version_from == date(2020, 1, 1)
    assert found.result["because"][0]["citation"] == "1 Made-up Code 2"
    assert found.looked_from == found.looked_to == DUE
    assert entries(caseworker, case)[0] == "deadline.started"


def test_missing_facts_are_named_in_words(law, case, caseworker) -> None:
    with pytest.raises(computing.WrongFacts, match="the day of service") as raised:
        actions.start(
            access=caseworker, case=case, rule_id="test.answer", facts={}, today=TODAY, library=law
        )
    assert set(raised.value.faults) == {"served_date"}
    assert Deadline.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "fault"),
    [({"served_date": "2026-02-30"}, "served_date"), ({"served_date": "2026-08-03", "x": 1}, None)],
)
def test_wrong_facts_are_refused(law, case, caseworker, facts, fault) -> None:
    with pytest.raises(computing.WrongFacts) as raised:
        actions.start(
            access=caseworker,
            case=case,
            rule_id="test.answer",
            facts=facts,
            today=TODAY,
            library=law,
        )
    assert set(raised.value.faults) == ({fault} if fault else set())


def test_an_unknown_rule_is_bad_input(law, case, caseworker) -> None:
    with pytest.raises(BadInput):
        actions.start(access=caseworker, case=case, rule_id="us.none", today=TODAY, library=law)


@pytest.mark.parametrize(
    ("printed", "worked"), [(date(2026, 8, 28), date(2026, 8, 28)), (date(2026, 9, 9), DUE)]
)
def test_the_earlier_of_the_printed_and_the_computed_day_is_worked_by(
    started, case, printed, worked
) -> None:
    found = started(case, printed_date=printed)
    assert found.working_date == worked
    assert found.differs


def test_a_printed_date_comes_later_too(started, case, caseworker) -> None:
    found = started(case)
    assert not found.differs
    actions.record_printed_date(
        access=caseworker, deadline=found, printed_date=date(2026, 8, 20), version=found.version
    )
    assert found.working_date == date(2026, 8, 20)
    assert found.computed_date == DUE


def test_the_safe_reading_is_worked_by(tmp_path, started, case) -> None:
    made_up.write(tmp_path, made_up.answer_rule(second=28))
    found = started(case)
    assert found.computed_date == DUE
    assert found.working_date == found.safe_date == date(2026, 8, 31)


def test_satisfying_needs_a_paper_or_words_and_a_day_that_was(started, case, caseworker) -> None:
    found = started(case)
    met = {"access": caseworker, "deadline": found, "today": TODAY}
    with pytest.raises(BadInput, match="how it was satisfied"):
        actions.satisfy(satisfied_date=TODAY, **met)
    with pytest.raises(BadInput, match="a day to come"):
        actions.satisfy(satisfied_date=date(2026, 8, 4), reason="sent", **met)
    actions.satisfy(satisfied_date=TODAY, reason="Courier ZZ1", **met)
    assert Deadline.objects.get(pk=found.pk).state == "satisfied"
    with pytest.raises(NotAllowed, match="satisfied already"):
        actions.satisfy(satisfied_date=date(2026, 8, 2), reason="again", **met)


def test_correcting_keeps_the_wrong_one_and_starts_the_right_one(
    law, started, case, caseworker
) -> None:
    wrong = started(case)
    right = actions.correct(
        access=caseworker,
        deadline=wrong,
        reason="The envelope says 5 August.",
        facts={"served_date": "2026-08-05"},
        today=TODAY,
        library=law,
    )
    assert right.working_date == date(2026, 9, 4)
    assert right.replaces == wrong
    kept = Deadline.objects.get(pk=wrong.pk)
    assert (kept.state, kept.working_date) == ("corrected", DUE)
    assert entries(caseworker, case)[0] == "deadline.corrected"


def test_correcting_needs_a_reason(law, started, case, caseworker) -> None:
    with pytest.raises(BadInput, match="Say why"):
        actions.correct(access=caseworker, deadline=started(case), reason=" ", today=TODAY)


def test_what_the_law_sets_cannot_be_deleted_or_cancelled(started, case, caseworker) -> None:
    found = started(case)
    with pytest.raises(NotAllowed, match="never deleted"):
        found.delete()
    with pytest.raises(NotAllowed, match="never deleted"):
        Deadline.objects.filter(pk=found.pk).delete()
    with pytest.raises(ProtectedError):
        case.delete()
    with pytest.raises(NotAllowed, match="cannot be cancelled"):
        actions.cancel(access=caseworker, deadline=found, reason="no")
    assert not hasattr(actions, "delete")


def test_a_date_of_our_own_can_be_cancelled_with_a_reason(case, caseworker) -> None:
    found = actions.start(
        access=caseworker, case=case, label="Call the court", due_date=DUE, today=TODAY
    )
    assert (found.kind, found.rule_id) == ("internal", "")
    actions.cancel(access=caseworker, deadline=found, reason="They called.")
    assert found.state == "cancelled"


def test_reminders_are_not_put_off_past_the_day_of_the_law(started, case, caseworker) -> None:
    found = started(case)
    put_off = {"access": caseworker, "deadline": found, "today": TODAY, "reason": "holidays"}
    with pytest.raises(NotAllowed, match="not put off"):
        actions.snooze(until=DUE, **put_off)
    actions.snooze(until=date(2026, 8, 20), **put_off)
    assert found.snoozed_until == date(2026, 8, 20)


def test_a_reader_changes_nothing(started, case, make_access) -> None:
    with pytest.raises(NotAllowed, match="Readers"):
        started(case, access=make_access("reader"))


def test_other_offices_and_closed_cases_see_nothing(started, case, stranger, make_access) -> None:
    insider = make_access("attorney", "shelter")
    closed = cases.open_case(
        access=insider, type_id="practice.general", title="Closed", today=TODAY,
        compartment="shelter",
    )  # fmt: skip
    hidden, plain = started(closed, access=insider), started(case)
    for outsider, lost in ((stranger, plain), (make_access("owner"), hidden)):
        with pytest.raises(NotFound):
            queries.get(outsider, lost.public_id)
    both = [hidden.public_id, plain.public_id]
    assert queries.by_id(stranger, both) == {}
    assert queries.by_id(insider, both) == {hidden.public_id: hidden, plain.public_id: plain}
    assert queries.by_id(make_access("owner"), both) == {plain.public_id: plain}
    assert hidden.facts_key == plain.facts_key


def test_the_same_form_sent_twice_starts_one(started, case) -> None:
    assert started(case, once="key").pk == started(case, once="key").pk
    assert Deadline.objects.count() == 1


def test_of_two_who_change_it_the_second_is_told(started, case, caseworker) -> None:
    found = started(case)
    other = Deadline.objects.get(pk=found.pk)
    actions.record_printed_date(access=caseworker, deadline=found, printed_date=date(2026, 8, 9))
    with pytest.raises(Conflict):
        actions.record_printed_date(
            access=caseworker, deadline=other, printed_date=date(2026, 8, 8), version=other.version
        )


def test_the_guard_names_what_is_open(started, case, caseworker, law) -> None:
    assert guards.none_open(case, TODAY)
    found = started(case)
    assert "Answer the made-up notice" in guards.none_open(case, TODAY).reason
    actions.satisfy(
        access=caseworker, deadline=found, satisfied_date=TODAY, today=TODAY, reason="sent"
    )
    assert guards.none_open(case, TODAY)


def test_an_effect_takes_facts_from_the_context(
    law, case, caseworker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goldendoor.deadlines import effects

    monkeypatch.setattr(effects.Library, "shipped", lambda: law)
    context: dict[str, Any] = {"served_date": date(2026, 8, 5)}
    effects.start(case, "test.answer", context, caseworker, TODAY)
    assert context["deadline"].working_date == date(2026, 9, 4)
    told = {"rule": "test.answer", "facts": {"served_date": "today"}}
    effects.start(case, told, {}, caseworker, TODAY)
    assert queries.count_open(caseworker, case) == 2


def test_places_in_line_that_became_current_are_found(case, caseworker, stranger) -> None:
    for day in (date(2019, 5, 1), date(2020, 5, 1), date(2021, 5, 1)):
        actions.record_priority_date(
            access=caseworker, case=case, category="F2A", chargeability="MX", priority_date=day
        )
    moved = [queries.Moved("F2A", "MX", date(2020, 1, 1), date(2021, 1, 1))]
    found = queries.became_current(caseworker, moved)
    assert [one.priority_date for one in found] == [date(2020, 5, 1)]
    assert not queries.became_current(stranger, moved)
    back = [queries.Moved("F2A", "MX", date(2021, 1, 1), date(2020, 1, 1))]
    assert not queries.became_current(caseworker, back)
    opened = [queries.Moved("F2A", "MX", None, date.max)]
    assert queries.became_current(caseworker, opened).count() == 3
