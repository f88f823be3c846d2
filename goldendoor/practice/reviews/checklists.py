"""Checklists of the library: what a final review looks at, by case type. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.law.library import Library, LibraryError

Entry = Mapping[str, Any]
KIND = "reviews"
KEYS = {"id", "label", "about", "place", "last_checked", "certainty", "source", "reference",
        "case_types", "items"}  # fmt: skip
ITEM_KEYS = {"key", "label", "help"}


def items(library: Library, type_id: str) -> list[dict[str, str]]:
    """Rows for a case of this type: those of every filing, then those of its kind."""
    found = []
    for entry in _entries(library):
        if not entry["case_types"] or type_id in entry["case_types"]:
            found += [{**row, "group": str(entry["label"])} for row in entry["items"]]
    return found


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the checklists of the library."""
    seen: set[str] = set()
    for name in library.ids(KIND):
        entry = _entry(library, name)
        if entry is None:
            yield f"reviews/{name}: is not readable or lacks one of {', '.join(sorted(KEYS))}."
            continue
        yield from (f"reviews/{name}: {text}" for text in _wrong(entry, name, library, seen))


def _wrong(entry: Entry, name: str, library: Library, seen: set[str]) -> Iterator[str]:
    if entry["id"] != name:
        yield f"its id is {entry['id']!r}."
    if not isinstance(entry["last_checked"], datetime.date):
        yield "last_checked is no day."
    files = library.ids("case_types/practice")
    known = {str(library.load("case_types/practice", f"{one}.yaml")["id"]) for one in files}
    yield from (f"unknown case type {one}." for one in entry["case_types"] if one not in known)
    for row in entry["items"]:
        if set(row) != ITEM_KEYS:
            yield f"an item has {', '.join(sorted(ITEM_KEYS))}, not {', '.join(sorted(row))}."
        elif row["key"] in seen:
            yield f"the key {row['key']} stands twice."
        else:
            seen.add(row["key"])


def _entries(library: Library) -> list[Entry]:
    found = [entry for name in library.ids(KIND) if (entry := _entry(library, name))]
    return sorted(found, key=lambda one: (one["place"], str(one["label"])))


def _entry(library: Library, name: str) -> Entry | None:
    try:
        found = library.load(KIND, f"{name}.yaml")
    except LibraryError:
        return None
    return found if isinstance(found, Mapping) and set(found) >= KEYS else None
