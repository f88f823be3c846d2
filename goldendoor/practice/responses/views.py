"""The workspace of an answer: its items, its packet, its sending."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.documents import queries as documents
from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.bundles import actions as bundles
from goldendoor.practice.bundles import jobs
from goldendoor.practice.caseload import frame
from goldendoor.practice.responses import (
    acting,
    actions,
    forms,
    kinds,
    packet,
    page,
    queries,
    rules,
)


@needs("cases.view")
def responses(request: HttpRequest) -> HttpResponse:
    """Open answers of all cases."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.list_page(access, request.GET.get("after"))
    labels = {one["id"]: one for one in kinds.all_of(Library.shipped())}
    return render(request, "practice/responses/list.html", {"page": found, "kinds": labels})


@needs("cases.change")
def start(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin an answer: to a deadline that waits, or to a notice without one."""
    access = request.access  # type: ignore[attr-defined]
    case, library = cases.get(access, public_id), Library.shipped()
    if request.method == "POST":
        made = acting.start(request, case, library)
        return redirect("practice:response", made.public_id)
    context = {
        **frame.of_case(request, case, "letters", "Answer the agency"),
        "awaited": queries.awaited(access, case, library),
        "kinds": kinds.all_of(library),
        "papers": documents.of_case(access, case),
    }
    return render(request, "practice/responses/start.html", context)


@needs("cases.view")
def response(request: HttpRequest, response_id: str) -> HttpResponse:
    """The workspace; `?read=1` proposes the items from the text of the notice."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, response_id)
    typed, problems = "", []
    if request.GET.get("read"):
        try:
            typed = page.read_notice(request, found)
        except BadInput as error:
            problems = [("paste", str(error))]
    context = page.workspace(request, found, {"typed": typed, "problems": problems})
    status = 422 if problems else 200
    return render(request, "practice/responses/response.html", context, status=status)


@frame.posted
@needs("cases.change")
def add_items(request: HttpRequest, response_id: str) -> HttpResponse:
    """A pasted list, split; or one request."""
    access = request.access  # type: ignore[attr-defined]
    found, text = queries.get(access, response_id), request.POST.get("text", "")
    texts = [text] if "whole" in request.POST else rules.split(text)
    try:
        made = actions.add_items(
            access=access, response=found, texts=texts, once=frame.once_of(request)
        )
    except BadInput as error:
        typed = {"typed": text, "problems": [("paste", str(error))]}
        context = page.workspace(request, found, typed)
        return render(request, "practice/responses/response.html", context, status=422)
    what = "1 item is" if len(made) == 1 else f"{len(made)} items are"
    messages.success(request, f"{what} added. Compare them with the notice.")
    return redirect("practice:response", response_id)


@needs("cases.change")
def settings(request: HttpRequest, response_id: str) -> HttpResponse:
    """Way, notice, deadline, address, own words."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, response_id)
    form = page.settings_form(request, found)
    if request.method == "POST" and form.is_valid():
        acting.change_frame(request, found, form)
        messages.success(request, "Saved.")
        return redirect("practice:response", response_id)
    context = {**page.of_response(request, found, "Frame of the answer"), "form": form}
    status = frame.status_of(form)
    return render(request, "practice/responses/settings.html", context, status=status)


@needs("cases.view")
def item(request: HttpRequest, item_id: str) -> HttpResponse:
    """One item; what is wrong is told at its field, with everything that was typed."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.item(access, item_id)
    form = page.item_form(request, found)
    if request.method == "POST" and form.is_valid() and acting.save_item(request, found, form):
        messages.success(request, f"Request {found.position} is saved.")
        return redirect(acting.after_saving(request, found))
    context = page.of_item(request, found, form)
    status = frame.status_of(form)
    return render(request, "practice/responses/item.html", context, status=status)


@frame.posted
@needs("cases.change")
def item_step(request: HttpRequest, item_id: str, verb: str) -> HttpResponse:
    """Attach, detach, move, remove."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.item(access, item_id)
    return redirect(acting.step(request, found, verb))


@needs("cases.view")
def versions(request: HttpRequest, item_id: str) -> HttpResponse:
    """What the answer to an item was."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.item(access, item_id)
    context = {
        **page.of_response(request, found.response, f"Request {found.position}: versions"),
        "item": found,
        "versions": queries.versions(access, found),
    }
    return render(request, "practice/responses/versions.html", context)


@frame.posted
@needs("cases.change")
def build(request: HttpRequest, response_id: str) -> HttpResponse:
    """Ask for the packet; a draft may lack items."""
    access = request.access  # type: ignore[attr-defined]
    found, draft = queries.get(access, response_id), "draft" in request.POST
    acting.demand_ready(request, found, draft=draft)
    recipe = packet.recipe(
        access, found, library=Library.shipped(), today=clock.today(), draft=draft
    )
    asked = bundles.ask(
        access=access, case=found.case, purpose=page.PURPOSE, about=found.public_id,
        recipe=recipe, once=frame.once_of(request),
    )  # fmt: skip
    jobs.build_bundle.enqueue(access.user_id, access.organisation_id, asked.public_id)
    return redirect("practice:bundle", asked.public_id)


@frame.posted
@needs("cases.change")
def sent(request: HttpRequest, response_id: str) -> HttpResponse:
    """It went out: the case moves, the deadline is satisfied."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, response_id)
    form = forms.Sent(request.POST, papers=documents.of_case(access, found.case))
    problem = acting.record_sent(request, found, form) if form.is_valid() else ""
    if form.is_valid() and not problem:
        messages.success(request, "The answer is recorded as sent, its deadline as satisfied.")
        return redirect("practice:response", response_id)
    more = {"sent": form, "problems": [("id_sent_date", problem)] if problem else []}
    context = page.workspace(request, found, more)
    return render(request, "practice/responses/response.html", context, status=422)


@frame.posted
@needs("cases.change")
def drop(request: HttpRequest, response_id: str) -> HttpResponse:
    """No answer by this office, with the reason."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, response_id)
    actions.drop(
        access=access, response=found, reason=request.POST.get("reason", ""),
        version=frame.version_of(request),
    )  # fmt: skip
    messages.success(request, "Recorded. The deadline stays until you settle it.")
    return redirect("practice:response", response_id)
