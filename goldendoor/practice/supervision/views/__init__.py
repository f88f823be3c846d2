"""My team, mentors, the training log."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.foundation.web import needs
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import frame
from goldendoor.practice.supervision import actions, page, queries

FOLDER = "practice/supervision"


@needs("practice_supervision.view")
def team(request: HttpRequest) -> HttpResponse:
    """What waits for me, whom I guide, who guides me."""
    return render(request, f"{FOLDER}/team.html", page.of_team(request))


@frame.posted
@needs("practice_supervision.name_mentors")
def name_mentor(request: HttpRequest) -> HttpResponse:
    """A mentor for a colleague."""
    access, form = request.access, page.mentor_form(request)  # type: ignore[attr-defined]
    if form.is_valid():
        actions.name_mentor(access=access, today=clock.today(), **form.data_of)
        messages.success(request, "The mentor is named.")
        return redirect("practice:team")
    return render(request, f"{FOLDER}/team.html", page.of_team(request, form), status=422)


@frame.posted
@needs("practice_supervision.name_mentors")
def end_mentor(request: HttpRequest, pair_id: str) -> HttpResponse:
    """Nothing needs this mentor's yes any more."""
    access = request.access  # type: ignore[attr-defined]
    actions.end_mentorship(
        access=access, mentorship=queries.mentorship(access, pair_id), today=clock.today(),
        version=frame.version_of(request),
    )  # fmt: skip
    messages.success(request, "Ended.")
    return redirect("practice:team")


@needs("practice_supervision.view")
def training(request: HttpRequest) -> HttpResponse:
    """The training log and a new entry."""
    access, form = request.access, page.training_form(request)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_training(access=access, today=clock.today(), **form.data_of)
            messages.success(request, "Recorded.")
            return redirect("practice:training")
        except BadInput as error:
            form.add_error("held_date", str(error))
    context = page.of_training(request, form)
    return render(request, f"{FOLDER}/training.html", context, status=frame.status_of(form))


@frame.posted
@needs("practice_supervision.view")
def remove_training(request: HttpRequest, entry_id: str) -> HttpResponse:
    """An entry that was a mistake."""
    access = request.access  # type: ignore[attr-defined]
    actions.remove_training(access=access, training=queries.training_entry(access, entry_id))
    messages.success(request, "Removed.")
    return redirect("practice:training")
