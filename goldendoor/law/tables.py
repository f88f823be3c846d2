"""Tables of the library as rows: a YAML heading, and beside a large one its rows as CSV.

`tables/<id>.yaml` is the heading: id, label, source, reference, last_checked, certainty. Small
tables keep their rows in it (`rows:`); large ones name their columns (`columns: {code: text, …}`)
and stand in `tables/<id>.csv`. An overlay folder with a CSV of the same name adds rows; a row with
the same `key:` columns replaces the shipped one. Fee tables have `versions` instead: `in_force`.
"""

from __future__ import annotations

import csv
import datetime
import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from goldendoor.law.library import Library, LibraryError

Row = Mapping[str, Any]
Rows = tuple[Row, ...]
Stamps = tuple[tuple[str, int, int], ...]
Columns = tuple[tuple[str, str], ...]
LIST_MARK = " | "
FLAGS = {"yes": True, "no": False, "1": True, "0": False}
HEADING_KEYS = ("id", "label", "source", "reference", "last_checked", "certainty")
CERTAINTIES = ("verified", "partly", "unverified")


class TableError(LibraryError):
    """A table that cannot be read; the message names the file and the line."""


def read(table_id: str, library: Library) -> Rows:
    """All rows of a table, shipped ones first, typed by the heading's `columns`.

    Kinds of columns: text, int, money_cents (integer cents), date, flag (yes, no) and list (parts
    separated by ` | `). An empty field is None, an empty list is `()`. Parsed once, and again only
    when a file changes. Raises `NotInLibrary` for an unknown table, `TableError` for a broken one.
    """
    heading = library.table(table_id)
    if "columns" not in heading:
        return tuple(MappingProxyType(dict(row)) for row in heading.get("rows") or ())
    return _joined(*_place(table_id, library))


def find(table_id: str, library: Library, **wanted: Any) -> Row | None:
    """The first row whose columns have these values: `find("us.ead_codes", library, code="C09")`.

    Looks up by one column are indexed.
    """
    if len(wanted) == 1:
        ((column, value),) = wanted.items()
        if "columns" in library.table(table_id):
            return _index(*_place(table_id, library), column).get(value)
    for row in read(table_id, library):
        if all(row.get(name) == value for name, value in wanted.items()):
            return row
    return None


def in_force(table_id: str, on: datetime.date, library: Library) -> Mapping[str, Any] | None:
    """The version of a dated table that was in force on a day; None when none is known."""
    found = None
    for version in library.table(table_id).get("versions") or ():
        begins, ends = version.get("from"), version.get("to")
        if version.get("legal_status", "in_force") != "in_force":
            continue
        if (begins is None or begins <= on) and (ends is None or on <= ends):
            found = version
    return found


def poverty_guideline(year: int, region: str, size: int, library: Library) -> int | None:
    """The guideline of a year for a household of `size`, in dollars a year; None when not known.

    `region` is contiguous_48, alaska or hawaii. Sizes of one to eight are as printed, never
    computed: the notice of 2016 is not linear.
    """
    years = library.table("us.poverty_guidelines")["years"]
    row = next((one for one in years if one["year"] == year), None)
    area = row["regions"].get(region) if row else None
    if area is None or size < 1:
        return None
    printed = area["sizes"]
    further = max(0, size - len(printed))
    return int(printed[min(size, len(printed)) - 1]) + further * int(area["each_further"])


def poverty_year_for_i864(filed: datetime.date, library: Library) -> int | None:
    """The year whose guidelines measure an affidavit of support filed on this day.

    None when the table does not reach the day: the guidelines that follow the newest ones known
    are expected a year after those came into use.
    """
    years = library.table("us.poverty_guidelines")["years"]
    starts = {one["i864_from"]: int(one["year"]) for one in years}
    begun = max((day for day in starts if day <= filed), default=None)
    if begun is None or filed >= begun.replace(year=begun.year + 1):
        return None
    return starts[begun]


# ── reading ──────────────────────────────────────────────────────────────────────────────────


def _place(table_id: str, library: Library) -> tuple[Stamps, Columns, tuple[str, ...]]:
    """Where the rows of a large table stand and what its columns are."""
    heading = library.table(table_id)
    stamps = library.stamps("tables", f"{table_id}.csv")
    if not stamps:
        raise TableError(f"The table {table_id} names columns, but {table_id}.csv is not there.")
    columns = tuple((name, str(kind)) for name, kind in heading["columns"].items())
    return stamps, columns, tuple(heading.get("key") or ())


@functools.lru_cache(maxsize=64)
def _joined(stamps: Stamps, columns: Columns, key: tuple[str, ...]) -> Rows:
    if len(stamps) == 1 or not key:
        return tuple(row for stamp in stamps for row in _parse(Path(stamp[0]), columns))
    rows: dict[Any, Row] = {}
    for stamp in stamps:
        for row in _parse(Path(stamp[0]), columns):
            rows[tuple(row[name] for name in key)] = row
    return tuple(rows.values())


@functools.lru_cache(maxsize=64)
def _index(stamps: Stamps, columns: Columns, key: tuple[str, ...], column: str) -> dict[Any, Row]:
    found: dict[Any, Row] = {}
    for row in _joined(stamps, columns, key):
        found.setdefault(row.get(column), row)
    return found


def _parse(path: Path, columns: Columns) -> Iterator[Row]:
    names = [name for name, _kind in columns]
    readers = [READERS.get(kind) for _name, kind in columns]
    if None in readers:
        raise TableError(f"{path.name}: a column is of an unknown kind.")
    with open(path, encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if next(lines, None) != names:
            raise TableError(f"{path.name}: its first line is not {','.join(names)}.")
        for fields in lines:
            if len(fields) != len(names):
                count = f"{len(fields)} columns, {len(names)} are expected"
                raise TableError(f"{path.name}, line {lines.line_num}: {count}.")
            try:
                values = [read(text) for read, text in zip(readers, fields, strict=True) if read]
            except (ValueError, KeyError) as error:
                raise TableError(f"{path.name}, line {lines.line_num}: {error}.") from error
            yield MappingProxyType(dict(zip(names, values, strict=True)))


def _text(text: str) -> str | None:
    return text or None


def _int(text: str) -> int | None:
    return int(text) if text else None


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _flag(text: str) -> bool | None:
    return FLAGS[text] if text else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(LIST_MARK)) if text else ()


READERS: dict[str, Callable[[str], Any]] = {
    "text": _text,
    "int": _int,
    "money_cents": _int,
    "date": _date,
    "flag": _flag,
    "list": _list,
}


# ── checking ─────────────────────────────────────────────────────────────────────────────────


def check(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the tables that have rows: headings, columns, keys."""
    for table_id in library.ids("tables"):
        heading = library.table(table_id)
        if "columns" not in heading and "rows" not in heading:
            continue
        missing = [name for name in HEADING_KEYS if name not in heading]
        if missing:
            yield f"tables/{table_id}: its heading lacks {', '.join(missing)}."
        if heading.get("certainty") not in CERTAINTIES:
            yield f"tables/{table_id}: certainty is {heading.get('certainty')!r}."
        try:
            rows = read(table_id, library)
        except LibraryError as error:
            yield str(error)
            continue
        yield from _doubles(table_id, heading, rows)


def _doubles(table_id: str, heading: Mapping[str, Any], rows: Rows) -> Iterator[str]:
    key = tuple(heading.get("key") or ())
    seen: set[Any] = set()
    for row in rows if key else ():
        value = tuple(row.get(name) for name in key)
        if value in seen:
            yield f"tables/{table_id}: {value} stands twice."
        seen.add(value)
