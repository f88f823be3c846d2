"""A junior asks for a yes; a senior gives it, or sends the work back."""

from __future__ import annotations

from django.db import transaction

from goldendoor.cases import actions as cases
from goldendoor.cases.models import Task
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel import clock
from goldendoor.practice.supervision import queries
from goldendoor.practice.supervision.actions.recording import record, said, user_of
from goldendoor.practice.supervision.models import Approval


@transaction.atomic
def ask_approval(*, access: Access, task: Task, text: str = "") -> Approval:
    """A senior should look at the work of this task; asked twice it is one question.

    Raises NotAllowed for a task that is done.
    """
    registries.demand("practice_supervision.comment", access, task.case)
    if task.done_at is not None:
        raise NotAllowed("This task is done already.")
    row, fresh = Approval.objects.get_or_create(
        organisation_id=access.organisation_id,
        task=task,
        state=Approval.State.ASKED,
        defaults={"case": task.case, "asked_by_id": user_of(access), "text": text.strip()[:5000]},
    )
    if fresh:
        record(access, task.case, "supervision.approval_asked", {"task": task.title})
    return row


@transaction.atomic
def approve(
    *, access: Access, approval: Approval, answer: str = "", version: int | None = None
) -> Approval:
    """Yes: the task is finished by whoever approves. Raises NotAllowed, Conflict."""
    found = _locked(access, approval)
    changes = {
        "state": Approval.State.APPROVED,
        "decided_by_label": access.user_label,
        "decided_at": clock.now(),
        "answer": answer.replace("\0", "").strip()[:5000],
    }
    change(found, version=version, changes=changes, what=str(found))
    record(access, found.case, "supervision.approved", {"task": found.task.title})
    cases.finish_task(access=access, task=found.task)
    return found


@transaction.atomic
def send_back(
    *, access: Access, approval: Approval, answer: str, version: int | None = None
) -> Approval:
    """Not yet, and why. The task stays open. Raises NotAllowed, BadInput, Conflict."""
    found = _locked(access, approval)
    changes = {
        "state": Approval.State.SENT_BACK,
        "decided_by_label": access.user_label,
        "decided_at": clock.now(),
        "answer": said(answer, "Say what is to be done first."),
    }
    change(found, version=version, changes=changes, what=str(found))
    record(access, found.case, "supervision.sent_back", {"task": found.task.title})
    return found


def _locked(access: Access, approval: Approval) -> Approval:
    Approval.objects.select_for_update().one(access, approval.public_id)
    found = queries.approval(access, approval.public_id)
    registries.demand("practice_supervision.comment", access, found.case)
    if not queries.may_approve(access, found):
        raise NotAllowed("A mentor or a senior colleague approves this, and nobody their own work.")
    if found.state != Approval.State.ASKED:
        raise NotAllowed("This was decided already.")
    return found
