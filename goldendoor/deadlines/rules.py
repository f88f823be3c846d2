"""Pure functions about deadlines."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


def token_digest(token: str) -> str:
    """What is kept of the token of a feed; the token itself is shown once and nowhere stored."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Ladder:
    """The rungs for one kind of deadline, in days before its day, and when others are told."""

    days_before: tuple[int, ...]
    escalate_days_before: int | None = None
    unseen_for_days: int = 0
    roles: tuple[str, ...] = ()


def ladders(entry: Mapping[str, Any]) -> dict[str, Ladder]:
    """The ladders of a library entry `reminders/…`, by kind."""
    found = {}
    for kind, told in entry["ladders"].items():
        others = told.get("escalate") or {}
        found[str(kind)] = Ladder(
            tuple(sorted((int(days) for days in told["days_before"]), reverse=True)),
            others.get("days_before"),
            int(others.get("unseen_for_days", 0)),
            tuple(others.get("roles", ())),
        )
    return found


def rung_reached(ladder: Ladder, days_left: int) -> str:
    """`before-7` when at most seven days are left; the lowest rung reached, "" when none is."""
    reached = [days for days in ladder.days_before if days_left <= days]
    return f"before-{min(reached)}" if reached else ""


def is_escalated(ladder: Ladder, days_left: int, unseen_for_days: int | None) -> bool:
    """Whether the others are told: the day is near and nobody saw the last reminder.

    `unseen_for_days` is None when the last reminder was seen, or there was none.
    """
    near = ladder.escalate_days_before is not None and days_left <= ladder.escalate_days_before
    return near and unseen_for_days is not None and unseen_for_days >= ladder.unseen_for_days
