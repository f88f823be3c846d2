"""Screenings of the library, and whether each is sound. Reads only."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.foundation.errors import NotFound
from goldendoor.law.library import Library, LibraryError
from goldendoor.practice.screenings import rules

Entry = Mapping[str, Any]
KIND = "screenings"
KEYS = {"id", "label", "about", "last_checked", "certainty", "court", "case_types", "questions"}
TYPES = {"yes_no", "date", "text", "choice"}
# A screening asks and points on; only a representative says what follows from it.
VERDICT = re.compile(r"\byou (?:do not |don't )?(?:qualify|are eligible|will (?:get|win))", re.I)


def all_of(library: Library) -> list[Entry]:
    """All of them in the order of their `place`."""
    found = [entry for one in library.ids(KIND) if (entry := _entry(library, one))]
    return sorted(found, key=lambda one: (one.get("place", 99), str(one["label"])))


def get(library: Library, screening_id: str) -> Entry:
    """One screening; raises `NotFound`."""
    known = screening_id in library.ids(KIND)
    entry = _entry(library, screening_id) if known else None
    if entry is None:
        raise NotFound("There is no such screening.")
    return entry


def _entry(library: Library, name: str) -> Entry | None:
    try:
        found = library.load(KIND, f"{name}.yaml")
    except LibraryError:
        return None
    return found if isinstance(found, Mapping) and set(found) >= KEYS else None


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the screenings of the library."""
    for name in library.ids(KIND):
        entry = _entry(library, name)
        if entry is None:
            yield f"screenings/{name}: is not readable or lacks one of {', '.join(sorted(KEYS))}."
            continue
        found = [*_head(entry, name, library), *_questions(entry), *_asks(entry, library)]
        yield from (f"screenings/{name}: {text}" for text in found)


def _head(entry: Entry, name: str, library: Library) -> Iterator[str]:
    if entry["id"] != name:
        yield f"its id is {entry['id']!r}."
    if not isinstance(entry["last_checked"], datetime.date):
        yield "last_checked is no day."
    files = library.ids("case_types/practice")
    known = {str(library.load("case_types/practice", f"{one}.yaml")["id"]) for one in files}
    yield from (f"unknown case type {one}." for one in entry["case_types"] if one not in known)
    said = [text for text in _texts(entry) if VERDICT.search(text)]
    yield from (f"says what only a representative may say: {text!r}." for text in said)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _questions(entry: Entry) -> Iterator[str]:
    keys = [str(question.get("key")) for question in rules.questions(entry)]
    yield from (f"the key {key} stands twice." for key in sorted({*keys}) if keys.count(key) > 1)
    for question in rules.questions(entry):
        key = question.get("key")
        if question.get("type") not in TYPES or not question.get("ask"):
            yield f"question {key} needs words and one of the types {', '.join(sorted(TYPES))}."
        if question.get("type") == "choice" and not question.get("options"):
            yield f"question {key} has no options."
        for talk in question.get("talk") or []:
            if "is" not in talk or not talk.get("about"):
                yield f"question {key}: a talk needs `is` and `about`."
            elif talk["is"] not in _possible(question):
                yield f"question {key}: no answer is {talk['is']!r}."


def _possible(question: Entry) -> set[Any]:
    if question["type"] == "yes_no":
        return {True, False}
    return {"given", *(question.get("options") or {})}


def _asks(entry: Entry, library: Library) -> Iterator[str]:
    keys = {question["key"] for question in rules.questions(entry)}
    for ask in entry.get("asks") or []:
        if ask.get("rule") not in library.ids("rules"):
            yield f"asks an unknown rule: {ask.get('rule')}."
            continue
        rule = library.rule(ask["rule"])
        for name in (*(ask.get("facts") or {}), *(ask.get("given") or {})):
            if name not in rule["inputs"]:
                yield f"{ask['rule']} does not ask for {name}."
        for source in (ask.get("facts") or {}).values():
            if source not in keys:
                yield f"{ask['rule']}: {source} is no question."
        for show in ask["shows"]:
            if show["output"] not in rule["outputs"] or not show.get("label"):
                yield f"{ask['rule']} gives no {show['output']}, or it has no label."
