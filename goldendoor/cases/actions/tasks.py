"""Tasks: written by hand, started by an effect, or planned by the case type."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from goldendoor.cases import case_types, rules
from goldendoor.cases.actions import handing_over, recording
from goldendoor.cases.models import Case, Task, WaitingOn
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput

TASK_CHANGEABLE = {"title", "due_date", "assigned_to", "kind", "priority", "waiting_on"}
CHOICES: Mapping[str, list[Any]] = {
    "kind": list(Task.Kind.values),
    "priority": list(Task.Priority.values),
    "waiting_on": ["", *WaitingOn.values],
}


@transaction.atomic
def add_task(
    *,
    access: Access,
    case: Case,
    title: str,
    due_date: date | None = None,
    assigned_to: Any = None,
    kind: str = Task.Kind.OTHER,
    priority: int = Task.Priority.NORMAL,
    waiting_on: str = "",
    template_key: str = "",
) -> Task:
    """Something to do, by default for whoever the case is assigned to. Raises BadInput."""
    registries.demand("cases.change", access, case)
    if not title.strip():
        raise BadInput("A task needs a title.")
    _check({"kind": kind, "priority": priority, "waiting_on": waiting_on})
    if assigned_to is not None:
        handing_over.need_able(access, case, assigned_to)
    task = Task.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        title=title.strip()[:200],
        due_date=due_date,
        assigned_to=assigned_to or case.assigned_to,
        kind=kind,
        priority=priority,
        waiting_on=waiting_on,
        template_key=template_key,
    )
    payload = {"task": task.title, "due_date": due_date.isoformat() if due_date else None}
    recording.record(access, case, "case.task_added", payload)
    return task


@transaction.atomic
def change_task(
    *, access: Access, task: Task, changes: Mapping[str, Any], version: int | None = None
) -> Task:
    """Change title, due_date, assigned_to, kind, priority or waiting_on. Raises Conflict."""
    registries.demand("cases.change", access, task.case)
    if unknown := set(changes) - TASK_CHANGEABLE:
        raise BadInput(f"A task has no changeable {', '.join(sorted(unknown))}.")
    _check(changes)
    if not str(changes.get("title", "-")).strip():
        raise BadInput("A task needs a title.")
    if changes.get("assigned_to") is not None:
        handing_over.need_able(access, task.case, changes["assigned_to"])
    told = change(task, version=version, changes=dict(changes), what=f"“{task}”")
    if told:
        payload = {"task": task.title, "changes": recording.plain(told)}
        recording.record(access, task.case, "case.task_changed", payload)
    return task


@transaction.atomic
def finish_task(
    *, access: Access, task: Task, done: bool = True, version: int | None = None
) -> Task:
    """Tick a task off, or take the tick back. One that comes again is planned anew.

    Raises NotAllowed where somebody else has to look first (`registries.finishings`), Conflict.
    """
    registries.demand("cases.change", access, task.case)
    if done and not task.done_at:
        _demand_finishing(access, task)
    if bool(task.done_at) != done:
        moment = clock.now() if done else None
        change(task, version=version, changes={"done_at": moment}, what=f"“{task}”")
        action = "case.task_done" if done else "case.task_reopened"
        recording.record(access, task.case, action, {"task": task.title})
        if done:
            _bring_again(access, task)
    return task


def _demand_finishing(access: Access, task: Task) -> None:
    for name in registries.finishings:
        said = registries.finishings.get(name)(access, task)
        if isinstance(said, registries.Deny):
            raise NotAllowed(said.reason)


def _bring_again(access: Access, task: Task) -> None:
    rows = {row.key: row for row in case_types.get(task.case.type_id).tasks}
    row = rows.get(task.template_key)
    if row is None or not row.every_days or task.case.stage not in row.while_at:
        return
    if task.case.tasks.filter(template_key=row.key, done_at__isnull=True).exists():
        return
    _of_row(access, task.case, row, clock.today() + timedelta(days=row.every_days))


def _of_row(access: Access, case: Case, row: case_types.TaskRow, due_date: date) -> Task:
    return add_task(
        access=access,
        case=case,
        title=row.title,
        due_date=due_date,
        kind=row.kind,
        priority=row.priority,
        waiting_on=row.waiting_on,
        template_key=row.key,
    )


@transaction.atomic
def plan(
    *,
    access: Access,
    case: Case,
    opened: date | None = None,
    reached: tuple[str, date] | None = None,
) -> list[Task]:
    """Write down the tasks of the case type that rest on a day which is known now.

    `opened` is given when the case opens, `reached` when it comes to a stage; the planned day of
    filing is the case's own. A task that is there moves with its day; one that was done stays done.
    """
    wanted = rules.planned(
        case_types.get(case.type_id), opened=opened, filing_date=case.filing_date, reached=reached
    )
    if not wanted:
        return []
    known: dict[str, Task] = {}
    for task in case.tasks.exclude(template_key="").order_by("id"):
        known[task.template_key] = task
    for row, due_date in wanted:
        there = known.get(row.key)
        if there is None or (there.done_at and row.reference not in ("opened", "filing_date")):
            known[row.key] = _of_row(access, case, row, due_date)
        elif there.done_at is None and there.due_date != due_date:
            change_task(access=access, task=there, changes={"due_date": due_date})
    return [known[row.key] for row, _ in wanted]


def _check(values: Mapping[str, Any]) -> None:
    for name, offered in CHOICES.items():
        if name in values and values[name] not in offered:
            raise BadInput(f"“{values[name]}” is no {name.replace('_', ' ')} of a task.")
