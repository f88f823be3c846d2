"""The list, a new enquiry, its page, people, channels, contacts, the conflict check."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import frame
from goldendoor.practice.conflicts import beat
from goldendoor.practice.conflicts import forms as conflict_forms
from goldendoor.practice.conflicts import rules as conflict_rules
from goldendoor.practice.enquiries import actions, forms, page, queries, rules
from goldendoor.practice.enquiries.models import Enquiry


@needs("enquiries.view")
def enquiries(request: HttpRequest) -> HttpResponse:
    """Enquiries: new, waiting, decided."""
    access = request.access  # type: ignore[attr-defined]
    chosen = request.GET.get("show", "")
    found = queries.list_page(access, chosen, request.GET.get("after"))
    context = {"page": found, "chosen": chosen, "counts": queries.counts(access)}
    return render(request, "practice/enquiries/enquiries.html", context)


@needs("enquiries.change")
def new(request: HttpRequest) -> HttpResponse:
    """Somebody asks: who, what for, how to reach them safely."""
    access = request.access  # type: ignore[attr-defined]
    post = request.POST
    rows, problems = conflict_forms.rows_of([]), _none()
    form = forms.About(post or None, initial={"source": "phone"})
    if request.method == "POST":
        rows, problems = conflict_forms.read_rows(post)
        if form.is_valid() and not problems:
            enquiry = actions.take(
                access=access, people=conflict_forms.people_of(rows),
                channels=forms.read_channels(post), language=post.get("language", ""),
                needs_interpreter="interpreter" in post, **form.cleaned_data,
            )  # fmt: skip
            return redirect("practice:enquiry", enquiry.public_id)
    context = {**_people_context(rows, problems), "form": form, **_channel_context(request)}
    status = 422 if problems or form.errors else 200
    return render(request, "practice/enquiries/new.html", context, status=status)


def _none() -> list[tuple[str, str]]:
    return []


def _people_context(rows: list[Any], problems: list[tuple[str, str]]) -> dict[str, Any]:
    return {"rows": rows, "problems": problems, "roles": conflict_rules.ROLES}


def _channel_context(request: HttpRequest, enquiry: Enquiry | None = None) -> dict[str, Any]:
    known = enquiry.channels if enquiry else []
    typed = [one for one in forms.read_channels(request.POST) if one["value"]]
    return {
        "channel_rows": forms.channel_rows(typed if request.method == "POST" else known),
        "channel_words": rules.CHANNELS,
        "safe_words": rules.SAFE,
        "language": request.POST.get("language", enquiry.language if enquiry else ""),
        "interpreter": "interpreter" in request.POST
        or bool(enquiry and enquiry.needs_interpreter and request.method != "POST"),
    }


@needs("enquiries.view")
def enquiry(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page of an enquiry."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    return render(request, "practice/enquiries/enquiry.html", page.overview(request, found))


@needs("enquiries.change")
def people(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who is named; changing it asks for the conflict check again."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    rows, problems = conflict_forms.rows_of(queries.people(found)), _none()
    if request.method == "POST":
        rows, problems = conflict_forms.read_rows(request.POST)
        if not problems:
            actions.set_people(
                access=access, enquiry=found, people=conflict_forms.people_of(rows),
                about=request.POST.get("about", ""), version=frame.version_of(request),
            )  # fmt: skip
            return redirect("practice:enquiry", public_id)
    around = page.of_enquiry(request, found, "Who is named")
    context = {**around, **_people_context(rows, problems), "typed": request.POST}
    status = 422 if problems else 200
    return render(request, "practice/enquiries/people.html", context, status=status)


@needs("enquiries.change")
def channels(request: HttpRequest, public_id: str) -> HttpResponse:
    """How the enquirer is reached, and what is safe."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    problems = _none()
    if request.method == "POST":
        post = request.POST
        try:
            actions.set_channels(
                access=access, enquiry=found, channels=forms.read_channels(post),
                language=post.get("language", ""), needs_interpreter="interpreter" in post,
                version=frame.version_of(request),
            )  # fmt: skip
            return redirect("practice:enquiry", public_id)
        except BadInput as error:
            problems = [("value-channel-0", str(error))]
    around = page.of_enquiry(request, found, "How to reach them")
    context = {**around, **_channel_context(request, found), "problems": problems}
    status = 422 if problems else 200
    return render(request, "practice/enquiries/channels.html", context, status=status)


@frame.posted
@needs("enquiries.change")
def contact(request: HttpRequest, public_id: str) -> HttpResponse:
    """A call, letter or talk is noted; one on an unsafe channel is refused, the text is kept."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    at, text = request.POST.get("channel", ""), request.POST.get("text", "").replace("\0", "")
    try:
        actions.note_contact(
            access=access, enquiry=found, text=text, at=frame.number(at) if at else None,
            incoming=request.POST.get("direction") == "in",
        )  # fmt: skip
    except (NotAllowed, BadInput) as error:
        problems = [("contact-text", str(error))]
        context = {**page.overview(request, found), "problems": problems, "typed": request.POST}
        return render(request, "practice/enquiries/enquiry.html", context, status=422)
    messages.success(request, "The contact is noted.")
    return redirect(page.address(found, "#contacts"))


@frame.posted
@needs("enquiries.change")
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everybody named is checked; the answer comes at the next beat."""
    access = request.access  # type: ignore[attr-defined]
    started = beat.start()
    found = queries.get(access, public_id)
    actions.check_conflicts(access=access, enquiry=found)
    beat.keep(started)
    return redirect("practice:enquiry", public_id)


@frame.posted
@needs("enquiries.change")
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whether the enquirer is somebody known. Nothing is merged by it."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    actions.settle_person(access=access, enquiry=found, public_id=request.POST.get("person", ""))
    return redirect("practice:enquiry", public_id)


@needs("enquiries.change")
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Declined or withdrawn."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.get(access, public_id)
    form = forms.Closing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = frame.version_of(request)
        actions.close(access=access, enquiry=found, version=version, **form.cleaned_data)
        messages.success(request, "The enquiry is closed.")
        return redirect("practice:enquiry", public_id)
    context = {**page.of_enquiry(request, found, "Close"), "form": form}
    return render(request, "practice/enquiries/close.html", context, status=frame.status_of(form))
