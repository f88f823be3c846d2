"""Asking for a check, its page, the officer's queue."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.foundation.web import needs
from goldendoor.kernel import opaque
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import frame
from goldendoor.practice.conflicts import actions, beat, forms, queries, rules


@needs("conflicts.ask")
def checks(request: HttpRequest) -> HttpResponse:
    """What waits for the officer, and the latest checks."""
    access = request.access  # type: ignore[attr-defined]
    officer = queries.is_officer(access)
    context = {
        "page": queries.latest(access, request.GET.get("after")),
        "officer": officer,
        "queue": list(queries.queue(access)[:50]) if officer else [],
    }
    return render(request, "practice/conflicts/checks.html", context)


@needs("conflicts.ask")
def new(request: HttpRequest) -> HttpResponse:
    """Names to check that belong to no enquiry: a new opposing party, a witness."""
    access = request.access  # type: ignore[attr-defined]
    rows = forms.rows_of([])
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        started = beat.start()
        rows, problems = forms.read_rows(request.POST)
        if not problems:
            check = actions.ask(access=access, people=forms.people_of(rows))
            beat.keep(started)
            return redirect("practice:conflict_check", check.public_id)
    context = {"rows": rows, "problems": problems, "roles": rules.ROLES, "once": opaque.new_id()}
    status = 422 if problems else 200
    return render(request, "practice/conflicts/new.html", context, status=status)


@needs("conflicts.ask")
def check(request: HttpRequest, check_id: str) -> HttpResponse:
    """What a check came to: the same page for everybody, the officer's with all hits."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, check_id)
    return render(request, "practice/conflicts/check.html", page_of(request, found))


def page_of(request: HttpRequest, check: Any, problem: str = "") -> dict[str, Any]:
    """Context of the page of a check."""
    access = request.access  # type: ignore[attr-defined]
    officer = queries.is_officer(access)
    if officer:
        actions.record_reading(access=access, check=check)
    return {
        "check": check,
        "people": rules.from_json(check.asked),
        "outcome": queries.outcome(check),
        "hits": queries.shown(access, check),
        "earlier": queries.earlier(access, check),
        "officer": officer,
        "problem": problem,
        "typed": request.POST,
    }


@frame.posted
@needs("conflicts.decide")
def decide(request: HttpRequest, check_id: str) -> HttpResponse:
    """The officer's decision, with the waiver where there is one."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, check_id)
    file: Any = request.FILES.get("waiver")
    try:
        actions.decide(
            access=access, check=found, decision=request.POST.get("decision", ""),
            reason=request.POST.get("reason", ""), file=file,
            filename=getattr(file, "name", "") or "", version=frame.version_of(request),
        )  # fmt: skip
    except BadInput as error:
        context = page_of(request, found, str(error))
        return render(request, "practice/conflicts/check.html", context, status=422)
    messages.success(request, "Your decision is kept with the check.")
    return redirect("practice:conflict_check", check_id)
