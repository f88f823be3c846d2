"""Reading hearings; everything goes through the access filter."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from goldendoor.cases.models import Case
from goldendoor.cases.queries import access_for_case
from goldendoor.deadlines.models import Deadline
from goldendoor.documents import queries as documents
from goldendoor.foundation.access import Access
from goldendoor.law.library import Library
from goldendoor.practice.hearings import kinds, rules
from goldendoor.practice.hearings.models import Exhibit, FilingDay, Hearing, Witness

MOST = 400


def get(access: Access, public_id: str) -> Hearing:
    """The hearing; raises NotFound."""
    return Hearing.objects.select_related("case__assigned_to", "follows").one(access, public_id)


def witness(access: Access, public_id: str) -> Witness:
    """One witness; raises NotFound."""
    return Witness.objects.select_related("case", "person", "hearing").one(access, public_id)


def of_case(access: Access, case: Case) -> tuple[list[Hearing], list[Hearing]]:
    """(to come by their day, over with the newest first) of a case."""
    rows = list(Hearing.objects.visible_to(access).filter(case=case).order_by("held_date", "id"))
    coming = [one for one in rows if one.state == Hearing.State.SET]
    return coming, [one for one in reversed(rows) if one.state != Hearing.State.SET]


def between(
    access: Access, first: datetime.date, last: datetime.date | None, *, mine: bool = False
) -> list[Hearing]:
    """Hearings of the office that are set or were held from a day on, by their day and time."""
    rows = _of_office(access).filter(held_date__gte=first)
    rows = rows if last is None else rows.filter(held_date__lte=last)
    if mine:
        rows = rows.filter(
            Q(case__assigned_to__in=access.acts_for) | Q(case__assigned_to__isnull=True)
        )
    return list(rows.order_by("held_date", "starts_at", "id")[:MOST])


def without_outcome(access: Access, today: datetime.date) -> list[Hearing]:
    """Hearings whose day is over and of which nobody has said how they went."""
    rows = _of_office(access).filter(state=Hearing.State.SET, held_date__lt=today)
    return list(rows.order_by("held_date", "id")[:50])


def _of_office(access: Access) -> QuerySet[Hearing]:
    rows = Hearing.objects.visible_to(access).exclude(state=Hearing.State.CANCELLED)
    return rows.select_related("case__assigned_to")


def witnesses(access: Access, case: Case, hearing: Hearing | None = None) -> list[Witness]:
    """Witnesses of a case; of a hearing also those named for none in particular."""
    rows = Witness.objects.visible_to(access_for_case(access, case)).filter(case=case)
    if hearing is not None:
        rows = rows.filter(Q(hearing=hearing) | Q(hearing__isnull=True))
    return list(rows.select_related("person", "hearing").order_by("id"))


def exhibits(access: Access, hearing: Hearing) -> list[Exhibit]:
    """The exhibits of a hearing in order, removed documents apart."""
    rows = Exhibit.objects.visible_to(access_for_case(access, hearing.case))
    rows = rows.filter(hearing=hearing, document__removed_at__isnull=True)
    return list(rows.select_related("document").order_by("position", "id"))


def tabs(access: Access, hearing: Hearing) -> list[rules.Tab]:
    """The list of exhibits with its tabs and running pages."""
    found = [one.document for one in exhibits(access, hearing)]
    return rules.tabs([(str(one), one.pages, one.public_id) for one in found])


def choosable(access: Access, hearing: Hearing) -> list[tuple[Any, int | None]]:
    """Documents of the case with their place in the list (None: not in it), listed ones first."""
    places = {one.document_id: one.position for one in exhibits(access, hearing)}
    papers = documents.of_case(access, hearing.case)
    rows = [(one, places.get(one.pk)) for one in papers]
    return sorted(rows, key=lambda row: (row[1] is None, row[1] or 0, row[0].position))


def filing_days(access: Access, hearing: Hearing) -> list[FilingDay]:
    """Deadlines started from this hearing."""
    rows = FilingDay.objects.visible_to(access).filter(hearing=hearing)
    return list(rows.select_related("deadline__case").order_by("id"))


def filing_calendar(
    access: Access, hearing: Hearing, *, today: datetime.date, library: Library
) -> list[tuple[rules.FilingDate, Deadline | None]]:
    """What the rules say of this hearing, each with its deadline where it was started."""
    started = {one.rule_id: one.deadline for one in filing_days(access, hearing)}
    found = rules.filing_dates(
        kinds.get(library, hearing.kind), hearing.held_date, detained=hearing.is_detained,
        today=today, library=library,
    )  # fmt: skip
    return [(one, started.get(one.rule_id)) for one in found]


def moves(
    access: Access,
    hearing: Hearing,
    day: datetime.date,
    *,
    today: datetime.date,
    library: Library,
) -> list[rules.Moved]:
    """What would happen to the filing days of a hearing that moves to another day."""
    new = {
        one.rule_id: one.day
        for one in rules.filing_dates(
            kinds.get(library, hearing.kind), day, detained=hearing.is_detained, today=today,
            library=library,
        )
    }  # fmt: skip
    return [
        rules.Moved(
            one.deadline.label, one.deadline.working_date, new.get(one.rule_id),
            one.deadline.is_open,
        )
        for one in filing_days(access, hearing)
    ]  # fmt: skip
