"""Beginning, going on with and signing final reviews; comments and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.cases.models import Case
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.foundation.registries import Deny
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.reviews import checklists, queries, rules
from goldendoor.practice.reviews.models import Comment, Review

LONGEST = 5000


@transaction.atomic
def start(*, access: Access, case: Case, library: Library) -> Review:
    """A review with the checklist of the case's type; the open one where there is one already.

    Raises NotAllowed for who prepared the case, unless nobody else could review it.
    """
    because = _demand(access, case)
    if access.user_id is None:
        raise NotAllowed("A person reviews the case, not the installation.")
    Case.objects.select_for_update().one(access, case.public_id)
    newest = next(iter(queries.of_case(access, case)), None)
    if newest is not None and newest.state == Review.State.OPEN:
        return newest
    if newest is not None:
        change(newest, version=None, changes={"state": Review.State.REPLACED})
    review = Review.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        number=newest.number + 1 if newest else 1,
        checklist=checklists.items(library, case.type_id),
        started_by_id=access.user_id,
        started_by_label=access.user_label,
        alone_because=because,
    )
    _record(access, review, "review.started", {"alone": because})
    return review


@transaction.atomic
def keep(
    *,
    access: Access,
    review: Review,
    answers: Mapping[str, Mapping[str, str]],
    version: int | None = None,
) -> Review:
    """What is said of the items; those left out stay as they were. Raises Conflict, BadInput."""
    found = _open(access, review)
    known = {row["key"] for row in found.checklist}
    kept = {**found.answers}
    for key, said in answers.items():
        if key not in known or said.get("says", "") not in {"", *rules.SAYS}:
            raise BadInput("The checklist has no such item or answer. Open the page again.")
        kept[key] = {
            "says": said.get("says", ""),
            "note": said.get("note", "").replace("\0", "").strip()[:LONGEST],
        }
    told = change(found, version=version, changes={"answers": kept}, what=str(found))
    if told:
        _record(access, found, "review.answered", {"items": len(kept)})
    return found


@transaction.atomic
def comment(
    *,
    access: Access,
    review: Review,
    item: str,
    text: str,
    about: str = "item",
    about_id: str = "",
) -> Comment:
    """A comment to settle; the item has a problem until it is. Raises BadInput, NotAllowed."""
    found = _open(access, review)
    labels = {row["key"]: row["label"] for row in found.checklist}
    text = text.replace("\0", "").strip()
    if item not in labels or about not in Comment.About.values:
        raise BadInput("Choose the item that the comment belongs to.")
    if not text:
        raise BadInput("Write what is to be put right.")
    row = Comment.objects.create(
        organisation_id=access.organisation_id,
        review=found,
        item=item,
        about=about,
        about_id=about_id[:300],
        text=text[:LONGEST],
        author_label=access.user_label,
    )
    kept = {**found.answers, item: {**found.answers.get(item, {}), "says": "problem"}}
    change(found, version=None, changes={"answers": kept}, what=str(found))
    _record(access, found, "review.commented", {"item": labels[item]})
    return row


@transaction.atomic
def resolve(
    *, access: Access, comment: Comment, resolution: str = "", version: int | None = None
) -> Comment:
    """The preparer put it right, or says why it stays. Anyone who works on the case may."""
    review = comment.review
    registries.demand("cases.change", access, review.case)
    changes: dict[str, Any] = {
        "resolved_at": clock.now(),
        "resolved_by_label": access.user_label,
        "resolution": resolution.replace("\0", "").strip()[:LONGEST],
    }
    change(comment, version=version, changes=changes, what=str(comment))
    _record(access, review, "review.comment_resolved", {"item": _label(review, comment)})
    return comment


@transaction.atomic
def reopen(*, access: Access, comment: Comment, version: int | None = None) -> Comment:
    """The reviewer looked again and it is not settled."""
    review = _open(access, comment.review)
    changes = {"resolved_at": None, "resolved_by_label": ""}
    change(comment, version=version, changes=changes, what=str(comment))
    _record(access, review, "review.comment_reopened", {"item": _label(review, comment)})
    return comment


@transaction.atomic
def sign(*, access: Access, review: Review, version: int | None = None) -> Review:
    """Signed with name and time, when every item is in order and every comment resolved.

    Raises NotAllowed with what is missing, Conflict when somebody changed it meanwhile.
    """
    found = _open(access, review)
    lacks = queries.missing(found)
    if lacks:
        raise NotAllowed(" ".join(lacks))
    changes = {
        "state": Review.State.SIGNED,
        "signed_by_label": access.user_label,
        "signed_at": clock.now(),
        "alone_because": _demand(access, found.case),
    }
    change(found, version=version, changes=changes, what=str(found))
    _record(access, found, "review.signed", {"alone": found.alone_because})
    return found


def _demand(access: Access, case: Case) -> str:
    """Raise NotAllowed unless this person may review; else why a preparer may, or ""."""
    registries.demand("practice_reviews.review", access, case)
    said = queries.may_review(access, case)
    if isinstance(said, Deny):
        raise NotAllowed(said.reason)
    return said.because


def _open(access: Access, review: Review) -> Review:
    found = Review.objects.select_for_update().one(access, review.public_id)
    _demand(access, found.case)
    if found.state != Review.State.OPEN:
        raise NotAllowed("This review is signed. Ask for a new look to say more.")
    return found


def _label(review: Review, comment: Comment) -> str:
    labels = {row["key"]: row["label"] for row in review.checklist}
    return str(labels.get(comment.item, comment.item))


def _record(access: Access, review: Review, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=review.case.public_id,
        action=action,
        payload={"review": review.number, **payload},
        compartment=review.case.compartment,
    )
