"""Views on the lists of a case file: the same rows read and written.

A view holds the *real* dictionaries of the case file, in the order people expect (the current one
first, then newest first), so that what a question shows is what its answer changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Row = dict[str, Any]

OPEN_ENDED = "9999"  # sorts after every date: "still going on"


class Rows:
    """An ordered view on rows of one list, able to add a row to the list behind it."""

    def __init__(self, items: Iterable[Any], add: Callable[[], Any]) -> None:
        self.items = list(items)
        self._add = add

    def __len__(self) -> int:
        return len(self.items)

    def at(self, index: int, *, create: bool = False) -> Any:
        """The row at `index`, or None past the end; with `create`, rows are added up to it."""
        while create and index >= len(self.items):
            self.items.append(self._add())
        return self.items[index] if 0 <= index < len(self.items) else None


def newest_first(rows: Iterable[Row], *, start: str = "from", end: str = "to") -> list[Row]:
    """Rows without an end first, then newest first; rows without dates keep their place."""
    return sorted(
        rows,
        key=lambda row: (str(row.get(end) or OPEN_ENDED), str(row.get(start) or "")),
        reverse=True,
    )


def by_date(rows: Iterable[Row], key: str) -> list[Row]:
    """Rows by one date, newest first; a row without the date comes first, as just being entered."""
    return sorted(rows, key=lambda row: str(row.get(key) or OPEN_ENDED), reverse=True)


def list_of(owner: Row, key: str, *, create: bool = False) -> list[Row]:
    """The list under `key`; with `create` a missing one is put there."""
    rows = owner.get(key)
    if rows is None:
        rows = []
        if create:
            owner[key] = rows
    return rows


def view(
    owner: Row,
    key: str,
    *,
    create: bool = False,
    keep: Callable[[Row], bool] | None = None,
    order: Callable[[list[Row]], list[Row]] | None = None,
    new: Row | None = None,
) -> Rows:
    """A view on `owner[key]`: the rows `keep` lets through, in `order`; new rows start as `new`."""
    rows = [row for row in list_of(owner, key, create=create) if keep is None or keep(row)]

    def add() -> Row:
        row = dict(new or {})
        list_of(owner, key, create=True).append(row)
        return row

    return Rows(order(rows) if order else rows, add)


def first_or_new(rows: Rows, *, create: bool) -> Row | None:
    """The first row of a view, made when `create` and there is none."""
    return rows.at(0, create=create)
