"""Reading final reviews: who prepared the case, what is said, what changed since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from goldendoor.accounts import queries as accounts
from goldendoor.audit import words
from goldendoor.audit.models import Entry
from goldendoor.cases import queries as cases
from goldendoor.cases.models import Case, Party
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Answer
from goldendoor.practice.reviews import rules
from goldendoor.practice.reviews.models import Comment, Review

ANSWERED = ("person.facts_changed", "person.answer_changed")
RELATED = ("person.related", "person.relationship_changed", "person.unrelated")
FORMS = ("case.filing_added", "case.filing_removed", "case.filing_changed")
PAPERS = ("document.replaced", "document.removed")
# What of a form's record is its content; status and mailing are no change of it.
CONTENT = {"data", "edition", "person"}
MOST_CHANGES = 50


@dataclass(frozen=True)
class Change:
    """Something that changed after the signature."""

    who: str
    phrase: str
    what: str
    at: Any


def get(access: Access, public_id: str) -> Review:
    """One review; raises NotFound."""
    return Review.objects.select_related("case", "started_by").one(access, public_id)


def of_case(access: Access, case: Case) -> list[Review]:
    """All reviews of a case, the newest first."""
    rows = Review.objects.visible_to(access).filter(case=case)
    return list(rows.select_related("case").order_by("-number"))


def comment(access: Access, public_id: str) -> Comment:
    """One comment; raises NotFound."""
    return Comment.objects.select_related("review__case").one(access, public_id)


def comments(access: Access, review: Review) -> list[Comment]:
    """The comments of a review in the order they were written."""
    rows = Comment.objects.visible_to(access).filter(review=review)
    return list(rows.order_by("created_at", "id"))


def open_comments(review: Review) -> int:
    """How many comments are not resolved."""
    return Comment.objects.filter(review=review, resolved_at__isnull=True).count()


def missing(review: Review) -> list[str]:
    """What stands against the signature."""
    return rules.missing(review.checklist, review.answers, open_comments(review))


def answer_of(case: Case) -> Answer:
    """Whether the case counts as reviewed, for the guard: it asks for no reader."""
    rows = Review.objects.filter(case=case).order_by("-number")
    newest = rows.first()
    if newest is None:
        return rules.standing("", "", [], 0)
    if newest.state == Review.State.OPEN:
        return rules.standing("open", "", missing(newest), 0)
    changed = len(changes_since(newest))
    return rules.standing(newest.state, newest.signed_by_label, [], changed)


def changes_since(review: Review) -> list[Change]:
    """What changed of answers, forms and papers after the signature, newest first."""
    if review.signed_at is None:
        return []
    mine = Q(subject_kind="case", subject_id=review.case.public_id, action__in=FORMS)
    people = Party.objects.filter(case=review.case).values("person__public_id")
    mine |= Q(subject_kind="person", subject_id__in=people, action__in=ANSWERED + RELATED)
    papers = review.case.documents.values("public_id")
    mine |= Q(subject_kind="document", subject_id__in=papers, action__in=PAPERS)
    entries = Entry.objects.filter(
        mine, organisation_id=review.organisation_id, at__gt=review.signed_at
    )
    rows = entries.select_related("payload").order_by("-at", "-id")[:MOST_CHANGES]
    return [found for entry in rows if (found := _change(entry))]


def _change(entry: Entry) -> Change | None:
    payload = {} if entry.payload.erased_at else json.loads(entry.payload.body)
    changed = set(payload.get("changes") or ())
    if entry.action == "case.filing_changed" and not changed & CONTENT:
        return None
    # The value itself may belong to a compartment; its place is enough to look there.
    what = "" if entry.compartment else payload.get("key") or payload.get("collection") or ""
    form = str(payload.get("form") or "").split(".", 1)[-1].upper()
    named = str(what).replace("_", " ") or form
    return Change(entry.actor_label, words.say(entry.action), named, entry.at)


def preparers(access: Access, case: Case) -> list[rules.Preparer]:
    """Who answered questions of the people of this case since it was opened, and who has it."""
    people = [party.person.public_id for party in cases.parties(access, case)]
    rows = Entry.objects.filter(
        organisation_id=case.organisation_id,
        subject_kind="person",
        subject_id__in=people,
        action__in=ANSWERED,
        at__gte=case.created_at,
        actor_id__isnull=False,
    )
    found = [
        rules.Preparer(user_id, label, "answered questions of this case")
        for user_id, label in sorted(set(rows.values_list("actor_id", "actor_label")))
        if user_id is not None
    ]
    if case.assigned_to is not None:
        has = rules.Preparer(case.assigned_to.pk, str(case.assigned_to), "have this case")
        found.append(has)
    return found


def reviewers(access: Access) -> set[int]:
    """Users of the office whose role lets them review."""
    rows = accounts.colleagues(access).filter(
        memberships__organisation_id=access.organisation_id, memberships__role__in=rules.REVIEWERS
    )
    return set(rows.values_list("pk", flat=True))


def may_review(access: Access, case: Case) -> Answer:
    """Whether this person may review this case; see `rules.may_review`."""
    return rules.may_review(access.user_id, preparers(access, case), reviewers(access))


def waiting_for(access: Access) -> list[Review]:
    """Reviews that this person began and has not signed."""
    rows = Review.objects.visible_to(access).filter(
        state=Review.State.OPEN, started_by_id=access.user_id
    )
    return list(rows.select_related("case").order_by("started_at")[:50])
