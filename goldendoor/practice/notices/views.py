"""The inbox of notices, the page of one, the notices of a case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.correspondence import actions as correspondence
from goldendoor.correspondence import queries
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.pdf.errors import PdfError
from goldendoor.practice.caseload import frame
from goldendoor.practice.notices import actions, inbox, page


@needs("correspondence.view")
def notices(request: HttpRequest) -> HttpResponseBase:
    """What waits, or `?state=` what is confirmed or set aside."""
    context = inbox.of_request(request)
    return render(request, f"practice/notices/list.html{_part(request)}", context)


def _part(request: HttpRequest) -> str:
    return "#rows" if request.headers.get("HX-Request") else ""


@frame.posted
@needs("correspondence.take_in")
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take papers in; each is read in the background. A file that is here already is told."""
    case = inbox.take_in(request)
    if not request.headers.get("HX-Request"):
        return redirect("practice:case_notices", case) if case else redirect("practice:notices")
    return of_case(request, case) if case else notices(request)


@needs("correspondence.view")
def notice(request: HttpRequest, notice_id: str) -> HttpResponse:
    """The paper beside what it says; POST keeps what was typed, shows what follows, confirms."""
    found = queries.get(request.access, notice_id)  # type: ignore[attr-defined]
    if not found.is_open:
        return render(request, "practice/notices/closed.html", page.of_notice(request, found))
    wrong: dict[str, str] = {}
    if request.method == "POST":
        found, wrong = inbox.correct(request, found)
    context = page.of_notice(request, found, wrong)
    plan = context["plan"]
    if request.POST.get("do") == "confirm" and not plan.problems:
        if request.POST.get("shown") == plan.shown:
            return _confirmed(request, plan)
        context["changed"] = True
    status = 422 if context["problems"] else 200
    return render(request, "practice/notices/notice.html", context, status=status)


def _confirmed(request: HttpRequest, plan: Any) -> HttpResponse:
    access = request.access  # type: ignore[attr-defined]
    found = actions.confirm(
        access=access, plan=plan, today=clock.today(), library=Library.shipped()
    )
    messages.success(request, "The notice is confirmed.")
    return redirect("practice:notice", found.public_id)


@needs("correspondence.view")
def picture(request: HttpRequest, notice_id: str, number: int) -> HttpResponse:
    """A page of the paper as a picture."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, notice_id)
    try:
        data = page.page_png(access, found, number)
    except (IndexError, PdfError) as error:
        raise Http404 from error
    response = HttpResponse(data, content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response


@frame.posted
@needs("correspondence.take_in")
def set_aside(request: HttpRequest, notice_id: str) -> HttpResponse:
    """It needs nothing; or it does after all."""
    access = request.access  # type: ignore[attr-defined]
    found, version = queries.get(access, notice_id), frame.version_of(request)
    if "again" in request.POST:
        correspondence.take_up_again(access=access, notice=found, version=version)
        return redirect("practice:notice", notice_id)
    reason = request.POST.get("reason", "")
    try:
        correspondence.set_aside(access=access, notice=found, reason=reason, version=version)
    except BadInput as error:
        context = {**page.of_notice(request, found), "aside_problem": str(error)}
        return render(request, "practice/notices/notice.html", context, status=422)
    messages.success(request, "It is set aside, and can be taken up again.")
    return redirect("practice:notices")


@frame.posted
@needs("cases.change")
def status(request: HttpRequest, public_id: str, filing_id: str) -> HttpResponseBase:
    """What the agency's page says, pasted; or ask in the next round."""
    access = request.access  # type: ignore[attr-defined]
    filing = cases.filing(access, filing_id)
    if "soon" in request.POST:
        row = correspondence.track(access=access, filing=filing)
        correspondence.ask_soon(access=access, status=row)
        messages.success(request, "It is asked about in the next round, within minutes.")
        return redirect("practice:case_notices", public_id)
    try:
        inbox.paste(access, filing, request.POST.get("text", ""))
    except BadInput as error:
        return of_case(request, public_id, refused=(filing_id, str(error)))
    messages.success(request, "What the agency says is kept.")
    return redirect("practice:case_notices", public_id)


@needs("correspondence.view")
def of_case(
    request: HttpRequest, public_id: str, refused: tuple[str, str] = ("", "")
) -> HttpResponse:
    """The notices of a case and what the agency says of its receipts."""
    case = cases.get(request.access, public_id)  # type: ignore[attr-defined]
    context = {**frame.of_case(request, case, "notices"), **inbox.of_case(request, case)}
    context |= {"refused_filing": refused[0], "refused": refused[1]}
    context["typed"] = request.POST.get("text", "") if refused[0] else ""
    template = f"practice/notices/case.html{_part(request)}"
    return render(request, template, context, status=422 if refused[0] else 200)
