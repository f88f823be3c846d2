"""Which stored collections an answer by path changes: two case files compared, pure."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import filling
from goldendoor.official_forms.facts import CaseFile, Scope, scope_for

CASE_LEVEL = ("people", "relationships", "filings", "evidence", "title", "filing_date", "case_type",
              "format", "version")  # fmt: skip


@dataclass
class Changes:
    """What differs between two case files, by where it is stored."""

    persons: dict[str, dict[str, Any]] = field(default_factory=dict)
    """person id → collection → new value (None: gone)."""
    new_persons: list[dict[str, Any]] = field(default_factory=list)
    new_ties: list[dict[str, Any]] = field(default_factory=list)
    lost_ties: list[dict[str, Any]] = field(default_factory=list)
    filings: dict[int, dict[str, Any]] = field(default_factory=dict)
    """place of the filing → its new data."""
    case: dict[str, Any] = field(default_factory=dict)


def scope(data: dict[str, Any], place: int, library: Library) -> Scope:
    """The scope of the filing at `place` of a case file."""
    filing = data["filings"][place]
    return scope_for(CaseFile(data), filing, filling.form_entry(str(filing["form"]), library))


def after(
    data: Mapping[str, Any], place: int, answers: Mapping[str, Any], library: Library
) -> dict[str, Any]:
    """The case file with the answers written into it; the given one stays as it is."""
    changed = copy.deepcopy(dict(data))
    view = scope(changed, place, library)
    for path, value in answers.items():
        view.write(path, value)
    return changed


def compare(before: Mapping[str, Any], after_: Mapping[str, Any]) -> Changes:
    """What has to be stored for `before` to become `after_`."""
    found = Changes()
    old = {row["id"]: row for row in before["people"]}
    for row in after_["people"]:
        known = old.get(row["id"])
        if known is None:
            found.new_persons.append(row)
            continue
        differing = {
            key: row.get(key)
            for key in {*known, *row} - {"id"}
            if known.get(key) != row.get(key) or (key in known) != (key in row)
        }
        if differing:
            found.persons[row["id"]] = differing
    ties, new_ties = list(before["relationships"]), list(after_["relationships"])
    found.new_ties = [tie for tie in new_ties if tie not in ties]
    found.lost_ties = [tie for tie in ties if tie not in new_ties]
    for place, filing in enumerate(after_["filings"]):
        if filing != before["filings"][place]:
            found.filings[place] = filing
    for key in {*before, *after_} - set(CASE_LEVEL):
        if before.get(key) != after_.get(key):
            found.case[key] = after_.get(key)
    return found
