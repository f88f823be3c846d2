"""Starting, satisfying and correcting single deadlines."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.deadlines import computing
from goldendoor.deadlines.models import Deadline, PriorityDate
from goldendoor.documents.models import Document
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.people.rules import check_storable

LABEL_LETTERS = 200
SET_DATE = "Give the date printed on the notice, or the facts that the rule needs for one."


def start(
    *,
    access: Access,
    case: Case,
    today: datetime.date,
    rule_id: str = "",
    facts: Mapping[str, Any] | None = None,
    library: Library | None = None,
    label: str = "",
    printed_date: datetime.date | None = None,
    due_date: datetime.date | None = None,
    assigned_to: Any = None,
    once: str | None = None,
) -> Deadline:
    """A deadline by a rule (with its facts), or without one a date of our own (`due_date`).

    The same `once` again starts nothing and gives the one that was started. Raises NotAllowed,
    WrongFacts naming the facts, BadInput where no day comes out.
    """
    registries.demand("deadlines.change", access, case)
    if rule_id:
        columns = _by_rule(access, rule_id, facts or {}, printed_date, today, library)
        columns["label"] = _label(label) or columns["label"]
    else:
        columns = _internal(label, due_date)
    columns["assigned_to"] = assigned_to or case.assigned_to
    asked = {"case": case.public_id, "rule": rule_id, "key": columns.get("facts_key", "")}
    public_id = idempotency.once(
        access=access,
        scope="deadlines.start",
        # A form changed after “Back” is another deadline.
        key=once and f"{once}-{asked['key']}-{columns['working_date']}",
        request=asked,
        run=lambda: _start(access, case, columns).public_id,
    )
    return Deadline.objects.select_related("case").get(public_id=public_id)


@transaction.atomic
def _start(access: Access, case: Case, columns: Mapping[str, Any]) -> Deadline:
    deadline = Deadline.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        **columns,
    )
    _record(access, deadline, "deadline.started", _told(deadline))
    return deadline


def _by_rule(
    access: Access,
    rule_id: str,
    facts: Mapping[str, Any],
    printed_date: datetime.date | None,
    today: datetime.date,
    library: Library | None,
) -> dict[str, Any]:
    check_storable("facts", dict(computing.plain(facts)))
    found = computing.reckon(rule_id, facts, today, library or Library.shipped())
    day = computing.working_date(printed_date, found.rule_date, found.is_opening)
    if day is None:
        raise BadInput(f"“{found.label}”: the rule gives no date on these facts. {SET_DATE}")
    return {
        "rule_id": rule_id,
        "label": found.label,
        "kind": found.kind,
        "is_opening": found.is_opening,
        "facts": computing.plain(facts),
        "facts_key": computing.facts_key(access.organisation_id, rule_id, facts),
        "printed_date": printed_date,
        "working_date": day,
        **found.columns(),
    }


def _internal(label: str, due_date: datetime.date | None) -> dict[str, Any]:
    if not _label(label):
        raise BadInput("Say what is due.")
    if due_date is None:
        raise BadInput("Say on which day it is due.")
    return {"label": _label(label), "kind": Deadline.Kind.INTERNAL, "working_date": due_date}


def _label(label: str) -> str:
    check_storable("label", label)
    return " ".join(label.split())[:LABEL_LETTERS]


@transaction.atomic
def record_printed_date(
    *, access: Access, deadline: Deadline, printed_date: datetime.date, version: int | None = None
) -> Deadline:
    """The date printed on the notice. The earlier of it and the rule's is worked by."""
    _open(access, deadline)
    if not deadline.rule_id:
        raise BadInput("A date of our own has no notice. Correct it instead.")
    day = computing.working_date(printed_date, deadline.rule_date, deadline.is_opening)
    told = _changed(deadline, version, {"printed_date": printed_date, "working_date": day})
    if told:
        _record(access, deadline, "deadline.printed_date_recorded", {"changes": told})
    return deadline


@transaction.atomic
def satisfy(
    *,
    access: Access,
    deadline: Deadline,
    satisfied_date: datetime.date,
    today: datetime.date,
    reason: str = "",
    evidence: Document | None = None,
    version: int | None = None,
) -> Deadline:
    """It was met on that day; a paper that shows it, or words, or both."""
    registries.demand("deadlines.change", access, deadline.case)
    if deadline.state == Deadline.State.SATISFIED and deadline.satisfied_date == satisfied_date:
        return deadline
    _open(access, deadline)
    if satisfied_date > today:
        raise BadInput("It cannot have been satisfied on a day to come.")
    if evidence is not None and evidence.case_id != deadline.case_id:
        raise NotAllowed("The document belongs to another case.")
    if deadline.is_binding and evidence is None and not reason.strip():
        raise BadInput("Say how it was satisfied, such as the courier's confirmation.")
    check_storable("reason", reason)
    state = Deadline.State.SATISFIED
    changes = {"state": state, "satisfied_date": satisfied_date, "reason": reason.strip()}
    told = _changed(deadline, version, {**changes, "evidence": evidence})
    if told:
        _record(access, deadline, "deadline.satisfied", {"changes": told})
    return deadline


@transaction.atomic
def correct(
    *,
    access: Access,
    deadline: Deadline,
    reason: str,
    today: datetime.date,
    facts: Mapping[str, Any] | None = None,
    printed_date: datetime.date | None = None,
    due_date: datetime.date | None = None,
    withdrawn: bool = False,
    library: Library | None = None,
    version: int | None = None,
) -> Deadline:
    """Close it as wrong, with the reason, and start the right one in its place, which is returned.

    `facts` and `printed_date` are the right ones (all of them); `withdrawn`: there is no such
    deadline in this case, so nothing replaces it and the closed one is returned.
    """
    _open(access, deadline)
    if not reason.strip():
        raise BadInput("Say why it is corrected.")
    check_storable("reason", reason)
    columns: dict[str, Any] = {}
    if not withdrawn and deadline.rule_id:
        given = deadline.facts if facts is None else facts
        columns = _by_rule(access, deadline.rule_id, given, printed_date, today, library)
        columns["label"] = deadline.label
    elif not withdrawn:
        columns = _internal(deadline.label, due_date)
    changes = {"state": Deadline.State.CORRECTED, "reason": reason.strip()}
    told = _changed(deadline, version, changes)
    if not told:
        return deadline
    right = deadline if withdrawn else _successor(deadline, columns)
    after = {} if withdrawn else _told(right)
    payload = {"changes": told, "withdrawn": "yes" if withdrawn else "no", "now": after}
    _record(access, deadline, "deadline.corrected", payload)
    return right


def _successor(deadline: Deadline, columns: Mapping[str, Any]) -> Deadline:
    return Deadline.objects.create(
        organisation_id=deadline.organisation_id,
        case=deadline.case,
        assigned_to=deadline.assigned_to,
        replaces=deadline,
        **columns,
    )


@transaction.atomic
def cancel(
    *, access: Access, deadline: Deadline, reason: str, version: int | None = None
) -> Deadline:
    """A date of our own that is no longer wanted. What the law sets cannot be cancelled."""
    _open(access, deadline)
    if deadline.kind != Deadline.Kind.INTERNAL:
        raise NotAllowed("What the law sets cannot be cancelled: satisfy it, or correct it.")
    if not reason.strip():
        raise BadInput("Say why it is cancelled.")
    check_storable("reason", reason)
    changes = {"state": Deadline.State.CANCELLED, "reason": reason.strip()}
    told = _changed(deadline, version, changes)
    if told:
        _record(access, deadline, "deadline.cancelled", {"changes": told})
    return deadline


@transaction.atomic
def snooze(
    *,
    access: Access,
    deadline: Deadline,
    until: datetime.date,
    reason: str,
    today: datetime.date,
    version: int | None = None,
) -> Deadline:
    """No reminders before that day. What the law sets is not put off past its own day."""
    _open(access, deadline)
    if not reason.strip():
        raise BadInput("Say why the reminders are put off.")
    if until <= today:
        raise BadInput("Choose a day to come.")
    if deadline.is_binding and until >= deadline.working_date:
        raise NotAllowed("What the law sets is not put off to its own day or past it.")
    check_storable("reason", reason)
    changes = {"snoozed_until": until, "snooze_reason": reason.strip()}
    told = _changed(deadline, version, changes)
    if told:
        _record(access, deadline, "deadline.snoozed", {"changes": told})
    return deadline


@transaction.atomic
def reassign(
    *, access: Access, deadline: Deadline, assigned_to: Any, version: int | None = None
) -> Deadline:
    """Someone else (or nobody: then whoever works on the case) is reminded of it."""
    _open(access, deadline)
    told = _changed(deadline, version, {"assigned_to": assigned_to})
    if told:
        _record(access, deadline, "deadline.reassigned", {"changes": told})
    return deadline


@transaction.atomic
def record_priority_date(
    *,
    access: Access,
    case: Case,
    category: str,
    chargeability: str,
    priority_date: datetime.date,
) -> PriorityDate:
    """The case's place in the line for a visa; the same one again changes nothing."""
    registries.demand("deadlines.change", access, case)
    row, fresh = PriorityDate.objects.get_or_create(
        organisation_id=access.organisation_id,
        case=case,
        category=category.strip(),
        chargeability=chargeability.strip(),
        priority_date=priority_date,
    )
    if fresh:
        _record_for_case(access, case, "case.priority_date_recorded", {"place": str(row)})
    return row


@transaction.atomic
def end_priority_date(
    *, access: Access, place: PriorityDate, ended_date: datetime.date
) -> PriorityDate:
    """Out of the line."""
    registries.demand("deadlines.change", access, place.case)
    if change(place, version=None, changes={"ended_date": ended_date}, what=str(place)):
        _record_for_case(access, place.case, "case.priority_date_ended", {"place": str(place)})
    return place


def _open(access: Access, deadline: Deadline) -> None:
    registries.demand("deadlines.change", access, deadline.case)
    if not deadline.is_open:
        closed = deadline.get_state_display().lower()
        raise NotAllowed(f"“{deadline.label}” is {closed} already.")


def _changed(deadline: Deadline, version: int | None, changes: dict[str, Any]) -> dict[str, Any]:
    told = change(deadline, version=version, changes=changes, what=f"“{deadline}”")
    return {field: [_plain(value) for value in pair] for field, pair in told.items()}


def _told(deadline: Deadline) -> dict[str, Any]:
    days = ("computed_date", "safe_date", "printed_date", "working_date", "version_from")
    found = {name: getattr(deadline, name) for name in days}
    return {
        "deadline": deadline.label,
        "rule": deadline.rule_id,
        "facts": deadline.facts,
        **{name: day.isoformat() for name, day in found.items() if day},
    }


def _plain(value: Any) -> Any:
    simple = isinstance(value, str | int | bool | list | dict) or value is None
    return value if simple else str(value)


def _record(access: Access, deadline: Deadline, action: str, payload: dict[str, Any]) -> None:
    told = {"deadline": deadline.label, "deadline_id": deadline.public_id, **payload}
    _record_for_case(access, deadline.case, action, told)


def _record_for_case(access: Access, case: Case, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload=payload,
        compartment=case.compartment,
    )
