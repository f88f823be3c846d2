"""The deadlines of a case, a new one, changing one; the calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.accounts import queries as accounts
from goldendoor.cases import queries as cases
from goldendoor.deadlines import actions, computing, queries
from goldendoor.documents import queries as documents
from goldendoor.foundation.errors import NotFound
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.deadlines import calendar as calendars
from goldendoor.practice.deadlines import changing, forms, page


@needs("deadlines.view")
def calendar(request: HttpRequest) -> HttpResponse:
    """Month, week or list; mine or everyone's."""
    access = request.access  # type: ignore[attr-defined]
    today = clock.today()
    view = request.GET.get("view", "month")
    view = view if view in dict(calendars.VIEWS) else "month"
    shown = calendars.of_view(
        access,
        view,
        forms.day(request.GET.get("on", ""), today),
        today=today,
        mine=request.GET.get("who") == "me",
        library=Library.shipped(),
    )
    context = {**shown, "views": calendars.VIEWS, "who": "me" if shown["mine"] else ""}
    return render(request, "practice/calendar.html", context)


@needs("deadlines.view")
def deadlines(request: HttpRequest, public_id: str) -> HttpResponse:
    """The tab of a case."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    shown = page.of_case(access, found, today=clock.today(), library=Library.shipped())
    context = {**frame.of_case(request, found, "deadlines"), **shown}
    return render(request, "practice/deadlines.html", context)


@frame.posted
@needs("deadlines.change")
def add_place(request: HttpRequest, public_id: str) -> HttpResponse:
    """A place in the line for a visa."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    form = page.place_form(request.POST, Library.shipped())
    if not form.is_valid():
        shown = page.of_case(access, found, today=clock.today(), library=Library.shipped())
        context = {**frame.of_case(request, found, "deadlines"), **shown, "place_form": form}
        return render(request, "practice/deadlines.html", context, status=422)
    actions.record_priority_date(access=access, case=found, **form.cleaned_data)
    messages.success(request, "The priority date is recorded.")
    return redirect("practice:deadlines", public_id)


@needs("deadlines.change")
def choose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Which rule a new deadline rests on; or a date of our own."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    text = request.GET.get("q", "").strip()
    areas: dict[str, list[Any]] = {}
    for one in queries.choices(Library.shipped(), text):
        areas.setdefault(one.area, []).append(one)
    context = {
        **frame.of_case(request, found, "deadlines", "Add a deadline"),
        "areas": areas,
        "q": text,
    }
    part = "#choices" if getattr(request, "htmx", False) else ""
    return render(request, f"practice/deadline_choose.html{part}", context)


@needs("deadlines.change")
def start(request: HttpRequest, public_id: str, rule_id: str) -> HttpResponse:
    """The facts of the rule, what comes out, and then the deadline."""
    access = request.access  # type: ignore[attr-defined]
    found, library = cases.get(access, public_id), Library.shipped()
    rule, colleagues = _rule(rule_id, library), accounts.colleagues(access)
    form = forms.ByRule(request.POST or None, colleagues=colleagues)
    draft = page.blank(rule, {})
    if request.method == "POST":
        printed = form.cleaned_data["printed_date"] if form.is_valid() else None
        posted = request.POST.dict()
        draft = page.drafted(rule, posted, printed, today=clock.today(), library=library)
        if changing.may_start(request.POST, draft, form):
            changing.start_by_rule(request, found, draft, form, colleagues)
            messages.success(request, "The deadline is started.")
            return redirect("practice:deadlines", public_id)
    named = frame.of_case(request, found, "deadlines", "Add a deadline")
    context = {**named, "draft": draft, "form": form, "rule": rule}
    wrong = draft.problems or (form.is_bound and form.errors)
    return render(request, "practice/deadline_start.html", context, status=422 if wrong else 200)


def _rule(rule_id: str, library: Library) -> Any:
    """The rule, or a page that does not exist."""
    try:
        return computing.tracked(rule_id, library)
    except BadInput as error:
        raise NotFound(str(error)) from error


@needs("deadlines.change")
def start_own(request: HttpRequest, public_id: str) -> HttpResponse:
    """A date of our own."""
    access = request.access  # type: ignore[attr-defined]
    found, colleagues = cases.get(access, public_id), accounts.colleagues(access)
    form = forms.Internal(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        actions.start(
            access=access,
            case=found,
            today=clock.today(),
            label=form.cleaned_data["label"],
            due_date=form.cleaned_data["due_date"],
            assigned_to=changing.colleague(colleagues, form.cleaned_data["assigned_to"]),
            once=frame.once_of(request),
        )
        messages.success(request, "The date is kept.")
        return redirect("practice:deadlines", public_id)
    named = frame.of_case(request, found, "deadlines", "A date of our own")
    status = frame.status_of(form)
    return render(request, "practice/deadline_own.html", {**named, "form": form}, status=status)


@needs("deadlines.change")
def change(request: HttpRequest, public_id: str, deadline_id: str, verb: str) -> HttpResponse:
    """Satisfy, correct, put off, give to someone, record the printed date, cancel."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    deadline = queries.get(access, deadline_id)
    if deadline.case_id != found.pk or verb not in changing.VERBS:
        raise Http404
    asked = changing.Asked(
        request, deadline, accounts.colleagues(access), documents.of_case(access, found)
    )
    changing.VERBS[verb].show(asked)
    if request.method == "POST" and changing.VERBS[verb].carry_out(asked):
        messages.success(request, changing.VERBS[verb].done)
        return redirect("practice:deadlines", public_id)
    context = {
        **frame.of_case(request, found, "deadlines", changing.VERBS[verb].title),
        "deadline": deadline,
        "verb": changing.VERBS[verb],
        "form": asked.form,
        "draft": asked.draft,
    }
    status = 422 if asked.wrong else 200
    return render(request, "practice/deadline_change.html", context, status=status)
