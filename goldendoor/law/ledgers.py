"""Clocks as ledgers: stretches of days that count or don't, each with its reason and source.

Whoever disputes “day 142” can walk through the segments. Segments follow each other without gap or
overlap; the last may be open-ended (`to_date` None).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from the first through the last, both included; `to_date` None: still going on."""

    from_date: datetime.date
    to_date: datetime.date | None
    reason: str
    source: str = ""


@dataclass(frozen=True)
class Segment(Span):
    """A stretch of a clock: its days count, or they don't."""

    counts: bool = True

    def to_json(self) -> dict[str, Any]:
        return {
            "from": self.from_date.isoformat(),
            "to": self.to_date.isoformat() if self.to_date else None,
            "counts": self.counts,
            "reason": self.reason,
            "source": self.source,
        }


@dataclass(frozen=True)
class Ledger:
    """A clock from its first day on. `count` and `day_number` replay it."""

    label: str
    segments: tuple[Segment, ...]

    def count(self, before: datetime.date) -> int:
        """Counting days from the start up to, not including, the given day."""
        total = 0
        for one in self.segments:
            if not one.counts or one.from_date >= before:
                continue
            last = before - DAY if one.to_date is None else min(one.to_date, before - DAY)
            total += (last - one.from_date).days + 1
        return total

    def day_number(self, number: int) -> datetime.date | None:
        """The first day before which `number` days have counted; None when it never comes."""
        left = number
        for one in self.segments:
            if not one.counts:
                continue
            if one.to_date is None:
                return _plus(one.from_date, left)
            length = (one.to_date - one.from_date).days + 1
            if left <= length:
                return _plus(one.from_date, left)
            left -= length
        return None

    def is_stopped(self, on: datetime.date) -> bool:
        """The day lies in a stretch that does not count."""
        return any(
            not one.counts and one.from_date <= on and (one.to_date is None or on <= one.to_date)
            for one in self.segments
        )

    def to_json(self) -> dict[str, Any]:
        return {"label": self.label, "segments": [one.to_json() for one in self.segments]}


def _plus(start: datetime.date, days: int) -> datetime.date | None:
    try:
        return start + datetime.timedelta(days=days)
    except OverflowError:
        return None


def build(
    label: str,
    start: datetime.date,
    end: datetime.date | None,
    pauses: Iterable[Span],
    reason: str,
    source: str = "",
) -> Ledger:
    """A clock that runs from `start` through `end` (None: on and on) except in the pauses.

    Pauses may overlap or lie partly outside; where two cover a day the one that began first is
    told as the reason.
    """
    segments: list[Segment] = []
    at: datetime.date | None = start
    for pause in merged(pauses, start, end):
        assert at is not None
        if pause.from_date > at:
            segments.append(Segment(at, pause.from_date - DAY, reason, source, True))
        segments.append(Segment(pause.from_date, pause.to_date, pause.reason, pause.source, False))
        at = pause.to_date + DAY if pause.to_date else None
        if at is None:
            break
    if at is not None and (end is None or at <= end):
        segments.append(Segment(at, end, reason, source, True))
    return Ledger(label, tuple(segments))


def merged(
    spans: Iterable[Span], start: datetime.date, end: datetime.date | None = None
) -> list[Span]:
    """The spans cut to [start, end] and to each other: in order, none overlapping another."""
    far = datetime.date.max
    found: list[Span] = []
    last = start - DAY if start > datetime.date.min else start
    for one in sorted(spans, key=lambda span: (span.from_date, span.to_date or far)):
        first = max(one.from_date, start, last + DAY if last < far else far)
        to = min(one.to_date or far, end or far)
        if first > to or last == far:
            continue
        open_ended = one.to_date is None and end is None
        found.append(Span(first, None if open_ended else to, one.reason, one.source))
        last = far if open_ended else to
    return found


def length(spans: Sequence[Span]) -> int:
    """Days in spans that end and don't overlap (see `merged`)."""
    return sum((one.to_date - one.from_date).days + 1 for one in spans if one.to_date)
