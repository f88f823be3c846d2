"""Supervision of one case: comments, answers, approvals."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldendoor.cases import queries as cases
from goldendoor.foundation.web import needs
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.caseload import frame
from goldendoor.practice.supervision import actions, page, queries
from goldendoor.practice.supervision.views import FOLDER


@needs("cases.view")
def of_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Comments on the work and approvals."""
    found = cases.get(request.access, public_id)  # type: ignore[attr-defined]
    return render(request, f"{FOLDER}/case.html", page.of_case(request, found))


def _again(request: HttpRequest, public_id: str, at: str, error: BadInput) -> HttpResponse:
    """The page once more, with what was typed."""
    found = cases.get(request.access, public_id)  # type: ignore[attr-defined]
    context = {**page.of_case(request, found), "problems": [(at, str(error))]}
    context |= {"typed": request.POST, "at": at}
    return render(request, f"{FOLDER}/case.html", context, status=422)


@frame.posted
@needs("practice_supervision.comment")
def comment(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new comment."""
    access, post = request.access, request.POST  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    about, _, about_id = post.get("target", "").partition(":")
    try:
        actions.comment(
            access=access, case=found, text=post.get("text", ""), about=about or "case",
            about_id=about_id, for_user=queries.colleague(access, post.get("for_user")),
        )  # fmt: skip
    except BadInput as error:
        return _again(request, public_id, "remark-text", error)
    return redirect("practice:supervision", public_id)


@frame.posted
@needs("practice_supervision.comment")
def remark(request: HttpRequest, public_id: str, remark_id: str, verb: str) -> HttpResponse:
    """An answer to a comment, or it is settled."""
    access = request.access  # type: ignore[attr-defined]
    row = queries.remark(access, remark_id)
    if verb == "resolve":
        actions.resolve(access=access, remark=row, version=frame.version_of(request))
        return redirect("practice:supervision", public_id)
    try:
        actions.answer(access=access, remark=row, text=request.POST.get("text", ""))
    except BadInput as error:
        return _again(request, public_id, f"answer-{remark_id}", error)
    return redirect("practice:supervision", public_id)


@frame.posted
@needs("practice_supervision.comment")
def ask(request: HttpRequest, public_id: str, task_id: str) -> HttpResponse:
    """A senior should look at the work of a task."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    task = cases.tasks_to_do(access, case=found).filter(public_id=task_id).first()
    if task is None:
        raise Http404
    actions.ask_approval(access=access, task=task, text=request.POST.get("text", ""))
    messages.success(request, "Asked. It waits on My team of whoever may approve.")
    return redirect("practice:supervision", public_id)


@frame.posted
@needs("practice_supervision.comment")
def decide(request: HttpRequest, public_id: str, approval_id: str) -> HttpResponse:
    """Approved, or sent back with what is to be done."""
    access, post = request.access, request.POST  # type: ignore[attr-defined]
    row, version = queries.approval(access, approval_id), frame.version_of(request)
    answer = post.get("answer", "")
    if post.get("say") == "approve":
        actions.approve(access=access, approval=row, answer=answer, version=version)
        messages.success(request, f"Approved and done: {row.task.title}")
    else:
        try:
            actions.send_back(access=access, approval=row, answer=answer, version=version)
        except BadInput as error:
            return _again(request, public_id, f"decide-{approval_id}", error)
    otherwise = reverse("practice:supervision", args=[public_id])
    return redirect(frame.back_of(request, otherwise))
