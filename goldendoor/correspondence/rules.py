"""What a notice says as values of a page, and what was typed as values again. Pure functions."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from goldendoor.correspondence.reading import notices
from goldendoor.law.library import Library

LABELS = {
    "receipt_number": "Receipt number",
    "form": "Form",
    "notice_date": "Notice date",
    "received_date": "Received date",
    "priority_date": "Priority date",
    "due_date": "Due date",
    "appointment_date": "Appointment",
    "hearing_date": "Hearing",
    "decision_date": "Decision date",
    "valid_from": "Valid from",
    "valid_to": "Valid to",
    "days": "Days to answer",
    "amount": "Amount",
    "a_number": "A-number",
    "name": "Name",
}
DOUBTFUL_BELOW = notices.SURE_BELOW
LONGEST = 200
RECEIPT = re.compile(r"[A-Z]{3}\d{10}")
A_NUMBER = re.compile(r"A?\d{8,9}")
CENTS = 100


@dataclass
class Value:
    """One box of the page: what was read or typed, how sure it is, where it stood."""

    name: str
    label: str
    type: str
    text: str = ""
    confidence: float | None = None
    page: int = 0
    quote: str = ""
    printed: str = ""
    typed: bool = False
    wanted: bool = False
    error: str = ""

    @property
    def id(self) -> str:
        """The box on the page."""
        return f"v-{self.name}"

    @property
    def percent(self) -> int | None:
        """How sure the reader is, in hundredths."""
        return None if self.confidence is None else round(self.confidence * 100)

    @property
    def is_doubtful(self) -> bool:
        """To be looked at first: read with doubt, or missing although this kind has it."""
        if self.typed:
            return False
        if not self.text:
            return self.wanted
        return self.confidence is not None and self.confidence < DOUBTFUL_BELOW


def kinds(library: Library) -> dict[str, Mapping[str, Any]]:
    """Every kind of notice by id, by label; what is common to all apart."""
    found = [library.load(notices.FOLDER, f"{one}.yaml") for one in library.ids(notices.FOLDER)]
    real = sorted((one for one in found if one.get("signs")), key=lambda one: str(one["label"]))
    return {str(one["id"]): one for one in real}


def names_of(kind: Mapping[str, Any], reading: Mapping[str, Any]) -> list[str]:
    """The values that a notice of this kind has, and any other that was read."""
    dates = [*(kind.get("dates") or {}), *(reading.get("dates") or {})]
    found = ["receipt_number", "form", "notice_date", *dates]
    if "days" in ((kind.get("deadline") or {}).get("facts") or {}).values() or reading.get("days"):
        found.append("days")
    if kind.get("id") == "us.receipt" or reading.get("amounts"):
        found.append("amount")
    return list(dict.fromkeys([*found, "a_number", "name"]))


def values(kind: Mapping[str, Any], reading: Mapping[str, Any]) -> list[Value]:
    """The boxes of a notice, doubtful ones first, else in the order of `names_of`."""
    found = [_value(name, reading, _is_wanted(name, kind)) for name in names_of(kind, reading)]
    return sorted(found, key=lambda one: not one.is_doubtful)


def _is_wanted(name: str, kind: Mapping[str, Any]) -> bool:
    confirm = kind.get("confirm") or {}
    dates = {"notice_date", (confirm.get("appointment") or {}).get("date", "")}
    if kind.get("deadline"):
        dates |= {"due_date"} & set(kind.get("dates") or {})
    no_receipt = kind.get("id") in ("us.hearing", "us.rejection")
    return name in dates or (name in ("receipt_number", "form") and not no_receipt)


def _type_of(name: str) -> str:
    if name.endswith("_date") or name in ("valid_from", "valid_to"):
        return "date"
    return {"days": "int", "amount": "money"}.get(name, "text")


def found_at(name: str, reading: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The finding of a value in a reading."""
    lists = {
        "receipt_number": "receipt_numbers", "amount": "amounts", "a_number": "a_numbers",
        "name": "names",
    }  # fmt: skip
    if name in lists:
        rows = reading.get(lists[name]) or [None]
        return rows[0]
    if name in ("form", "days"):
        return reading.get(name)
    return (reading.get("dates") or {}).get(name)


def _value(name: str, reading: Mapping[str, Any], wanted: bool) -> Value:
    found = found_at(name, reading) or {}
    value = found.get("value")
    text = "" if value is None else str(value)
    if name == "amount" and value is not None:
        text = f"{Decimal(value) / CENTS:.2f}"
    return Value(
        name=name,
        label=LABELS.get(name, name.replace("_", " ").capitalize()),
        type=_type_of(name),
        text=text,
        confidence=found.get("confidence"),
        page=int(found.get("page") or 0),
        quote=str(found.get("quote") or ""),
        printed=str(found.get("printed") or ""),
        typed=bool(found.get("typed")),
        wanted=wanted,
    )


def plain(reading: Mapping[str, Any], kind: Mapping[str, Any]) -> dict[str, Any]:
    """The values by name as JSON holds them, those that are not known left out."""
    found = {name: found_at(name, reading) for name in names_of(kind, reading)}
    return {
        name: one["value"] for name, one in found.items() if one and one.get("value") is not None
    }


def corrected(
    reading: Mapping[str, Any] | None, kind: Mapping[str, Any], typed: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The reading with what a person typed in place of it, and what cannot be read, by value.

    What was left as it was keeps its confidence; what was emptied is gone.
    """
    fresh = {**(reading or blank()), "kind": kind.get("id", notices.UNKNOWN)}
    fresh["label"] = kind.get("label", "Not recognized")
    fresh["dates"] = dict(fresh.get("dates") or {})
    wrong: dict[str, str] = {}
    for box in values(kind, fresh):
        if box.name not in typed or typed[box.name].strip() == box.text:
            continue
        try:
            value = _read(box, typed[box.name].strip())
        except ValueError as error:
            wrong[box.name] = str(error)
            continue
        _put(fresh, box.name, value)
    fresh["deadline"] = notices.deadline_of(kind, plain(fresh, kind))
    return fresh, wrong


def blank() -> dict[str, Any]:
    """A reading of which nothing is known: a person types it."""
    return {
        "kind": notices.UNKNOWN, "label": "Not recognized", "confidence": 0, "signs": [],
        "receipt_numbers": [], "form": None, "dates": {}, "other_dates": [], "amounts": [],
        "days": None, "deadline": None, "pages": 0, "from_picture": False, "a_numbers": [],
        "names": [], "doubts": [],
    }  # fmt: skip


def _put(reading: dict[str, Any], name: str, value: Any) -> None:
    row = None if value is None else {
        "value": value, "confidence": 1.0, "page": 0, "quote": "", "printed": "", "typed": True,
    }  # fmt: skip
    lists = {
        "receipt_number": "receipt_numbers", "amount": "amounts", "a_number": "a_numbers",
        "name": "names",
    }  # fmt: skip
    if name in lists:
        reading[lists[name]] = [row] if row else []
    elif name in ("form", "days"):
        reading[name] = row
    elif row:
        reading["dates"][name] = row
    else:
        reading["dates"].pop(name, None)


def _read(box: Value, text: str) -> Any:
    """A typed value; ValueError says how to write it."""
    if not text:
        return None
    if "\0" in text or len(text) > LONGEST:
        raise ValueError("This is too long or holds an invisible character.")
    if box.type == "date":
        return _day(text)
    if box.type == "int":
        if not (text.isascii() and text.isdigit() and 0 < int(text) < 1000):
            raise ValueError("Write a number of days, such as 84.")
        return int(text)
    if box.type == "money":
        return _cents(text)
    return _text(box.name, text)


def _text(name: str, text: str) -> str:
    squeezed = re.sub(r"[\s*–-]", "", text).upper()
    if name == "receipt_number":
        if not RECEIPT.fullmatch(squeezed):
            raise ValueError("A receipt number has three letters and ten digits.")
        return squeezed
    if name == "a_number":
        if not A_NUMBER.fullmatch(squeezed):
            raise ValueError("An A-number has the letter A and eight or nine digits.")
        return "A" + squeezed.lstrip("A").zfill(9)
    return " ".join(text.split())


def _day(text: str) -> str:
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError("Write a day of the calendar, such as 2026-08-03.") from None
    if not 1990 <= found.year <= 2099:
        raise ValueError("Write the year with four digits, such as 2026.")
    return found.isoformat()


def _cents(text: str) -> int:
    try:
        amount = Decimal(text.replace("$", "").replace(",", "").strip())
        if not amount.is_finite() or not 0 <= amount < 10**7 or amount * CENTS % 1:
            raise InvalidOperation
    except InvalidOperation:
        raise ValueError("Write dollars and cents, such as 715.00.") from None
    return int(amount * CENTS)


def unlike(rows: Iterable[Any]) -> list[Any]:
    """Each once, in order."""
    return list(dict.fromkeys(rows))
