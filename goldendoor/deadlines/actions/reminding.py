"""Reminders: written once a rung, seen when somebody says so."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction

from goldendoor.audit import actions as audit
from goldendoor.deadlines.models import Deadline, Reminder
from goldendoor.foundation import registries
from goldendoor.foundation.access import Access
from goldendoor.kernel import clock


@transaction.atomic
def remind(
    *,
    access: Access,
    deadline: Deadline,
    rung: str,
    today: datetime.date,
    escalated: bool = False,
) -> Reminder | None:
    """Tell the person of this access of a deadline, once a rung and day; None when told already."""
    registries.demand("deadlines.view", access, deadline.case)
    if access.user_id is None:
        return None
    reminder, fresh = Reminder.objects.get_or_create(
        deadline=deadline,
        user_id=access.user_id,
        rung=rung,
        for_date=deadline.working_date,
        defaults={
            "organisation_id": deadline.organisation_id,
            "case": deadline.case,
            "escalated": escalated,
            "reminded_date": today,
        },
    )
    if fresh:
        _record(access, reminder, "deadline.reminded", {"rung": rung})
    return reminder if fresh else None


@transaction.atomic
def note_mailed(*, access: Access, reminders: Sequence[Reminder]) -> None:
    """An e-mail told this person of these; which ones is kept with each, not in the history."""
    ids = [one.pk for one in reminders if one.user_id == access.user_id]
    Reminder.objects.filter(pk__in=ids).update(mailed_at=clock.now())
    audit.record(
        access=access,
        subject_kind="user",
        subject_id=str(access.user_id),
        action="deadline.reminders_mailed",
        payload={"reminders": str(len(ids))},
    )


@transaction.atomic
def see_reminders(*, access: Access, reminders: Sequence[Reminder]) -> int:
    """“Seen”: these need no escalation any more. Returns how many were new."""
    seen = 0
    for one in reminders:
        registries.demand("deadlines.view", access, one.case)
        if one.user_id != access.user_id or one.seen_at is not None:
            continue
        one.seen_at = clock.now()
        one.save(update_fields=["seen_at"])
        _record(access, one, "deadline.reminder_seen", {"rung": one.rung})
        seen += 1
    return seen


def _record(access: Access, reminder: Reminder, action: str, payload: dict[str, str]) -> None:
    audit.record(
        access=access,
        subject_kind="case",
        subject_id=reminder.case.public_id,
        action=action,
        payload={"deadline": reminder.deadline.label, **payload},
        compartment=reminder.case.compartment,
    )
