"""People, and the library of forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldendoor.cases import queries as cases
from goldendoor.foundation.web import needs
from goldendoor.people import queries as people
from goldendoor.practice.clients import queries


@needs("people.view")
def people_list(request: HttpRequest) -> HttpResponse:
    """People of the office by name."""
    access = request.access  # type: ignore[attr-defined]
    text = request.POST.get("q", "").strip()
    page = queries.page_of_people(access, search=text, after=request.GET.get("after"))
    context = {"page": page, "q": text}
    more = bool(getattr(request, "htmx", False)) and request.GET.get("after")
    template = "practice/people.html#rows" if more else "practice/people.html"
    return render(request, template, context)


@needs("people.view")
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything known about a person, and their cases."""
    access = request.access  # type: ignore[attr-defined]
    found = people.get(access, public_id)
    context = {
        "person": found,
        "facts": queries.facts(access, found),
        "cases": cases.cases_of(access, found)[:50],
    }
    return render(request, "practice/person.html", context)


@needs("cases.view")
def library(request: HttpRequest) -> HttpResponse:
    """Forms with their editions, maps, and the blanks on this computer."""
    forms = queries.forms()
    blanks = sum(len(row["blanks"]) for form in forms for row in form.editions)
    return render(request, "practice/library.html", {"forms": forms, "blanks": blanks})
