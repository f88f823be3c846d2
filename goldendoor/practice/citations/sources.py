"""Where a citation leads: the official page, searches at research services. Reads the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote_plus

from goldendoor.law.library import Library
from goldendoor.practice.citations import rules
from goldendoor.practice.citations.rules import Citation

FOLDER, ENTRY = "citations", "us.yaml"


def entry(library: Library) -> Mapping[str, Any]:
    """The file of the library."""
    found: Mapping[str, Any] = library.load(FOLDER, ENTRY)
    return found


def label(citation: Citation, library: Library) -> str:
    """What kind of source it is, in words."""
    return str(entry(library)["kinds"][citation.kind]["label"])


def official(citation: Citation, library: Library) -> str:
    """The address of the official source; "" where none is known."""
    told = entry(library)
    kind, parts = told["kinds"][citation.kind], dict(citation.parts)
    if citation.kind == "ina":
        parts["usc"] = told["ina_sections"].get(parts["section"], "")
        if not parts["usc"]:
            return str(kind["else"])
    if citation.kind == "fam":
        if not parts["section"]:
            return str(kind["else"])
        parts["volume2"], parts["chapter4"] = parts["volume"].zfill(2), parts["chapter"].zfill(4)
        parts["section2"] = parts["section"].zfill(2)
    if citation.kind == "cfr" and "." not in parts["section"]:
        return str(kind["part"]).format(**parts)
    address = str(kind["official"]).format(**parts)
    points = kind.get("at") and parts["paragraphs"]
    return address + (str(kind["at"]).format(**parts) if points else "")


def searches(citation: Citation, library: Library) -> list[tuple[str, str]]:
    """(name, address) of a search for the citation: a link with nothing but the citation in it."""
    words = quote_plus(citation.key)
    return [
        (str(one["label"]), str(one["address"]).format(citation=words))
        for one in entry(library)["searches"]
    ]


def problems(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with the sources of the library."""
    told = entry(library)
    for kind, _, _ in rules.PATTERNS:
        if kind not in told["kinds"]:
            yield f"{FOLDER}: says nothing about “{kind}”."
    addresses = [one["official"] for one in told["kinds"].values() if one["official"]]
    addresses += [one["address"] for one in told["searches"]]
    for address in addresses:
        if not address.startswith("https://"):
            yield f"{FOLDER}: {address} is no https address."
    for one in told["searches"]:
        if "{citation}" not in one["address"]:
            yield f"{FOLDER}: the search at {one['label']} has no place for the citation."
