"""Clinic days: planning, placing helpers, receiving people and passing them on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.audit import actions as audit
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.clinics import rules
from goldendoor.practice.clinics.models import Clinic, Helper, Visit
from goldendoor.practice.conflicts.rules import Asked
from goldendoor.practice.enquiries import actions as enquiries
from goldendoor.practice.enquiries import queries as enquiry_queries
from goldendoor.practice.enquiries import rules as enquiry_rules


@transaction.atomic
def plan(
    *,
    access: Access,
    title: str,
    held_date: datetime.date,
    stations: Sequence[str],
    place: str = "",
    scope: str = "",
    room_for: int = 50,
) -> Clinic:
    """A new clinic day. Raises NotAllowed, BadInput."""
    registries.demand("clinics.plan", access)
    if not title.strip():
        raise BadInput("A clinic day needs a title.")
    if not 1 <= room_for <= rules.MOST_ROOM:
        raise BadInput(f"Room is for 1 to {rules.MOST_ROOM} people.")
    clinic = Clinic.objects.create(
        organisation_id=access.organisation_id,
        title=title.strip()[:200],
        place=place.strip()[:300],
        held_date=held_date,
        stations=rules.stations(stations),
        scope=scope.strip()[:5000],
        room_for=room_for,
    )
    _record(access, clinic, "clinic.planned", {"held_date": held_date.isoformat()})
    return clinic


@transaction.atomic
def place_helper(*, access: Access, clinic: Clinic, user: User, station: str) -> Helper:
    """A colleague or volunteer helps at a station; the same is placed there once."""
    registries.demand("clinics.plan", access, clinic)
    if not accounts.colleagues(access).filter(pk=user.pk).exists():
        raise BadInput("Choose somebody of this office.")
    _station(clinic, station)
    helper, fresh = Helper.objects.get_or_create(
        organisation_id=access.organisation_id, clinic=clinic, user=user, station=station
    )
    if fresh:
        _record(access, clinic, "clinic.helper_placed", {"who": str(user), "station": station})
    return helper


@transaction.atomic
def remove_helper(*, access: Access, helper: Helper) -> None:
    """The helper goes home, or to another station."""
    registries.demand("clinics.plan", access, helper.clinic)
    told = {"who": str(helper.user), "station": helper.station}
    _record(access, helper.clinic, "clinic.helper_removed", told)
    helper.delete()


@transaction.atomic
def receive(
    *, access: Access, clinic: Clinic, people: Sequence[Asked], language: str = ""
) -> Visit:
    """Somebody came: an enquiry with a number, at the first station. Conflicts are checked at once.

    Raises BadInput when the room is full.
    """
    registries.demand("clinics.work", access, clinic)
    locked = Clinic.objects.select_for_update().one(access, clinic.public_id)
    last = Visit.objects.filter(clinic=locked).aggregate(last=Max("number"))["last"] or 0
    if last >= locked.room_for:
        raise BadInput(f"There is room for {locked.room_for} people today, and {last} came.")
    enquiry = enquiries.take(access=access, people=people, language=language, source="clinic")
    enquiries.check_conflicts(access=access, enquiry=enquiry)
    visit = Visit.objects.create(
        organisation_id=access.organisation_id,
        clinic=locked,
        enquiry=enquiry,
        number=last + 1,
        station=locked.stations[0]["key"],
    )
    _record(access, locked, "clinic.visit_received", {"number": visit.number})
    return visit


@transaction.atomic
def agree(*, access: Access, visit: Visit, version: int | None = None) -> Visit:
    """The limited-scope agreement was read, explained and signed on paper."""
    registries.demand("clinics.work", access, visit.clinic)
    changes = {"agreed_at": clock.now(), "agreed_with_label": access.user_label}
    change(visit, version=version, changes=changes, what=str(visit))
    _record(access, visit.clinic, "clinic.visit_agreed", {"number": visit.number})
    return visit


@transaction.atomic
def call(*, access: Access, visit: Visit, version: int | None = None) -> Visit:
    """Somebody at the station takes the visitor. Raises Conflict when another was first."""
    registries.demand("clinics.work", access, visit.clinic)
    changes = {"with_user_id": access.user_id, "since_at": clock.now()}
    change(visit, version=version, changes=changes, what=str(visit))
    told = {"number": visit.number, "station": visit.station}
    _record(access, visit.clinic, "clinic.visit_called", told)
    return visit


@transaction.atomic
def pass_on(*, access: Access, visit: Visit, version: int | None = None) -> Visit:
    """To the next station, or home after the last. Raises NotAllowed with what is missing."""
    registries.demand("clinics.work", access, visit.clinic)
    following = rules.following(visit.clinic.stations, visit.station)
    if following:
        stopped = rules.why_not_pass(
            _station(visit.clinic, following),
            not_advised=enquiry_rules.why_not_advise(enquiry_queries.facts(access, visit.enquiry)),
            has_agreed=visit.agreed_at is not None,
        )
        if stopped:
            raise NotAllowed(stopped)
    changes: dict[str, Any] = {"station": following, "with_user_id": None, "since_at": clock.now()}
    if not following:
        changes["left_at"] = clock.now()
    change(visit, version=version, changes=changes, what=str(visit))
    told = {"number": visit.number, "station": following or None}
    _record(access, visit.clinic, "clinic.visit_passed_on", told)
    return visit


def _station(clinic: Clinic, key: str) -> dict[str, Any]:
    for one in clinic.stations:
        if one["key"] == key:
            return one
    raise BadInput("This clinic day has no such station.")


def _record(access: Access, clinic: Clinic, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="clinic",
        subject_id=clinic.public_id,
        action=action,
        payload=payload,
    )
