"""What an answer of a kind is held to, from the library. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library

FOLDER = "answer_kinds"
Entry = Mapping[str, Any]
KEYS = {
    "id", "place", "label", "short", "rules", "notices", "sent_action", "size_limit",
    "original_first", "once_only", "when_late", "ways", "reference", "subject", "opening",
    "closing", "source", "last_checked", "certainty",
}  # fmt: skip


def all_of(library: Library) -> list[Entry]:
    """All kinds in the order of their `place`."""
    found = [library.load(FOLDER, f"{one}.yaml") for one in library.ids(FOLDER)]
    return sorted(found, key=lambda one: int(one["place"]))


def get(library: Library, kind: str) -> Entry:
    """One kind; raises BadInput."""
    for one in all_of(library):
        if one["id"] == kind:
            return one
    raise BadInput("Choose what the agency has sent: a request for evidence or a notice.")


def of_rule(library: Library, rule_id: str) -> Entry | None:
    """The kind whose deadline this rule counts."""
    return next((one for one in all_of(library) if rule_id in one["rules"]), None)


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the kinds of the library."""
    for name in library.ids(FOLDER):
        entry = library.load(FOLDER, f"{name}.yaml")
        if missing := KEYS - set(entry):
            yield f"{FOLDER}/{name}: lacks {', '.join(sorted(missing))}."
            continue
        if entry["id"] != name:
            yield f"{FOLDER}/{name}: its id is {entry['id']!r}."
        if not isinstance(entry["last_checked"], datetime.date):
            yield f"{FOLDER}/{name}: last_checked is no day."
        if set(entry["ways"]) != set(entry["closing"]):
            yield f"{FOLDER}/{name}: every way needs its closing words."
        unknown = [f"rules/{one}" for one in entry["rules"] if one not in library.ids("rules")]
        known = library.ids("notice_kinds")
        unknown += [f"notice_kinds/{one}" for one in entry["notices"] if one not in known]
        if entry["size_limit"] not in library.ids("size_limits"):
            unknown.append(f"size_limits/{entry['size_limit']}")
        yield from (f"{FOLDER}/{name}: there is no {one}." for one in unknown)
