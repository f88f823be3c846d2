"""The filters of Caseload: out of an address, into one, and as chips. Pure but for saved ones."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from goldendoor.cases import case_types
from goldendoor.cases import queries as cases
from goldendoor.cases.models import WaitingOn
from goldendoor.kernel.errors import BadInput

# Everything a list may be narrowed by but words: those are posted, since they may be a name.
IN_ADDRESS = tuple(one for one in cases.FILTERS if one != "search")
SWITCHES = ("stuck", "held")
WORDS = {
    "stage": "Stage", "type_id": "Type", "assigned_to": "With", "flag": "Flag",
    "waiting_on": "Waiting on", "changed_since": "Changed since", "due_until": "Due until",
    "stuck": "Stuck", "held": "On hold",
}  # fmt: skip


@dataclass(frozen=True)
class Chip:
    """One thing to choose or to take away again; `here` is chosen."""

    label: str
    address: str
    here: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """Chips of one filter; `chosen` says in words what holds, "" for nothing."""

    key: str
    label: str
    chips: list[Chip]
    chosen: str = ""


def read(sent: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """Filters of an address, and a sentence about those of no use, which are left out."""
    found: dict[str, Any] = {key: sent[key] for key in IN_ADDRESS if sent.get(key)}
    if found.get("assigned_to") == "me":
        found["assigned_to"] = "mine"
    wrong = []
    for key in list(found):
        try:
            cases.check_filters({key: found[key]})
        except BadInput as error:
            wrong.append(str(error))
            del found[key]
    return found, " ".join(wrong)


def address(found: Mapping[str, Any], **changed: Any) -> str:
    """`?stage=filed&…` with some of it changed; None takes a filter away."""
    wanted = {**found, **changed}
    kept = {key: wanted[key] for key in IN_ADDRESS if wanted.get(key) not in (None, "")}
    return f"?{urlencode(kept, doseq=True)}"


def groups(found: Mapping[str, Any], colleagues: Iterable[Any]) -> list[Group]:
    """Menus of what can be chosen."""
    kinds = case_types.flag_kinds()
    offered = {
        "type_id": [(one.id, one.label) for one in case_types.offered()],
        "flag": [(key, str(one["label"])) for key, one in kinds.items()],
        "waiting_on": list(WaitingOn.choices),
        "assigned_to": [
            ("mine", "Me"), ("none", "Nobody"), *((str(one.pk), str(one)) for one in colleagues)
        ],
    }  # fmt: skip
    return [_group(key, rows, found) for key, rows in offered.items()]


def _group(key: str, rows: Iterable[tuple[str, str]], found: Mapping[str, Any]) -> Group:
    now = str(found.get(key, ""))
    chips = [
        Chip(label, address(found, **{key: None if now == value else value}), now == value)
        for value, label in rows
    ]
    chosen = next((one.label for one in chips if one.here), "")
    return Group(key, WORDS[key], chips, chosen)


def stage_chips(found: Mapping[str, Any], counts: Mapping[str, int]) -> list[Chip]:
    """The stages that have cases, with how many, in the order of the tables."""
    now, labels = str(found.get("stage", "")), case_types.stage_labels()
    return [
        Chip(label, address(found, stage=None if now == stage else stage), now == stage, many)
        for stage, label in labels.items()
        if (many := counts.get(stage, 0)) or now == stage
    ]


def switch_chips(found: Mapping[str, Any], today: datetime.date) -> list[Chip]:
    """Stuck, held, and what is due within days."""
    chips = [
        Chip(WORDS[key], address(found, **{key: None if found.get(key) else "1"}), key in found)
        for key in SWITCHES
    ]
    for label, days in (("Due this week", 6 - today.weekday()), ("Due in 30 days", 30)):
        day = (today + datetime.timedelta(days=days)).isoformat()
        here = found.get("due_until") == day
        chips.append(Chip(label, address(found, due_until=None if here else day), here))
    return chips


def saved_chips(rows: Iterable[Any], found: Mapping[str, Any]) -> list[tuple[Any, Chip]]:
    """One's own filters, each with its row."""
    return [
        (row, Chip(row.name, address(row.query), dict(found) == row.query and bool(found)))
        for row in rows
    ]
