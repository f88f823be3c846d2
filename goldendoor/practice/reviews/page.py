"""What the pages of a final review show."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case
from goldendoor.documents import queries as documents
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.practice.caseload import frame
from goldendoor.practice.intake.queries import Intake
from goldendoor.practice.reviews import queries, rules
from goldendoor.practice.reviews.models import Comment, Review

GONE = "no longer in the case, or not open to you"


@dataclass(frozen=True)
class Target:
    """What a comment can be about: `value` is `kind:id` as the form sends it."""

    value: str
    label: str
    address: str


def targets(access: Access, case: Case) -> dict[str, list[Target]]:
    """Forms, documents and questions of a case, by their group."""
    number = case.public_id
    forms = [
        Target(
            f"form:{one.public_id}",
            f"{one.form_id.split('.', 1)[-1].upper()} {one.person or ''}".strip(),
            reverse("practice:form", args=[number, one.public_id]),
        )
        for one in cases.filings(access, case)
    ]
    papers = [
        Target(
            f"document:{one.public_id}",
            str(one),
            reverse("practice:preview", args=[one.public_id]),
        )
        for one in documents.of_case(access, case)
    ]
    return {"Forms": forms, "Documents": papers, "Questions": _questions(access, case)}


def _questions(access: Access, case: Case) -> list[Target]:
    asked = Intake(access, case)
    return [
        Target(
            f"question:{question.key}",
            f"{owner.name}: {question.ask}"[:200],
            reverse("practice:section", args=[case.public_id, owner.id, section.id])
            + f"#{question.id}",
        )
        for owner in asked.owners
        for section in owner.sections
        for question in section.questions
    ]


@dataclass
class Said:
    """A comment with what it is about, as this reader may see it."""

    comment: Comment
    about: str
    address: str


@dataclass
class Item:
    """A row of the checklist with what is said of it."""

    row: dict[str, str]
    says: str
    note: str
    comments: list[Said]

    @property
    def key(self) -> str:
        """Its key, for ids of the page."""
        return self.row["key"]


def items(access: Access, review: Review, typed: dict[str, dict[str, str]]) -> list[Any]:
    """(group, rows) of the checklist; what was `typed` and not kept stands before what is kept."""
    written = queries.comments(access, review)
    known = _known(access, review.case, written)
    said: dict[str, list[Said]] = {}
    for one in written:
        label, address = known.get(f"{one.about}:{one.about_id}", (GONE, ""))
        about = "" if one.about == Comment.About.ITEM else label
        said.setdefault(one.item, []).append(Said(one, about, address))
    answers = {**review.answers, **typed}
    rows = [
        Item(
            row,
            (answers.get(row["key"]) or {}).get("says", ""),
            (answers.get(row["key"]) or {}).get("note", ""),
            said.get(row["key"], []),
        )
        for row in review.checklist
    ]
    return [(group, list(found)) for group, found in groupby(rows, lambda one: one.row["group"])]


def _known(access: Access, case: Case, written: list[Comment]) -> dict[str, tuple[str, str]]:
    """Labels of what comments are about; questions are read only where one is asked for."""
    if all(one.about == Comment.About.ITEM for one in written):
        return {}
    found = targets(access, case)
    return {one.value: (one.label, one.address) for group in found.values() for one in group}


def of_case(
    request: HttpRequest, case: Case, review: Review | None, typed: dict[str, dict[str, str]]
) -> dict[str, Any]:
    """Context of the review's page."""
    access = request.access  # type: ignore[attr-defined]
    every = queries.of_case(access, case)
    review = review or (every[0] if every else None)
    policy = registries.ask("practice_reviews.review", access, case)
    may = queries.may_review(access, case) if policy else policy
    is_open = bool(review and review.state == Review.State.OPEN)
    stale = queries.changes_since(review) if review and every and review == every[0] else []
    return {
        **frame.of_case(request, case, "case", "Final review"),
        "review": review,
        "earlier": [one for one in every if review is None or one.pk != review.pk],
        "preparers": _grouped(queries.preparers(access, case)),
        "may": may,
        "is_open": is_open,
        "writes": is_open and bool(may),
        "groups": items(access, review, typed) if review else [],
        "says": rules.SAYS,
        "lacks": queries.missing(review) if review and is_open else [],
        "changes": stale,
        "answer": queries.answer_of(case),
    }


def _grouped(preparers: list[rules.Preparer]) -> list[tuple[str, str]]:
    """(who, by what) with each person once."""
    words = {"have this case": "has this case"}
    found: dict[str, list[str]] = {}
    for one in preparers:
        found.setdefault(one.label, []).append(words.get(one.why, one.why))
    return [(who, ", ".join(why)) for who, why in found.items()]


def typed_of(post: Any, review: Review) -> dict[str, dict[str, str]]:
    """What was ticked and written for each item; items without an answer on the page are left."""
    return {
        row["key"]: {
            "says": post.get(f"says-{row['key']}", ""),
            "note": post.get(f"note-{row['key']}", ""),
        }
        for row in review.checklist
        if f"note-{row['key']}" in post
    }
