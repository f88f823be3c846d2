"""Practice interviews on a case, and civics on the client's own phone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.mock_interviews import actions, page, queries

FOLDER = "practice/mock_interviews"


@needs("cases.view")
def of_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sets to begin, sessions with their trend, links for the phone."""
    found = cases.get(request.access, public_id)  # type: ignore[attr-defined]
    begin, phone = page.begin_form(request, found), page.phone_form(request, found)
    return render(request, f"{FOLDER}/case.html", page.of_case(request, found, begin, phone))


@frame.posted
@needs("practice_mock_interviews.hold")
def start(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin a session."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    form = page.begin_form(request, found)
    if form.is_valid():
        try:
            session = actions.start(
                access=access, case=found, wanted=form.wanted, today=clock.today(),
                library=Library.shipped(), once=frame.once_of(request),
            )  # fmt: skip
            return redirect("practice:mock_session", public_id, session.public_id)
        except BadInput as error:
            form.add_error("filed_date", str(error))
    context = page.of_case(request, found, form, page.phone_form(request, found))
    return render(request, f"{FOLDER}/case.html", context, status=422)


@needs("practice_mock_interviews.hold")
def session(request: HttpRequest, public_id: str, session_id: str) -> HttpResponse:
    """One question after the other; at the end the result."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, session_id)
    if request.method == "POST":
        try:
            actions.answer(
                access=access, session=found, key=request.POST.get("key", ""),
                score=request.POST.get("score", ""), note=request.POST.get("note", ""),
                seconds=frame.number(request.POST.get("seconds")),
            )  # fmt: skip
            return redirect("practice:mock_session", public_id, session_id)
        except BadInput as error:
            context = page.of_session(request, found, [("note", str(error))])
            return render(request, f"{FOLDER}/session.html", context, status=422)
    return render(request, f"{FOLDER}/session.html", page.of_session(request, found))


@frame.posted
@needs("practice_mock_interviews.hold")
def finish(request: HttpRequest, public_id: str, session_id: str) -> HttpResponse:
    """Enough for today."""
    access = request.access  # type: ignore[attr-defined]
    actions.finish(access=access, session=queries.get(access, session_id))
    return redirect("practice:mock_session", public_id, session_id)


@frame.posted
@needs("practice_mock_interviews.hold")
def make_link(request: HttpRequest, public_id: str) -> HttpResponse:
    """A link for the client's phone."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    form = page.phone_form(request, found)
    if form.is_valid():
        try:
            actions.make_link(
                access=access, case=found, today=clock.today(), library=Library.shipped(),
                **form.cleaned_data,
            )  # fmt: skip
            messages.success(request, "The link is made. Give it to the client.")
            return redirect("practice:mock_interviews", public_id)
        except BadInput as error:
            form.add_error("expires_date", str(error))
    context = page.of_case(request, found, page.begin_form(request, found), form)
    return render(request, f"{FOLDER}/case.html", context, status=422)


@frame.posted
@needs("practice_mock_interviews.hold")
def revoke_link(request: HttpRequest, public_id: str, link_id: str) -> HttpResponse:
    """The link stops working."""
    access = request.access  # type: ignore[attr-defined]
    actions.revoke_link(access=access, link=queries.link(access, link_id))
    messages.success(request, "The link works no more.")
    return redirect("practice:mock_interviews", public_id)


@needs("public")
def civics(request: HttpRequest, token: str) -> HttpResponse:
    """Civics for whoever holds the link: no sign-in, and nothing of any case."""
    found = queries.of_token(token)
    if found is None:
        raise Http404
    if queries.works(found, clock.today()):
        answer = render(request, f"{FOLDER}/phone.html", page.of_phone(request, found))
    else:
        answer = render(request, f"{FOLDER}/phone_over.html", status=410)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    return answer
