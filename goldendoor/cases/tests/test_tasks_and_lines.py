"""Tasks that come by themselves, and the time line."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.accounts.models import User
from goldendoor.cases import actions, queries
from goldendoor.cases.models import Case, Task
from goldendoor.foundation import timeline
from goldendoor.foundation.errors import Conflict, NotAllowed
from goldendoor.foundation.timeline import Line, Mark
from goldendoor.kernel.errors import BadInput
from goldendoor.people import actions as people

TODAY = date(2026, 8, 3)
DAY = timedelta(days=1)
TYPE = (
    "id: x\nlabel: X\nstages: [intake, filed, pending, closed]\nactions:\n"
    "  file: {label: File, from: [intake], to: filed, who: [owner]}\n"
    "  receipt: {label: Receipt, from: [filed], to: pending, who: [owner]}\n"
    "  again: {label: Again, from: [pending], to: filed, who: [owner]}\n"
    "  look: {label: Look at it, from: [pending], who: [owner]}\n"
    "  close: {label: Close, from: [pending], to: closed, who: [owner]}\n"
    "tasks:\n"
    "  - {key: welcome, title: Welcome, days: 2, after: opened, kind: client, waiting_on: client}\n"
    "  - {key: sign, title: Sign, days: 3, before: filing_date, priority: 1}\n"
    "  - {key: update, title: Update, days: 30, after: pending, every_days: 30,\n"
    "     while_at: [pending]}\n"
)


@pytest.fixture
def open_case(settings: Any, tmp_path: Any, owner: Any) -> Any:
    """`open_case(filing_date)`: of a small case type with tasks of its own."""
    (tmp_path / "case_types").mkdir()
    (tmp_path / "case_types" / "x.yaml").write_text(TYPE)
    settings.LIBRARY_DIR = tmp_path

    def opened(filing_date: date | None = None) -> Case:
        return actions.open_case(
            access=owner, type_id="x", title="T", today=TODAY, filing_date=filing_date
        )

    return opened


def perform(case: Case, name: str, access: Any, today: date = TODAY, **more: Any) -> Case:
    return actions.perform(case=case, action_name=name, access=access, today=today, **more)


def to_do(case: Case) -> dict[str, date | None]:
    return dict(case.tasks.filter(done_at=None).values_list("template_key", "due_date"))


# ── tasks ────────────────────────────────────────────────────────────────────────────────────


def test_a_new_case_gets_the_tasks_of_its_type(open_case, owner) -> None:
    case = open_case(TODAY + 10 * DAY)
    assert to_do(case) == {"welcome": TODAY + 2 * DAY, "sign": TODAY + 7 * DAY}
    task = Task.objects.get(template_key="welcome")
    assert (task.kind, task.waiting_on, task.assigned_to_id) == ("client", "client", owner.user_id)


def test_a_task_moves_with_the_day_of_filing_and_stays_done(open_case, owner) -> None:
    case = open_case(TODAY + 10 * DAY)
    actions.change_case(access=owner, case=case, changes={"filing_date": TODAY + 20 * DAY})
    assert to_do(case)["sign"] == TODAY + 17 * DAY
    actions.finish_task(access=owner, task=case.tasks.get(template_key="sign"))
    actions.change_case(access=owner, case=case, changes={"filing_date": TODAY + 30 * DAY})
    assert "sign" not in to_do(case)


def test_a_stage_brings_its_task_and_coming_back_brings_it_once(open_case, owner) -> None:
    case = open_case()
    for name in ("file", "receipt"):
        perform(case, name, owner)
    assert to_do(case)["update"] == TODAY + 30 * DAY
    perform(case, "again", owner)
    perform(case, "receipt", owner, TODAY + 5 * DAY)
    assert to_do(case)["update"] == TODAY + 35 * DAY
    assert case.tasks.filter(template_key="update").count() == 1


def test_a_task_that_comes_again_does_so_while_the_case_is_there(open_case, owner) -> None:
    case = open_case()
    for name in ("file", "receipt"):
        perform(case, name, owner)
    actions.finish_task(access=owner, task=case.tasks.get(template_key="update"))
    assert to_do(case)["update"] == TODAY + 30 * DAY
    perform(case, "close", owner)
    actions.finish_task(access=owner, task=case.tasks.get(template_key="update", done_at=None))
    assert "update" not in to_do(case)


def test_an_action_without_a_stage_leaves_the_case_and_still_counts(open_case, owner) -> None:
    case = open_case()
    for name in ("file", "receipt"):
        perform(case, name, owner)
    version = case.version
    perform(case, "look", owner, version=version)
    assert (case.stage, case.version) == ("pending", version + 1)
    with pytest.raises(Conflict):
        perform(case, "look", owner, version=version)


def test_a_task_has_a_kind_a_priority_and_somebody_it_waits_on(case, caseworker) -> None:
    task = actions.add_task(
        access=caseworker, case=case, title="Ask", kind="client", priority=1, waiting_on="client"
    )
    changes = {"priority": 3, "waiting_on": "court", "due_date": TODAY}
    actions.change_task(access=caseworker, task=task, changes=changes, version=task.version)
    task.refresh_from_db()
    assert (task.priority, task.waiting_on, task.due_date) == (3, "court", TODAY)
    for wrong in ({"kind": "magic"}, {"priority": 9}, {"waiting_on": "luck"}, {"title": " "},
                  {"done_at": None}):  # fmt: skip
        with pytest.raises(BadInput):
            actions.change_task(access=caseworker, task=task, changes=wrong)
    with pytest.raises(Conflict):
        actions.change_task(access=caseworker, task=task, changes={"title": "N"}, version=1)


def test_a_task_of_a_closed_case_goes_to_nobody_outside(make_access) -> None:
    insider, outsider = make_access("caseworker", "vawa"), make_access()
    case = actions.open_case(
        access=insider, type_id="practice.general", title="H", today=TODAY, compartment="vawa"
    )
    other = User.objects.get(pk=outsider.user_id)
    with pytest.raises(NotAllowed, match="not open to"):
        actions.add_task(access=insider, case=case, title="x", assigned_to=other)


# ── the door with facts ──────────────────────────────────────────────────────────────────────


def test_facts_reach_the_deadline_and_the_history(caseworker, owner) -> None:
    case = actions.open_case(
        access=owner, type_id="practice.us.answer-to-notice", title="T", today=TODAY
    )
    facts = {
        "served_date": TODAY - 5 * DAY, "form": "I-485", "service": "mail", "channel": "paper",
        "days_on_notice": 30, "printed_date": TODAY + 25 * DAY,
    }  # fmt: skip
    perform(case, "record_request_at_intake", owner, facts=facts)
    [deadline] = case.deadlines.all()
    assert deadline.rule_id == "us.rfe"
    assert deadline.printed_date == TODAY + 25 * DAY
    [line] = queries.timeline(owner, case, kinds=["stage"]).rows
    assert line.text == "Record the request for evidence"


def test_without_its_facts_nothing_has_happened(owner) -> None:
    case = actions.open_case(
        access=owner, type_id="practice.us.answer-to-notice", title="T", today=TODAY
    )
    with pytest.raises(BadInput, match="needs to know"):
        perform(case, "record_request_at_intake", owner)
    fresh = Case.objects.get(pk=case.pk)
    assert (fresh.version, fresh.deadlines.count()) == (case.version, 0)


def test_a_case_with_an_open_deadline_does_not_close(owner) -> None:
    case = actions.open_case(
        access=owner, type_id="practice.us.answer-to-notice", title="T", today=TODAY
    )
    facts = {"served_date": TODAY, "service": "mail", "channel": "paper"}
    perform(case, "record_notice_of_intent_at_intake", owner, facts=facts)
    with pytest.raises(NotAllowed, match="Still open"):
        perform(case, "close", owner)


def test_a_returned_filing_is_prepared_again(owner, final_review) -> None:
    case = actions.open_case(
        access=owner, type_id="practice.us.work-permit", title="T", today=TODAY
    )
    person = people.add_person(access=owner, data={"names": [{"family": "Haddad"}]})
    actions.add_party(access=owner, case=case, person=person, role="applicant")
    filing = actions.add_filing(access=owner, case=case, form_id="us.i-765", person=person)
    final_review(case)
    for name in ("start_preparing", "send_to_review", "approve", "record_filing"):
        perform(case, name, owner)
    perform(case, "record_rejection", owner)
    filing.refresh_from_db()
    assert (case.stage, filing.status) == ("prepare", "wanted")


# ── the time line ────────────────────────────────────────────────────────────────────────────


def test_the_time_line_tells_everything_in_order_page_by_page(case, caseworker) -> None:
    for number in range(7):
        actions.add_note(access=caseworker, case=case, text=f"note {number}")
        actions.add_task(access=caseworker, case=case, title=f"task {number}")
    seen: list[Line] = []
    after = None
    while True:
        page = queries.timeline(caseworker, case, after, size=4)
        seen += page.rows
        after = page.next
        if after is None:
            break
    assert len(seen) == 15
    assert [line.mark for line in seen] == sorted(
        (line.mark for line in seen), key=lambda m: m.order
    )
    assert (seen[-1].kind, seen[-1].words) == ("case", "opened the case")
    assert {line.kind for line in seen} == {"case", "note", "task"}
    assert all(line.who for line in seen)


def test_the_time_line_is_narrowed_by_kind(case, caseworker) -> None:
    actions.add_note(access=caseworker, case=case, text="hello")
    actions.raise_flag(access=caseworker, case=case, kind="urgent", note="soon")
    [line] = queries.timeline(caseworker, case, kinds=["hold"]).rows
    assert line.text == "Urgent: soon"
    with pytest.raises(BadInput, match="weather"):
        queries.timeline(caseworker, case, kinds=["weather"])


def test_a_mailing_is_told_as_mail(case, caseworker) -> None:
    filing = actions.add_filing(access=caseworker, case=case, form_id="us.i-765")
    actions.change_filing(access=caseworker, filing=filing, changes={"mailed_date": TODAY})
    [line] = queries.timeline(caseworker, case, kinds=["mail"]).rows
    assert (line.text, line.words) == ("I-765", "changed a form's record")


def test_rare_lines_are_found_below_many_others(case, caseworker) -> None:
    filing = actions.add_filing(access=caseworker, case=case, form_id="us.i-765")
    actions.change_filing(access=caseworker, filing=filing, changes={"mailed_date": TODAY})
    for number in range(9):
        changes = {"edition": f"2026-01-{number + 10}"}
        actions.change_filing(access=caseworker, filing=filing, changes=changes)
    page = queries.timeline(caseworker, case, kinds=["mail"], size=2)
    assert [line.kind for line in page.rows] == ["mail"]


def test_within_a_case_the_time_line_tells_only_what_is_open_to_the_case(make_access) -> None:
    access = make_access("caseworker", "vawa")
    case = actions.open_case(access=access, type_id="practice.general", title="T", today=TODAY)
    actions.add_note(access=access, case=case, text="safe house", compartment="vawa")
    assert not any(line.text == "safe house" for line in queries.timeline(access, case).rows)


@pytest.mark.parametrize("token", ["x", "W10", "WyIyMDI2IiwiYSIsMV0", "WzEsMiwzXQ", "é" * 4])
def test_a_damaged_token_is_bad_input(case, caseworker, token) -> None:
    with pytest.raises(BadInput, match="damaged"):
        queries.timeline(caseworker, case, token)


moments = st.integers(0, 3).map(lambda n: datetime(2026, 8, 3, 12, n, tzinfo=UTC))
sources = st.dictionaries(
    st.sampled_from(["a", "b", "c"]), st.lists(moments, max_size=8), min_size=1
)


@given(sources, st.integers(1, 5))
def test_pages_of_many_sources_lose_nothing_and_repeat_nothing(made, size) -> None:
    lines = {
        name: [
            Line(Mark(at, name, number), "note", at.date(), "x") for number, at in enumerate(ats)
        ]
        for name, ats in made.items()
    }

    def source(name: str) -> Any:
        def some(before: Mark | None, limit: int) -> list[Line]:
            rows = sorted(lines[name], key=lambda line: line.mark.order)
            return [row for row in rows if before is None or row.mark.order > before.order][:limit]

        return some

    seen: list[Mark] = []
    after = None
    while True:
        page = timeline.page([source(name) for name in lines], after=after, size=size)
        seen += [line.mark for line in page.rows]
        after = page.next
        if after is None:
            break
    everything = [line.mark for some in lines.values() for line in some]
    assert seen == sorted(everything, key=lambda mark: mark.order)
