"""Actions that start a deadline ask their facts first, show the date, and never end in an error."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldendoor.cases import actions as case_actions
from goldendoor.cases import case_types
from goldendoor.cases.models import Case, Task
from goldendoor.deadlines.models import Deadline
from goldendoor.law.library import Library
from goldendoor.practice.caseload import acting

TODAY = date(2026, 8, 3)
MAILED = {"served_date": "2026-07-20", "service": "mail", "channel": "paper"}
ASYLUM = "practice.us.asylum"
ADJUSTMENT = "practice.us.family-adjustment"
DEFENSE = "practice.us.removal-defense"


@pytest.fixture
def at_stage(caseworker: Any) -> Any:
    """`at_stage(type, stage)`: a case that has come so far."""

    def bring(type_id: str, stage: str) -> Case:
        case = case_actions.open_case(
            access=caseworker, type_id=type_id, title="Fictional", today=TODAY
        )
        Case.objects.filter(pk=case.pk).update(stage=stage)
        case.refresh_from_db()
        return case

    return bring


def address(case: Case, action: str) -> str:
    return reverse("practice:ask", args=[case.public_id, action])


def press(browser: Any, case: Case, action: str) -> Any:
    """The button of the case page."""
    data = {"action": action, "once": f"k-{action}", "version": case.version}
    return browser.post(reverse("practice:act", args=[case.public_id]), data)


ROWS = [
    (ADJUSTMENT, "pending", "record_request_for_evidence",
     {**MAILED, "form": "I-485", "days_on_notice": "84"}, "answering", "2026-10-15"),
    (ADJUSTMENT, "pending", "record_notice_of_intent", MAILED, "answering", "2026-08-24"),
    (ADJUSTMENT, "pending", "record_denial",
     {"served_date": "2026-07-20", "service": "mail"}, "denied", "2026-08-19"),
    (ASYLUM, "filed", "record_receipt",
     {"i589_receipt_date": "2026-07-20"}, "pending", ""),
    (DEFENSE, "individual_hearing", "record_order",
     {"decision_date": "2026-07-20", "decision_kind": "oral"}, "decided", ""),
]  # fmt: skip


@pytest.mark.parametrize(("type_id", "stage", "action", "facts", "after", "day"), ROWS)
def test_the_facts_are_asked_the_date_is_shown_and_then_the_case_moves(
    signed_in, caseworker, at_stage, type_id, stage, action, facts, after, day
) -> None:
    case, browser = at_stage(type_id, stage), signed_in(caseworker)
    pressed = press(browser, case, action)
    assert pressed.status_code == 302
    assert pressed.url == address(case, action)
    assert browser.get(pressed.url).status_code == 200
    shown = browser.post(pressed.url, {**facts, "do": "show", "once": "k"})
    assert shown.status_code == 200, shown.context["asking"].problems
    assert "Because" in shown.content.decode()
    assert Deadline.objects.count() == 0
    days = shown.context["asking"].shown
    assert days
    assert day in ("", days)
    data = {**facts, "do": "perform", "shown": days, "once": "k", "version": case.version}
    for _twice in range(2):
        assert browser.post(pressed.url, data).status_code == 302
    case.refresh_from_db()
    assert case.stage == after
    [deadline] = Deadline.objects.all()
    assert str(deadline.working_date) == days


def test_nothing_is_asked_for_a_notice_of_a_hearing(signed_in, caseworker, at_stage) -> None:
    case, browser = at_stage(DEFENSE, "filed"), signed_in(caseworker)
    answer = press(browser, case, "record_hearing_notice")
    assert answer.url == reverse("practice:case", args=[case.public_id])
    case.refresh_from_db()
    assert case.stage == "master_hearing"


def test_what_is_wrong_stands_at_its_box_and_nothing_moves(signed_in, caseworker, at_stage) -> None:
    case, browser = at_stage(ADJUSTMENT, "pending"), signed_in(caseworker)
    where = address(case, "record_request_for_evidence")
    typed = {**MAILED, "served_date": "2026-02-30", "printed_date": "x", "do": "perform"}
    answer = browser.post(where, typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    for box in ("fact-served_date", "fact-form", "id_printed_date"):
        assert f'href="#{box}"' in text
    assert "2026-02-30" in text
    case.refresh_from_db()
    assert (case.stage, Deadline.objects.count()) == ("pending", 0)


def test_a_changed_fact_is_shown_anew_before_it_counts(signed_in, caseworker, at_stage) -> None:
    case, browser = at_stage(ADJUSTMENT, "pending"), signed_in(caseworker)
    where = address(case, "record_notice_of_intent")
    changed = {**MAILED, "served_date": "2026-07-28", "do": "perform", "shown": "2026-08-24"}
    answer = browser.post(where, changed)
    assert answer.context["asking"].shown != "2026-08-24"
    assert Deadline.objects.count() == 0


def test_the_earlier_of_rule_and_notice_is_worked_by(signed_in, caseworker, at_stage) -> None:
    case, browser = at_stage(ADJUSTMENT, "pending"), signed_in(caseworker)
    where = address(case, "record_notice_of_intent")
    typed = {**MAILED, "printed_date": "2026-08-19", "once": "k"}
    shown = browser.post(where, {**typed, "do": "show"})
    assert "prints another day" in shown.content.decode()
    browser.post(where, {**typed, "do": "perform", "shown": "2026-08-19"})
    deadline = Deadline.objects.get()
    assert deadline.printed_date == deadline.working_date == date(2026, 8, 19)
    assert deadline.rule_date == date(2026, 8, 24)


def test_an_action_that_is_not_possible_now_sends_back_with_the_reason(
    signed_in, caseworker, at_stage
) -> None:
    case, browser = at_stage(ADJUSTMENT, "intake"), signed_in(caseworker)
    where = address(case, "record_notice_of_intent")
    back = browser.get(where, follow=True)
    assert "is not possible at stage" in back.content.decode()
    typed = {**MAILED, "do": "perform", "shown": "2026-08-24"}
    answer = browser.post(where, typed)
    assert answer.status_code == 422
    assert "is not possible at stage" in answer.content.decode()
    assert (Deadline.objects.count(), Task.objects.filter(case=case, priority=1).count()) == (0, 0)


def test_strangers_and_readers_are_refused(signed_in, stranger, make_access, at_stage) -> None:
    case = at_stage(ADJUSTMENT, "pending")
    where = address(case, "record_notice_of_intent")
    assert signed_in(stranger).get(where).status_code == 404
    assert signed_in(make_access("reader")).get(where).status_code == 403


def test_every_action_of_every_case_type_has_boxes_for_what_its_rules_need() -> None:
    library, asked = Library.shipped(), 0
    for kind in case_types.offered():
        for action in kind.actions.values():
            starts = [name for name, _ in action.then if name == "deadlines.start"]
            rules = acting.rules_of(action, library, TODAY)
            assert len(rules) == len(starts), f"{kind.id}: {action.name}"
            asked += len(rules)
            for rule, known in rules:
                needed = {name for name, one in library.rule(rule["id"])["inputs"].items()
                          if one.get("required")}  # fmt: skip
                assert needed <= {*rule["inputs"], *known}, f"{kind.id}: {action.name}"
    assert asked > 20


@pytest.mark.parametrize("do", ["show", "perform"])
def test_an_empty_form_of_any_action_is_sent_back_and_never_breaks(
    signed_in, caseworker, at_stage, do
) -> None:
    browser, seen = signed_in(caseworker), set()
    for kind in case_types.offered():
        for action in kind.actions.values():
            key = repr(action.then)
            if key in seen or not acting.asks(action, Library.shipped(), TODAY):
                continue
            seen.add(key)
            case = at_stage(kind.id, action.from_stages[0])
            answer = browser.post(address(case, action.name), {"do": do})
            assert answer.status_code in (200, 422), f"{kind.id}: {action.name}"
    assert len(seen) > 10
