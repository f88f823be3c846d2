"""Declared facts as fields of a page, and what was posted as facts again. Pure functions.

A declaration is that of a rule's `inputs` or of a what-if's `facts`: type, meaning, required, enum,
default, items. Names of posted fields: `filed_date`, `trips-0-departed_date`, `amounts-0`; with a
prefix where a page carries two sets of facts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from goldendoor.rulebook import words

Declared = Mapping[str, Mapping[str, Any]]
Posted = Mapping[str, str]
MOST_ROWS = 60
LONGEST_TEXT = 200
CENTS = 100


class Unreadable(ValueError):
    """What was typed cannot be read; the message says how to write it."""


@dataclass
class Field:
    """One box of the page, or with `rows` a list of them."""

    name: str
    label: str
    hint: str
    kind: str
    value: str = ""
    error: str = ""
    required: bool = False
    choices: list[tuple[str, str]] = field(default_factory=list)
    rows: list[list[Field]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The box on the page."""
        return f"fact-{self.name}"


def read(declared: Declared, posted: Posted, prefix: str = "") -> tuple[dict[str, Any], Problems]:
    """Facts and problems by the name of the posted field; what is left empty is left out."""
    facts: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, one in declared.items():
        at = prefix + name
        if one.get("type") == "list":
            facts[name] = _read_list(at, one, posted, problems)
            if not facts[name] and not one.get("required"):
                del facts[name]
            continue
        value = _read_noting(at, one, posted, problems)
        if value is not None:
            facts[name] = value
        elif one.get("required") and at not in problems and one.get("default") is None:
            problems[at] = "Fill this in."
    return facts, problems


Problems = dict[str, str]


def _read_noting(at: str, one: Mapping[str, Any], posted: Posted, problems: Problems) -> Any:
    try:
        return _read_one(one, str(posted.get(at, "")).strip())
    except Unreadable as error:
        problems[at] = str(error)
        return None


def _read_list(at: str, one: Mapping[str, Any], posted: Posted, problems: Problems) -> list[Any]:
    items = one.get("items") or {}
    fields = items.get("fields")
    found: list[Any] = []
    for number in range(count_rows(at, posted)):
        row = f"{at}-{number}"
        if not fields:
            value = _read_noting(row, items, posted, problems)
            found += [] if value is None else [value]
            continue
        names = {name: f"{row}-{name}" for name in fields}
        if not any(str(posted.get(name, "")).strip() for name in names.values()):
            continue
        values = {
            name: _read_noting(place, fields[name], posted, problems)
            for name, place in names.items()
        }
        for name, place in names.items():
            if values[name] is None and not fields[name].get("nullable"):
                problems.setdefault(place, "Fill this in, or empty the whole row.")
        found.append(values)
    return found


def count_rows(at: str, posted: Posted) -> int:
    """How many rows of a list were posted."""
    pattern = re.compile(rf"{re.escape(at)}-(\d{{1,3}})(-|$)")
    numbers = [int(match.group(1)) for name in posted if (match := pattern.match(name))]
    return min(max(numbers, default=-1) + 1, MOST_ROWS)


def _read_one(one: Mapping[str, Any], text: str) -> Any:
    if not text:
        return None
    if one.get("enum"):
        for choice in one["enum"]:
            if str(choice) == text:
                return choice
        raise Unreadable("Choose one of the list.")
    return _READERS.get(str(one.get("type")), _text)(text)


def _date(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise Unreadable("Write a day of the calendar, such as 2026-08-03.") from None


def _moment(text: str) -> str:
    try:
        return datetime.datetime.fromisoformat(text).isoformat(timespec="minutes")
    except ValueError:
        raise Unreadable("Write a day and a time, such as 2026-08-03T09:00.") from None


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise Unreadable("Write a whole number, such as 12.")
    return int(text)


def _yes_or_no(text: str) -> bool:
    if text not in {"true", "false"}:
        raise Unreadable("Choose yes or no.")
    return text == "true"


def _cents(text: str) -> int:
    try:
        amount = Decimal(text.replace("$", "").replace(",", "").strip())
        if not amount.is_finite() or abs(amount) >= 10**9 or amount * CENTS % 1:
            raise InvalidOperation
        return int(amount * CENTS)
    except InvalidOperation:
        raise Unreadable("Write dollars and cents, such as 41000 or 715.50.") from None


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Unreadable("This is too long.")
    return text


_READERS = {
    "date": _date,
    "datetime": _moment,
    "int": _whole,
    "bool": _yes_or_no,
    "money_cents": _cents,
}


def fields(
    declared: Declared,
    posted: Posted,
    problems: Problems | None = None,
    more_rows: Mapping[str, int] | None = None,
) -> list[Field]:
    """The boxes of a page with what was typed in them; a list shows at least one empty row."""
    wrong = problems or {}
    found = []
    for name, one in declared.items():
        box = _field(name, name, one, posted, wrong)
        if box.kind == "list":
            items = one.get("items") or {}
            count = count_rows(name, posted) + (more_rows or {}).get(name, 0)
            inner = items.get("fields") or {"": items}
            box.columns = [_label(part, each) for part, each in inner.items()]
            box.rows = [
                [
                    _field(
                        f"{name}-{number}" + (f"-{part}" if part else ""), part, each, posted, wrong
                    )
                    for part, each in inner.items()
                ]
                for number in range(min(max(count, 1), MOST_ROWS))
            ]
        found.append(box)
    return found


def _label(name: str, one: Mapping[str, Any]) -> str:
    return str(one.get("label") or words.of_name(name or "value"))


def _field(at: str, name: str, one: Mapping[str, Any], posted: Posted, wrong: Problems) -> Field:
    kind = "enum" if one.get("enum") else str(one.get("type", "string"))
    labels = one.get("labels") or {}
    choices = [
        (str(each), str(labels.get(each) or words.of_choice(each)))
        for each in one.get("enum") or ()
    ]
    if kind == "bool":
        choices = [("true", "yes"), ("false", "no")]
    meaning = str(one.get("meaning") or "")
    typed = str(posted.get(at, ""))
    return Field(
        name=at,
        label=_label(name, one),
        hint=meaning[:1].upper() + meaning[1:],
        kind=kind,
        value=typed if at in posted else posted_value(one, one.get("default")),
        error=wrong.get(at, ""),
        required=bool(one.get("required")) and kind != "list",
        choices=choices,
    )


def posted_value(one: Mapping[str, Any], value: Any) -> str:
    """A fact as the text of its box."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if one.get("type") == "money_cents":
        return f"{Decimal(value) / CENTS:.2f}".removesuffix(".00")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def as_posted(declared: Declared, facts: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Facts as they would be posted: the reverse of `read`."""
    found: dict[str, str] = {}
    for name, value in facts.items():
        one = declared.get(name)
        if one is None:
            continue
        if one.get("type") != "list":
            found[prefix + name] = posted_value(one, value)
            continue
        inner = (one.get("items") or {}).get("fields")
        for number, row in enumerate(value or []):
            at = f"{prefix}{name}-{number}"
            if not inner:
                found[at] = posted_value(one.get("items") or {}, row)
                continue
            found |= {f"{at}-{part}": posted_value(inner[part], row.get(part)) for part in inner}
    return found


def place_of(at: str) -> str:
    """Where a fact named by `law` stands on the page: `trips[0].departed_date`."""
    return re.sub(r"\[(\d+)\]\.?", r"-\1-", at).rstrip("-")


def in_words(text: str, declared: Declared) -> str:
    """A sentence of `law` with the names of facts as the page writes them."""
    for name, one in sorted(declared.items(), key=lambda item: -len(item[0])):
        text = re.sub(rf"(?<![\w“]){re.escape(name)}(?![\w”])", f"“{_label(name, one)}”", text)
    return text
