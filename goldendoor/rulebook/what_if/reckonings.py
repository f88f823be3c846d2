"""What a what-if asks that is no rule: when a priority date may become current. Pure.

A what-if names it under `reckon:`; inputs and outputs are declared here as a rule declares its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from goldendoor.law import availability, bulletin, bulletin_movement
from goldendoor.law.library import Library, LibraryError
from goldendoor.law.results import Result
from goldendoor.rulebook import answers

Declared = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Reckoning:
    """What it asks, what it gives, and how."""

    inputs: Declared
    outputs: Declared
    needs: tuple[str, ...]
    work_out: Callable[[Mapping[str, Any], Library], Result]


def declared(ask: Mapping[str, Any], library: Library) -> tuple[Declared, Declared]:
    """Inputs and outputs of what a what-if asks, a rule or a reckoning."""
    if ask.get("reckon"):
        found = RECKONINGS[ask["reckon"]]
        return found.inputs, found.outputs
    rule = library.rule(ask["rule"])
    return rule["inputs"], rule["outputs"]


def ask(name: str, given: Mapping[str, Any], library: Library) -> answers.Answer:
    """Work it out; what is missing or wrong becomes words."""
    found = RECKONINGS[name]
    missing = [need for need in found.needs if given.get(need) is None]
    if missing:
        return answers.Answer(needs=missing)
    try:
        return answers.shown({"outputs": found.outputs}, found.work_out(given, library))
    except (LibraryError, OverflowError) as error:
        return answers.Answer(problem=str(error))


def _first_day(month: str | None) -> str | None:
    return f"{month}-01" if month else None


def waiting(given: Mapping[str, Any], library: Library) -> Result:
    """When a priority date became or may become current, by the newest bulletin held."""
    bulletins = bulletin.load(library)
    chart = str(given.get("chart") or bulletin.FINAL_ACTION)
    day = datetime.date.fromisoformat(str(given["priority_date"]))
    place = (day, str(given["category"]), str(given["column"]))
    month = bulletins.last_month
    now = availability.availability(*place, month, bulletins, chart=chart)
    ahead = bulletin_movement.project(
        day, bulletins, *place[1:], chart=chart, days_per_month=given.get("days_per_month")
    )
    months = {
        "current_since": now.since.month if now.since else None,
        "earliest": ahead.earliest,
        "typical": ahead.typical,
        "latest": ahead.latest,
        "as_asked": ahead.as_asked,
    }
    value = {name: _first_day(month) for name, month in months.items() if month}
    return Result(
        value={"is_current": now.is_current, "days_to_go": ahead.days_to_go, **value},
        because=(*now.because, *ahead.because),
        certainty=now.certainty,
        needs_review=True,
    )


RECKONINGS = {
    "waiting": Reckoning(
        inputs={
            "priority_date": {"type": "date"},
            "category": {"type": "string"},
            "column": {"type": "string"},
            "chart": {"type": "enum", "enum": list(bulletin.CHARTS)},
            "days_per_month": {"type": "int"},
        },
        outputs={
            "is_current": {"type": "bool"},
            "days_to_go": {"type": "int"},
            "current_since": {"type": "date"},
            "earliest": {"type": "date"},
            "typical": {"type": "date"},
            "latest": {"type": "date"},
            "as_asked": {"type": "date"},
        },
        needs=("priority_date", "category", "column"),
        work_out=waiting,
    )
}
