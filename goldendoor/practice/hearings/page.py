"""What the pages of hearings show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock
from goldendoor.law.library import Library
from goldendoor.packets import sheets
from goldendoor.practice.caseload import frame
from goldendoor.practice.hearings import kinds, queries
from goldendoor.practice.hearings.models import Hearing

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)


@dataclass(frozen=True)
class Row:
    """A hearing as a list shows it."""

    hearing: Hearing
    label: str
    address: str
    ready: int
    items: int


def row_of(hearing: Hearing, library: Library) -> Row:
    """One hearing with its label and how far it is prepared."""
    known = hearing.kind in library.ids(kinds.KIND)
    items = kinds.get(library, hearing.kind)["items"] if known else []
    ready = sum(1 for item in items if item["key"] in hearing.done)
    address = reverse("practice:hearing", args=[hearing.case.public_id, hearing.public_id])
    return Row(hearing, kinds.label(library, hearing.kind), address, ready, len(items))


def of_office(
    access: Access, view: str, on: datetime.date, *, today: datetime.date, mine: bool
) -> dict[str, Any]:
    """The page of the whole office: a list from a day on, or one week."""
    library = Library.shipped()
    first = on - on.weekday() * DAY if view == "week" else on
    last = first + 6 * DAY if view == "week" else None
    rows = [row_of(one, library) for one in queries.between(access, first, last, mine=mine)]
    by_day = {day: list(found) for day, found in groupby(rows, lambda one: one.hearing.held_date)}
    days = [first + number * DAY for number in range(7)] if view == "week" else list(by_day)
    return {
        "days": [(day, by_day.get(day, [])) for day in days],
        "view": view,
        "mine": mine,
        "first": first,
        "last": last,
        "earlier": first - WEEK,
        "later": first + WEEK,
        "count": len(rows),
        "unsaid": [row_of(one, library) for one in queries.without_outcome(access, today)],
    }


def of_case(request: HttpRequest, case: Case) -> dict[str, Any]:
    """The tab of a case."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    coming, over = queries.of_case(access, case)
    return {
        **frame.of_case(request, case, "hearings"),
        "coming": [row_of(one, library) for one in coming],
        "over": [row_of(one, library) for one in over],
        "witnesses": queries.witnesses(access, case),
        "may": bool(registries.ask("practice_hearings.change", access, case)),
    }


def around(request: HttpRequest, hearing: Hearing, title: str) -> dict[str, Any]:
    """Context of every page of one hearing."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    return {
        **frame.of_case(request, hearing.case, "hearings", title),
        "hearing": hearing,
        "label": kinds.label(library, hearing.kind),
        "where": title,
        "today": clock.today(),
        "may": bool(registries.ask("practice_hearings.change", access, hearing.case)),
    }


def of_hearing(request: HttpRequest, hearing: Hearing) -> dict[str, Any]:
    """The page of one hearing."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    today = clock.today()
    entry = kinds.get(library, hearing.kind)
    calendar = queries.filing_calendar(access, hearing, today=today, library=library)
    bookings = getattr(hearing, "bookings", None)
    return {
        **around(request, hearing, ""),
        "entry": entry,
        "items": [(row, hearing.done.get(row["key"])) for row in entry["items"]],
        "ready": sum(1 for row in entry["items"] if row["key"] in hearing.done),
        "address": kinds.address(library, hearing.where, hearing.place_code),
        "calendar": calendar,
        "startable": any(one.day and known is None for one, known in calendar),
        "witnesses": queries.witnesses(access, hearing.case, hearing),
        "tabs_of": queries.tabs(access, hearing),
        "bookings": list(bookings.visible_to(access)) if bookings is not None else [],
        "is_coming": hearing.state == Hearing.State.SET,
        "is_over": hearing.held_date < today,
    }


def hearings_to_choose(access: Access, case: Case) -> list[tuple[Hearing, str]]:
    """Hearings of a case to come, with their label and day."""
    library = Library.shipped()
    coming, _ = queries.of_case(access, case)
    return [(one, f"{kinds.label(library, one.kind)}, {one.held_date}") for one in coming]


def exhibits_pdf(access: Access, hearing: Hearing) -> bytes:
    """The list of exhibits with tabs and pages, as the court wants it in front."""
    case = hearing.case
    rows = [
        {"title": f"{one.letter}.  {one.title}", "page": str(one.first_page), "indent": 0,
         "bold": False}
        for one in queries.tabs(access, hearing)
    ]  # fmt: skip
    intro = f"{kinds.label(Library.shipped(), hearing.kind)}, {hearing.held_date:%B} "
    intro += f"{hearing.held_date.day}, {hearing.held_date.year}, {hearing.place}"
    # Whom the matter is of; the list names no witness and nobody of the other side.
    first = next(iter(case_types.get(case.type_id).rest.get("roles") or ["applicant"]))
    parties = [one for one in cases.parties(access, case) if one.role == first]
    names = "; ".join(str(one.person) for one in parties)
    intro = f"{names}\n{intro}" if names else intro
    return sheets.contents_page(rows, title="List of exhibits", intro=intro)


def order_of(post: Any) -> list[str]:
    """Documents that are ticked, by the number typed beside them, then as they stood."""
    chosen = post.getlist("exhibit")

    def place(one: str) -> tuple[int, int]:
        typed = post.get(f"place-{one}", "").strip()
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 9999
        return number, chosen.index(one)

    return sorted(chosen, key=place)
