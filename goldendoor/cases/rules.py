"""Pure functions about cases."""

from datetime import date, timedelta

from goldendoor.cases.case_types import Action, CaseType, TaskRow
from goldendoor.foundation.registries import Allow, Answer, Deny
from goldendoor.kernel.folding import fold, words

LONGEST_WORD = 40
RECEIPT_LEAST = 8  # letters and digits of the shortest receipt number


def number(year: int, count: int) -> str:
    """`GD-2026-0147`."""
    return f"GD-{year}-{count:04}"


def search_key(*texts: str) -> str:
    """Everything a search box may hit, folded."""
    return " ".join(filter(None, (fold(text) for text in texts)))


def search_words(*texts: str) -> list[str]:
    """The words of an index for searches, cut to its width."""
    return sorted({word[:LONGEST_WORD] for word in words(*texts)})


def receipt_in(text: str) -> str:
    """A text that may be a receipt number, as it is kept; "" for any other text."""
    kept = "".join(text.split()).replace("-", "").upper()
    shaped = RECEIPT_LEAST <= len(kept) <= LONGEST_WORD and kept.isascii() and kept.isalnum()
    return kept if shaped and any(one.isdigit() for one in kept) else ""


def may_perform(kind: CaseType, action: Action, stage: str, roles: frozenset[str]) -> Answer:
    """Whether table and roles allow an action at a stage, and why (not)."""
    if stage not in action.from_stages:
        here = kind.stage_labels.get(stage, stage).lower()
        return Deny(f"“{action.label}” is not possible at stage {here}.")
    if roles.isdisjoint(action.who):
        who = " or ".join(role.replace("_", " ") for role in action.who)
        return Deny(f"“{action.label}” is for the {who}.")
    for role, reason in action.not_who.items():
        if role in roles and "attorney" not in roles:
            return Deny(reason)
    return Allow(f"The table of “{kind.label}” offers it at this stage.")


def planned(
    kind: CaseType,
    *,
    opened: date | None,
    filing_date: date | None,
    reached: tuple[str, date] | None,
) -> list[tuple[TaskRow, date]]:
    """The tasks of a case type whose reference day is among these, with the day they are due.

    Calendar days, not moved off weekends: these are the office's own reminders, no legal limits.
    """
    days = {"opened": opened, "filing_date": filing_date}
    if reached is not None:
        days[reached[0]] = reached[1]
    return [
        (row, day + timedelta(days=row.days))
        for row in kind.tasks
        if (day := days.get(row.reference)) is not None
    ]


def week_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())
