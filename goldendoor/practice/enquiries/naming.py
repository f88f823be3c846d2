"""Names as told become names of the files. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from goldendoor.practice.conflicts.rules import Asked


@dataclass(frozen=True)
class Carried:
    """The person at place `at` of an enquiry goes over in a role, with the parts of the name."""

    at: int
    role: str
    family: str = ""
    given: str = ""


def guess(name: str) -> tuple[str, str]:
    """(family, given) of a name as told: “Family, Given”, or the last word is the family name."""
    family, comma, given = name.partition(",")
    if comma:
        return family.strip(), given.strip()
    words = name.split()
    return (words[-1], " ".join(words[:-1])) if words else ("", "")


def names(asked: Asked, carried: Carried) -> list[dict[str, str]]:
    """The legal name as put right by whoever opened the case, then the others as told."""
    family, given = carried.family.strip(), carried.given.strip()
    if not family and not given:
        family, given = guess(asked.name)
    rows = [_name("legal", family, given)]
    return rows + [_name("other", *guess(one)) for one in asked.names[1:]]


def _name(kind: str, family: str, given: str) -> dict[str, str]:
    parts = {"kind": kind, "family": family, "given": given}
    return {key: value for key, value in parts.items() if value}
