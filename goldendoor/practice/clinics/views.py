"""Clinic days: the list, planning, the board, receiving people and passing them on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.accounts import queries as accounts
from goldendoor.foundation import registries
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.clinics import actions, agreements, forms, queries, rules
from goldendoor.practice.clinics.models import Clinic
from goldendoor.practice.conflicts import beat
from goldendoor.practice.conflicts import forms as conflict_forms
from goldendoor.practice.conflicts import rules as conflict_rules


@needs("enquiries.view")
def clinics(request: HttpRequest) -> HttpResponse:
    """Clinic days, the latest first."""
    access = request.access  # type: ignore[attr-defined]
    page = queries.list_page(access, request.GET.get("after"))
    return render(request, "practice/clinics/clinics.html", {"page": page})


@needs("clinics.plan")
def plan(request: HttpRequest) -> HttpResponse:
    """A new clinic day."""
    access = request.access  # type: ignore[attr-defined]
    form = forms.Plan(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        data["stations"] = data["stations"].splitlines()
        try:
            clinic = actions.plan(access=access, **data)
            return redirect("practice:clinic", clinic.public_id)
        except BadInput as error:
            form.add_error("stations", str(error))
    status = frame.status_of(form)
    return render(request, "practice/clinics/plan.html", {"form": form}, status=status)


@needs("enquiries.view")
def clinic(request: HttpRequest, clinic_id: str) -> HttpResponse:
    """The board of the day."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, clinic_id)
    return render(request, "practice/clinics/clinic.html", _board(request, found))


def _board(request: HttpRequest, found: Clinic, **more: Any) -> dict[str, Any]:
    access = request.access  # type: ignore[attr-defined]
    return {
        "clinic": found,
        "board": queries.board(access, found),
        "counts": queries.counts(access, found),
        "needs": rules.NEEDS,
        "rows": conflict_forms.rows_of([])[:2],
        "roles": conflict_rules.ROLES,
        "colleagues": accounts.colleagues(access),
        "may_plan": bool(registries.ask("clinics.plan", access)),
        "may_work": bool(registries.ask("clinics.work", access)),
        **more,
    }


@frame.posted
@needs("clinics.work")
def receive(request: HttpRequest, clinic_id: str) -> HttpResponse:
    """Somebody came: number, enquiry and conflict check at once."""
    access = request.access  # type: ignore[attr-defined]
    found, started = queries.get(access, clinic_id), beat.start()
    rows, problems = conflict_forms.read_rows(request.POST)
    if not problems:
        try:
            visit = actions.receive(
                access=access, clinic=found, people=conflict_forms.people_of(rows),
                language=request.POST.get("language", ""),
            )  # fmt: skip
            beat.keep(started)
            messages.success(request, f"Number {visit.number} is received.")
            return redirect("practice:clinic", clinic_id)
        except BadInput as error:
            problems = [("names-0", str(error))]
    context = _board(request, found, rows=rows, problems=problems, typed=request.POST)
    return render(request, "practice/clinics/clinic.html", context, status=422)


@frame.posted
@needs("clinics.work")
def step(request: HttpRequest, visit_id: str, verb: str) -> HttpResponse:
    """The agreement is signed, somebody is called, or passed on."""
    access = request.access  # type: ignore[attr-defined]
    visit = queries.visit(access, visit_id)
    verbs = {"agreed": actions.agree, "called": actions.call, "passed-on": actions.pass_on}
    if verb not in verbs:
        raise BadInput("This cannot be done with a visit.")
    try:
        verbs[verb](access=access, visit=visit, version=frame.version_of(request))
    except NotAllowed as error:
        problems = [("", f"Number {visit.number}: {error.reason}")]
        context = _board(request, visit.clinic, problems=problems)
        return render(request, "practice/clinics/clinic.html", context, status=422)
    return redirect("practice:clinic", visit.clinic.public_id)


@needs("clinics.work")
def agreement(request: HttpRequest, visit_id: str) -> HttpResponse:
    """The limited-scope agreement to print."""
    access = request.access  # type: ignore[attr-defined]
    visit = queries.visit(access, visit_id)
    data = agreements.agreement_pdf(
        visit, access.organisation_label, access.user_label, Library.shipped()
    )
    return HttpResponse(data, content_type="application/pdf")


@frame.posted
@needs("clinics.plan")
def helper(request: HttpRequest, clinic_id: str) -> HttpResponse:
    """Place a helper at a station, or take one away."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, clinic_id)
    if gone := request.POST.get("gone", ""):
        actions.remove_helper(access=access, helper=queries.helper(access, gone))
        return redirect("practice:clinic", clinic_id)
    chosen = [one for one in accounts.colleagues(access) if str(one.pk) == request.POST.get("who")]
    if not chosen:
        raise BadInput("Choose somebody of this office.")
    station = request.POST.get("station", "")
    actions.place_helper(access=access, clinic=found, user=chosen[0], station=station)
    return redirect("practice:clinic", clinic_id)
