"""What every page of an enquiry shows around its content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldendoor.foundation import registries
from goldendoor.kernel import opaque
from goldendoor.law.library import Library
from goldendoor.practice.conflicts import queries as conflicts
from goldendoor.practice.enquiries import forms, queries, rules
from goldendoor.practice.enquiries.models import Enquiry, Screening
from goldendoor.practice.screenings import queries as screenings
from goldendoor.practice.screenings import rules as screening_rules


def of_enquiry(request: HttpRequest, enquiry: Enquiry, where: str = "") -> dict[str, Any]:
    """Context of a page of the enquiry: its steps, the present one, what it waits for."""
    access = request.access  # type: ignore[attr-defined]
    facts = queries.facts(access, enquiry)
    steps = rules.steps(facts)
    here = next((one for one in steps if one.when == "here"), None)
    return {
        "enquiry": enquiry,
        "people": queries.people(enquiry),
        "facts": facts,
        "steps": steps,
        "here": here,
        "where": where,
        "stopped": rules.why_not_advise(facts),
        "may_change": bool(registries.ask("enquiries.change", access, enquiry))
        and not enquiry.is_decided,
        "once": opaque.new_id(),
    }


def overview(request: HttpRequest, enquiry: Enquiry) -> dict[str, Any]:
    """The enquiry's own page."""
    access = request.access  # type: ignore[attr-defined]
    library = Library.shipped()
    check = enquiry.check_made
    kept = queries.screenings(access, enquiry)
    return {
        **of_enquiry(request, enquiry),
        "check": check,
        "outcome": conflicts.outcome(check) if check else None,
        "alike": queries.alike(access, enquiry),
        "contacts": list(queries.contacts(access, enquiry)[:20]),
        "channels": list(enumerate(enquiry.channels)),
        "channel_words": rules.CHANNELS,
        "safe_words": rules.SAFE,
        "screenings": [(screenings.get(library, one.screening_id), one) for one in kept],
        "offered": offered(library, kept),
        "consultations": queries.consultations(access, enquiry),
        "engagement": queries.engagement(access, enquiry),
    }


def offered(library: Library, kept: Sequence[Screening]) -> list[Any]:
    """Interviews that were not held yet."""
    held = {one.screening_id for one in kept}
    return [one for one in screenings.all_of(library) if one["id"] not in held]


def summary(enquiry: Enquiry, row: Screening, library: Library) -> dict[str, Any]:
    """What an interview came to: answers, points, dated facts."""
    entry = screenings.get(library, row.screening_id)
    return {
        "entry": entry,
        "row": row,
        "told": screening_rules.told(entry, row.answers),
        "points": screening_rules.talk(entry, row.answers),
        "dated": [{**one, "day": forms.day(one["value"])} for one in row.dated],
    }


def address(enquiry: Enquiry, part: str = "") -> str:
    """The page of an enquiry, or a part of it."""
    return reverse("practice:enquiry", args=[enquiry.public_id]) + part
