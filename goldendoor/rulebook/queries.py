"""Rules of the library by id. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldendoor.foundation.errors import NotFound
from goldendoor.law import rules as rules_of_law
from goldendoor.law.library import Library, LibraryError
from goldendoor.law.results import RuleError

Entry = Mapping[str, Any]


def rules(library: Library) -> list[Entry]:
    """Every rule that can be read; a broken file leaves the others standing."""
    return [one for rule_id in library.ids("rules") if (one := _rule(library, rule_id))]


def rule(library: Library, name: str) -> Entry:
    """One rule, by `us.rfe`, `rfe` or `RFE`; raises `NotFound` for what the library lacks."""
    try:
        rule_id = rules_of_law.rule_id(name)
    except RuleError as error:
        raise NotFound(str(error)) from error
    found = _rule(library, rule_id) if rule_id in library.ids("rules") else None
    if found is None:
        raise NotFound(f"No rule is called “{name[:80]}”.")
    return found


def _rule(library: Library, rule_id: str) -> Entry | None:
    try:
        found = library.rule(rule_id)
    except LibraryError:
        return None
    complete = isinstance(found, Mapping) and found.get("id") and found.get("label")
    return found if complete else None
