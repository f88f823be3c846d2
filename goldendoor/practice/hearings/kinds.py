"""Kinds of hearings in the library, places and their time zones. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from goldendoor.foundation.errors import NotFound
from goldendoor.law import tables
from goldendoor.law.library import Library, LibraryError

Entry = Mapping[str, Any]
KIND = "hearings"
KEYS = {"id", "label", "where", "place", "about", "last_checked", "certainty", "source",
        "reference", "items", "bring", "filings"}  # fmt: skip
WHERE = {"court": "Court", "agency": "Agency", "consulate": "Consulate"}
ITEM_KEYS = {"key", "label", "help"}
COURTS, OFFICES, ZONES = "us.immigration_courts", "us.uscis_offices", "us.court_time_zones"


@dataclass(frozen=True)
class Place:
    """A court or office of the tables, with its time zone ("" where none is known)."""

    code: str
    label: str
    time_zone: str


def all_of(library: Library) -> list[Entry]:
    """Every kind, in the order of its `place`."""
    found = [entry for name in library.ids(KIND) if (entry := _entry(library, name))]
    return sorted(found, key=lambda one: (one["place"], str(one["label"])))


def get(library: Library, kind_id: str) -> Entry:
    """One kind; raises NotFound."""
    entry = _entry(library, kind_id) if kind_id in library.ids(KIND) else None
    if entry is None:
        raise NotFound("There is no such kind of hearing.")
    return entry


def label(library: Library, kind_id: str) -> str:
    """What a kind is called; its id where the library has it no more."""
    entry = _entry(library, kind_id) if kind_id in library.ids(KIND) else None
    return str(entry["label"]) if entry else kind_id


def places(library: Library, where: str) -> list[Place]:
    """Courts or offices of the tables; none for consulates, which are typed."""
    zones = library.table(ZONES)
    if where == "court":
        return sorted(_courts(library, zones), key=lambda one: one.label)
    if where == "agency":
        states = {name: code for code, name in library.table("us.states")["states"].items()}
        rows = tables.read(OFFICES, library)
        found = [
            Place(
                str(row["code"]),
                f"{row['name']}, {row['state_or_group']}",
                str(zones["by_state"].get(states.get(row["state_or_group"], ""), "")),
            )
            for row in rows
        ]
        return sorted(found, key=lambda one: one.label)
    return []


def _courts(library: Library, zones: Mapping[str, Any]) -> Iterator[Place]:
    for row in tables.read(COURTS, library):
        if row["is_active"]:
            code, state = str(row["code"]), str(row["state"])
            zone = zones["by_court"].get(code) or zones["by_state"].get(state, "")
            yield Place(code, f"{str(row['city']).title()}, {state} ({code})", str(zone))


def address(library: Library, where: str, code: str) -> str:
    """The street of a court as the table has it, or ""."""
    if where != "court":
        return ""
    row = tables.find(COURTS, library, code=code)
    return f"{row['address'].title()}, {row['city'].title()}, {row['state']}" if row else ""


def offered_zones(library: Library) -> list[tuple[str, str]]:
    """Time zones to choose from, with the name of their city."""
    rows = library.table(ZONES)["offered"]
    return [(name, name.split("/", 1)[-1].replace("_", " ").replace("/", ", ")) for name in rows]


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the kinds of hearings of the library."""
    for name in library.ids(KIND):
        entry = _entry(library, name)
        if entry is None:
            yield f"hearings/{name}: is not readable or lacks one of {', '.join(sorted(KEYS))}."
            continue
        yield from (f"hearings/{name}: {text}" for text in _wrong(entry, name, library))
    zones = library.table(ZONES)
    named = {*zones["by_state"].values(), *zones["by_court"].values(), *zones["offered"]}
    yield from (
        f"tables/{ZONES}: unknown zone {one}." for one in sorted(named - available_timezones())
    )


def _wrong(entry: Entry, name: str, library: Library) -> Iterator[str]:
    if entry["id"] != name:
        yield f"its id is {entry['id']!r}."
    if entry["where"] not in WHERE:
        yield f"where is {entry['where']!r}, not one of {', '.join(WHERE)}."
    if not isinstance(entry["last_checked"], datetime.date):
        yield "last_checked is no day."
    keys = [row.get("key") for row in entry["items"]]
    yield from (f"the key {key} stands twice." for key in sorted({*keys}) if keys.count(key) > 1)
    yield from (f"an item lacks something: {row}." for row in entry["items"] if {*row} != ITEM_KEYS)
    for row in entry["filings"]:
        if row.get("rule") not in library.ids("rules"):
            yield f"unknown rule {row.get('rule')}."
            continue
        declared = library.rule(row["rule"])["inputs"]
        wrong = [one for one in row.get("facts") or {} if one not in declared]
        yield from (f"{row['rule']} does not ask for {one}." for one in wrong)


def _entry(library: Library, name: str) -> Entry | None:
    try:
        found = library.load(KIND, f"{name}.yaml")
    except LibraryError:
        return None
    return found if isinstance(found, Mapping) and set(found) >= KEYS else None


def moment(day: datetime.date, time: datetime.time, zone: str) -> datetime.datetime:
    """The moment in UTC of a day and a time at a place."""
    local = datetime.datetime.combine(day, time, tzinfo=ZoneInfo(zone))
    return local.astimezone(datetime.UTC)
