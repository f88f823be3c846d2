"""Names of the library as a reader says them: facts, outputs, standings, certainties, areas."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

AREAS = {
    "counting": "Counting days",
    "responses": "Answers to notices",
    "appeals": "Appeals and motions",
    "asylum": "Asylum",
    "residence": "Residence",
    "naturalization": "Naturalization",
    "work": "Work and study",
    "visas": "Visas and waiting lines",
    "bars": "Bars and unlawful presence",
    "money": "Money",
    "humanitarian": "Humanitarian protection",
    "medical": "Medical examination",
    "agency": "Papers and the agency",
}


@dataclass(frozen=True)
class Word:
    """A state as a reader sees it: word, colour, icon, and a sentence about it."""

    id: str
    label: str
    tone: str
    icon: str
    about: str = ""


STANDINGS = {
    word.id: word
    for word in (
        Word("now", "In force", "success", "check_circle", "This version counts today."),
        Word("past", "Past", "", "history", "It counted for its own days and still does for them."),
        Word("announced", "Announced", "info", "event", "It is final but begins later."),
        Word("proposed", "Proposed", "", "announcement", "A proposal; nothing counts from it."),
        Word("stayed", "Stayed", "warning", "hourglass_empty", "A court holds it back for now."),
        Word("enjoined", "Enjoined", "error", "do_not_disturb", "A court forbids applying it."),
        Word("vacated", "Vacated", "error", "cancel", "A court set it aside."),
    )
}
CERTAINTIES = {
    word.id: word
    for word in (
        Word("verified", "Verified", "success", "verified", "Read in its source."),
        Word("partly", "Partly verified", "warning", "star_half", "Read in its source in part."),
        Word("unverified", "Not verified", "error", "help", "General knowledge: read the source."),
    )
}
# Parts of names that are written otherwise in the field.
_SPELLED = {
    "i94": "I-94", "i140": "I-140", "i140s": "I-140 petitions", "i485": "I-485", "i589": "I-589",
    "i765": "I-765", "n336": "N-336", "g28": "G-28", "g1651": "G-1651", "h1b": "H-1B", "l1": "L-1",
    "opt": "OPT", "dso": "DSO", "perm": "PERM", "pwd": "PWD", "ead": "EAD", "tps": "TPS",
    "daca": "DACA", "aao": "AAO", "dhs": "DHS", "cspa": "CSPA", "us": "U.S.", "id": "identifier",
}  # fmt: skip


def of_name(name: str) -> str:
    """`is_addressee_outside_us` → `Is addressee outside U.S.?`; `fee_cents` → `Fee`."""
    parts = [part for part in name.split("_") if part != "cents"]
    said = " ".join(_SPELLED.get(part, part) for part in parts)
    said = said[:1].upper() + said[1:]
    return f"{said}?" if parts and parts[0] in {"is", "has"} else said


def of_choice(value: Any) -> str:
    """`motion_to_reopen` → `motion to reopen`; codes such as `EB1` and `F-1` stay."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(_SPELLED.get(part, part) for part in str(value).split("_"))


def of_day(value: datetime.date) -> str:
    """`Mon 30 Nov 2026`."""
    return f"{value:%a} {value.day} {value:%b} {value.year}"


def of_money(cents: int) -> str:
    """`56000` → `$560.00`."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${Decimal(abs(cents)) / 100:,.2f}"


def of_value(value: Any, declared: Mapping[str, Any] | None = None) -> str:
    """An output or a fact in words; `declared` says of what type it is."""
    kind = str((declared or {}).get("type", ""))
    if value is None:
        return "none"
    if kind == "money_cents" and isinstance(value, int):
        return of_money(value)
    if isinstance(value, bool):
        return of_choice(value)
    if isinstance(value, Mapping):
        fields = (declared or {}).get("fields") or {}
        parts = [(str(key), of_value(one, fields.get(key))) for key, one in value.items()]
        return ", ".join(f"{of_name(key).lower()} {text}" for key, text in parts)
    if isinstance(value, list | tuple):
        items = (declared or {}).get("items") or {}
        return "; ".join(of_value(one, items) for one in value) or "none"
    found = day_of(value)
    if found is not None:
        return of_day(found) + _time_of(value)
    return of_choice(value) if kind == "enum" else str(value)


def _time_of(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return f", {text[11:16]}" if len(text) > 10 and text[10] == "T" else ""


def day_of(value: Any) -> datetime.date | None:
    """The day of a date, a moment or an ISO text; None for anything else."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and re.match(r"\d{4}-\d{2}-\d{2}($|T)", value):
        try:
            return datetime.date.fromisoformat(value[:10])
        except ValueError:
            return None
    return None
