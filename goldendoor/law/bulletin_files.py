"""New months of the visa bulletin: a file is checked line by line and kept whole or not at all.

A file of new months is a CSV with the columns bulletin_month, chart, preference, category,
chargeability, status, cutoff_date and, if wanted, n_sources and sources. It is kept in the compact
form that `bulletin.load` reads.
"""

from __future__ import annotations

import collections
import csv
import datetime
import io
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldendoor.law import bulletin
from goldendoor.law.bulletin import BulletinError, Bulletins

REQUIRED = (
    "bulletin_month", "chart", "preference", "category", "chargeability", "status", "cutoff_date",
)  # fmt: skip
OPTIONAL = ("n_sources", "sources")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# The file's word for a column; all other areas are ALL.
COLUMN_NAMES = {"ALL": bulletin.OTHER_AREAS} | {name.upper(): name for name in bulletin.COLUMNS[1:]}
STATUSES = ("date", "current", "unavailable")
MOST_SOURCES = 9
MOST_COMPLAINTS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a file of new months."""

    month: str
    chart: str
    category: str
    column: str
    value: int
    sources: int


@dataclass(frozen=True)
class NewMonths:
    """What a sound file holds, and what its months lack beside the newest month held."""

    cells: tuple[Cell, ...]
    lacks: tuple[str, ...]

    @property
    def months(self) -> list[str]:
        return sorted({cell.month for cell in self.cells})


def check(path: Path, held: Bulletins, today: datetime.date) -> NewMonths:
    """The cells of a file, every line checked; raises `BulletinError` naming file and lines.

    Refused: a file that is empty, huge or no such CSV; columns that are missing or unknown; a line
    that is not whole, is of an unknown chart, category or chargeability, lists an impossible date,
    or says the same cell twice; a month already held (but for the gaps the library names).
    """
    cells: list[Cell] = []
    complaints: list[str] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, row in _lines(path, held):
        try:
            cell = _cell(row, held, today)
        except ValueError as error:
            complaints.append(f"line {line}: {str(error).rstrip('.')}")
            continue
        place = (cell.month, cell.chart, cell.category, cell.column)
        if place in seen:
            complaints.append(f"line {line}: the same cell stands on line {seen[place]}")
        seen.setdefault(place, line)
        cells.append(cell)
    complaints += _months_held(cells, held)
    if complaints:
        more = len(complaints) - MOST_COMPLAINTS
        text = "; ".join(complaints[:MOST_COMPLAINTS]) + (f"; and {more} more" if more > 0 else "")
        raise BulletinError(f"{path.name}: {text}. Nothing was added.")
    if not cells:
        raise BulletinError(f"{path.name} holds no line under its heading. Nothing was added.")
    return NewMonths(tuple(cells), tuple(_lacks(cells, held)))


def _lines(path: Path, held: Bulletins) -> Iterator[tuple[int, dict[str, str]]]:
    limit = int(held.heading["adding"]["largest_file_bytes"])
    size = path.stat().st_size
    if not path.is_file():
        raise BulletinError(f"{path.name} is no file; name a CSV file.")
    if size > limit:
        raise BulletinError(f"{path.name} is larger than {limit // 1_000_000} MB: no bulletin is.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BulletinError(f"{path.name} is not text in UTF-8.") from None
    if not text.strip():
        raise BulletinError(f"{path.name} is empty.")
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = [name.strip() for name in next(lines)]
        _check_names(path, names)
        for fields in lines:
            if not any(field.strip() for field in fields):
                continue
            if len(fields) != len(names):
                said = f"has {len(fields)} columns, {len(names)} are expected"
                raise BulletinError(f"{path.name}: line {lines.line_num} {said}.")
            values = (field.strip() for field in fields)
            yield lines.line_num, dict(zip(names, values, strict=True))
    except csv.Error as error:
        raise BulletinError(f"{path.name}: line {lines.line_num} is no CSV: {error}.") from error


def _check_names(path: Path, names: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in names]
    unknown = [name for name in names if name not in REQUIRED + OPTIONAL]
    if missing:
        raise BulletinError(f"{path.name} lacks the columns {', '.join(missing)}.")
    if unknown:
        listed = ", ".join(repr(name[:40]) for name in unknown[:MOST_COMPLAINTS])
        raise BulletinError(f"{path.name} has unknown columns: {listed}.")
    if len(set(names)) != len(names):
        raise BulletinError(f"{path.name} has a column twice.")


# ── one line ─────────────────────────────────────────────────────────────────────────────────


def _cell(row: dict[str, str], held: Bulletins, today: datetime.date) -> Cell:
    month = row["bulletin_month"]
    at = bulletin.number(month)
    if at > bulletin.number(today) + int(held.heading["adding"]["months_ahead"]):
        raise ValueError(f"{month} lies too far ahead")
    if row["chart"] not in bulletin.CHARTS:
        raise ValueError(f"a chart is {' or '.join(bulletin.CHARTS)}, not {_said(row['chart'])}")
    category = row["category"]
    if category not in held.categories:
        raise ValueError(f"the category {_said(category)} is unknown")
    if row["preference"] != held.preference(category):
        wanted = held.preference(category)
        raise ValueError(
            f"{category} is of the preference {wanted}, not {_said(row['preference'])}"
        )
    value = _value(row, at, held)
    return Cell(month, row["chart"], category, _column(row["chargeability"]), value, _sources(row))


def _column(text: str) -> str:
    if text not in COLUMN_NAMES:
        raise ValueError(f"a chargeability is one of {', '.join(COLUMN_NAMES)}, not {_said(text)}")
    return COLUMN_NAMES[text]


def _value(row: dict[str, str], at: int, held: Bulletins) -> int:
    status, text = row["status"], row["cutoff_date"]
    if status not in STATUSES:
        raise ValueError(f"a status is {', '.join(STATUSES)}, not {_said(status)}")
    if (status == "date") != bool(text):
        said = "has no cutoff_date" if status == "date" else "has a cutoff_date"
        raise ValueError(f"the status {status} {said}")
    if status != "date":
        return bulletin.CURRENT if status == "current" else bulletin.UNAVAILABLE
    try:
        date = datetime.date.fromisoformat(text) if ISO_DATE.fullmatch(text) else None
    except ValueError:
        date = None
    if date is None:
        raise ValueError(f"a cutoff_date is written like 2013-09-01, not {_said(text)}")
    if bulletin.number(date) > at:
        raise ValueError(f"the cut-off {text} lies after the month itself")
    if date < held.heading["adding"]["earliest_cutoff"]:
        raise ValueError(f"the cut-off {text} lies too far back")
    return date.toordinal()


def _sources(row: dict[str, str]) -> int:
    text = row.get("n_sources", "")
    if not text:
        return 1
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(MOST_SOURCES)) + 2:
        raise ValueError(f"n_sources is a number, not {_said(text)}")
    return min(int(text), MOST_SOURCES)


def _said(text: str) -> str:
    return repr(text[:40])


# ── months ───────────────────────────────────────────────────────────────────────────────────


def _months_held(cells: Iterable[Cell], held: Bulletins) -> Iterator[str]:
    """A complaint for every month of which something is held already, gaps set aside."""
    gaps = {
        (month, gap["chart"], gap["preference"])
        for gap in held.heading["gaps"]
        for month in gap["months"]
    }
    held_months = set(held.months())
    parts = {
        (chart, preference): set(held.months(chart, preference))
        for chart in bulletin.CHARTS
        for preference in ("family", "employment")
    }
    refused = set()
    for cell in cells:
        part = (cell.chart, held.preference(cell.category))
        fills_gap = (cell.month, *part) in gaps and cell.month not in parts[part]
        if cell.month in held_months and not fills_gap:
            refused.add(cell.month)
    for month in sorted(refused):
        yield f"the bulletin of {month} is already held, and a month is added once"


def _lacks(cells: Iterable[Cell], held: Bulletins) -> Iterator[str]:
    """Lines that the newest month held has and a new month has not: a sign of half a file."""
    newest = bulletin.number(held.last_month)
    usual = {
        (chart, category)
        for (chart, category, _column), values in held.cells.items()
        if values[newest - held.start] != bulletin.UNKNOWN
    }
    by_month = collections.defaultdict(set)
    for cell in cells:
        by_month[cell.month].add((cell.chart, cell.category))
    for month, there in sorted(by_month.items()):
        if bulletin.number(month) > newest and usual - there:
            missing = sorted(f"{category} ({chart})" for chart, category in usual - there)
            yield f"{month} has no {', '.join(missing)}, which {held.last_month} has"


# ── keeping ──────────────────────────────────────────────────────────────────────────────────


def keep(new: NewMonths, folder: Path) -> Path:
    """Add the months to those kept in `folder/us.visa_bulletin.csv`, in one step; returns the path.

    The caller sees to it that two do not add at once.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / bulletin.FILE
    old = path.read_text(encoding="utf-8") if path.exists() else ",".join(bulletin.HEADER) + "\n"
    draft = folder / f".{bulletin.FILE}.{secrets.token_hex(8)}"
    try:
        with open(draft, "w", encoding="utf-8", newline="") as file:
            file.write(old)
            csv.writer(file, lineterminator="\n").writerows(compact(new.cells))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def compact(cells: Iterable[Cell]) -> Iterator[list[Any]]:
    """One row a month, chart and category, as `bulletin.HEADER` names the columns."""
    rows: dict[tuple[str, str, str], dict[str, Cell]] = collections.defaultdict(dict)
    for one in cells:
        rows[one.month, one.chart, one.category][one.column] = one
    letters = {bulletin.CURRENT: "C", bulletin.UNAVAILABLE: "U"}
    for place, there in sorted(rows.items()):
        texts, counts = [], ""
        for column in bulletin.COLUMNS:
            cell = there.get(column)
            counts += str(cell.sources) if cell else "-"
            if cell is None:
                texts.append("")
            elif cell.value in letters:
                texts.append(letters[cell.value])
            else:
                texts.append(datetime.date.fromordinal(cell.value).isoformat())
        yield [*place, *texts, counts]
