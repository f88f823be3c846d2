"""A hearing is put down, changed, moved, prepared, held or cancelled."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldendoor.cases.models import Case
from goldendoor.deadlines import actions as deadlines
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.hearings import kinds, queries, rules
from goldendoor.practice.hearings.actions.recording import kept, locked, record, told
from goldendoor.practice.hearings.models import FilingDay, Hearing

DETAILS = ("place", "place_code", "official", "mode", "join", "language", "interpreter",
           "is_detained", "bring", "notes")  # fmt: skip
TEXTS = ("place", "official", "join", "language", "bring", "notes")


def schedule(
    *,
    access: Access,
    case: Case,
    kind_id: str,
    day: datetime.date,
    time: datetime.time,
    time_zone: str,
    details: Mapping[str, Any],
    library: Library,
    follows: Hearing | None = None,
    once: str | None = None,
) -> Hearing:
    """A hearing of a kind of the library; `details` are those of `DETAILS`.

    The same `once` again gives the same hearing. Raises NotFound, NotAllowed, BadInput.
    """
    registries.demand("practice_hearings.change", access, case)
    entry = kinds.get(library, kind_id)
    asked = {"case": case.public_id, "kind": kind_id, "day": day.isoformat()}

    def run() -> str:
        columns = _columns(details) | _when(day, time, time_zone, library)
        return _schedule(access, case, entry, columns, follows).public_id

    public_id = idempotency.once(
        access=access, scope="hearings.schedule", key=once, request=asked, run=run
    )
    return queries.get(access, public_id)


@transaction.atomic
def _schedule(
    access: Access,
    case: Case,
    entry: Mapping[str, Any],
    columns: dict[str, Any],
    follows: Hearing | None,
) -> Hearing:
    if not columns.get("place"):
        raise BadInput("Say where it is held.")
    hearing = Hearing.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        kind=entry["id"],
        where=entry["where"],
        follows=follows,
        **columns,
    )
    record(access, case, "hearing.set", hearing, {"held_date": columns["held_date"].isoformat()})
    return hearing


@transaction.atomic
def change_details(
    *, access: Access, hearing: Hearing, details: Mapping[str, Any], version: int | None = None
) -> Hearing:
    """Everything but the day: place, judge, how to join, language, notes. Raises Conflict."""
    found = locked(access, hearing)
    columns = _columns(details)
    if "place" in columns and not columns["place"]:
        raise BadInput("Say where it is held.")
    changed = change(found, version=version, changes=columns, what=str(found))
    if changed:
        record(access, found.case, "hearing.changed", found, {"changes": told(changed)})
    return found


@transaction.atomic
def move(
    *,
    access: Access,
    hearing: Hearing,
    day: datetime.date,
    time: datetime.time,
    time_zone: str,
    reason: str,
    today: datetime.date,
    library: Library,
    version: int | None = None,
) -> Hearing:
    """Another day or time; its open filing days are corrected with the reason.

    Raises BadInput, Conflict, NotAllowed. `queries.moves` shows what will happen.
    """
    found = locked(access, hearing)
    if not reason.strip():
        raise BadInput("Say why it moves, such as “new notice of the court”.")
    before = found.held_date
    columns = _when(day, time, time_zone, library)
    if not change(found, version=version, changes=columns, what=str(found)):
        return found
    payload = {"changes": told({"held_date": [before, day]}), "held_date": day.isoformat()}
    record(access, found.case, "hearing.moved", found, payload)
    if day != before:
        _correct(access, found, f"The hearing moved: {reason.strip()}", today, library)
    return found


def _correct(
    access: Access, hearing: Hearing, reason: str, today: datetime.date, library: Library
) -> None:
    new = rules.filing_dates(
        kinds.get(library, hearing.kind), hearing.held_date, detained=hearing.is_detained,
        today=today, library=library,
    )  # fmt: skip
    by_rule = {one.rule_id: one for one in new}
    for row in queries.filing_days(access, hearing):
        found = by_rule.get(row.rule_id)
        if not row.deadline.is_open:
            continue
        gone = found is None or found.day is None
        right = deadlines.correct(
            access=access, deadline=row.deadline, reason=reason, today=today,
            facts=None if found is None else found.facts, withdrawn=gone, library=library,
        )  # fmt: skip
        row.deadline = right
        row.save(update_fields=["deadline"])


@transaction.atomic
def start_filing_days(
    *, access: Access, hearing: Hearing, today: datetime.date, library: Library
) -> list[FilingDay]:
    """The deadlines that the rules of its kind give; those started already stay."""
    found = locked(access, hearing)
    started = []
    calendar = queries.filing_calendar(access, found, today=today, library=library)
    for computed, known in calendar:
        if known is not None or computed.day is None:
            continue
        deadline = deadlines.start(
            access=access, case=found.case, today=today, rule_id=computed.rule_id,
            facts=computed.facts, library=library,
        )  # fmt: skip
        started.append(
            FilingDay.objects.create(
                organisation_id=access.organisation_id,
                hearing=found,
                rule_id=computed.rule_id,
                deadline=deadline,
            )
        )
    if started:
        payload = {"filing_days": [one.rule_id for one in started]}
        record(access, found.case, "hearing.filing_days_started", found, payload)
    return started


@transaction.atomic
def prepare(
    *,
    access: Access,
    hearing: Hearing,
    items: Mapping[str, bool],
    today: datetime.date,
    library: Library,
) -> Hearing:
    """Items of the checklist ticked or unticked, each with who did it when."""
    found = locked(access, hearing)
    known = {row["key"] for row in kinds.get(library, found.kind)["items"]}
    if set(items) - known:
        raise BadInput("The checklist has no such item. Open the page again.")
    done = dict(found.done)
    for key, ticked in items.items():
        if ticked and key not in done:
            done[key] = {"by": access.user_label, "on": today.isoformat()}
        elif not ticked:
            done.pop(key, None)
    if change(found, version=None, changes={"done": done}, what=str(found)):
        record(access, found.case, "hearing.prepared", found, {"items": sorted(done)})
    return found


@transaction.atomic
def record_outcome(
    *,
    access: Access,
    hearing: Hearing,
    outcome: str,
    text: str,
    today: datetime.date,
    version: int | None = None,
) -> Hearing:
    """How it went. Raises BadInput for a day to come or no outcome, Conflict."""
    found = locked(access, hearing)
    if outcome not in Hearing.Outcome.values:
        raise BadInput("Say how it went.")
    if found.held_date > today:
        raise BadInput("Its day has not come yet. Move or cancel it instead.")
    columns = {"state": Hearing.State.HELD, "outcome": outcome, "outcome_text": kept(text)}
    change(found, version=version, changes=columns, what=str(found))
    payload = {"outcome": found.get_outcome_display()}
    record(access, found.case, "hearing.outcome_recorded", found, payload)
    return found


@transaction.atomic
def cancel(
    *,
    access: Access,
    hearing: Hearing,
    reason: str,
    today: datetime.date,
    version: int | None = None,
) -> Hearing:
    """It will not take place; its open filing days are withdrawn with the reason."""
    found = locked(access, hearing)
    if not reason.strip():
        raise BadInput("Say why it is cancelled.")
    columns = {"state": Hearing.State.CANCELLED, "cancelled_because": kept(reason)}
    change(found, version=version, changes=columns, what=str(found))
    for row in queries.filing_days(access, found):
        if row.deadline.is_open:
            deadlines.correct(
                access=access, deadline=row.deadline, today=today, withdrawn=True,
                reason=f"The hearing was cancelled: {reason.strip()}",
            )  # fmt: skip
    payload = {"held_date": found.held_date.isoformat()}
    record(access, found.case, "hearing.cancelled", found, payload)
    return found


def _columns(details: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise NotAllowed(f"A hearing has no changeable {', '.join(sorted(unknown))}.")
    found = {key: kept(value) if key in TEXTS else value for key, value in details.items()}
    for key, choices in (("mode", Hearing.Mode), ("interpreter", Hearing.Interpreter)):
        if key in found and found[key] not in choices.values:
            raise BadInput("Choose from the list.")
    for key, longest in (("place", 300), ("language", 60)):
        if len(found.get(key, "")) > longest:
            raise BadInput(f"The {key} may have at most {longest} characters.")
    return found


def _when(
    day: datetime.date, time: datetime.time, time_zone: str, library: Library
) -> dict[str, Any]:
    if time_zone not in dict(kinds.offered_zones(library)):
        raise BadInput("Choose the time zone of the place.")
    starts_at = kinds.moment(day, time, time_zone)
    return {"starts_at": starts_at, "time_zone": time_zone, "held_date": day}
