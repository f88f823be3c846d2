"""What Today shows: due, changed, waiting on others."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.cases import queries as cases
from goldendoor.deadlines import queries as deadlines
from goldendoor.foundation import due as upcoming
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.caseload import due, queries
from goldendoor.practice.intake import queries as intake

WAITING_SHOWN = 6  # of each kind
DUE_SHOWN = 14
# Enough to find what the law binds among what is merely due.
DUE_READ = 100


def day_of(text: str) -> datetime.date | None:
    """The day of the address; raises BadInput for what is none."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput("That is not a day. Choose one on the strip of weeks.") from None


def of_today(
    access: Access,
    *,
    today: datetime.date,
    seen: Mapping[str, str],
    chosen: datetime.date | None,
    mine: bool | None,
) -> dict[str, Any]:
    """The strip of six weeks, what is due and at risk, what changed, what waits on others.

    Counted by the database: only what is shown is read, however large the office is. `mine` None:
    mine for who has cases, everyone's for who has none, as who leads an office.
    """
    mine = cases.has_own(access) if mine is None else mine
    found = _survey(access, today, chosen, mine)
    counts = found.per_day
    total = counts.get(chosen, 0) if chosen else sum(counts.values())
    shown = due.at_risk(due.with_cases(access, found.items), today=today)[:DUE_SHOWN]
    waiting: dict[str, list[Any]] = {
        "questions": intake.waiting_for_client(access),
        "evidence": queries.asked_evidence(access),
        "receipts": queries.receipts_awaited(access),
    }
    changes = queries.changed_since(access, seen)
    return {
        "weeks": due.six_weeks(counts, today=today, library=Library.shipped()),
        "overdue": sum(number for day, number in counts.items() if day < today),
        "reminders": deadlines.unseen(access)[:WAITING_SHOWN],
        "lists_waiting": deadlines.waiting_batches(access),
        "chosen": chosen,
        "mine": mine,
        "due_items": shown,
        "due_more": max(total - len(shown), 0),
        "changes": changes,
        **waiting,
        "waiting_shown": f":{WAITING_SHOWN}",
        "waiting_more": sum(max(len(rows) - WAITING_SHOWN, 0) for rows in waiting.values()),
        "empty": not (counts or changes) and not cases.list_page(access, size=1).rows,
    }


def _survey(
    access: Access, today: datetime.date, chosen: datetime.date | None, mine: bool
) -> upcoming.Survey:
    end = today + datetime.timedelta(weeks=due.WEEKS)
    until, users = max(end, chosen or end), due.whose(access, mine)
    return upcoming.survey(access, until=until, users=users, only=chosen, limit=DUE_READ)
