"""Confirming a notice: everything that was shown, in one transaction."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from goldendoor.cases import actions as cases
from goldendoor.cases import queries as case_queries
from goldendoor.cases.models import Case, Filing
from goldendoor.correspondence import actions as correspondence
from goldendoor.correspondence.models import IncomingNotice
from goldendoor.deadlines import actions as deadlines
from goldendoor.deadlines import queries as deadline_queries
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.notices.following import Plan, Task

BACK_TO_PREPARE: dict[str, Any] = {
    "status": Filing.Status.WANTED,
    "mailed_date": None,
    "delivered_date": None,
    "receipt_expected_date": None,
    "courier": "",
    "tracking_number": "",
}


@transaction.atomic
def confirm(
    *,
    access: Access,
    plan: Plan,
    today: datetime.date,
    library: Library,
    version: int | None = None,
) -> IncomingNotice:
    """Do what the plan says. Raises BadInput while something stands in its way, Conflict."""
    if plan.problems or plan.case is None:
        raise BadInput(plan.problems[0][1] if plan.problems else "Choose the case first.")
    case = plan.case
    notice = correspondence.confirm(
        access=access,
        notice=plan.notice,
        case=case,
        filing=plan.filing,
        title=plan.title,
        outcome=_outcome(plan),
        version=version,
    )
    _mark_filing(access, plan)
    if plan.filing is not None and plan.filing.receipt_number:
        correspondence.note_movement(access=access, filing=plan.filing, day=notice.arrived_date)
    _run(access, plan, today, library)
    if plan.place:
        deadlines.record_priority_date(access=access, case=case, **plan.place)
    for task in [plan.appointment, *([] if plan.door else plan.tasks)]:
        if task is not None:
            _add(access, case, task)
    if plan.tell and not _tells_already(access, case, plan):
        _add(access, case, plan.tell)
    return notice


def _outcome(plan: Plan) -> dict[str, Any]:
    """What is kept with the notice, in words: shown on its page."""
    form = str(plan.values.get("form") or "form")
    did: list[str] = []
    if plan.records_receipt:
        did.append(f"The receipt number {plan.records_receipt} is on {form}.")
    if plan.is_returned:
        did.append(f"{form} is being prepared again: {plan.reason}")
    if plan.door_label:
        did.append(f"The case: {plan.door_label.lower()}.")
    if plan.draft and plan.working_date:
        did.append(f"Deadline: {plan.draft.found.label if plan.draft.found else ''}.")
    if plan.place:
        did.append("The priority date is kept with the case.")
    if plan.appointment:
        did.append(f"To do: {plan.appointment.title}.")
    return {"did": did, "words": plan.words}


def _mark_filing(access: Access, plan: Plan) -> None:
    """The receipt number on its form; or the form back to preparing, with the reason in a note."""
    filing = plan.filing
    if filing is not None and plan.records_receipt:
        changes = {"receipt_number": plan.records_receipt, "status": Filing.Status.RECEIPTED}
        cases.change_filing(access=access, filing=filing, changes=changes)
    if filing is not None and plan.is_returned and plan.case is not None:
        if not plan.door:
            cases.change_filing(access=access, filing=filing, changes=BACK_TO_PREPARE)
        form = filing.form_id.split(".", 1)[-1].upper()
        text = f"The agency returned {form}. Its reason: {plan.reason}"
        cases.add_note(access=access, case=plan.case, text=text)


def _run(access: Access, plan: Plan, today: datetime.date, library: Library) -> None:
    """Through the door where the table offers the action (it starts the deadline), else by hand."""
    case, draft = plan.case, plan.draft
    assert case is not None
    facts = dict(draft.given) if draft else {}
    if plan.door:
        before = {one.pk for one in deadline_queries.of_case(access, case)}
        cases.perform(
            case=case,
            action_name=plan.door,
            access=access,
            today=today,
            facts={**facts, "printed_date": plan.printed_date},
        )
        after = {one.pk for one in deadline_queries.of_case(access, case)}
        if draft is None or after - before:
            return
    if draft is not None:
        deadlines.start(
            access=access,
            case=case,
            today=today,
            rule_id=str(draft.rule["id"]),
            facts=facts,
            library=library,
            printed_date=plan.printed_date,
        )


def _tells_already(access: Access, case: Case, plan: Plan) -> bool:
    """Whether the table's own action has added a task with the client for it just now."""
    if not plan.door:
        return False
    rows = case_queries.tasks_to_do(access, case=case).filter(kind="client", template_key="")
    return bool(rows.filter(created_at__gte=plan.notice.decided_at).exists())


def _add(access: Access, case: Case, task: Task) -> None:
    cases.add_task(
        access=access,
        case=case,
        title=task.title,
        due_date=task.due_date,
        kind=task.kind,
        priority=task.priority,
    )
