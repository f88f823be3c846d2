"""The roster, whom its people know, and their bookings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.foundation import idempotency, registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.people.models import Person
from goldendoor.practice.hearings.models import Hearing
from goldendoor.practice.languages import queries, rules
from goldendoor.practice.languages.models import Booking, Interpreter, Tie

CHANGEABLE = ("name", "kind", "languages", "contact", "agreement_date", "weekdays", "hours_from",
              "hours_to", "notes", "is_retired")  # fmt: skip
# What of the roster the history tells by its name only.
SEALED = {"contact", "notes"}


@dataclass(frozen=True)
class Asked:
    """A booking that is asked for; the hours are those at the place."""

    wanted: rules.Wanted
    time_zone: str
    about: str = "other"
    case: Case | None = None
    hearing: Hearing | None = None
    place: str = ""
    notes: str = ""
    outside_hours_agreed: bool = False


@transaction.atomic
def add_interpreter(*, access: Access, data: Mapping[str, Any]) -> Interpreter:
    """Somebody new on the roster. Raises BadInput, NotAllowed."""
    registries.demand("practice_languages.keep_roster", access)
    columns = _columns(data)
    if not columns.get("name") or not columns.get("languages"):
        raise BadInput("An interpreter has a name and a language.")
    row = Interpreter.objects.create(organisation_id=access.organisation_id, **columns)
    _record(access, row, "interpreter.added", {"languages": ", ".join(row.languages)})
    return row


@transaction.atomic
def change_interpreter(
    *, access: Access, interpreter: Interpreter, data: Mapping[str, Any], version: int | None = None
) -> Interpreter:
    """What is known of an interpreter. Raises Conflict, BadInput."""
    registries.demand("practice_languages.keep_roster", access, interpreter)
    columns = _columns(data)
    if not columns.get("name", interpreter.name) or not columns.get("languages", True):
        raise BadInput("An interpreter has a name and a language.")
    told = change(interpreter, version=version, changes=columns, what=str(interpreter))
    if told:
        changed = {
            key: ["", ""] if key in SEALED else [str(one) for one in pair]
            for key, pair in told.items()
        }
        _record(access, interpreter, "interpreter.changed", {"changes": changed})
    return interpreter


@transaction.atomic
def tie(*, access: Access, interpreter: Interpreter, person: Person, why: str) -> Tie:
    """The interpreter knows this person and never interprets in their cases."""
    registries.demand("practice_languages.keep_roster", access, interpreter)
    registries.demand("people.change", access, person)
    if not why.strip():
        raise BadInput("Say how they know each other, such as “her brother”.")
    row, fresh = Tie.objects.get_or_create(
        organisation_id=access.organisation_id, interpreter=interpreter, person=person,
        defaults={"why": why.strip()[:1000]},
    )  # fmt: skip
    if fresh:
        payload = {"person": person.public_id}
        _record(access, interpreter, "interpreter.tied", payload, person.compartment)
    return row


@transaction.atomic
def untie(*, access: Access, tie: Tie) -> None:
    """It was a mistake: they do not know each other."""
    registries.demand("practice_languages.keep_roster", access, tie.interpreter)
    payload = {"person": tie.person.public_id}
    _record(access, tie.interpreter, "interpreter.untied", payload, tie.person.compartment)
    tie.delete()


def book(
    *, access: Access, interpreter: Interpreter, asked: Asked, once: str | None = None
) -> Booking:
    """An interpreter for a time. The same `once` again gives the same booking.

    Raises NotAllowed with everything that stands against it, BadInput.
    """
    registries.demand("practice_languages.keep_roster", access, interpreter)
    request = {
        "interpreter": interpreter.public_id,
        "day": asked.wanted.day.isoformat(),
        "first": asked.wanted.first.isoformat(),
    }
    public_id = idempotency.once(
        access=access, scope="languages.book", key=once, request=request,
        run=lambda: _book(access, interpreter, asked).public_id,
    )  # fmt: skip
    return queries.booking(access, public_id)


@transaction.atomic
def _book(access: Access, interpreter: Interpreter, asked: Asked) -> Booking:
    # Two people who book the same interpreter wait for each other here.
    found = Interpreter.objects.select_for_update().one(access, interpreter.public_id)
    case = asked.hearing.case if asked.hearing is not None else asked.case
    if case is not None:
        registries.demand("cases.change", access, case)
    if asked.time_zone not in available_timezones():
        raise BadInput("Choose the time zone of the place.")
    if asked.about not in Booking.About.values:
        raise BadInput("Say what the booking is for.")
    zone, wanted = ZoneInfo(asked.time_zone), asked.wanted
    starts_at = datetime.datetime.combine(wanted.day, wanted.first, tzinfo=zone)
    ends_at = datetime.datetime.combine(wanted.day, wanted.last, tzinfo=zone)
    known = queries.known(access, found, case, starts_at, ends_at)
    against = rules.why_not_book(known, wanted)
    if not asked.outside_hours_agreed and (hours := rules.outside_hours(known, wanted)):
        against.append(f"{hours} Say that it is agreed, or choose another time.")
    if against:
        raise NotAllowed(" ".join(against))
    row = Booking.objects.create(
        organisation_id=access.organisation_id,
        interpreter=found,
        case=case,
        hearing=asked.hearing,
        about=Booking.About.HEARING if asked.hearing is not None else asked.about,
        language=wanted.language[:60],
        starts_at=starts_at.astimezone(datetime.UTC),
        ends_at=ends_at.astimezone(datetime.UTC),
        time_zone=asked.time_zone,
        held_date=wanted.day,
        place=asked.place.strip()[:300],
        notes=asked.notes.strip()[:5000],
    )
    _tell(access, row, "interpreter.booked", {"language": row.language})
    return row


@transaction.atomic
def set_booking(
    *,
    access: Access,
    booking: Booking,
    state: str,
    today: datetime.date,
    version: int | None = None,
) -> Booking:
    """Confirmed, done (the oath was taken) or cancelled. Raises BadInput, Conflict, NotAllowed."""
    registries.demand("practice_languages.keep_roster", access, booking.interpreter)
    if state not in (Booking.State.CONFIRMED, Booking.State.DONE, Booking.State.CANCELLED):
        raise BadInput("A booking is confirmed, done or cancelled.")
    if booking.state in (Booking.State.DONE, Booking.State.CANCELLED):
        raise NotAllowed("This booking is over. Book anew.")
    changes: dict[str, Any] = {"state": state}
    if state == Booking.State.DONE:
        if booking.held_date > today:
            raise BadInput("Its day has not come yet.")
        changes["sworn_date"] = booking.held_date
    change(booking, version=version, changes=changes, what=str(booking))
    _tell(access, booking, "interpreter.booking_changed", {"state": state})
    return booking


def _columns(data: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: data[key] for key in CHANGEABLE if key in data}
    for key in ("name", "contact", "notes"):
        if key in found:
            found[key] = str(found[key] or "").replace("\0", "").strip()[:5000]
    if len(found.get("name", "")) > 200:
        raise BadInput("The name may have at most 200 characters.")
    if "kind" in found and found["kind"] not in Interpreter.Kind.values:
        raise BadInput("Say whether they are staff, a volunteer or of an agency.")
    first, last = found.get("hours_from"), found.get("hours_to")
    if first and last and last <= first:
        raise BadInput("The hours end before they begin.")
    return found


def _record(
    access: Access,
    interpreter: Interpreter,
    action: str,
    payload: dict[str, Any],
    compartment: str = "",
) -> None:
    audit.record(
        access=access,
        subject_kind="interpreter",
        subject_id=interpreter.public_id,
        action=action,
        payload=payload,
        compartment=compartment,
    )


def _tell(access: Access, booking: Booking, action: str, payload: dict[str, Any]) -> None:
    """In the history of the case where there is one, else in that of the interpreter."""
    if booking.case is None:
        _record(access, booking.interpreter, action, payload)
        return
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=booking.case.public_id,
        action=action,
        payload={**payload, "interpreter": booking.interpreter.name},
        compartment=booking.case.compartment,
    )
