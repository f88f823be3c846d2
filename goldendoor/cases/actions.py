"""Changing cases. `perform` is the only door through which a stage changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases import case_types, queries, rules
from goldendoor.cases.models import Case, CaseNumber, Filing, Note, Party, Task
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed, NotFound
from goldendoor.foundation.models import change
from goldendoor.foundation.registries import Deny
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.people.models import Person
from goldendoor.people.rules import check_storable

CHANGEABLE = {"title", "filing_date", "assigned_to", "data", "compartment", "open_compartments"}
FILING_CHANGEABLE = {
    "edition", "data", "status", "person", "courier", "tracking_number", "mailed_date",
    "delivered_date", "receipt_expected_date", "receipt_number",
}  # fmt: skip


@transaction.atomic
def open_case(
    *,
    access: Access,
    type_id: str,
    title: str,
    today: date,
    filing_date: date | None = None,
    data: Mapping[str, Any] | None = None,
    compartment: str = "",
    open_compartments: Sequence[str] = (),
) -> Case:
    """A new case at the first stage of its type, with the next number of the year."""
    registries.demand("cases.open", access)
    kind = case_types.get(type_id)
    if not title.strip():
        raise BadInput("A case needs a title, such as the family's name.")
    check_storable("data", dict(data or {}))
    for key in (compartment, *open_compartments):
        _open(access, key)
    number = _next_number(access.organisation_id, today.year)
    case = Case.objects.create(
        organisation_id=access.organisation_id,
        number=number,
        type_id=type_id,
        title=title.strip()[:200],
        search_key=rules.search_key(number, title),
        stage=kind.stages[0],
        stage_since=today,
        filing_date=filing_date,
        assigned_to_id=access.user_id,
        data=dict(data or {}),
        compartment=compartment,
        open_compartments=sorted(open_compartments),
    )
    _record(access, case, "case.opened", {"number": number, "type": type_id, "title": case.title})
    return case


@transaction.atomic
def change_case(
    *, access: Access, case: Case, changes: Mapping[str, Any], version: int | None = None
) -> Case:
    """Change title, filing_date, assigned_to, data, compartment or open_compartments.

    Raises NotAllowed, BadInput for other fields, Conflict with both versions.
    """
    registries.demand("cases.change", access, case)
    if unknown := set(changes) - CHANGEABLE:
        raise BadInput(f"A case has no changeable {', '.join(sorted(unknown))}.")
    for key in (changes.get("compartment") or "", *(changes.get("open_compartments") or ())):
        _open(access, key)
    check_storable("data", changes.get("data"))
    columns = dict(changes)
    if "title" in columns:
        columns["search_key"] = rules.search_key(case.number, columns["title"])
    told = change(case, version=version, changes=columns, what=str(case))
    told.pop("search_key", None)
    if told:
        _tell_of_compartments(access, case, told)
        if told:
            _record(access, case, "case.changed", {"changes": _plain(told)})
        _touch(case)
    return case


def _tell_of_compartments(access: Access, case: Case, told: dict[str, list[Any]]) -> None:
    """Which compartments a case is in or opens is told within each of them, and nowhere else."""
    if "compartment" in told:
        moved = told.pop("compartment")
        for key in sorted({*moved} - {""}):
            _record(access, case, "case.changed", {"changes": {"compartment": moved}}, key)
    before, after = (set(keys) for keys in told.pop("open_compartments", [(), ()]))
    for key in sorted(before ^ after):
        pair = [sorted(keys & {key}) for keys in (before, after)]
        _record(access, case, "case.changed", {"changes": {"open_compartments": pair}}, key)


@transaction.atomic
def perform(
    *,
    case: Case,
    action_name: str,
    access: Access,
    today: date,
    idempotency_key: str | None = None,
    version: int | None = None,
) -> Case:
    """The door: check table, roles, policy and guards, move the stage, run the effects in order.

    Raises NotAllowed with the reason, Conflict when `version` is stale, BadInput for an unknown
    action. The same `idempotency_key` again does nothing and returns the case as it is.
    """
    request = {"case": case.public_id, "action": action_name}

    def run() -> str:
        _perform(case=case, action_name=action_name, access=access, today=today, version=version)
        return case.public_id

    idempotency.once(
        access=access, scope="cases.perform", key=idempotency_key, request=request, run=run
    )
    case.refresh_from_db()
    return case


def _perform(
    *, case: Case, action_name: str, access: Access, today: date, version: int | None
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
    moved: dict[str, Any] = {"stage": action.to_stage}
    if action.to_stage != locked.stage:
        moved["stage_since"] = today
    before = locked.stage
    change(locked, version=version, changes=moved, what=str(locked))
    context: dict[str, Any] = {}
    for name, argument in action.then:
        registries.effects.get(name)(locked, argument, context, access, today)
    _touch(locked)
    payload = {"action": action_name, "stage": [before, action.to_stage]}
    _record(access, locked, "case.stage_changed", payload)


@transaction.atomic
def add_party(
    *, access: Access, case: Case, person: Person, role: str, position: int | None = None
) -> Party:
    """Put a person into a case; the same person and role is put in once."""
    registries.demand("cases.change", access, case)
    registries.demand("people.change", access, person)
    if position is None:
        position = case.parties.count()
    party, fresh = Party.objects.get_or_create(
        organisation_id=access.organisation_id,
        case=case,
        person=person,
        role=role,
        defaults={"position": position},
    )
    if fresh:
        payload = {"person": person.public_id, "role": role}
        _record(access, case, "case.party_added", payload, person.compartment)
        _touch(case)
    return party


@transaction.atomic
def remove_party(*, access: Access, party: Party) -> None:
    """Take a person out of a case; the person and their facts stay."""
    party = Party.objects.select_related("case", "person").one(access, party.public_id)
    registries.demand("cases.change", access, party.case)
    payload = {"person": party.person.public_id, "role": party.role}
    _record(access, party.case, "case.party_removed", payload, party.person.compartment)
    party.delete()
    _touch(party.case)


@transaction.atomic
def add_filing(
    *,
    access: Access,
    case: Case,
    form_id: str,
    person: Person | None = None,
    edition: str = "",
    data: Mapping[str, Any] | None = None,
    position: int | None = None,
) -> Filing:
    """Want a form, for a person of the case or for the case as a whole."""
    registries.demand("cases.change", access, case)
    if person is not None and person.organisation_id != access.organisation_id:
        raise NotFound("There is no such person in this office.")
    if person is not None:
        registries.demand("people.change", access, person)
    check_storable("data", dict(data or {}))
    filing = Filing.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        person=person,
        form_id=form_id,
        edition=edition,
        data=dict(data or {}),
        position=case.filings.count() if position is None else position,
    )
    payload = {"form": form_id, "person": person.public_id if person else None, "edition": edition}
    _record(access, case, "case.filing_added", payload, _of(person))
    _touch(case)
    return filing


@transaction.atomic
def change_filing(
    *, access: Access, filing: Filing, changes: Mapping[str, Any], version: int | None = None
) -> Filing:
    """Change edition, data (such as `edition_checked`), status, person or the mailing record."""
    case = filing.case
    registries.demand("cases.change", access, case)
    if unknown := set(changes) - FILING_CHANGEABLE:
        raise BadInput(f"A filing has no changeable {', '.join(sorted(unknown))}.")
    if changes.get("status", filing.status) not in Filing.Status.values:
        raise BadInput(f"“{changes['status']}” is no status of a filing.")
    check_storable("data", changes.get("data"))
    if changes.get("person") is not None:
        registries.demand("people.change", access, changes["person"])
    before = _of(filing.person)
    told = change(filing, version=version, changes=dict(changes), what=f"The record of {filing}")
    if told:
        payload = {"form": filing.form_id, "filing": filing.public_id, "changes": _plain(told)}
        _record(access, case, "case.filing_changed", payload, before or _of(filing.person))
        _touch(case)
    return filing


@transaction.atomic
def remove_filing(*, access: Access, filing: Filing) -> None:
    """Take a form out of the case; what was mailed stays."""
    registries.demand("cases.change", access, filing.case)
    if filing.mailed_date is not None:
        raise NotAllowed(f"{filing.form_id} was mailed; its record stays.")
    payload = {"form": filing.form_id, "edition": filing.edition, "data": filing.data}
    _record(access, filing.case, "case.filing_removed", payload, _of(filing.person))
    filing.delete()
    _touch(filing.case)


@transaction.atomic
def reorder_filings(*, access: Access, case: Case, public_ids: Sequence[str]) -> list[Filing]:
    """Put the forms into this order; it must name each of them once."""
    registries.demand("cases.change", access, case)
    known = {filing.public_id: filing for filing in queries.filings(access, case)}
    if sorted(public_ids) != sorted(known):
        raise BadInput("The new order must name every form of the case once.")
    for position, public_id in enumerate(public_ids):
        Filing.objects.filter(pk=known[public_id].pk).update(position=position)
    _record(access, case, "case.filings_reordered", {"order": list(public_ids)})
    _touch(case)
    return queries.filings(access, case)


@transaction.atomic
def add_note(*, access: Access, case: Case, text: str, compartment: str = "") -> Note:
    """Write a note for colleagues; in a compartment only those it is open to will see it."""
    registries.demand("cases.change", access, case)
    _open(access, compartment)
    if not text.strip():
        raise BadInput("The note is empty.")
    note = Note.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        author_label=access.user_label,
        text=text.strip(),
        compartment=compartment,
    )
    _record(access, case, "case.note_added", {"note": note.public_id}, compartment)
    _touch(case)
    return note


@transaction.atomic
def add_task(
    *, access: Access, case: Case, title: str, due_date: date | None = None, assigned_to: Any = None
) -> Task:
    """Something to do, by default for whoever the case is assigned to."""
    registries.demand("cases.change", access, case)
    if not title.strip():
        raise BadInput("A task needs a title.")
    task = Task.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        title=title.strip()[:200],
        due_date=due_date,
        assigned_to=assigned_to or case.assigned_to,
    )
    payload = {"task": task.title, "due_date": due_date.isoformat() if due_date else None}
    _record(access, case, "case.task_added", payload)
    return task


@transaction.atomic
def finish_task(*, access: Access, task: Task, done: bool = True) -> Task:
    """Tick a task off, or take the tick back."""
    registries.demand("cases.change", access, task.case)
    if bool(task.done_at) != done:
        change(task, version=None, changes={"done_at": clock.now() if done else None})
        action = "case.task_done" if done else "case.task_reopened"
        _record(access, task.case, action, {"task": task.title})
    return task


def _open(access: Access, compartment: str) -> None:
    if not access.opens(compartment):
        raise NotAllowed(f"The compartment “{compartment}” is not open to you.")


def _of(person: Person | None) -> str:
    """What a case does for somebody closed is told only to those they are open to."""
    return person.compartment if person is not None else ""


def _next_number(organisation_id: int, year: int) -> str:
    counter, _ = CaseNumber.objects.select_for_update().get_or_create(
        organisation_id=organisation_id, year=year
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    return rules.number(year, counter.last)


def _touch(case: Case) -> None:
    """Lists show what moved last; this is no change of the case itself, so its version stays."""
    case.updated_at = clock.now()
    Case.objects.filter(pk=case.pk).update(updated_at=case.updated_at)


def _plain(told: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Old and new values as JSON holds them: days as ISO text, people by name."""
    return {field: [_plain_value(value) for value in pair] for field, pair in told.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, str | int | float | bool | list | dict) or value is None:
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _record(
    access: Access, case: Case, action: str, payload: dict[str, Any], compartment: str = ""
) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=case.public_id,
        action=action,
        payload=payload,
        compartment=compartment or case.compartment,
    )
