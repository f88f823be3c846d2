"""Reading enquiries; everything goes through the access filter."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.foundation import pages
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.people import queries as people_queries
from goldendoor.people.models import Person
from goldendoor.practice.conflicts import queries as conflicts
from goldendoor.practice.conflicts import rules as conflict_rules
from goldendoor.practice.enquiries import rules
from goldendoor.practice.enquiries.models import (
    Consultation,
    Contact,
    Engagement,
    Enquiry,
    Screening,
)

FILTERS = {"new": ("new",), "waiting": ("waiting",), "decided": tuple(sorted(Enquiry.DECIDED))}
MOST_ALIKE = 5


def get(access: Access, public_id: str) -> Enquiry:
    """The enquiry of this public id; raises NotFound."""
    rows = Enquiry.objects.select_related("check_made", "person", "case", "assigned_to")
    return rows.one(access, public_id)


def list_page(access: Access, filter_by: str = "", after: str | None = None) -> pages.Page:
    """Enquiries of one filter (`new`, `waiting`, `decided`, "" for all), the newest first."""
    rows = Enquiry.objects.visible_to(access).select_related("check_made", "assigned_to", "case")
    if filter_by:
        if filter_by not in FILTERS:
            raise BadInput("Enquiries are new, waiting or decided.")
        rows = rows.filter(state__in=FILTERS[filter_by])
    return pages.keyset(rows, order=("-received_at", "-id"), after=after, size=40)


def counts(access: Access) -> dict[str, int]:
    """How many enquiries there are of each filter."""
    rows = Enquiry.objects.visible_to(access).values("state").annotate(rows=Count("pk"))
    by_state = {row["state"]: row["rows"] for row in rows.order_by("state")}
    return {
        name: sum(by_state.get(state, 0) for state in states) for name, states in FILTERS.items()
    }


def contacts(access: Access, enquiry: Enquiry) -> QuerySet[Contact]:
    """Calls, letters and talks, the newest first."""
    return Contact.objects.visible_to(access).filter(enquiry=enquiry).order_by("-at", "-id")


def screenings(access: Access, enquiry: Enquiry) -> list[Screening]:
    """The interviews kept, in the order in which they were first kept."""
    return list(Screening.objects.visible_to(access).filter(enquiry=enquiry).order_by("id"))


def consultations(access: Access, enquiry: Enquiry) -> list[Consultation]:
    """All versions, the newest first."""
    rows = Consultation.objects.visible_to(access).filter(enquiry=enquiry)
    return list(rows.order_by("-number"))


def consultation(access: Access, enquiry: Enquiry, public_id: str) -> Consultation:
    """One version; raises NotFound."""
    rows = Consultation.objects.filter(enquiry=enquiry).select_related("enquiry")
    return rows.one(access, public_id)


def engagement(access: Access, enquiry: Enquiry) -> Engagement | None:
    """The newest letter."""
    rows = Engagement.objects.visible_to(access).filter(enquiry=enquiry)
    return rows.select_related("consultation", "document", "enquiry").order_by("-id").first()


def people(enquiry: Enquiry) -> list[conflict_rules.Asked]:
    """Who is named, the enquirer first."""
    return conflict_rules.from_json(enquiry.people)


def facts(access: Access, enquiry: Enquiry) -> rules.Facts:
    """How far the enquiry is."""
    check = enquiry.check_made
    versions = consultations(access, enquiry)
    newest = versions[0] if versions else None
    letter = engagement(access, enquiry)
    on_newest = letter is not None and newest is not None and letter.consultation_id == newest.pk
    drawn_up = "signed" if letter is not None and letter.signed_date else "drawn_up"
    return rules.Facts(
        has_people=bool(enquiry.people),
        checked=check.state if check else "",
        check_covers=conflicts.covers(access, check, people(enquiry)),
        check_passed=bool(check and check.has_passed),
        screened=bool(screenings(access, enquiry)),
        consultation=("signed" if newest.signed_at else "draft") if newest else "",
        engagement=drawn_up if on_newest else "",
        case_open=enquiry.case_id is not None,
        closed=enquiry.is_decided,
    )


def alike(access: Access, enquiry: Enquiry) -> list[dict[str, Any]]:
    """People of the files who may be the enquirer: a question for the reader, never an answer."""
    named = people(enquiry)
    if not named or enquiry.person_settled:
        return []
    best: dict[int, dict[str, Any]] = {}
    for one in people_queries.candidates(access, named[0].names):
        best.setdefault(one.name.person_id, {"person": one.name.person, "found": one})
    return list(best.values())[:MOST_ALIKE]


def known_person(access: Access, enquiry: Enquiry, public_id: str) -> Person:
    """One of the people proposed; raises BadInput for anybody else."""
    for one in alike(access, enquiry):
        if one["person"].public_id == public_id:
            return one["person"]
    raise BadInput("Choose one of the people shown, or say that it is nobody known.")


def case_of(access: Access, public_id: str) -> Case:
    """The case that was opened."""
    return cases.get(access, public_id)
