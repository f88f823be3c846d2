"""What the pages of this feature read from a request."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from goldendoor.practice.conflicts import rules

EMPTY_ROWS = 2


@dataclass
class Row:
    """One person of the form as typed, with what is wrong with it."""

    number: int
    role: str
    names: str = ""
    born: str = ""
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def is_first(self) -> bool:
        return self.number == 0

    def asked(self) -> rules.Asked:
        """The person asked about."""
        names = [" ".join(line.split()) for line in self.names.replace(";", "\n").splitlines()]
        kept = tuple(dict.fromkeys(name for name in names if name))
        return rules.Asked(self.role, kept, self.born)


def rows_of(people: Sequence[rules.Asked]) -> list[Row]:
    """The form for these people, with empty rows to add others."""
    rows = [Row(at, one.role, "\n".join(one.names), one.born) for at, one in enumerate(people)]
    if not rows:
        rows = [Row(0, rules.ENQUIRER)]
    return rows + [
        Row(len(rows) + extra, rules.OPPOSING if extra == 0 else rules.RELATIVE)
        for extra in range(EMPTY_ROWS)
    ]


def read_rows(post: Any) -> tuple[list[Row], list[tuple[str, str]]]:
    """The rows as typed and what is wrong: [(field, sentence)]."""
    rows, problems = [], []
    for number in range(rules.MOST_PEOPLE + EMPTY_ROWS):
        if f"names-{number}" not in post:
            break
        role = post.get(f"role-{number}", "") or rules.ENQUIRER
        row = Row(number, role, post[f"names-{number}"].replace("\0", "").strip())
        row.born = post.get(f"born-{number}", "").strip()
        problems += _wrong(row)
        rows.append(row)
    if not any(row.names for row in rows):
        text = "Write at least one name to check."
        rows = rows or rows_of([])
        rows[0].wrong["names"] = text
        problems.append(("names-0", text))
    return rows, problems


def _wrong(row: Row) -> list[tuple[str, str]]:
    asked = row.asked()
    if row.role not in rules.ROLES:
        row.role = rules.RELATIVE
    if len(asked.names) > rules.MOST_NAMES:
        row.wrong["names"] = f"At most {rules.MOST_NAMES} names fit for one person."
    if any(len(name) > rules.LONGEST_NAME for name in asked.names):
        row.wrong["names"] = f"A name may have at most {rules.LONGEST_NAME} letters."
    if row.born and not row.names:
        row.wrong["names"] = "Whose date of birth is this? Write the name."
    try:
        day = datetime.date.fromisoformat(row.born) if row.born else None
    except ValueError:
        row.wrong["born"] = "This is not a day. Write it as year-month-day, such as 1988-11-30."
    else:
        if day and not 1880 <= day.year <= 2100:
            row.wrong["born"] = "Write the year of birth with four digits, such as 1988."
    return [(f"{name}-{row.number}", text) for name, text in row.wrong.items()]


def people_of(rows: Sequence[Row]) -> list[rules.Asked]:
    """Those who are named."""
    return [row.asked() for row in rows if row.names]
