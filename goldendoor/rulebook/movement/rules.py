"""The visa bulletin as a picture: the listed dates of both charts, and a priority date in them.

Pure functions over `law.bulletin`. A month that is not held is a gap in every line and a strip of
its own kind; nothing is drawn across it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from goldendoor.law import availability, bulletin, bulletin_movement
from goldendoor.law.bulletin import Bulletins, Cutoff
from goldendoor.law.library import Library
from goldendoor.rulebook import answers, pictures, words

HIGH = 1000  # of the drawing: its own units both ways, stretched to the window
MOST_YEARS_AHEAD = 15  # further on, a range is said but no longer drawn
History = tuple[tuple[str, Cutoff], ...]


def month_day(month: str) -> datetime.date:
    """The first day of `2026-06`."""
    return datetime.date.fromisoformat(f"{month}-01")


def month_words(month: str | None) -> str:
    """`2026-06` → `Jun 2026`."""
    return f"{month_day(month):%b %Y}" if month else ""


def next_month(month: str) -> datetime.date:
    """The day on which the month is over."""
    return month_day(bulletin.named(bulletin.number(month) + 1))


@dataclass(frozen=True)
class Line:
    """One chart: pieces of line, and where it moved back."""

    kind: str
    label: str
    pieces: list[str]
    back: list[tuple[float, float]]


@dataclass(frozen=True)
class Lane:
    """A strip under the picture: in which months what held."""

    label: str
    strip: pictures.Strip


@dataclass
class Picture:
    """Everything drawn."""

    scale: pictures.Scale
    levels: list[tuple[float, str]]
    lines: list[Line]
    lanes: list[Lane] = field(default_factory=list)
    mine: float | None = None


def picture(
    bulletins: Bulletins,
    category: str,
    column: str,
    mine: datetime.date | None,
    until: datetime.date | None = None,
) -> Picture | None:
    """Both charts from the first month held to the last; None where nothing is held."""
    held = {chart: bulletins.history(category, column, chart) for chart in bulletin.CHARTS}
    months = [month for history in held.values() for month, _cutoff in history]
    if not months:
        return None
    last = max([next_month(max(months)), *([until] if until else [])])
    scale = pictures.Scale.around([month_day(min(months)), last])
    dates = [one.date for history in held.values() for _month, one in history if one.date]
    level = pictures.Scale.around([*dates, *([mine] if mine else [])] or [scale.first, scale.last])
    found = Picture(
        scale=scale,
        levels=[(round(100 - tick.at, 3), tick.label) for tick in level.ticks()],
        lines=[
            _line((bulletins, category, column, chart), history, scale, level)
            for chart, history in held.items()
            if history
        ],
        mine=round(100 - level.at(mine), 3) if mine else None,
    )
    for chart, history in held.items():
        if history:
            label = str(bulletins.heading["charts"][chart])
            found.lanes.append(_lane(label, _states(history), scale))
    return found


def _line(
    place: tuple[Bulletins, str, str, str],
    history: History,
    scale: pictures.Scale,
    level: pictures.Scale,
) -> Line:
    """One chart: a piece of line for every run of listed dates, a mark for every step back."""
    bulletins, _category, _column, chart = place
    pieces = []
    for is_dated, run in groupby(history, lambda one: one[1].date is not None):
        points = []
        for month, cutoff in run if is_dated else ():
            high = HIGH - level.at(cutoff.date or level.first) * HIGH / 100
            for day in (month_day(month), next_month(month)):
                points.append(f"{scale.at(day) * HIGH / 100:.1f},{high:.1f}")
        pieces += [" ".join(points)] if points else []
    back = [
        (scale.at(month_day(move.month)), round(100 - level.at(move.after.date), 3))
        for move in bulletin_movement.retrogressions(*place)
        if move.after.date
    ]
    return Line(chart, str(bulletins.heading["charts"][chart]), pieces, back)


def _states(history: History) -> list[tuple[str, str]]:
    return [(month, cutoff.status) for month, cutoff in history]


def _lane(label: str, states: Iterable[tuple[str, str]], scale: pictures.Scale) -> Lane:
    strip = pictures.Strip()
    for kind, run in groupby(states, lambda one: one[1]):
        months = [month for month, _kind in run]
        if kind != "date":
            strip.bars.append(scale.bar(month_day(months[0]), next_month(months[-1]), kind))
    return Lane(label, strip)


# ── my priority date ─────────────────────────────────────────────────────────────────────────


@dataclass
class Mine:
    """A priority date in one chart: how it stands, and a range of when it may be current."""

    label: str
    now: availability.Availability
    ahead: bulletin_movement.Projection
    reasons: list[answers.Reason]

    @property
    def word(self) -> words.Word:
        """How it stands in the newest month held."""
        return _STANDS[self.now.is_current]

    @property
    def until(self) -> datetime.date | None:
        """The far end of the range, for the width of the picture."""
        far = self.ahead.latest or self.ahead.as_asked or self.ahead.typical or self.ahead.earliest
        return next_month(far) if far else None

    @property
    def since(self) -> str:
        """Since when it is current without a break."""
        return month_words(self.now.since.month) if self.now.since else ""

    @property
    def first(self) -> str:
        """The first month ever in which it was current."""
        return month_words(self.now.first_month)

    @property
    def earliest(self) -> str:
        """At the pace of the fastest year."""
        return month_words(self.ahead.earliest)

    @property
    def typical(self) -> str:
        """At the pace of all the past looked at."""
        return month_words(self.ahead.typical)

    @property
    def latest(self) -> str:
        """At the pace of the slowest year."""
        return month_words(self.ahead.latest)

    @property
    def as_asked(self) -> str:
        """At the reader's own pace."""
        return month_words(self.ahead.as_asked)


_STANDS = {
    True: words.Word("current", "Current", "success", "check_circle"),
    False: words.Word("waiting", "Not current", "warning", "hourglass_empty"),
    None: words.Word("unknown", "Not known", "", "help"),
}


def mine(
    priority_date: datetime.date,
    bulletins: Bulletins,
    category: str,
    column: str,
    days_per_month: float | None,
) -> list[Mine]:
    """The priority date in both charts, in the newest month held; a chart without cells is left
    out."""
    found = []
    for chart in bulletin.CHARTS:
        if not bulletins.history(category, column, chart):
            continue
        place = (priority_date, category, column)
        now = availability.availability(*place, bulletins.last_month, bulletins, chart=chart)
        ahead = bulletin_movement.project(
            priority_date, bulletins, category, column, chart=chart, days_per_month=days_per_month
        )
        steps = [*now.because, *ahead.because]
        label = str(bulletins.heading["charts"][chart])
        found.append(Mine(label, now, ahead, [answers.reason(step) for step in steps]))
    return found


def lanes_of_mine(
    found: Iterable[Mine], bulletins: Bulletins, priority_date: datetime.date, scale: pictures.Scale
) -> Iterator[Lane]:
    """For each chart the months in which the date was current, and the range ahead."""
    for one in found:
        history = bulletins.history(one.now.category, one.now.column, one.now.chart)
        states = [
            (month, _state(bulletin.is_current(priority_date, cutoff)))
            for month, cutoff in history
            if bulletin.number(month) >= bulletin.number(priority_date)
        ]
        lane = _lane(f"My date: {one.label.lower()}", states, scale)
        ahead = one.ahead
        if ahead.earliest and not ahead.is_current_now:
            begins = month_day(ahead.earliest)
            ends = next_month(ahead.latest) if ahead.latest else None
            lane.strip.bars.append(scale.bar(begins, ends, "range"))
            lane.strip.marks += [
                scale.mark(month_day(month), kind)
                for month, kind in ((ahead.typical, "typical"), (ahead.as_asked, "asked"))
                if month
            ]
        yield lane


def _state(is_current: bool | None) -> str:
    return {True: "mine", False: "date", None: "unknown"}[is_current]


# ── behind the picture ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class MonthRow:
    """A month in the table."""

    month: str
    cells: list[tuple[str, str, bool]]


def table(bulletins: Bulletins, category: str, column: str) -> list[MonthRow]:
    """(listed, moved by, moved back) of both charts by month, newest first."""
    listed: dict[str, dict[str, tuple[str, str, bool]]] = {}
    for chart in bulletin.CHARTS:
        for month, cutoff in bulletins.history(category, column, chart):
            listed.setdefault(month, {})[chart] = (cutoff_words(cutoff), "", False)
        for move in bulletin_movement.movements(bulletins, category, column, chart):
            text = listed[move.month][chart][0]
            listed[move.month][chart] = (text, _moved(move), move.is_retrogression)
    nothing = ("–", "", False)
    return [
        MonthRow(month_words(month), [cells.get(chart, nothing) for chart in bulletin.CHARTS])
        for month, cells in sorted(listed.items(), reverse=True)
    ]


def _moved(move: bulletin_movement.Movement) -> str:
    if move.days is None:
        return "" if move.before.status == move.after.status else "changed"
    over = f" over {move.months_apart} months" if move.months_apart > 1 else ""
    return f"{move.days:+d} days{over}" if move.days else ""


def cutoff_words(cutoff: Cutoff) -> str:
    """A cell as a reader says it."""
    said = {"current": "C, current", "unavailable": "U, unavailable", "unknown": "not held"}
    return words.of_day(cutoff.date) if cutoff.date else said[cutoff.status]


@dataclass(frozen=True)
class Back:
    """One step back."""

    month: str
    chart: str
    before: str
    after: str


def steps_back(bulletins: Bulletins, category: str, column: str) -> list[Back]:
    """Retrogressions of both charts, newest first."""
    found = [
        (move.month, bulletins.heading["charts"][chart], move)
        for chart in bulletin.CHARTS
        for move in bulletin_movement.retrogressions(bulletins, category, column, chart)
    ]
    return [
        Back(month_words(month), str(label), cutoff_words(move.before), cutoff_words(move.after))
        for month, label, move in sorted(found, key=lambda one: one[0], reverse=True)
    ]


def filing(bulletins: Bulletins, category: str, library: Library) -> dict[str, Any]:
    """Which chart the agency accepts in the newest month held: mostly not known, with a link."""
    found = availability.filing_chart(bulletins.last_month, bulletins.preference(category), library)
    references = library.table(availability.CHARTS_TABLE).get("reference") or []
    return {
        "known": found.is_known,
        "chart": availability.CHART_WORDS[found.chart],
        "text": " ".join(step.text for step in found.because),
        "links": references,
    }
