"""Reading translation jobs, interpreters and bookings; all through the access filter."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from goldendoor.cases.models import Case, Party
from goldendoor.cases.queries import access_for_case
from goldendoor.documents import queries as documents
from goldendoor.documents.models import Document
from goldendoor.foundation.access import Access
from goldendoor.practice.languages import rules
from goldendoor.practice.languages.models import Booking, Interpreter, Job, Tie

MOST = 300


def job(access: Access, public_id: str) -> Job:
    """One translation job; raises NotFound."""
    rows = Job.objects.select_related("case", "document", "translation", "certificate")
    return rows.one(access, public_id)


def jobs_of_case(access: Access, case: Case) -> list[Job]:
    """The jobs of a case, open ones first by their day."""
    rows = Job.objects.visible_to(access_for_case(access, case)).filter(case=case)
    found = list(rows.select_related("document", "translator_user", "case"))
    far = datetime.date.max
    return sorted(found, key=lambda one: (one.state not in Job.OPEN, one.due_date or far, one.pk))


def open_jobs(access: Access) -> list[Job]:
    """Open jobs of the office, by their day."""
    rows = Job.objects.visible_to(access).filter(state__in=Job.OPEN)
    rows = rows.select_related("case", "document", "translator_user")
    far = datetime.date.max
    return sorted(rows[:MOST], key=lambda one: (one.due_date or far, one.pk))


def translatable(access: Access, case: Case) -> list[Document]:
    """Documents of a case that are no translations and no certificates themselves."""
    taken = {"translation", "certificate"}
    return [one for one in documents.of_case(access, case) if one.kind not in taken]


def interpreter(access: Access, public_id: str) -> Interpreter:
    """One of the roster; raises NotFound."""
    return Interpreter.objects.one(access, public_id)


def roster(access: Access, language: str = "", *, retired: bool = False) -> list[Interpreter]:
    """The roster by name, of a language if one is named."""
    rows = Interpreter.objects.visible_to(access)
    rows = rows if retired else rows.filter(is_retired=False)
    wanted = language.strip().casefold()
    return [
        one
        for one in rows.order_by("name", "id")[:MOST]
        if not wanted or any(wanted in spoken.casefold() for spoken in one.languages)
    ]


def ties(access: Access, found: Interpreter) -> list[Tie]:
    """Whom an interpreter knows, as far as they are open to the reader."""
    rows = Tie.objects.visible_to(access).filter(interpreter=found)
    return list(rows.select_related("person").order_by("id"))


def tie(access: Access, public_id: str) -> Tie:
    """One tie; raises NotFound."""
    return Tie.objects.select_related("interpreter", "person").one(access, public_id)


def booking(access: Access, public_id: str) -> Booking:
    """One booking; raises NotFound."""
    return Booking.objects.select_related("interpreter", "case", "hearing").one(access, public_id)


def bookings(
    access: Access,
    *,
    since: datetime.date | None = None,
    case: Case | None = None,
    interpreter: Interpreter | None = None,
) -> list[Booking]:
    """Bookings from a day on, of a case, of an interpreter; cancelled ones apart."""
    rows = Booking.objects.visible_to(access).exclude(state=Booking.State.CANCELLED)
    if since is not None:
        rows = rows.filter(held_date__gte=since)
    if case is not None:
        rows = rows.filter(case=case)
    if interpreter is not None:
        rows = rows.filter(interpreter=interpreter)
    rows = rows.select_related("interpreter", "case", "hearing")
    return list(rows.order_by("starts_at", "id")[:MOST])


def overlapping(
    found: Interpreter, starts_at: datetime.datetime, ends_at: datetime.datetime
) -> Sequence[Booking]:
    """What an interpreter has at that time, whoever may see it: nobody is booked twice."""
    rows = Booking.objects.filter(interpreter=found, starts_at__lt=ends_at, ends_at__gt=starts_at)
    return list(rows.exclude(state=Booking.State.CANCELLED).order_by("starts_at"))


def known(
    access: Access,
    found: Interpreter,
    case: Case | None,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
) -> rules.Known:
    """What `rules.why_not_book` asks. Ties and parties count whether or not the asker sees them."""
    parties: list[Any] = []
    if case is not None:
        parties = list(Party.objects.filter(case=case).select_related("person"))
    people = [one.person_id for one in parties]
    taken = overlapping(found, starts_at, ends_at)
    return rules.Known(
        name=found.name,
        languages=found.languages,
        has_agreed=found.agreement_date is not None,
        weekdays=found.weekdays,
        hours_from=found.hours_from,
        hours_to=found.hours_to,
        is_retired=found.is_retired,
        taken=[f"{one.moment:%-d %b}, {one.hours}" for one in taken],
        party_names=[name for one in parties for name in _names(str(one.person))],
        has_tie=Tie.objects.filter(interpreter=found, person__in=people).exists(),
    )


def _names(label: str) -> list[str]:
    """`Ruiz, Ana` is also `Ana Ruiz`."""
    family, comma, given = label.partition(", ")
    return [label, f"{given} {family}"] if comma else [label]


def local_day(moment: datetime.datetime, zone: str) -> datetime.date:
    """The day of a moment at a place."""
    return moment.astimezone(ZoneInfo(zone)).date()
