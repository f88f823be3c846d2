"""Reading mentors, approvals, comments and training; all through the access filter."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, Sum

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.cases.models import Case, Flag, Task
from goldendoor.foundation.access import Access
from goldendoor.foundation.registries import Answer
from goldendoor.practice.supervision import rules
from goldendoor.practice.supervision.models import (
    SENIORS,
    Approval,
    Mentorship,
    Remark,
    Training,
)

MOST = 200


def mentorships(access: Access) -> list[Mentorship]:
    """Pairs that last, by the name of the junior."""
    rows = Mentorship.objects.visible_to(access).filter(ends_date__isnull=True)
    rows = rows.select_related("mentor", "junior")
    return list(rows.order_by("junior__full_name", "mentor__full_name")[:MOST])


def mentorship(access: Access, public_id: str) -> Mentorship:
    """One pair; raises NotFound."""
    return Mentorship.objects.select_related("mentor", "junior").one(access, public_id)


def approval(access: Access, public_id: str) -> Approval:
    """One approval; raises NotFound."""
    return Approval.objects.select_related("case", "task__case", "asked_by").one(access, public_id)


def remark(access: Access, public_id: str) -> Remark:
    """One comment; raises NotFound."""
    return Remark.objects.select_related("case", "author", "for_user").one(access, public_id)


def training_entry(access: Access, public_id: str) -> Training:
    """One entry of training; raises NotFound."""
    return Training.objects.select_related("user", "certificate").one(access, public_id)


def needs(access: Access) -> set[str]:
    """Kinds of task that mentors of this person approve."""
    rows = Mentorship.objects.visible_to(access).filter(
        junior_id=access.user_id, ends_date__isnull=True
    )
    return {kind for found in rows.values_list("approves", flat=True) for kind in found}


def may_finish(access: Access, task: Task) -> Answer:
    """Whether this person may tick a task off by themselves; see `rules.may_finish`."""
    is_senior = access.has(*SENIORS)
    flagged = Flag.objects.filter(case=task.case_id, kind=rules.SUPERVISED, cleared_at__isnull=True)
    return rules.may_finish(
        task.kind, str(task.get_kind_display()), is_senior=is_senior, needs=needs(access),
        is_supervised=not is_senior and flagged.exists(),
    )  # fmt: skip


def may_approve(access: Access, found: Approval) -> bool:
    """A senior, or a mentor of whoever asks; nobody approves their own work."""
    if found.asked_by_id == access.user_id:
        return False
    if access.has(*SENIORS):
        return True
    rows = Mentorship.objects.visible_to(access).filter(
        mentor_id=access.user_id, junior=found.asked_by_id, ends_date__isnull=True
    )
    return rows.exists()


def approvals_of_case(access: Access, case: Case) -> list[Approval]:
    """The approvals of a case, those that wait first."""
    rows = Approval.objects.visible_to(access).filter(case=case)
    rows = rows.select_related("task", "asked_by", "case").order_by("-id")[:MOST]
    return sorted(rows, key=lambda one: one.state != Approval.State.ASKED)


def waiting_approvals(access: Access) -> list[Approval]:
    """What this person may approve: of their juniors first, then of anybody for a senior."""
    rows = Approval.objects.visible_to(access).filter(state=Approval.State.ASKED)
    rows = rows.exclude(asked_by_id=access.user_id)
    juniors = {one.junior_id for one in mentorships(access) if one.mentor_id == access.user_id}
    if not access.has(*SENIORS):
        rows = rows.filter(asked_by__in=juniors)
    found = list(rows.select_related("task", "asked_by", "case").order_by("id")[:MOST])
    return sorted(found, key=lambda one: one.asked_by_id not in juniors)


def asked_by(access: Access) -> list[Approval]:
    """What this person asked: waiting, or sent back while the task is still open."""
    rows = Approval.objects.visible_to(access).filter(
        Q(state=Approval.State.ASKED)
        | Q(state=Approval.State.SENT_BACK, task__done_at__isnull=True),
        asked_by_id=access.user_id,
    )
    return list(rows.select_related("task", "case").order_by("-id")[:MOST])


@dataclass
class Thread:
    """A comment with the answers to it."""

    remark: Remark
    answers: list[Remark] = field(default_factory=list)


def threads(access: Access, case: Case) -> list[Thread]:
    """Comments of a case with their answers, open ones first, the newest on top."""
    rows = Remark.objects.visible_to(access).filter(case=case)
    found: dict[int, Thread] = {}
    answers: list[Remark] = []
    for row in rows.select_related("author", "for_user").order_by("created_at", "id"):
        if row.answers_to_id is None:
            found[row.pk] = Thread(row)
        else:
            answers.append(row)
    for row in answers:
        if row.answers_to_id in found:
            found[row.answers_to_id].answers.append(row)
    newest = reversed(list(found.values()))
    return sorted(newest, key=lambda one: one.remark.resolved_at is not None)


def remarks_for(access: Access) -> list[Remark]:
    """Open comments meant for this person, or on their cases and meant for nobody in particular."""
    rows = Remark.objects.visible_to(access).filter(
        Q(for_user_id=access.user_id)
        | Q(for_user__isnull=True, case__assigned_to_id=access.user_id),
        resolved_at__isnull=True,
        answers_to__isnull=True,
    )
    rows = rows.exclude(author_id=access.user_id).select_related("case", "author")
    return list(rows.order_by("-id")[:MOST])


def training(access: Access, user: User | None = None) -> list[Training]:
    """Training that this person may see, the newest first; of one colleague if named."""
    rows = Training.objects.visible_to(access)
    rows = rows if user is None else rows.filter(user=user)
    return list(rows.select_related("user", "certificate").order_by("-held_date", "-id")[:MOST])


def minutes_since(access: Access, since: datetime.date) -> dict[int, int]:
    """Minutes of training of each colleague from a day on."""
    rows = Training.objects.visible_to(access).filter(held_date__gte=since)
    found = rows.values("user").annotate(sum=Sum("minutes")).order_by("user")
    return {one["user"]: one["sum"] for one in found}


def overdue(access: Access, users: list[int], today: datetime.date) -> dict[int, int]:
    """How many tasks of each of these colleagues are overdue."""
    rows = Task.objects.visible_to(access).filter(
        assigned_to__in=users, done_at__isnull=True, due_date__lt=today
    )
    found: dict[int, int] = {}
    for user in rows.values_list("assigned_to", flat=True):
        if user is not None:
            found[user] = found.get(user, 0) + 1
    return found


def colleague(access: Access, key: Any) -> User | None:
    """Somebody of the office by the number a form carries; None for anybody else."""
    text = str(key or "")
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    return accounts.colleagues(access).filter(pk=int(text)).first()
