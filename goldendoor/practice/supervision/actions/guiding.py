"""Who guides whom, and what people were trained in."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, BinaryIO

from django.db import transaction

from goldendoor.accounts import queries as accounts
from goldendoor.accounts.models import User
from goldendoor.audit import actions as audit
from goldendoor.cases.models import Task
from goldendoor.documents import actions as documents
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.foundation.errors import NotAllowed
from goldendoor.foundation.models import change
from goldendoor.kernel.errors import BadInput
from goldendoor.practice.supervision import rules
from goldendoor.practice.supervision.actions.recording import LONGEST, said
from goldendoor.practice.supervision.models import SENIORS, Mentorship, Training


@transaction.atomic
def name_mentor(
    *,
    access: Access,
    mentor: User,
    junior: User,
    approves: Sequence[str],
    today: datetime.date,
    goals: str = "",
) -> Mentorship:
    """A mentor and the kinds of task that need their yes; a pair that lasts is changed.

    Raises NotAllowed, BadInput.
    """
    registries.demand("practice_supervision.name_mentors", access)
    office = accounts.colleagues(access).filter(pk__in=[mentor.pk, junior.pk])
    if mentor.pk == junior.pk or office.count() != 2:
        raise BadInput("Choose two colleagues of this office.")
    kept = {"approves": _kinds(approves), "goals": goals.replace("\0", "").strip()[:LONGEST]}
    row, fresh = Mentorship.objects.get_or_create(
        organisation_id=access.organisation_id, mentor=mentor, junior=junior,
        ends_date__isnull=True, defaults={**kept, "starts_date": today},
    )  # fmt: skip
    if fresh:
        _record(access, junior, "supervision.mentor_named", {"mentor": str(mentor)})
        return row
    return change_mentorship(access=access, mentorship=row, approves=approves, goals=goals)


@transaction.atomic
def change_mentorship(
    *,
    access: Access,
    mentorship: Mentorship,
    approves: Sequence[str],
    goals: str,
    version: int | None = None,
) -> Mentorship:
    """Which kinds of task need approval, and the goals. Raises Conflict."""
    registries.demand("practice_supervision.name_mentors", access)
    changes = {"approves": _kinds(approves), "goals": goals.replace("\0", "").strip()[:LONGEST]}
    told = change(mentorship, version=version, changes=changes, what=str(mentorship))
    if told:
        payload = {"mentor": str(mentorship.mentor), "approves": mentorship.approves}
        _record(access, mentorship.junior, "supervision.mentor_changed", payload)
    return mentorship


@transaction.atomic
def end_mentorship(
    *, access: Access, mentorship: Mentorship, today: datetime.date, version: int | None = None
) -> Mentorship:
    """From today on nothing needs this mentor's yes."""
    registries.demand("practice_supervision.name_mentors", access)
    if mentorship.ends_date is None:
        change(mentorship, version=version, changes={"ends_date": today}, what=str(mentorship))
        payload = {"mentor": str(mentorship.mentor)}
        _record(access, mentorship.junior, "supervision.mentor_ended", payload)
    return mentorship


@transaction.atomic
def record_training(
    *,
    access: Access,
    user: User,
    title: str,
    hours: str,
    held_date: datetime.date,
    today: datetime.date,
    provider: str = "",
    file: BinaryIO | None = None,
    filename: str = "",
) -> Training:
    """Training of oneself; seniors record anybody's. With the certificate where there is one.

    Raises BadInput, NotAllowed.
    """
    registries.demand("practice_supervision.view", access)
    if user.pk != access.user_id and not access.has(*SENIORS):
        raise NotAllowed("Everybody records their own training; a senior colleague anybody's.")
    if not accounts.colleagues(access).filter(pk=user.pk).exists():
        raise BadInput("Choose somebody of this office.")
    if held_date > today:
        raise BadInput("Training is recorded when it was held.")
    columns: dict[str, Any] = {
        "title": said(title, "Write what it was about.")[:200],
        "minutes": rules.minutes(hours),
        "provider": provider.replace("\0", "").strip()[:200],
    }
    if file is not None:
        columns["certificate"] = documents.upload(
            access=access, case=None, file=file, filename=filename, kind="training certificate",
            title=f"Certificate: {columns['title']}"[:200],
        )  # fmt: skip
    row = Training.objects.create(
        organisation_id=access.organisation_id, user=user, held_date=held_date,
        entered_by_label=access.user_label, **columns,
    )  # fmt: skip
    told = {"title": row.title, "hours": rules.hours(row.minutes)}
    _record(access, user, "supervision.training_recorded", told)
    return row


@transaction.atomic
def remove_training(*, access: Access, training: Training) -> None:
    """An entry that was a mistake; its certificate stays among the documents."""
    if training.user_id != access.user_id and not access.has(*SENIORS):
        raise NotAllowed("Everybody removes their own entries; a senior colleague anybody's.")
    _record(access, training.user, "supervision.training_removed", {"title": training.title})
    training.delete()


def _kinds(approves: Sequence[str]) -> list[str]:
    if set(approves) - set(Task.Kind.values):
        raise BadInput("Choose kinds of task from the list.")
    return sorted(set(approves))


def _record(access: Access, user: User, action: str, payload: dict[str, Any]) -> None:
    audit.record(
        access=access,
        subject_kind="user",
        subject_id=str(user.pk),
        action=action,
        payload=payload,
    )
