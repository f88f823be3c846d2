"""What the Case Status API answers, in either shape it has been seen in, made one.

The live shape has `case_status` with `current_case_status_text_en`, dates as MM-DD-YYYY HH:MM:SS
and a history that may be null; a published description has flat names. Unknown keys are left alone:
the raw answer is kept by whoever asks.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 20_000
DATES = ("%m-%d-%Y %H:%M:%S", "%m-%d-%Y", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%m/%d/%Y")


class NotAnAnswer(ValueError):
    """A body that is no case status in any shape known."""


@dataclass(frozen=True)
class Event:
    """One line of the history; the day is None where it could not be read."""

    date: datetime.date | None
    text: str
    text_es: str = ""


@dataclass(frozen=True)
class Status:
    """The status of one receipt."""

    receipt_number: str
    form: str
    title: str
    text: str
    title_es: str
    text_es: str
    submitted_date: datetime.date | None
    modified_date: datetime.date | None
    history: tuple[Event, ...]

    def is_news(self, earlier: Status | None) -> bool:
        """It says something else than the earlier answer did."""
        if earlier is None:
            return True
        said = ("title", "text", "modified_date", "history")
        return any(getattr(self, name) != getattr(earlier, name) for name in said)


def read(body: str | bytes) -> Status:
    """The status in a body. Raises NotAnAnswer."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotAnAnswer("The answer is no JSON.") from error
    if not isinstance(found, Mapping):
        raise NotAnAnswer("The answer is no object.")
    inner = found.get("case_status", found)
    if not isinstance(inner, Mapping) or not _text(inner, "receiptNumber"):
        raise NotAnAnswer("The answer names no receipt number.")
    title = _text(inner, "current_case_status_text_en", "status")
    if not title:
        raise NotAnAnswer("The answer says no status.")
    return Status(
        receipt_number=_text(inner, "receiptNumber").upper(),
        form=_text(inner, "formType"),
        title=title,
        text=_text(inner, "current_case_status_desc_en", "description"),
        title_es=_text(inner, "current_case_status_text_es", "statusEs"),
        text_es=_text(inner, "current_case_status_desc_es", "statusEsDesc"),
        submitted_date=day(inner.get("submittedDate")),
        modified_date=day(inner.get("modifiedDate")),
        history=_history(inner),
    )


def _history(inner: Mapping[str, Any]) -> tuple[Event, ...]:
    """Newest last, as far as days are known; null and nothing are the same."""
    rows = inner.get("hist_case_status") or inner.get("historicalCaseStatuses") or []
    if not isinstance(rows, list):
        return ()
    found = [
        Event(
            day(row.get("date") or row.get("modifiedDate")),
            _text(row, "completed_text_en", "status", "description"),
            _text(row, "completed_text_es", "statusEsDesc"),
        )
        for row in rows
        if isinstance(row, Mapping)
    ]
    kept = [one for one in found if one.text]
    return tuple(sorted(kept, key=lambda one: one.date or datetime.date.min))


def day(value: Any) -> datetime.date | None:
    """A day in one of the ways it is written, or None."""
    if not isinstance(value, str):
        return None
    for way in DATES:
        try:
            return datetime.datetime.strptime(value.strip(), way).date()
        except ValueError:
            continue
    return None


def problem(body: str | bytes) -> str:
    """The sentence of an error body, in any of the shapes seen; "" when there is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(found, Mapping):
        return ""
    errors = found.get("errors")
    inner = found.get("error", errors[0] if isinstance(errors, list) and errors else found)
    return _text(inner, "message") if isinstance(inner, Mapping) else str(inner)[:LONGEST]


def _text(row: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()[:LONGEST]
    return ""
