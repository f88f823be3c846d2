"""Reminders: written once a rung, seen when somebody says so."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

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
    user_id: int,
    rung: str,
    escalated: bool,
    today: datetime.date,
    mail: Callable[[], None] | None = None,
) -> Reminder | None:
    """Tell someone of a deadline, once a rung and day; None when they were told already.

    `mail` sends the e-mail; when it fails nothing is kept, and the next round tries again.
    """
    reminder, fresh = Reminder.objects.get_or_create(
        deadline=deadline,
        user_id=user_id,
        rung=rung,
        for_date=deadline.working_date,
        defaults={
            "organisation_id": deadline.organisation_id,
            "case": deadline.case,
            "escalated": escalated,
            "reminded_date": today,
        },
    )
    if not fresh:
        return None
    if mail is not None:
        mail()
        reminder.mailed_at = clock.now()
        reminder.save(update_fields=["mailed_at"])
    _record(access, reminder, "deadline.reminded", {"rung": rung})
    return reminder


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
