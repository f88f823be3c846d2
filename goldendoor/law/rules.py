"""A rule of the library, made ready to be computed again and again."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldendoor.law import counting, shape
from goldendoor.law.library import JURISDICTION, Entry, Library, NotInLibrary
from goldendoor.law.results import RuleError
from goldendoor.law.versions import Version

HOLIDAYS = "us.federal_holidays"


@dataclass(frozen=True)
class Rule:
    """One entry of `library/rules`; `entry` is the whole of it."""

    id: str
    entry: Entry
    inputs: Mapping[str, Mapping[str, Any]]
    outputs: Mapping[str, Mapping[str, Any]]
    method: str
    versions: tuple[Version, ...]
    version_by: str
    certainty: str


def rule_id(name: str) -> str:
    """`RFE`, `rfe` and `us.rfe` all mean `us.rfe`."""
    squeezed = name.strip().lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", squeezed):
        raise RuleError(f"“{name[:80]}” is no name of a rule.", "rule")
    return squeezed if "." in squeezed else f"{JURISDICTION}.{squeezed}"


def get(name: str, library: Library) -> Rule:
    """The rule of this id, from memory while its files stand unchanged. Raises NotInLibrary."""
    return _compiled(library, name, library.stamps("rules", f"{name}.yaml"))


def known(name: str, library: Library) -> Rule:
    """The rule that a person names, such as RFE. Raises RuleError with `field` “rule”."""
    full = rule_id(name)
    try:
        return get(full, library)
    except NotInLibrary as error:
        raise RuleError(f"The library has no rule {full}.", "rule", full) from error


@functools.lru_cache(maxsize=2048)
def _compiled(library: Library, name: str, stamps: tuple[Any, ...]) -> Rule:
    entry = library.rule(name)
    for fault in shape.problems(entry):
        raise RuleError(f"The library's file of {name} is faulty: it {fault}", "rule", name)
    return Rule(
        id=name,
        entry=entry,
        inputs=entry["inputs"],
        outputs=entry["outputs"],
        method=str(entry["method"]),
        versions=tuple(entry["versions"]),
        version_by=str(entry.get("version_by", "")),
        certainty=str(entry["certainty"]),
    )


def calendar(library: Library) -> counting.OfficeCalendar:
    """Weekends and federal holidays by the library's table."""
    return _calendar(library, library.stamps("tables", f"{HOLIDAYS}.yaml"))


@functools.lru_cache(maxsize=64)
def _calendar(library: Library, stamps: tuple[Any, ...]) -> counting.OfficeCalendar:
    return counting.OfficeCalendar(library.table(HOLIDAYS))


def cite(thing: Mapping[str, Any]) -> str:
    """References as one line of text."""
    references = thing.get("reference") or []
    if isinstance(references, str):
        return references
    return "; ".join(str(one.get("title", one)) for one in references)


def path_of(name: str, library: Library) -> Path | None:
    """The last file that says something of the rule."""
    files = library.find("rules", f"{name}.yaml")
    return files[-1] if files else None


def begins(version: Version) -> str | None:
    """ISO day from which a version holds."""
    start = version.get("from")
    return start.isoformat() if isinstance(start, datetime.date) else start
