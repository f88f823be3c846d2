"""Clocks that take more than one rule: continuous residence over many trips."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from goldendoor.law import compute, ledgers, rules
from goldendoor.law.ledgers import DAY, Ledger, Segment
from goldendoor.law.library import Library
from goldendoor.law.work import plural, spoken

ABSENCE = "us.n400-cr"
KEPT, PRESUMED, BROKEN = "kept", "presumed_broken", "broken"


def continuous_residence(
    resident_since: datetime.date,
    trips: Sequence[Mapping[str, Any]],
    today: datetime.date,
    library: Library,
) -> Ledger:
    """Residence from the day it began: each trip with what it does, days before a break uncounted.

    `trips` have `departed_date` and `returned_date` (a date). A trip that breaks residence starts
    the count anew on the day of return. Raises RuleError for a trip that returns before it leaves.
    """
    source = rules.cite(library.rule(ABSENCE))
    segments: list[Segment] = []
    at = resident_since
    for trip in sorted(trips, key=lambda one: one["departed_date"]):
        departed, returned = trip["departed_date"], trip["returned_date"]
        kind, days = _effect(departed, returned, today, library)
        if returned <= at or returned <= departed:
            continue
        first = max(departed, at)
        if first > at:
            segments.append(Segment(at, first - DAY, "Residing in the United States", source))
        reason = f"Abroad from {spoken(departed)} to {spoken(returned)}, {plural(days, 'day')}"
        segments.append(Segment(first, returned - DAY, f"{reason}: {_WORDS[kind]}", source))
        if kind == BROKEN:
            segments = [_uncounted(one) for one in segments]
        at = returned
    segments.append(Segment(at, None, "Residing in the United States", source))
    return Ledger("Continuous residence", tuple(segments))


_WORDS = {
    KEPT: "residence is kept",
    PRESUMED: "a break is presumed, and can be rebutted",
    BROKEN: "residence is broken and begins anew on return",
}


def _effect(
    departed: datetime.date, returned: datetime.date, today: datetime.date, library: Library
) -> tuple[str, int]:
    facts = {"departed_date": departed, "returned_date": returned}
    value = compute.compute(ABSENCE, facts, today, library).value
    return str(value["continuity"]), int(value["absence_days"])


def _uncounted(one: Segment) -> Segment:
    reason = one.reason if one.reason.endswith("return") else f"{one.reason} (before the break)"
    return ledgers.Segment(one.from_date, one.to_date, reason, one.source, counts=False)
