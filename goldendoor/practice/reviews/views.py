"""The final review of a case: its page, comments, the signature."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldendoor.cases import queries as cases
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.web import needs
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import frame
from goldendoor.practice.reviews import actions, page, queries
from goldendoor.practice.reviews.models import Review

PAGE = "practice/reviews/review.html"


@needs("cases.view")
def final_review(request: HttpRequest, public_id: str) -> HttpResponse:
    """The newest review of the case, or who may begin one; saving what is ticked."""
    access = request.access  # type: ignore[attr-defined]
    found = cases.get(access, public_id)
    if request.method == "POST":
        return _keep(request, public_id)
    return render(request, PAGE, page.of_case(request, found, None, {}))


def _keep(request: HttpRequest, public_id: str) -> HttpResponse:
    access = request.access  # type: ignore[attr-defined]
    review = queries.get(access, request.POST.get("review", ""))
    typed = page.typed_of(request.POST, review)
    review = actions.keep(
        access=access, review=review, answers=typed, version=frame.version_of(request)
    )
    if request.POST.get("do") == "sign":
        try:
            actions.sign(access=access, review=review)
            messages.success(request, "Signed. The case can be approved now.")
        except NotAllowed as error:
            return _again(request, review, [("", error.reason)])
    else:
        messages.success(request, "The review is kept.")
    return redirect("practice:final_review", public_id)


def _again(
    request: HttpRequest, review: Review, problems: list[tuple[str, str]], **more: Any
) -> HttpResponse:
    context = {**page.of_case(request, review.case, review, {}), "problems": problems, **more}
    return render(request, PAGE, context, status=422)


@frame.posted
@needs("practice_reviews.review")
def start(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin a review, or a new look."""
    access = request.access  # type: ignore[attr-defined]
    actions.start(access=access, case=cases.get(access, public_id), library=Library.shipped())
    return redirect("practice:final_review", public_id)


@needs("cases.view")
def earlier(request: HttpRequest, public_id: str, review_id: str) -> HttpResponse:
    """A review that was signed before, as it was."""
    access = request.access  # type: ignore[attr-defined]
    review = queries.get(access, review_id)
    found = cases.get(access, public_id)
    return render(request, PAGE, page.of_case(request, found, review, {}))


@needs("practice_reviews.review")
def comment(request: HttpRequest, public_id: str, review_id: str) -> HttpResponse:
    """A comment at a form, a question, a document or the whole."""
    access = request.access  # type: ignore[attr-defined]
    review, found = queries.get(access, review_id), cases.get(access, public_id)
    typed = request.POST if request.method == "POST" else request.GET
    context = {
        **frame.of_case(request, found, "case", "Comment"),
        "review": review,
        "typed": typed,
        "targets": page.targets(access, found),
    }
    if request.method == "POST":
        about, _, about_id = typed.get("target", "").partition(":")
        try:
            actions.comment(
                access=access, review=review, item=typed.get("item", ""),
                text=typed.get("text", ""), about=about or "item", about_id=about_id,
            )  # fmt: skip
            return redirect("practice:final_review", public_id)
        except BadInput as error:
            context["problems"] = [("comment-text", str(error))]
    status = 422 if request.method == "POST" else 200
    return render(request, "practice/reviews/comment.html", context, status=status)


@frame.posted
@needs("cases.change")
def settle(request: HttpRequest, public_id: str, comment_id: str, verb: str) -> HttpResponse:
    """A comment is resolved, or opened again."""
    access = request.access  # type: ignore[attr-defined]
    row = queries.comment(access, comment_id)
    shared: dict[str, Any] = {
        "access": access, "comment": row, "version": frame.version_of(request),
    }  # fmt: skip
    if verb == "reopen":
        actions.reopen(**shared)
    elif verb == "resolve":
        actions.resolve(**shared, resolution=request.POST.get("resolution", ""))
    else:
        raise BadInput("A comment is resolved or opened again.")
    return redirect("practice:final_review", public_id)
