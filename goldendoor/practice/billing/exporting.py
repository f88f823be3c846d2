"""Rows for spreadsheets: nothing in them is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from goldendoor.practice.billing.models import TimeEntry

# What spreadsheet programs take for the start of a formula, also behind blanks.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
TIME_COLUMNS = (
    "day", "person", "case", "title", "activity", "text", "minutes", "billed_minutes", "rate",
    "amount", "currency", "billable", "invoice",
)  # fmt: skip


def safe(value: Any) -> Any:
    """A cell that no spreadsheet program runs: text like a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text


def amount(cents: int | None) -> str:
    """“1250.50” for a machine to read; "" where not known."""
    if cents is None:
        return ""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def rows(found: Iterable[TimeEntry]) -> Iterator[list[Any]]:
    """A heading and one row an entry."""
    yield list(TIME_COLUMNS)
    for one in found:
        cells = [
            one.worked_date.isoformat(), str(one.user), one.case.number, one.case.title,
            one.get_activity_display(), one.text or "", one.minutes, one.billed_minutes,
            amount(one.rate_cents), amount(one.amount_cents), one.currency,
            "yes" if one.is_billable else "no", one.invoice.number if one.invoice else "",
        ]  # fmt: skip
        yield [safe(cell) for cell in cells]
