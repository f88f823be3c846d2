"""What goes into a bundle, as plain data. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from goldendoor.law.library import Library
from goldendoor.packets.pieces import exhibit_label

LIMITS = "size_limits"
MEGABYTE = 2**20


@dataclass(frozen=True)
class Page:
    """A page of our own: `kind` names its layout in `typst/pages.typ`, `data` what it prints."""

    kind: str
    title: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Exhibit:
    """Papers behind one tab; `documents` are (public id, title)."""

    title: str
    documents: tuple[tuple[str, str], ...]
    caption: str = ""


@dataclass(frozen=True)
class Recipe:
    """A bundle in order: `on_top`, `front`, the index, `exhibits` behind tabs, `back`."""

    title: str
    limit: str
    on_top: tuple[tuple[str, str], ...] = ()
    front: tuple[Page, ...] = ()
    index_title: str = "Index of exhibits"
    index_intro: str = ""
    exhibits: tuple[Exhibit, ...] = ()
    back: tuple[Page, ...] = ()
    draft: bool = False

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def from_json(data: Mapping[str, Any]) -> Recipe:
    """The recipe as it was kept."""
    pairs = {name: tuple((one[0], one[1]) for one in data[name]) for name in ("on_top",)}
    exhibits = tuple(
        Exhibit(one["title"], tuple((d[0], d[1]) for d in one["documents"]), one["caption"])
        for one in data["exhibits"]
    )
    pages = {name: tuple(Page(**one) for one in data[name]) for name in ("front", "back")}
    return Recipe(**{**data, **pairs, **pages, "exhibits": exhibits})


def letters(exhibits: Sequence[Exhibit]) -> list[str]:
    """The letter of each exhibit, in order: A, B, …"""
    return [exhibit_label(number) for number in range(len(exhibits))]


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the limits of the library."""
    for name in library.ids(LIMITS):
        entry = limit(library, name)
        if entry.get("id") != name or not str(entry.get("source", "")).startswith("https://"):
            yield f"{LIMITS}/{name}: its id is another, or its source is no https address."
        if not isinstance(entry.get("max_mb"), int) or entry["max_mb"] < 1:
            yield f"{LIMITS}/{name}: max_mb is a whole number of megabytes."
        if not isinstance(entry.get("last_checked"), datetime.date):
            yield f"{LIMITS}/{name}: last_checked is no day."


def limit(library: Library, limit_id: str) -> Mapping[str, Any]:
    """The largest size of one file for a way of sending: `label`, `max_mb`, `source`."""
    found: Mapping[str, Any] = library.load(LIMITS, f"{limit_id}.yaml")
    return found
