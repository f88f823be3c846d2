"""Pages of hearings: of the office, of a case, one of them, moving and ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.deadlines import forms as deadline_forms
from goldendoor.practice.hearings import actions, forms, kinds, page, queries, rules
from goldendoor.practice.hearings.models import Hearing


@needs("cases.view")
def hearings(request: HttpRequest) -> HttpResponse:
    """Interviews and hearings of the whole office, as a list or by week."""
    access, today = request.access, clock.today()  # type: ignore[attr-defined]
    view = "week" if request.GET.get("view") == "week" else "list"
    on = deadline_forms.day(request.GET.get("on", ""), today)
    mine = request.GET.get("who") == "me"
    context = page.of_office(access, view, on, today=today, mine=mine)
    return render(request, "practice/hearings/hearings.html", context)


@needs("cases.view")
def of_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """The tab of a case."""
    found = cases.get(request.access, public_id)  # type: ignore[attr-defined]
    return render(request, "practice/hearings/case.html", page.of_case(request, found))


@needs("practice_hearings.change")
def new(request: HttpRequest, public_id: str) -> HttpResponse:
    """A hearing: its kind first, then where and when."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    context: dict[str, Any] = frame.of_case(request, found, "hearings", "New hearing or interview")
    kind_id = request.POST.get("kind") or request.GET.get("kind", "")
    if not kind_id:
        context |= {"every": kinds.all_of(library), "words": kinds.WHERE}
        return render(request, "practice/hearings/choose.html", context)
    kind = kinds.get(library, kind_id)
    post = request.POST or None
    when = forms.When(post, library=library)
    details = forms.Details(post, kind=kind, library=library)
    if post and when.is_valid() & details.is_valid():
        made = _schedule(request, found, kind, when, details)
        if made is not None:
            return redirect("practice:hearing", public_id, made.public_id)
    wrong = post and (when.errors or details.errors)
    follows = request.POST.get("follows") or request.GET.get("after")
    context |= {"entry": kind, "when": when, "details": details, "follows": follows}
    context["once"] = frame.once_of(request) or context["once"]
    return render(request, "practice/hearings/new.html", context, status=422 if wrong else 200)


def _schedule(
    request: HttpRequest, case: Any, kind: Any, when: forms.When, details: forms.Details
) -> Hearing | None:
    """The hearing; None where the time zone is missing, which then stands at its field."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    data = when.cleaned_data
    zone = data["time_zone"] or details.zone
    if not zone:
        when.add_error("time_zone", "Choose the time zone of this place.")
        return None
    after = request.POST.get("follows", "")
    made = actions.schedule(
        access=access, case=case, kind_id=kind["id"], day=data["day"], time=data["time"],
        time_zone=zone, details=details.details, library=library, once=frame.once_of(request),
        follows=queries.get(access, after) if after else None,
    )  # fmt: skip
    messages.success(request, "It is put down. Start its filing days and prepare it.")
    return made


@needs("cases.view")
def hearing(request: HttpRequest, public_id: str, hearing_id: str) -> HttpResponse:
    """One hearing."""
    found = queries.get(request.access, hearing_id)  # type: ignore[attr-defined]
    return render(request, "practice/hearings/hearing.html", page.of_hearing(request, found))


@needs("practice_hearings.change")
def change(request: HttpRequest, public_id: str, hearing_id: str) -> HttpResponse:
    """Place, judge, how to join, language, notes."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    found = queries.get(access, hearing_id)
    kind = kinds.get(library, found.kind)
    form = forms.Details(
        request.POST or None, kind=kind, library=library, initial=forms.Details.initial_of(found)
    )
    if request.method == "POST" and form.is_valid():
        actions.change_details(
            access=access, hearing=found, details=form.details, version=frame.version_of(request)
        )
        return redirect("practice:hearing", public_id, hearing_id)
    context = {**page.around(request, found, "Change"), "form": form, "button": "Save"}
    return render(request, "practice/hearings/form.html", context, status=frame.status_of(form))


@needs("practice_hearings.change")
def move(request: HttpRequest, public_id: str, hearing_id: str) -> HttpResponse:
    """Another day: first what moves with it, then the moving."""
    access, library = request.access, Library.shipped()  # type: ignore[attr-defined]
    found, today = queries.get(access, hearing_id), clock.today()
    initial = {"day": found.held_date, "time": found.local.time()}
    form = forms.Moving(
        request.POST or None, library=library, zone=found.time_zone, initial=initial
    )
    context = {**page.around(request, found, "Move"), "form": form}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        moves = queries.moves(access, found, data["day"], today=today, library=library)
        shown = f"{data['day']} {data['time']} {rules.shown(moves)}"
        if request.POST.get("do") == "move" and request.POST.get("shown") == shown:
            actions.move(
                access=access, hearing=found, today=today, library=library,
                version=frame.version_of(request), **data,
            )  # fmt: skip
            messages.success(request, "Moved, with its filing days.")
            return redirect("practice:hearing", public_id, hearing_id)
        context |= {"moves": moves, "shown": shown}
    return render(request, "practice/hearings/move.html", context, status=frame.status_of(form))


@needs("practice_hearings.change")
def outcome(request: HttpRequest, public_id: str, hearing_id: str) -> HttpResponse:
    """How it went; a continued one leads on to the next."""
    access = request.access  # type: ignore[attr-defined]
    found, form = queries.get(access, hearing_id), forms.Outcome(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_outcome(
                access=access, hearing=found, today=clock.today(),
                version=frame.version_of(request), **form.cleaned_data,
            )  # fmt: skip
            messages.success(request, "Recorded. Put down the next day if there is one.")
            return redirect("practice:hearing", public_id, hearing_id)
        except BadInput as error:
            form.add_error("outcome", str(error))
    context = {**page.around(request, found, "How it went"), "form": form, "button": "Record it"}
    return render(request, "practice/hearings/form.html", context, status=frame.status_of(form))


@needs("practice_hearings.change")
def cancel(request: HttpRequest, public_id: str, hearing_id: str) -> HttpResponse:
    """It will not take place."""
    access = request.access  # type: ignore[attr-defined]
    found, form = queries.get(access, hearing_id), forms.Cancelling(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.cancel(
            access=access, hearing=found, today=clock.today(),
            version=frame.version_of(request), **form.cleaned_data,
        )  # fmt: skip
        return redirect("practice:case_hearings", public_id)
    days = [one.deadline for one in queries.filing_days(access, found) if one.deadline.is_open]
    context = {**page.around(request, found, "Cancel"), "form": form, "withdrawn": days,
               "button": "Cancel it"}  # fmt: skip
    return render(request, "practice/hearings/form.html", context, status=frame.status_of(form))
