"""What-ifs of the library, and whether each is sound. Reads only."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.foundation.errors import NotFound
from goldendoor.law import declarations
from goldendoor.law.library import Library, LibraryError
from goldendoor.rulebook import facts
from goldendoor.rulebook.what_if import reckonings

Entry = Mapping[str, Any]
KIND = "what_ifs"
KEYS = {"id", "label", "about", "last_checked", "facts", "asks", "shows"}


def what_ifs(library: Library) -> list[Entry]:
    """All of them in the order of their `place`, then by label."""
    found = [entry for one in library.ids(KIND) if (entry := _entry(library, one))]
    return sorted(found, key=lambda one: (one.get("place", 99), str(one.get("label"))))


def what_if(library: Library, what_if_id: str) -> Entry:
    """One what-if; raises `NotFound`."""
    known = re.fullmatch(r"[a-z0-9-]{1,60}", what_if_id) and what_if_id in library.ids(KIND)
    found = _entry(library, what_if_id) if known else None
    if found is None:
        raise NotFound("There is no such what-if.")
    return found


def begun_with(
    rule_id: str, given: Mapping[str, Any], library: Library
) -> tuple[Entry, dict[str, str]] | None:
    """The first what-if that asks this rule, and the facts of the rule as it would be posted."""
    for entry in what_ifs(library):
        for ask in entry["asks"].values():
            if ask.get("rule") != rule_id or ask.get("each"):
                continue
            sources = (ask.get("facts") or {}).items()
            known = {
                source: given[name]
                for name, source in sources
                if isinstance(source, str) and source in entry["facts"] and name in given
            }
            if known:
                return entry, facts.as_posted(entry["facts"], {**_chosen(ask, entry), **known})
    return None


def _chosen(ask: Entry, entry: Entry) -> dict[str, Any]:
    """Words that must be chosen for the question to be asked at all."""
    return {
        name: word
        for name, word in (ask.get("only_if") or {}).items()
        if word in ((entry["facts"].get(name) or {}).get("enum") or ())
    }


def _entry(library: Library, name: str) -> Entry | None:
    """A file of the library, or None when it is not readable or lacks a part."""
    try:
        found = library.load(KIND, f"{name}.yaml")
    except LibraryError:
        return None
    return found if isinstance(found, Mapping) and set(found) >= KEYS else None


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the what-ifs of the library."""
    for name in library.ids(KIND):
        entry = _entry(library, name)
        if entry is None:
            yield f"what_ifs/{name}: is not readable or lacks one of {', '.join(sorted(KEYS))}."
            continue
        if entry["id"] != name:
            yield f"what_ifs/{name}: its id is {entry['id']!r}."
        if not isinstance(entry["last_checked"], datetime.date):
            yield f"what_ifs/{name}: last_checked is no day."
        found = [*_facts_problems(entry), *_asks(entry, library), *_shows(entry, library)]
        yield from (f"what_ifs/{name}: {text}" for text in found)


def _facts_problems(entry: Entry) -> Iterator[str]:
    for name, one in entry["facts"].items():
        if one.get("type") not in declarations.KINDS or not one.get("label"):
            yield f"fact {name} needs a known type and a label."


def _asks(entry: Entry, library: Library) -> Iterator[str]:
    for name, ask in entry["asks"].items():
        rule_id = ask.get("reckon") or ask.get("rule")
        if not _is_known(ask, library):
            yield f"{name} asks an unknown rule: {rule_id}."
            continue
        inputs, _outputs = reckonings.declared(ask, library)
        for given in (*(ask.get("facts") or {}), *(ask.get("given") or {})):
            if given not in inputs:
                yield f"{name}: {rule_id} does not ask for {given}."
        if ask.get("each") and ask["each"] not in entry["facts"]:
            yield f"{name} goes through an unknown list: {ask['each']}."
        for source in (ask.get("facts") or {}).values():
            for one in source if isinstance(source, list) else [source]:
                yield from (f"{name}: {text}" for text in _source(str(one), ask, entry, library))
        for one in ask.get("only_if") or {}:
            yield from (f"{name}: {text}" for text in _source(str(one), ask, entry, library))


def _is_known(ask: Entry, library: Library) -> bool:
    if ask.get("reckon"):
        return ask["reckon"] in reckonings.RECKONINGS
    return ask.get("rule") in library.ids("rules")


def _source(source: str, ask: Entry, entry: Entry, library: Library) -> Iterator[str]:
    first, _, rest = source.partition(".")
    if not rest:
        if first not in entry["facts"]:
            yield f"{source} is no fact of it."
        return
    if first == "row":
        listed = entry["facts"].get(ask.get("each")) or {}
        if rest not in ((listed.get("items") or {}).get("fields") or {}):
            yield f"{source} is no column of its list."
        return
    other = entry["asks"].get(first)
    if other is None or not _is_known(other, library):
        yield f"{source} is no output of a known question."
    elif rest not in reckonings.declared(other, library)[1]:
        yield f"{source} is no output of an earlier question."


def _shows(entry: Entry, library: Library) -> Iterator[str]:
    for one in entry["shows"]:
        ask = entry["asks"].get(one.get("ask"))
        if ask is None or not _is_known(ask, library):
            yield f"shows an unknown question: {one.get('ask')}."
            continue
        _inputs, outputs = reckonings.declared(ask, library)
        for key in ("output", "ends", "safe"):
            if one.get(key) and one[key] not in outputs:
                yield f"{one['ask']} gives no {one[key]}."
        if not one.get("label"):
            yield f"{one.get('output')} has no label."
