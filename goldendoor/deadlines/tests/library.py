"""A small library of made-up law, so that these tests do not move when real law does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from goldendoor.law.library import Library

HOLIDAYS = {
    "id": "us.federal_holidays",
    "label": "Holidays",
    "last_checked": date(2026, 11, 25),
    "observed": {"saturday": -1, "sunday": 1},
    "holidays": [{"name": "Made-up Day", "month": 9, "day": 8}],
}
CITED = [{"title": "1 Made-up Code 2", "href": "https://law.example/"}]


INPUTS = {
    "served_date": {"type": "date", "required": True, "meaning": "the day of service"},
    "form": {"type": "string", "meaning": "the form"},
}
OUTPUTS = {
    "due_date": {"type": "date", "meaning": "last day to answer"},
    "safe_due_date": {"type": "date", "meaning": "last safe day", "nullable": True},
}
DEADLINE = {
    "date": "due_date",
    "safe": "safe_due_date",
    "starts": "served_date",
    "kind": "regulatory",
    "label": "Answer the made-up notice",
}


def answer_rule(days: int = 30, second: int | None = None) -> dict:
    """A regulation: answer within so many days of service, on no closed day; a safe reading too."""
    rolled = {"count": {"calendar_days": days}, "closed_day": {"go_to": "next_open_day"}}
    give: dict = {"due_date": {"from": "served_date", **rolled}}
    if second is not None:
        give["safe_due_date"] = {"from": "served_date", "count": {"calendar_days": second}}
    version = {
        "from": date(2020, 1, 1),
        "trigger": "served",
        "legal_status": "in_force",
        "summary": f"{days} days",
        "reference": CITED,
        "give": give,
    }
    return {
        "id": "test.answer",
        "area": "responses",
        "label": "Answer to a made-up notice",
        "statement": "Answer within thirty days.",
        "inputs": {name: dict(one) for name, one in INPUTS.items()},
        "outputs": OUTPUTS,
        "method": "period",
        "version_by": "served_date",
        "deadline": DEADLINE,
        "versions": [version],
        "reference": CITED,
        "last_checked": date(2026, 11, 25),
        "certainty": "verified",
        "examples": [{"inputs": {"served_date": "2026-08-03"}, "expected": {}}],
    }


def write(folder: Path, rule: dict, holidays: dict = HOLIDAYS) -> Library:
    """The library of this folder with that rule; written again, it is the law after a change."""
    for kind, entry in (("rules", rule), ("tables", holidays)):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(entry, allow_unicode=True)
        (folder / kind / f"{entry['id']}.yaml").write_text(text, encoding="utf-8")
    return Library((folder,))


def with_holiday(month: int, day: int) -> dict:
    """The holidays with one more."""
    more = {"name": "New Made-up Day", "month": month, "day": day}
    return {**HOLIDAYS, "holidays": [*HOLIDAYS["holidays"], more]}
