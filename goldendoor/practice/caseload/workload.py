"""The open work of each person, drawn: a bar of cases by stage, squares of what is due. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldendoor.cases import case_types
from goldendoor.cases.queries import Load

BAR, ROW, NAME, SQUARE = 400, 40, 190, 50
WEEKS = 6
SHADES = 6


@dataclass(frozen=True)
class Part:
    """A piece of a bar: how many cases stand at a stage."""

    x: float
    width: float
    shade: int
    label: str
    cases: int


@dataclass(frozen=True)
class Square:
    """What is due in one week; the first is what is overdue."""

    x: int
    level: int
    label: str
    count: int


@dataclass
class Line:
    """One person."""

    load: Load
    y: int
    parts: list[Part] = field(default_factory=list)
    squares: list[Square] = field(default_factory=list)

    @property
    def address(self) -> str:
        """What Caseload calls this person."""
        return str(self.load.user_id or "none")


@dataclass
class Picture:
    """Everyone, with the heads of the squares and the stages of the legend."""

    lines: list[Line]
    heads: list[tuple[int, str]]
    legend: list[tuple[int, str]]
    stages: list[tuple[str, str]]
    width: int = NAME + BAR + 60 + (WEEKS + 1) * SQUARE
    height: int = 0


def picture(loads: Sequence[Load], *, today: datetime.date) -> Picture:
    """The picture of these loads; every bar has the same scale."""
    labels = case_types.stage_labels()
    used = [stage for stage in labels if any(one.stages.get(stage) for one in loads)]
    shade = {stage: number % SHADES for number, stage in enumerate(used)}
    most = max((one.cases for one in loads), default=0) or 1
    monday = today - datetime.timedelta(days=today.weekday())
    weeks = [monday + datetime.timedelta(weeks=number) for number in range(WEEKS)]
    lines = [Line(load, ROW + number * ROW) for number, load in enumerate(loads)]
    for line in lines:
        x = float(NAME)
        for stage in used:
            if cases := line.load.stages.get(stage, 0):
                width = round(BAR * cases / most, 1)
                line.parts.append(Part(x, width, shade[stage], labels[stage], cases))
                x += width
        line.squares = _squares(line.load, weeks)
    heads = [
        (_place(0), "late"),
        *((_place(n + 1), f"{day:%-d %b}") for n, day in enumerate(weeks)),
    ]
    legend = [(shade[stage], labels[stage]) for stage in used]
    stages = [(stage, labels[stage]) for stage in used]
    return Picture(lines, heads, legend, stages, height=ROW + len(lines) * ROW)


def _place(number: int) -> int:
    return NAME + BAR + 50 + number * SQUARE


def _squares(load: Load, weeks: Sequence[datetime.date]) -> list[Square]:
    counts = [load.overdue, *(load.weeks.get(week, 0) for week in weeks)]
    names = ["overdue", *(f"week of {week:%-d %b}" for week in weeks)]
    return [
        Square(_place(number), 9 if not number and count else min(count, 4), names[number], count)
        for number, count in enumerate(counts)
    ]
