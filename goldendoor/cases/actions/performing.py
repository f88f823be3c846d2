"""The only door through which a stage changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from goldendoor.cases import case_types, queries
from goldendoor.cases.actions import recording, tasks
from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import Conflict, NotAllowed
from goldendoor.foundation.models import change
from goldendoor.foundation.registries import Deny
from goldendoor.kernel.errors import BadInput


@transaction.atomic
def perform(
    *,
    case: Case,
    action_name: str,
    access: Access,
    today: date,
    idempotency_key: str | None = None,
    version: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Case:
    """The door: check table, roles, policy, guards and holds, move the stage, run the effects.

    `facts` is what the effects ask for (`queries.facts_asked`), such as the day on a notice, under
    the names of the rule's inputs; `printed_date` among them is the day a notice itself names.
    Raises NotAllowed with the reason, Conflict when `version` is stale, BadInput for an unknown
    action or facts that are missing. The same `idempotency_key` again does nothing.
    """
    told = {name: value for name, value in (facts or {}).items() if value not in (None, "")}
    request: dict[str, Any] = {"case": case.public_id, "action": action_name}
    if told:
        request["facts"] = {name: recording.plain_value(value) for name, value in told.items()}

    def run() -> str:
        _perform(case, action_name, access, today, version, told)
        return case.public_id

    idempotency.once(
        access=access, scope="cases.perform", key=idempotency_key, request=request, run=run
    )
    case.refresh_from_db()
    return case


def _perform(
    case: Case,
    action_name: str,
    access: Access,
    today: date,
    version: int | None,
    facts: dict[str, Any],
) -> None:
    # Whoever comes second waits here and then sees the stage the first one left.
    locked = Case.objects.select_for_update().one(access, case.public_id)
    kind = case_types.get(locked.type_id)
    action = kind.actions.get(action_name)
    if action is None:
        raise BadInput(f"“{kind.label}” has no action “{action_name}”.")
    said = queries.answer(access, locked, action, today=today)
    if isinstance(said, Deny):
        raise NotAllowed(said.reason)
    before, after = locked.stage, action.to_stage or locked.stage
    if version is not None and version != locked.version:
        theirs, yours = {"stage": before}, {"stage": after}
        raise Conflict(what=str(locked), version=locked.version, theirs=theirs, yours=yours)
    if after != before:
        moved = {"stage": after, "stage_since": today}
        change(locked, version=None, changes=moved, what=str(locked))
    else:
        # Nothing moves, yet two people who act at once must not both think they were first.
        Case.objects.filter(pk=locked.pk).update(version=locked.version + 1)
    context: dict[str, Any] = {"facts": facts, "printed_date": facts.get("printed_date")}
    for name, argument in action.then:
        registries.effects.get(name)(locked, argument, context, access, today)
    if after != before:
        tasks.plan(access=access, case=locked, reached=(after, today))
    recording.touch(locked)
    payload: dict[str, Any] = {
        "action": action_name, "stage": [before, after], "on": today.isoformat(),
    }  # fmt: skip
    if facts:
        payload["facts"] = {name: recording.plain_value(value) for name, value in facts.items()}
    recording.record(access, locked, "case.stage_changed", payload)
