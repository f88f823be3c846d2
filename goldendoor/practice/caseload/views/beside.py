"""Holds, flags, links, notes and tasks of a case."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from goldendoor.cases import queries as cases
from goldendoor.foundation.web import needs
from goldendoor.practice.caseload import beside, frame


@needs("cases.change")
def change(request: HttpRequest, public_id: str, verb: str, about: str = "") -> HttpResponse:
    """One small form, in the side panel or as a page; sent, it is done and the case is shown."""
    access = request.access  # type: ignore[attr-defined]
    found, known = cases.get(access, public_id), beside.VERBS.get(verb)
    if known is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    asked = beside.Asked(access, found, about, sent, frame.version_of(request))
    form = known.make(asked)
    if sent is not None and beside.carry_out(known, asked, form):
        messages.success(request, known.done)
        anchor = f"#{known.back}" if known.back else ""
        return redirect(reverse("practice:case", args=[public_id]) + anchor)
    return _page(request, frame.of_case(request, found, "case", known.title), known, form)


@frame.posted
@needs("cases.change")
def add_note(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A note written on the page of the case."""
    return change(request, public_id, "note")


def _page(request: HttpRequest, named: dict, verb: beside.Verb, form: object) -> HttpResponse:
    part = "#form" if getattr(request, "htmx", False) else ""
    context = {**named, "verb": verb, "form": form, "address": request.path}
    status = frame.status_of(form)  # type: ignore[arg-type]
    return render(request, f"practice/beside.html{part}", context, status=status)
