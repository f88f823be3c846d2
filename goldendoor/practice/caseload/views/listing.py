"""Caseload: the list with its filters, what is done to many cases, the work of each person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldendoor.accounts import queries as accounts
from goldendoor.cases import actions as case_actions
from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import WaitingOn
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock, opaque
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import bulk, filters, frame, workload


@needs("cases.view")
def case_list(request: HttpRequest) -> HttpResponse:
    """Cases by keyset with filters as chips; what is searched for is posted: it may be a name."""
    access, today = request.access, clock.today()  # type: ignore[attr-defined]
    found, wrong = filters.read(request.GET.dict())
    wanted = {**found, "search": request.POST.get("q", "").strip()}
    page = cases.caseload(access, wanted, request.GET.get("after"), today=today)
    context = {"page": page, "q": wanted["search"], "found": found, "wrong": wrong, **_words()}
    if getattr(request, "htmx", False) and request.GET.get("after"):
        context["more"] = filters.address(found)
        return render(request, "practice/cases.html#rows", context)
    context |= _around(request, found)
    return render(request, "practice/cases.html", context)


def _words() -> dict[str, Any]:
    return {"flag_kinds": case_types.flag_kinds(), "whom": dict(WaitingOn.choices)}


def _around(request: HttpRequest, found: dict[str, Any]) -> dict[str, Any]:
    """Chips, saved filters and the forms for many."""
    access = request.access  # type: ignore[attr-defined]
    colleagues = list(accounts.colleagues(access))
    return {
        "more": filters.address(found),
        "everything": filters.address({}),
        "mine": filters.address({}, assigned_to="mine"),
        "stages": filters.stage_chips(found, cases.counts_by_stage(access)),
        "switches": filters.switch_chips(found, clock.today()),
        "groups": filters.groups(found, colleagues),
        "saved": filters.saved_chips(cases.saved_filters(access), found),
        "verbs": bulk.forms(colleagues),
        "once": opaque.new_id(),
    }


@frame.posted
@needs("cases.change")
def many(request: HttpRequest, verb: str) -> HttpResponse:
    """The same for the chosen cases, with what became of each."""
    known = bulk.VERBS.get(verb)
    if known is None:
        raise Http404
    access = request.access  # type: ignore[attr-defined]
    outcome = bulk.carry_out(access, known, request.POST, frame.once_of(request))
    context = {"outcome": outcome, "once": frame.once_of(request) or opaque.new_id()}
    context["back"] = frame.back_of(request, reverse("practice:cases"))
    status = frame.status_of(outcome.form)
    return render(request, "practice/cases_many.html", context, status=status)


@frame.posted
@needs("cases.view")
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is under a name."""
    access = request.access  # type: ignore[attr-defined]
    found, _ = filters.read(request.POST.dict())
    try:
        case_actions.save_filter(access=access, name=request.POST.get("name", ""), query=found)
        messages.success(request, "The filter is kept; it stands above the list.")
    except BadInput as error:
        messages.error(request, str(error))
    return redirect(reverse("practice:cases") + filters.address(found))


@frame.posted
@needs("cases.view")
def change_filter(request: HttpRequest, filter_id: str) -> HttpResponse:
    """Another name for a filter, or none of it any more."""
    access = request.access  # type: ignore[attr-defined]
    saved = cases.saved_filter(access, filter_id)
    try:
        if request.POST.get("do") == "delete":
            case_actions.delete_filter(access=access, saved=saved)
        else:
            case_actions.rename_filter(access=access, saved=saved, name=request.POST["name"])
        messages.success(request, "Done.")
    except BadInput as error:
        messages.error(request, str(error))
    return redirect("practice:cases")


@needs("cases.view")
def work(request: HttpRequest) -> HttpResponse:
    """The open work of each person, as a picture with the table behind it."""
    access, today = request.access, clock.today()  # type: ignore[attr-defined]
    drawn = workload.picture(cases.workload(access, today=today), today=today)
    return render(request, "practice/workload.html", {"picture": drawn})
