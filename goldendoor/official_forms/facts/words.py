"""Words made of facts: full names, one-line addresses, days between two dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]
UNIT_WORDS = {"apt": "Apt.", "ste": "Ste.", "flr": "Flr."}


def full_name(name: Record | None) -> str | None:
    """Given, middle, family, suffix, as spoken in English; a single name stays single."""
    if not name:
        return None
    if name.get("full"):
        return str(name["full"])
    parts = [name.get(part) for part in ("given", "middle", "family", "suffix")]
    return " ".join(str(part) for part in parts if part) or None


def apartment(address: Record | None) -> str | None:
    """The unit with its kind: "Apt. 4"."""
    unit = (address or {}).get("unit")
    if not unit:
        return None
    kind = UNIT_WORDS.get(str((address or {}).get("unit_type", "")), "")
    return f"{kind} {unit}".strip()


def street_line(address: Record | None) -> str | None:
    """Street and unit: "12 Example Street, Apt 4"."""
    parts = [(address or {}).get("street"), apartment(address)]
    return ", ".join(str(part) for part in parts if part) or None


def city_line(address: Record | None, country_name: str | None = None) -> str | None:
    """City, state and ZIP; abroad city, province, postal code and country."""
    if not address:
        return None
    region = " ".join(str(address[key]) for key in ("state", "zip") if address.get(key))
    abroad = [address.get("province"), address.get("postal_code"), country_name]
    parts = [address.get("city"), region, *abroad]
    return ", ".join(str(part) for part in parts if part) or None


def one_line(address: Record | None, country_name: str | None = None) -> str | None:
    """The whole address in one line."""
    parts = [street_line(address), city_line(address, country_name)]
    return ", ".join(part for part in parts if part) or None


def place(record: Record) -> str | None:
    """ "City, State", or the one that is known."""
    return ", ".join(str(record[key]) for key in ("city", "state") if record.get(key)) or None


def as_date(text: Any) -> datetime.date | None:
    """A whole ISO date, or None for partial or missing ones."""
    try:
        return datetime.date.fromisoformat(str(text))
    except ValueError:
        return None


def days_away(trip: Record) -> int | None:
    """Whole days outside the country: the day of leaving and of return are days inside."""
    left, returned = as_date(trip.get("left")), as_date(trip.get("returned"))
    if left is None or returned is None:
        return None
    return max((returned - left).days - 1, 0)
