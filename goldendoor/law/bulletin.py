"""The visa bulletin as one immutable, fast table: what was printed, month by month.

`load(library)` reads `bulletins/us.visa_bulletin.csv` of the shipped library and of every overlay
(months added with `goldendoor law bulletin add`). A cell that no file holds is unknown: it is never
guessed from its neighbours. INA 203(e); Visa Bulletin, section A.
"""

from __future__ import annotations

import csv
import datetime
import functools
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldendoor.law.library import Library, LibraryError

NAME = "us.visa_bulletin"
FILE = f"{NAME}.csv"
FINAL_ACTION, DATES_FOR_FILING = "final_action", "dates_for_filing"
CHARTS = (FINAL_ACTION, DATES_FOR_FILING)
OTHER_AREAS = "all_other_areas"
COLUMNS = (
    OTHER_AREAS, "china", "india", "mexico", "philippines",
    "el_salvador_guatemala_honduras", "vietnam", "dominican_republic",
)  # fmt: skip
HEADER = ("month", "chart", "category", *COLUMNS, "sources")
# A cell as a number: a priority date is current when its ordinal is below it.
UNKNOWN, UNAVAILABLE, CURRENT = -1, 0, datetime.date.max.toordinal() + 1
LETTERS = {"C": CURRENT, "U": UNAVAILABLE, "": UNKNOWN}
CONFIRMED_BY = 2
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
Series = tuple[str, str, str]  # chart, category, column


class BulletinError(LibraryError):
    """A bulletin file that cannot be read, or a chart, category or month that is none."""


@dataclass(frozen=True, slots=True)
class Cutoff:
    """One cell. `status` is date, current, unavailable or unknown; `date` is set iff it is date.

    `sources` counts the collections that carry the cell; `column` is the one it was printed in.
    """

    status: str
    date: datetime.date | None = None
    sources: int = 0
    column: str = ""

    @property
    def text(self) -> str:
        """As the bulletin prints it: 2013-09-01, C, U; `unknown` for what is not held."""
        if self.date:
            return self.date.isoformat()
        return {"current": "C", "unavailable": "U"}.get(self.status, "unknown")

    @property
    def certainty(self) -> str:
        if self.status == "unknown":
            return "unverified"
        return "verified" if self.sources >= CONFIRMED_BY else "partly"

    def to_json(self) -> dict[str, Any]:
        date = self.date.isoformat() if self.date else None
        return {"status": self.status, "date": date, "sources": self.sources, "column": self.column}


def number(month: str | datetime.date) -> int:
    """Months since year 0 of `2026-06` or of any day in it; raises `BulletinError`."""
    if isinstance(month, datetime.date):
        return month.year * 12 + month.month - 1
    if not isinstance(month, str) or not MONTH.fullmatch(month) or month.startswith("0000"):
        raise BulletinError(f"A month is written like 2026-06, not {str(month)[:40]!r}.")
    return int(month[:4]) * 12 + int(month[5:]) - 1


def named(count: int) -> str:
    """The month of that number: `2026-06`."""
    return f"{count // 12:04}-{count % 12 + 1:02}"


def is_current(priority_date: datetime.date, cutoff: Cutoff) -> bool | None:
    """Strictly before the listed date, or C; None when the cell is unknown."""
    if cutoff.status == "unknown":
        return None
    if cutoff.date is None:
        return cutoff.status == "current"
    return priority_date < cutoff.date


@dataclass(frozen=True)
class Since:
    """The unbroken run of months, up to the one asked, in which a date is current.

    `month` begins the run. `before` says what stands before it: `not_current`, `unknown` (a month
    that is not held: the run may reach further back), `priority_date` (the run begins in the month
    of the priority date itself) or `nothing` (no earlier bulletin is held).
    """

    month: str
    before: str


@dataclass(frozen=True, eq=False)
class Bulletins:
    """All months held. Cells are read through `cell`, `history` and the other questions below."""

    heading: Mapping[str, Any]
    start: int
    end: int
    cells: Mapping[Series, Sequence[int]]
    confirmations: Mapping[Series, bytes]
    historic: Mapping[tuple[str, str], tuple[int, int]]
    stamp: tuple[tuple[str, int, int], ...] = ()

    @property
    def first_month(self) -> str:
        return named(self.start)

    @property
    def last_month(self) -> str:
        """The newest month held."""
        return named(self.end)

    @property
    def categories(self) -> Mapping[str, Mapping[str, Any]]:
        """id → preference, label and, where it is no longer printed, `until`."""
        return self.heading["categories"]

    def months(self, chart: str | None = None, preference: str | None = None) -> tuple[str, ...]:
        """Months of which at least one cell is held, of a chart and a preference if given."""
        found: set[int] = set()
        for (one, category, _column), values in self.cells.items():
            if chart in (None, one) and preference in (None, self.preference(category)):
                found.update(at for at, value in enumerate(values) if value != UNKNOWN)
        return tuple(named(self.start + at) for at in sorted(found))

    def preference(self, category: str) -> str:
        """`family` or `employment`; raises `BulletinError` for an unknown category."""
        try:
            return str(self.categories[category]["preference"])
        except KeyError:
            raise BulletinError(
                f"The bulletin has no category {category!r}. It has: {', '.join(self.categories)}."
            ) from None

    def category_id(self, name: str) -> str:
        """`eb-2`, `EB2` and `Eb 2` mean EB2; raises `BulletinError`."""
        wanted = re.sub(r"[^A-Z0-9]", "", name.upper())
        for category in self.categories:
            if category.replace("_", "") == wanted:
                return category
        self.preference(name)
        return name

    def value(self, at: int, chart: str, category: str, column: str) -> int:
        """The cell of a month's number as a number: see `UNKNOWN`, `UNAVAILABLE`, `CURRENT`.

        A country of a historic column stands in the column of all other areas in the months in
        which its own was not printed.
        """
        if not self.start <= at <= self.end:
            return UNKNOWN
        values = self.cells.get((chart, category, column))
        value = values[at - self.start] if values else UNKNOWN
        if value == UNKNOWN and self._is_merged(at, chart, category, column):
            return self.value(at, chart, category, OTHER_AREAS)
        return value

    def _is_merged(self, at: int, chart: str, category: str, column: str) -> bool:
        if column in COLUMNS[: COLUMNS.index("philippines") + 1]:
            return False
        printed = self.historic.get((chart, column))
        inside = printed is not None and printed[0] <= at <= printed[1]
        return not inside or self.categories[category]["preference"] == "family"

    def cell(self, month: str | datetime.date, chart: str, category: str, column: str) -> Cutoff:
        """What the bulletin of a month lists; `unknown` for what is not held.

        Raises `BulletinError` for a chart, category, column or month that is none.
        """
        self._check(chart, category, column)
        return self._cutoff(number(month), chart, category, column)

    def _cutoff(self, at: int, chart: str, category: str, column: str) -> Cutoff:
        value = self.value(at, chart, category, column)
        if value == UNKNOWN:
            return Cutoff("unknown", column=column)
        own = self.cells.get((chart, category, column))
        printed = column if own and own[at - self.start] != UNKNOWN else OTHER_AREAS
        sources = self.confirmations[chart, category, printed][at - self.start]
        if value in (CURRENT, UNAVAILABLE):
            return Cutoff("current" if value else "unavailable", None, sources, printed)
        return Cutoff("date", datetime.date.fromordinal(value), sources, printed)

    def history(
        self, category: str, column: str, chart: str = FINAL_ACTION
    ) -> tuple[tuple[str, Cutoff], ...]:
        """(month, cell) from the first to the last month held; gaps within are `unknown`."""
        self._check(chart, category, column)
        held = [
            at
            for at in range(self.start, self.end + 1)
            if self.value(at, chart, category, column) != UNKNOWN
        ]
        if not held:
            return ()
        return tuple(
            (named(at), self._cutoff(at, chart, category, column))
            for at in range(held[0], held[-1] + 1)
        )

    def current_since(
        self,
        priority_date: datetime.date,
        category: str,
        column: str,
        month: str | datetime.date,
        chart: str = FINAL_ACTION,
    ) -> Since | None:
        """The start of the unbroken run of months, up to this one, in which the date is current.

        None when it is not current in the month, or the month is not held. The run ends at a month
        that is not held, since nobody can say what it listed.
        """
        self._check(chart, category, column)
        day, at = priority_date.toordinal(), number(month)
        if not day < self.value(at, chart, category, column):
            return None
        earliest = max(self.start, number(priority_date))
        while at > earliest and day < self.value(at - 1, chart, category, column):
            at -= 1
        if at <= number(priority_date):
            return Since(named(at), "priority_date")
        return Since(named(at), self._before(at, chart, category, column))

    def _before(self, at: int, chart: str, category: str, column: str) -> str:
        if self.value(at - 1, chart, category, column) != UNKNOWN:
            return "not_current"
        earlier = (
            self.value(one, chart, category, column) != UNKNOWN for one in range(self.start, at)
        )
        return "unknown" if any(earlier) else "nothing"

    def first_current(
        self,
        priority_date: datetime.date,
        category: str,
        column: str,
        month: str | datetime.date,
        chart: str = FINAL_ACTION,
    ) -> str | None:
        """The first month held, up to this one, in which the date was current; None if never.

        Months before that of the priority date itself don't count, but for the month asked.
        """
        self._check(chart, category, column)
        day, end = priority_date.toordinal(), number(month)
        for at in range(max(self.start, min(number(priority_date), end)), end + 1):
            if day < self.value(at, chart, category, column):
                return named(at)
        return None

    def _check(self, chart: str, category: str, column: str) -> None:
        if chart not in CHARTS:
            raise BulletinError(f"A chart is {' or '.join(CHARTS)}, not {chart!r}.")
        if column not in COLUMNS:
            raise BulletinError(f"A column is one of {', '.join(COLUMNS)}, not {column!r}.")
        self.preference(category)


# ── reading ──────────────────────────────────────────────────────────────────────────────────


def load(library: Library) -> Bulletins:
    """All months of the library and its overlays; parsed again only when a file changes."""
    return _load(library, library.stamps("bulletins", FILE), library.stamps("bulletins", YAML))


YAML = f"{NAME}.yaml"


@functools.lru_cache(maxsize=8)
def _load(library: Library, stamps: tuple, _heading: tuple) -> Bulletins:
    heading = library.load("bulletins", YAML)
    rows = [row for stamp in stamps for row in read(stamp[0])]
    if not rows:
        raise BulletinError("The library holds no visa bulletin.")
    start, end = min(row[0] for row in rows), max(row[0] for row in rows)
    cells: dict[Series, array[int]] = {}
    sources: dict[Series, bytearray] = {}
    blank, none = array("i", [UNKNOWN]) * (end - start + 1), bytes(end - start + 1)
    for at, chart, category, values, confirmed in rows:
        for column, value, count in zip(COLUMNS, values, confirmed, strict=True):
            if value != UNKNOWN:
                series = (chart, category, column)
                if series not in cells:
                    cells[series], sources[series] = blank[:], bytearray(none)
                cells[series][at - start] = value
                sources[series][at - start] = count
    confirmations = {series: bytes(counts) for series, counts in sources.items()}
    return Bulletins(heading, start, end, cells, confirmations, _historic(library), stamps)


def _historic(library: Library) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (chart, one["column"]): (number(span[0]), number(span[1]))
        for one in library.table("us.chargeability")["historic_columns"]
        for chart, span in one["printed"].items()
    }


def read(path: str) -> Iterator[tuple[int, str, str, list[int], Iterable[int]]]:
    """(month's number, chart, category, values, confirmations) of each line of a kept file."""
    dates: dict[str, int] = dict(LETTERS)
    with open(path, encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if tuple(next(lines, ())) != HEADER:
            raise BulletinError(f"{path}: its first line is not {','.join(HEADER)}.")
        for line in lines:
            try:
                month, chart, category, *texts, confirmed = line
                for text in texts:
                    if text not in dates:
                        dates[text] = datetime.date.fromisoformat(text).toordinal()
                counts = [0 if one == "-" else int(one) for one in confirmed]
                if len(texts) != len(COLUMNS) or len(counts) != len(COLUMNS):
                    raise ValueError("it has too few or too many columns")
                yield number(month), chart, category, [dates[text] for text in texts], counts
            except ValueError as error:
                raise BulletinError(f"{path}, line {lines.line_num}: {error}.") from error


def check(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the bulletins: unreadable lines, unknown categories."""
    try:
        bulletins = load(library)
    except LibraryError as error:
        yield str(error)
        return
    for chart, category, column in bulletins.cells:
        if chart not in CHARTS or category not in bulletins.categories or column not in COLUMNS:
            yield f"bulletins/{NAME}: {chart}, {category} is no line of the bulletin."
