"""The board of a season, rows of a spreadsheet, and expiries. Pure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldendoor.kernel.folding import fold

BOARD = (
    "gathering", "ready", "registered", "selected", "not_selected", "preparing", "filed", "receipt",
)  # fmt: skip
MOVES: Mapping[str, tuple[str, ...]] = {
    "gathering": ("ready", "withdrawn"),
    "ready": ("gathering", "registered", "withdrawn"),
    "registered": ("selected", "not_selected", "withdrawn"),
    "selected": ("preparing", "withdrawn"),
    "not_selected": ("selected",),
    "preparing": ("filed", "withdrawn"),
    "filed": ("receipt",),
    "receipt": (),
    "withdrawn": ("gathering",),
}
# What a move does in the case of the registrant, where its table allows it.
CASE_ACTIONS = {
    "registered": "record_registration",
    "selected": "record_selection",
    "not_selected": "record_no_selection",
}
FIELDS = {
    "family": "Family name", "given": "Given names", "birth_date": "Date of birth",
    "passport": "Passport number", "country": "Country of the passport", "job": "Job title",
    "wage_level": "Wage level (1 to 4)",
}  # fmt: skip
NEEDED = ("family", "birth_date")
NEEDED_TO_REGISTER = ("family", "birth_date", "passport", "country", "wage_level")
WORDS: Mapping[str, tuple[str, ...]] = {
    "family": ("family", "last name", "surname"),
    "given": ("given", "first name", "forename"),
    "birth_date": ("birth", "dob"),
    "passport": ("passport number", "passport no", "passport", "travel document"),
    "country": ("country", "nationality", "citizenship"),
    "job": ("job", "title", "position", "occupation"),
    "wage_level": ("wage", "level"),
}
LONGEST = 200
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def guess(columns: Sequence[str]) -> dict[str, str]:
    """Which column holds which field, by its heading; each column once."""
    found: dict[str, str] = {}
    for name, words in WORDS.items():
        for word in words:
            hit = next(
                (one for one in columns if word in fold(one) and one not in found.values()), None
            )
            if hit is not None:
                found[name] = hit
                break
    return found


@dataclass
class Read:
    """A row as read: `values` of the fields, and what is wrong with it."""

    line: int
    values: dict[str, str]
    problems: list[str] = field(default_factory=list)


def read_row(
    line: int, cells: Mapping[str, str], mapping: Mapping[str, str], today: datetime.date
) -> Read:
    """Cells by column to fields, with a sentence for everything that is wrong."""
    values = {
        name: " ".join(str(cells.get(column) or "").split())
        for name, column in mapping.items()
        if column
    }
    found = Read(line, {name: text for name, text in values.items() if text})
    for name in NEEDED:
        if not found.values.get(name):
            found.problems.append(f"{FIELDS[name]} is missing.")
    for name, text in found.values.items():
        if len(text) > LONGEST or "\0" in text:
            found.problems.append(f"{FIELDS[name]} is not readable.")
    if born := found.values.get("birth_date"):
        day = read_day(born)
        if day is None:
            found.problems.append(f"“{born[:20]}” is no date of birth: write 1996-04-30.")
        elif day >= today:
            found.problems.append("The date of birth has not come yet.")
        else:
            found.values["birth_date"] = day.isoformat()
    if wage := found.values.get("wage_level"):
        level = read_level(wage)
        if level is None:
            found.problems.append(f"“{wage[:20]}” is no wage level from 1 to 4.")
        else:
            found.values["wage_level"] = level
    return found


def read_level(text: str) -> str | None:
    """“II”, “Level 2” or “2” as “2”."""
    plain = fold(text).replace("level", "").strip()
    return {"i": "1", "ii": "2", "iii": "3", "iv": "4"}.get(plain) or (
        plain if plain in ("1", "2", "3", "4") else None
    )


def read_day(text: str) -> datetime.date | None:
    """“1996-04-30” or “4/30/1996” (month first, as U.S. spreadsheets write it)."""
    if hit := _DAY.fullmatch(text):
        year, month, day = (int(one) for one in hit.groups())
    elif hit := _US_DAY.fullmatch(text):
        month, day, year = (int(one) for one in hit.groups())
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def missing_to_register(facts: Mapping[str, Any]) -> list[str]:
    """Labels of what a registration still needs."""
    return [FIELDS[name] for name in NEEDED_TO_REGISTER if not facts.get(name)]


def why_not_move(
    state: str, to: str, *, facts: Mapping[str, Any], doubles: int, has_case: bool
) -> str:
    """Why a registrant cannot go to a state, or ""."""
    if to not in MOVES.get(state, ()):
        return "From here one cannot go there."
    if to in ("ready", "registered"):
        missing = missing_to_register(facts)
        if missing:
            return f"Missing: {', '.join(missing)}."
        if doubles:
            return (
                "The same employer seems to have this person on the board twice: registered twice "
                "by one employer, neither counts (8 CFR 214.2(h)(8)(iii)). Say first whether it is "
                "somebody else."
            )
    if to == "preparing" and not has_case:
        return "Open the case first."
    return ""


def expiries(
    facts: Mapping[str, Any], kinds: Sequence[Mapping[str, Any]]
) -> list[tuple[datetime.date, str]]:
    """Dates an employee has, the earliest first, with the key of each."""
    found = []
    for kind in kinds:
        day = read_day(str(facts.get(kind["key"]) or ""))
        if day is not None:
            found.append((day, str(kind["key"])))
    return sorted(found)
