"""Dated versions of a rule or table: which one holds on a day, as far as it was known then."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

IN_FORCE = "in_force"
LEGAL_STATUSES = (IN_FORCE, "stayed", "vacated", "enjoined", "proposed")
TRIGGERS = ("filed", "postmarked", "served", "pending", "adjudicated")
Version = Mapping[str, Any]


def day(value: Any) -> datetime.date | None:
    """A library date: YAML gives `date` or text; None means open."""
    if value is None or isinstance(value, datetime.date):
        return value
    return datetime.date.fromisoformat(str(value))


def holds(version: Version, on: datetime.date) -> bool:
    """The day lies in the version's window."""
    begins, ends = day(version.get("from")), day(version.get("to"))
    return (begins is None or begins <= on) and (ends is None or on <= ends)


def is_known(version: Version, today: datetime.date) -> bool:
    """It was published (or, where that day isn't recorded, had begun) by `today`."""
    published = day(version.get("published") or version.get("from"))
    return published is None or published <= today


def counts(version: Version, assumed: bool = False) -> bool:
    """Its legal status makes it law, or a fact asks to suppose so."""
    return assumed or version.get("legal_status", IN_FORCE) == IN_FORCE


def chosen(
    versions: Sequence[Version], on: datetime.date, today: datetime.date, aspect: str = ""
) -> Version | None:
    """The last version in force on the day and known today; an answer as of an earlier day never
    uses a later one. `aspect` tells apart what one rule fixes separately, such as fee and clock.
    """
    found = None
    for version in versions:
        if version.get("aspect", "") != aspect or not counts(version):
            continue
        if holds(version, on) and is_known(version, today):
            found = version
    if found is None and on > today:
        return _last_known(versions, today, aspect)
    return found


def _last_known(versions: Sequence[Version], today: datetime.date, aspect: str) -> Version | None:
    """For a day to come: the law as it is known today, though a successor may be on its way."""
    known = [
        one
        for one in versions
        if one.get("aspect", "") == aspect and counts(one) and holds(one, today)
    ]
    return known[-1] if known else None


def not_law(
    versions: Sequence[Version], on: datetime.date, today: datetime.date, aspect: str = ""
) -> Iterator[Version]:
    """Versions that would hold on the day were they not proposed, stayed, vacated or enjoined."""
    for version in versions:
        if version.get("aspect", "") != aspect or counts(version):
            continue
        if holds(version, on) and is_known(version, today):
            yield version


def in_force(versions: Sequence[Version], on: datetime.date) -> Version | None:
    """The version of a table that holds on the day; the last wins."""
    return chosen(versions, on, datetime.date.max)


def overlaps(versions: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    """Pairs of versions in force at once for the same aspect and the same facts."""
    law = [one for one in versions if counts(one)]
    for number, one in enumerate(law):
        for other in law[number + 1 :]:
            same = all(one.get(key) == other.get(key) for key in ("aspect", "applies_to"))
            if same and _meet(one, other):
                yield one, other


def _meet(one: Version, other: Version) -> bool:
    low, high = datetime.date.min, datetime.date.max
    return (day(one.get("from")) or low) <= (day(other.get("to")) or high) and (
        day(other.get("from")) or low
    ) <= (day(one.get("to")) or high)
