"""The days a hearing brings with it, its tabs, and what stands in the way. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldendoor.law.compute import compute
from goldendoor.law.library import Library
from goldendoor.law.results import Result, RuleError

LETTERS = 26


@dataclass(frozen=True)
class FilingDate:
    """A day computed back from a hearing; `day` is None where the rule gives none, and why."""

    rule_id: str
    label: str
    day: datetime.date | None
    facts: Mapping[str, Any]
    result: Result | None = None
    why_not: str = ""


def facts_of(
    filing: Mapping[str, Any], declared: Mapping[str, Any], day: datetime.date, detained: bool
) -> dict[str, Any]:
    """Facts of a rule: those of the library's entry and those the hearing knows."""
    own = {"hearing_date": day, "is_detained": detained}
    known = {name: value for name, value in own.items() if name in declared}
    return {**(filing.get("facts") or {}), **known}


def filing_dates(
    kind: Mapping[str, Any],
    day: datetime.date,
    *,
    detained: bool,
    today: datetime.date,
    library: Library,
) -> list[FilingDate]:
    """What must be filed by when before a hearing of this kind on this day."""
    found = []
    for filing in kind["filings"]:
        rule = library.rule(filing["rule"])
        told = rule.get("deadline") or {}
        facts = facts_of(filing, rule["inputs"], day, detained)
        label = str(told.get("label") or rule["label"])
        try:
            result = compute(str(rule["id"]), facts, today, library)
        except RuleError as error:
            found.append(FilingDate(str(rule["id"]), label, None, facts, None, str(error)))
            continue
        due = result.value.get(told.get("date", ""))
        computed = datetime.date.fromisoformat(str(due)) if due else None
        why = "" if computed else "The court sets the day itself. Put it down as a date of our own."
        found.append(FilingDate(str(rule["id"]), label, computed, facts, result, why))
    return found


def tab(position: int) -> str:
    """A … Z, AA, AB … for the place of an exhibit, from 0."""
    letters = ""
    number = position
    while True:
        number, rest = divmod(number, LETTERS)
        letters = chr(ord("A") + rest) + letters
        if number == 0:
            return letters
        number -= 1


@dataclass(frozen=True)
class Tab:
    """An exhibit in its list: tab, title, number of pages, first page of the run."""

    letter: str
    title: str
    pages: int
    first_page: int
    about: str = ""


def tabs(rows: Sequence[tuple[str, int | None, str]]) -> list[Tab]:
    """(title, pages, public id) in order → tabs with running pages; unknown pages count as one."""
    found, page = [], 1
    for place, (title, pages, about) in enumerate(rows):
        found.append(Tab(tab(place), title, pages or 0, page, about))
        page += pages or 1
    return found


@dataclass(frozen=True)
class Moved:
    """What happens to a filing day when its hearing moves."""

    label: str
    before: datetime.date
    after: datetime.date | None
    is_open: bool

    @property
    def passed(self) -> bool:
        """Whether there is nothing to move: it was done already."""
        return not self.is_open


def shown(moves: Sequence[Moved]) -> str:
    """The days of a preview as the form carries them: only what was shown is carried out."""
    return ",".join(str(one.after) for one in moves if one.is_open)
