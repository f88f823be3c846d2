"""Safe things done to many cases at once. Nothing here moves a stage or sends anything."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from goldendoor.accounts.models import User
from goldendoor.cases.actions import holds, many, opening, recording, tasks
from goldendoor.foundation.access import Access

Results = list[many.Result]
# What a task of many cases may say beside its title and day.
MORE = ("kind", "priority", "waiting_on")


def assign_many(
    *,
    access: Access,
    public_ids: Sequence[str],
    to: User | None,
    idempotency_key: str | None = None,
) -> Results:
    """Give cases to a colleague, or to nobody; at most 500, each done or refused with a reason."""
    return many.each(
        access,
        public_ids,
        lambda case: opening.change_case(access=access, case=case, changes={"assigned_to": to}),
        "cases.assign_many",
        {"to": to.pk if to else None},
        idempotency_key,
    )


def add_task_to_many(
    *,
    access: Access,
    public_ids: Sequence[str],
    title: str,
    due_date: date | None = None,
    more: Mapping[str, Any] | None = None,
    idempotency_key: str | None = None,
) -> Results:
    """The same task on each case, for whoever has the case; `more`: kind, priority, waiting_on."""
    given: dict[str, Any] = {
        "title": recording.said(title, "The title", 200),
        "due_date": due_date,
        **{key: value for key, value in (more or {}).items() if key in MORE},
    }
    return many.each(
        access,
        public_ids,
        lambda case: tasks.add_task(access=access, case=case, **given),
        "cases.add_task_to_many",
        {name: recording.plain_value(value) for name, value in given.items()},
        idempotency_key,
    )


def flag_many(
    *,
    access: Access,
    public_ids: Sequence[str],
    kind: str,
    note: str = "",
    idempotency_key: str | None = None,
) -> Results:
    """The same flag on each case; a case that has it keeps its own."""
    return many.each(
        access,
        public_ids,
        lambda case: holds.raise_flag(access=access, case=case, kind=kind, note=note),
        "cases.flag_many",
        {"kind": kind, "note": note},
        idempotency_key,
    )
