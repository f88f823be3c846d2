"""What the deadlines of a case look like, and a new one before it is saved."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.cases.models import Case
from goldendoor.deadlines import computing, queries
from goldendoor.deadlines.models import Deadline
from goldendoor.foundation.access import Access
from goldendoor.kernel.errors import BadInput
from goldendoor.law import bulletin
from goldendoor.law.ledgers import Ledger, Segment
from goldendoor.law.library import Library
from goldendoor.practice.deadlines import forms
from goldendoor.rulebook import answers, facts

# Columns of the bulletin that are printed today.
COLUMNS = {
    "all_other_areas": "All other areas", "china": "China (mainland born)", "india": "India",
    "mexico": "Mexico", "philippines": "Philippines",
}  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """A clock of the case as of today."""

    deadline: Deadline
    label: str
    days: int
    stopped: bool


def of_case(
    access: Access, case: Case, *, today: datetime.date, library: Library
) -> dict[str, Any]:
    """Open and closed deadlines, clocks, places in the line."""
    rows = queries.of_case(access, case)
    return {
        "open": [one for one in rows if one.is_open],
        "closed": [one for one in rows if not one.is_open],
        "clocks": [clock for one in rows if one.is_open for clock in clocks_of(one, today)],
        "places": queries.places_in_line(access, case),
        "place_form": place_form(None, library),
    }


def place_form(post: Any, library: Library) -> forms.Place:
    """The form for a place in the line, with the categories and countries of the bulletin."""
    held = bulletin.load(library).categories
    return forms.Place(
        post,
        categories=[(one, held[one]["label"]) for one in held if not held[one].get("until")],
        chargeabilities=[(one, COLUMNS.get(one, one)) for one in COLUMNS],
    )


def clocks_of(deadline: Deadline, today: datetime.date) -> list[Clock]:
    """The clocks behind a deadline, replayed up to today."""
    found = []
    for one in (deadline.result or {}).get("ledgers", {}).values():
        segments = tuple(_segment(row) for row in one["segments"])
        ledger = Ledger(one["label"], segments)
        count = ledger.count(today)
        found.append(Clock(deadline, ledger.label, count, ledger.is_stopped(today)))
    return found


def _segment(row: Mapping[str, Any]) -> Segment:
    day = datetime.date.fromisoformat
    return Segment(
        day(row["from"]),
        day(row["to"]) if row["to"] else None,
        str(row.get("reason", "")),
        str(row.get("source", "")),
        bool(row["counts"]),
    )


@dataclass
class Draft:
    """The facts of a rule as they were typed: the boxes, what is wrong, and what would come out."""

    rule: Mapping[str, Any]
    boxes: list[facts.Field] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    given: dict[str, Any] = field(default_factory=dict)
    found: computing.Reckoned | None = None
    answer: answers.Answer | None = None
    working_date: datetime.date | None = None
    differs: bool = False


def blank(rule: Mapping[str, Any], given: Mapping[str, Any]) -> Draft:
    """Empty boxes, or filled with the facts that are known."""
    return Draft(rule, queries.fields_of(rule, given), given=dict(given))


def drafted(
    rule: Mapping[str, Any],
    posted: Mapping[str, str],
    printed_date: datetime.date | None,
    *,
    today: datetime.date,
    library: Library,
    known: Mapping[str, Any] | None = None,
) -> Draft:
    """What was typed, computed; problems stand at their boxes.

    `known` are facts that nobody asks, such as what the table of a case type gives.
    """
    declared = rule["inputs"]
    given, wrong = facts.read(declared, posted)
    draft = Draft(rule, given={**(known or {}), **given})
    if not wrong and not posted.get("more"):
        wrong = _compute(draft, printed_date, today, library)
    more = {posted["more"]: 1} if posted.get("more") else None
    draft.boxes = facts.fields(declared, posted, wrong, more)
    labels = {inner.name: inner for inner in _every_box(draft.boxes)}
    draft.problems = [
        (labels[at].id, f"{labels[at].label}: {text}") if at in labels else ("", text)
        for at, text in wrong.items()
    ]
    return draft


def _compute(
    draft: Draft, printed_date: datetime.date | None, today: datetime.date, library: Library
) -> dict[str, str]:
    """Fills the draft; what stands in the way, by box."""
    declared = draft.rule["inputs"]
    try:
        found = computing.reckon(str(draft.rule["id"]), draft.given, today, library)
    except computing.WrongFacts as error:
        said = error.faults or {"": str(error)}
        return {facts.place_of(at): facts.in_words(text, declared) for at, text in said.items()}
    except BadInput as error:
        return {"": str(error)}
    draft.found = found
    draft.answer = answers.ask(draft.rule, draft.given, today, library)
    day = computing.working_date(printed_date, found.rule_date, found.is_opening)
    if day is None:
        return {"": "The rule gives no date on these facts. Enter the date printed on the notice."}
    draft.working_date = day
    draft.differs = bool(printed_date and found.rule_date and printed_date != found.rule_date)
    return {}


def _every_box(boxes: list[facts.Field]) -> list[facts.Field]:
    return [*boxes, *(inner for box in boxes for row in box.rows for inner in row)]
