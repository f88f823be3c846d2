"""Comments on work, answers to them, and when they are settled."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.cases.models import Case
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.supervision.actions.recording import record, said, user_of
from goldendoor.practice.supervision.models import Remark


@transaction.atomic
def comment(
    *,
    access: Access,
    case: Case,
    text: str,
    about: str = "case",
    about_id: str = "",
    for_user: User | None = None,
) -> Remark:
    """On a form, a question, a document, a note or the case. Raises BadInput, NotAllowed."""
    registries.demand("practice_supervision.comment", access, case)
    if about not in Remark.About.values:
        raise BadInput("Choose what the comment is about.")
    if for_user is not None and not accounts.colleagues(access).filter(pk=for_user.pk).exists():
        raise BadInput("Choose somebody of this office.")
    row = Remark.objects.create(
        organisation_id=access.organisation_id,
        case=case,
        about=about,
        about_id=about_id[:300],
        text=said(text, "Write the comment."),
        author_id=user_of(access),
        for_user=for_user,
    )
    told = {"about": str(row.get_about_display())}
    record(access, case, "supervision.commented", told)
    return row


@transaction.atomic
def answer(*, access: Access, remark: Remark, text: str) -> Remark:
    """Under a comment. Raises BadInput, NotAllowed for one that is settled."""
    registries.demand("practice_supervision.comment", access, remark.case)
    if remark.resolved_at is not None or remark.answers_to_id is not None:
        raise NotAllowed("This comment is settled. Write a new one.")
    row = Remark.objects.create(
        organisation_id=access.organisation_id,
        case=remark.case,
        answers_to=remark,
        text=said(text, "Write the answer."),
        author_id=user_of(access),
    )
    record(access, remark.case, "supervision.commented", {"about": "an answer"})
    return row


@transaction.atomic
def resolve(*, access: Access, remark: Remark, version: int | None = None) -> Remark:
    """It is settled; twice is harmless. Raises Conflict."""
    registries.demand("practice_supervision.comment", access, remark.case)
    if remark.resolved_at is None:
        changes: dict[str, Any] = {
            "resolved_at": clock.now(),
            "resolved_by_label": access.user_label,
        }
        change(remark, version=version, changes=changes, what=str(remark))
        record(access, remark.case, "supervision.resolved", {})
    return remark
