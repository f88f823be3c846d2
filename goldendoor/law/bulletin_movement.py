"""How the visa bulletin moved, and what if it went on so: ranges, never promises.

Pure functions over `bulletin.Bulletins`. A month that is not held is never bridged in silence:
steps over it say how many months apart their ends are.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from goldendoor.law import bulletin
from goldendoor.law.bulletin import Bulletins, Cutoff
from goldendoor.law.results import Step

CITATION = "Visa Bulletin; INA 203(e)"


@dataclass(frozen=True, slots=True)
class Movement:
    """From one month held to the next: `days` gained (negative: lost), None without two dates."""

    month: str
    months_apart: int
    days: int | None
    before: Cutoff
    after: Cutoff

    @property
    def is_retrogression(self) -> bool:
        """The line moved back: an earlier date, a date after C, or U after either."""
        return _rank(self.after) < _rank(self.before)


def _rank(cutoff: Cutoff) -> int:
    if cutoff.date:
        return cutoff.date.toordinal()
    return bulletin.CURRENT if cutoff.status == "current" else bulletin.UNAVAILABLE


def movements(
    bulletins: Bulletins, category: str, column: str, chart: str = bulletin.FINAL_ACTION
) -> tuple[Movement, ...]:
    """Every step of a line, oldest first. Gaps give one step with `months_apart` above one."""
    return tuple(_movements(bulletins, category, column, chart))


def _movements(bulletins: Bulletins, category: str, column: str, chart: str) -> Iterator[Movement]:
    last: tuple[int, Cutoff] | None = None
    for month, cutoff in bulletins.history(category, column, chart):
        if cutoff.status == "unknown":
            continue
        at = bulletin.number(month)
        if last is not None:
            before = last[1]
            days = (cutoff.date - before.date).days if cutoff.date and before.date else None
            yield Movement(month, at - last[0], days, before, cutoff)
        last = (at, cutoff)


def retrogressions(
    bulletins: Bulletins, category: str, column: str, chart: str = bulletin.FINAL_ACTION
) -> tuple[Movement, ...]:
    """The steps in which the line moved back, oldest first."""
    return tuple(
        one for one in _movements(bulletins, category, column, chart) if one.is_retrogression
    )


# ── what if ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Pace:
    """Days a month: the slowest and fastest year within the past looked at, and all of it."""

    slowest: float
    typical: float
    fastest: float
    from_month: str
    to_month: str


@dataclass(frozen=True)
class Projection:
    """Months in which a date might become current. None: not at that pace.

    `earliest` and `latest` come of the fastest and the slowest year of the past looked at,
    `as_asked` of the reader's own pace. `days_to_go` is how far the line has to move on from what
    `last_month` lists.
    """

    last_month: str
    cutoff: Cutoff
    days_to_go: int | None
    pace: Pace | None
    earliest: str | None = None
    typical: str | None = None
    latest: str | None = None
    as_asked: str | None = None
    is_current_now: bool = False
    because: tuple[Step, ...] = ()

    def to_json(self) -> dict[str, Any]:
        pace = self.pace and {
            "slowest": self.pace.slowest,
            "typical": self.pace.typical,
            "fastest": self.pace.fastest,
            "from_month": self.pace.from_month,
            "to_month": self.pace.to_month,
        }
        return {
            "last_month": self.last_month,
            "cutoff": self.cutoff.to_json(),
            "days_to_go": self.days_to_go,
            "pace_days_per_month": pace,
            "earliest": self.earliest,
            "typical": self.typical,
            "latest": self.latest,
            "as_asked": self.as_asked,
            "is_current_now": self.is_current_now,
            "because": [step.to_json() for step in self.because],
        }


def project(
    priority_date: datetime.date,
    bulletins: Bulletins,
    category: str,
    column: str,
    *,
    chart: str = bulletin.FINAL_ACTION,
    months: int | None = None,
    days_per_month: float | None = None,
) -> Projection:
    """What if the line went on as in its last `months` months, or moved `days_per_month`.

    The past looked at defaults to the heading's `projection`. Raises `BulletinError` for a past
    shorter than the heading's `pace_months`, or a pace that is no number above zero.
    """
    if days_per_month is not None and not 0 < days_per_month < math.inf:
        raise bulletin.BulletinError("Days a month must be a number above zero.")
    month = bulletins.last_month
    cutoff = bulletins.cell(month, chart, category, column)
    pace = _pace(bulletins, (chart, category, column), months)
    first = Projection(month, cutoff, None, pace)
    if cutoff.date is None:
        text = f"The bulletin of {month} lists {cutoff.text}: no date to go on from."
        current = cutoff.status == "current"
        return replace(first, is_current_now=current, because=(_step(text),))
    to_go = max(0, (priority_date - cutoff.date).days + 1)
    if not to_go:
        text = f"{priority_date} is before {cutoff.text}, listed for {month}: it is current."
        return replace(first, days_to_go=0, is_current_now=True, because=(_step(text),))
    reach = [_reached(month, to_go, one) for one in _paces(pace)]
    return replace(
        first,
        days_to_go=to_go,
        earliest=reach[2],
        typical=reach[1],
        latest=reach[0],
        as_asked=_reached(month, to_go, days_per_month) if days_per_month else None,
        because=_reasons(month, cutoff, to_go, pace, days_per_month),
    )


def _paces(pace: Pace | None) -> tuple[float, float, float]:
    return (pace.slowest, pace.typical, pace.fastest) if pace else (0.0, 0.0, 0.0)


def _reached(month: str, days: int, pace: float) -> str | None:
    """The month in which the line has moved that far; None when it does not move forward."""
    if pace <= 0:
        return None
    months, at = days / pace, bulletin.number(month)
    if months > bulletin.number(datetime.date.max) - at:
        return None
    return bulletin.named(at + math.ceil(months))


def _pace(bulletins: Bulletins, line: bulletin.Series, months: int | None) -> Pace | None:
    """Paces of every stretch of a year with dates at both ends, in the last `months`.

    How long the past and such a stretch are stands in the heading's `projection`.
    """
    usual = bulletins.heading["projection"]
    over = int(usual["pace_months"])
    looked_at = int(usual["months"]) if months is None else months
    if looked_at < over:
        raise bulletin.BulletinError(f"The past looked at must be {over} months or more.")
    first = max(bulletins.start, bulletins.end - looked_at)
    values = [bulletins.value(at, *line) for at in range(first, bulletins.end + 1)]
    dated = [bulletin.UNAVAILABLE < value < bulletin.CURRENT for value in values]
    rates = [
        (values[at + over] - values[at]) / over
        for at in range(len(values) - over)
        if dated[at] and dated[at + over]
    ]
    ends = [at for at, is_date in enumerate(dated) if is_date]
    if not rates:
        return None
    span = ends[-1] - ends[0]
    typical = (values[ends[-1]] - values[ends[0]]) / span
    slowest, fastest = min(*rates, typical), max(*rates, typical)
    names = bulletin.named(first + ends[0]), bulletin.named(first + ends[-1])
    return Pace(round(slowest, 1), round(typical, 1), round(fastest, 1), *names)


def _reasons(
    month: str, cutoff: Cutoff, days: int, pace: Pace | None, asked: float | None
) -> tuple[Step, ...]:
    to_go = "1 day" if days == 1 else f"{days} days"
    steps = [_step(f"The bulletin of {month} lists {cutoff.text}: {to_go} to go.")]
    if pace:
        text = (
            f"From {pace.from_month} to {pace.to_month} the date moved {pace.typical:g} days a "
            f"month; {pace.slowest:g} in its slowest year, {pace.fastest:g} in its fastest."
        )
        steps.append(_step(text))
    else:
        steps.append(_step("The past looked at has no two dates a year apart: no range."))
    if asked:
        steps.append(_step(f"Asked: what if it moves {asked:g} days a month."))
    steps.append(_step("A reckoning from the past, not a forecast: dates stop and move back."))
    return tuple(steps)


def _step(text: str) -> Step:
    return Step(text, CITATION)
