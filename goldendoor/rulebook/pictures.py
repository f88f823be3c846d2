"""Days on a line: where they stand, in per cent, so that a picture fits every window unscaled.

Pure functions. The templates draw SVG with these numbers; words stay in HTML beside the picture.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

DAYS_OF_A_YEAR = 365.25
MONTHS_OF_A_YEAR = 12
MOST_TICKS = 7
# Distances between ticks that read well, in years and in months.
YEAR_STEPS = (1, 2, 5, 10, 20, 50)
MONTH_STEPS = (1, 2, 3, 6)
# Kinds that `patterns.html` draws.
PATTERNED = ("announced", "proposed", "stayed", "enjoined", "vacated")
ROOM = 0.04  # of the whole length, left free at both ends


@dataclass(frozen=True)
class Tick:
    """A day with a word under it."""

    at: float
    label: str
    minor: bool = False

    @property
    def anchor(self) -> str:
        """Where the word is held, so that it never leaves the picture."""
        return "start" if self.at < 6 else "end" if self.at > 94 else "middle"


@dataclass(frozen=True)
class Bar:
    """A span of days; `kind` is its pattern."""

    start: float
    width: float
    kind: str
    words: str = ""

    @property
    def fill(self) -> str:
        """Its pattern; plain kinds are coloured by the style sheet."""
        return f"url(#gd-{self.kind})" if self.kind in PATTERNED else ""

    @property
    def end(self) -> float:
        """Where it ends, in per cent."""
        return round(self.start + self.width, 3)


@dataclass(frozen=True)
class Mark:
    """One day; `kind` is its shape."""

    at: float
    kind: str
    words: str = ""


@dataclass
class Strip:
    """One row of a time line."""

    bars: list[Bar] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Scale:
    """From the first to the last day that must be seen."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def around(cls, days: Iterable[datetime.date]) -> Scale:
        """All these days with a little room; a line always has some length."""
        known = sorted(days)
        if not known:
            raise ValueError("A line needs a day.")
        length = max((known[-1] - known[0]).days, int(DAYS_OF_A_YEAR / MONTHS_OF_A_YEAR))
        room = max(round(length * ROOM), 1)
        return cls(_shifted(known[0], -room), _shifted(known[-1], room))

    @property
    def length(self) -> int:
        """Days from end to end, at least one."""
        return max((self.last - self.first).days, 1)

    def at(self, day: datetime.date) -> float:
        """Where a day stands, from 0 to 100."""
        share = 100 * (day - self.first).days / self.length
        return round(min(max(share, 0.0), 100.0), 3)

    def bar(
        self, start: datetime.date, end: datetime.date | None, kind: str, words: str = ""
    ) -> Bar:
        """A span; open ends run to the end of the line."""
        begins = self.at(start)
        return Bar(begins, round(max(self.at(end or self.last) - begins, 0.4), 3), kind, words)

    def mark(self, day: datetime.date, kind: str, words: str = "") -> Mark:
        """One day."""
        return Mark(self.at(day), kind, words)

    def ticks(self) -> list[Tick]:
        """Round years or months, few enough to be read; every second one may be left out."""
        years = self.length / DAYS_OF_A_YEAR
        if years <= MOST_TICKS / 2:
            months = years * MONTHS_OF_A_YEAR
            step = next((one for one in MONTH_STEPS if months / one <= MOST_TICKS), 6)
            days = _months(self.first, self.last, step)
            return self._named(days, "%b %Y")
        step = next((one for one in YEAR_STEPS if years / one <= MOST_TICKS), YEAR_STEPS[-1])
        days = [
            datetime.date(year, 1, 1)
            for year in range(self.first.year, self.last.year + 1)
            if year % step == 0
        ]
        return self._named(days, "%Y")

    def _named(self, days: list[datetime.date], pattern: str) -> list[Tick]:
        inside = [day for day in days if self.first <= day <= self.last]
        return [
            Tick(self.at(day), day.strftime(pattern), minor=number % 2 == 1)
            for number, day in enumerate(inside)
        ]


def _months(first: datetime.date, last: datetime.date, step: int) -> list[datetime.date]:
    """First days of every `step`-th month, January among them."""
    found = []
    for number in range(first.year * MONTHS_OF_A_YEAR, (last.year + 1) * MONTHS_OF_A_YEAR, step):
        year, month = divmod(number, MONTHS_OF_A_YEAR)
        found.append(datetime.date(year, month + 1, 1))
    return found


def _shifted(day: datetime.date, days: int) -> datetime.date:
    """The day so many days away, held inside what a calendar can say."""
    number = min(max(day.toordinal() + days, 1), datetime.date.max.toordinal())
    return datetime.date.fromordinal(number)
