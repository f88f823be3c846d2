"""Sets of questions in the library, and what a civics test asks on a filing day. Reads only."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.foundation.errors import NotFound
from goldendoor.kernel.errors import BadInput
from goldendoor.law import tables
from goldendoor.law.compute import compute
from goldendoor.law.library import Library, LibraryError
from goldendoor.law.results import RuleError
from goldendoor.practice.mock_interviews.rules import Question, civics

Entry = Mapping[str, Any]
KIND = "interviews"
KINDS = ("questions", "civics", "vocabulary")
KEYS = {"id", "label", "kind", "forms", "case_types", "place", "about", "minutes",
        "last_checked", "certainty", "source", "reference"}  # fmt: skip
QUESTION_KEYS = {"key", "ask", "es", "looks_for"}
CIVICS = "us.civics"
VOCABULARY_WORDS = {"reading": "Reads this aloud", "writing": "Say it; the client writes it"}


def all_of(library: Library, type_id: str = "") -> list[Entry]:
    """Every set, those for a type of case first."""
    found = [entry for name in library.ids(KIND) if (entry := _entry(library, name))]
    return sorted(found, key=lambda one: (type_id not in one["case_types"], one["place"]))


def get(library: Library, set_id: str) -> Entry:
    """One set; raises NotFound."""
    entry = _entry(library, set_id) if set_id in library.ids(KIND) else None
    if entry is None:
        raise NotFound("There is no such set of questions.")
    return entry


def questions(entry: Entry) -> list[Question]:
    """The questions of a set that the library words itself, in order."""
    return [
        Question(
            key=str(row["key"]) if len(entry["groups"]) == 1 else f"{place}.{row['key']}",
            ask=str(row["ask"]),
            es=str(row["es"]),
            group=str(group["title"]),
            looks_for=str(row["looks_for"]),
            follow_ups=tuple(row.get("follow_ups") or ()),
        )
        for place, group in enumerate(entry["groups"])
        for row in group["questions"]
    ]


def vocabulary(entry: Entry, library: Library) -> list[Question]:
    """Words to read and to write."""
    rows = tables.read(str(entry["table"]), library)
    return [
        Question(
            key=f"{row['test']}.{row['category']}.{row['word']}",
            ask=str(row["word"]),
            group=str(row["test"]).capitalize(),
            looks_for=f"{VOCABULARY_WORDS[str(row['test'])]} ({row['category']}).",
        )
        for row in rows
    ]


def civics_of(table_id: str, library: Library, *, only_65_20: bool) -> list[Question]:
    """The questions of a civics table; raises NotFound for another table."""
    if table_id not in get(library, CIVICS)["tables"].values():
        raise NotFound("There is no such civics test.")
    page = str(library.table(table_id)["updates_page"])
    return civics(tables.read(table_id, library), only_65_20=only_65_20, page=page)


def civics_test(
    filed: datetime.date, *, is_65_20: bool, today: datetime.date, library: Library
) -> tuple[str, dict[str, Any]]:
    """(table, pass mark) of the test that counts for a filing day, with the rule's reasons.

    The list of 20 questions for 65/20 is that of the test of the filing day. Raises BadInput.
    """
    entry = get(library, CIVICS)
    rule, facts = str(entry["rule"]), {"filed_date": filed, "is_65_20": False}
    try:
        ordinary = compute(rule, facts, today, library)
        found = compute(rule, {**facts, "is_65_20": is_65_20}, today, library)
    except RuleError as error:
        raise BadInput(str(error)) from error
    table = str(entry["tables"][ordinary.value["test_version"]])
    because = [step.text for step in found.because]
    return table, {**found.value, "only_65_20": is_65_20, "because": because}


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the sets of the library."""
    for name in library.ids(KIND):
        entry = _entry(library, name)
        if entry is None:
            yield f"interviews/{name}: is not readable or lacks one of {', '.join(sorted(KEYS))}."
            continue
        yield from (f"interviews/{name}: {text}" for text in _wrong(entry, name, library))


def _wrong(entry: Entry, name: str, library: Library) -> Iterator[str]:
    if entry["id"] != name:
        yield f"its id is {entry['id']!r}."
    if entry["kind"] not in KINDS:
        yield f"kind is {entry['kind']!r}, not one of {', '.join(KINDS)}."
    if not isinstance(entry["last_checked"], datetime.date):
        yield "last_checked is no day."
    files = library.ids("case_types/practice")
    known = {str(library.load("case_types/practice", f"{one}.yaml")["id"]) for one in files}
    yield from (f"unknown case type {one}." for one in entry["case_types"] if one not in known)
    if entry["kind"] == "questions":
        yield from _wrong_questions(entry)
    named = [*(entry.get("tables") or {}).values(), *filter(None, [entry.get("table")])]
    yield from (f"unknown table {one}." for one in named if one not in library.ids("tables"))


def _wrong_questions(entry: Entry) -> Iterator[str]:
    for group in entry.get("groups") or ():
        keys = [row.get("key") for row in group["questions"]]
        doubled = {key for key in keys if keys.count(key) > 1}
        yield from (f"the key {key} stands twice in “{group['title']}”." for key in sorted(doubled))
        for row in group["questions"]:
            if missing := QUESTION_KEYS - {key for key, value in row.items() if value}:
                yield f"question {row.get('key')} lacks {', '.join(sorted(missing))}."


def _entry(library: Library, name: str) -> Entry | None:
    try:
        found = library.load(KIND, f"{name}.yaml")
    except LibraryError:
        return None
    return found if isinstance(found, Mapping) and set(found) >= KEYS else None
