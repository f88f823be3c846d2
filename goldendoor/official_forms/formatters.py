"""Named formatters: how a fact is written in a box of an official form.

Every formatter takes the value and an optional word after its name in the map, and returns text
("" for nothing to write). They never guess: a value of another pattern comes out as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from goldendoor.official_forms.facts import words

Formatter = Callable[[Any, str, "Names"], str]
ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
ISO_MONTH = re.compile(r"^(\d{4})-(\d{2})$")


class Names:
    """Names of countries and states, from the library's tables."""

    def __init__(self, countries: Mapping[str, str], states: Mapping[str, str]) -> None:
        self.countries, self.states = countries, states

    def country(self, code: Any) -> str:
        """English short name; a name that is no code (a former state) is kept as written."""
        return self.countries.get(str(code).upper(), str(code)) if code else ""


def text_of(value: Any, names: Names) -> str:
    """The default: ISO dates as MM/DD/YYYY, numbers plainly, lists joined by commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (text_of(item, names) for item in value)))
    if isinstance(value, Mapping):
        return text_of_record(value, names)
    return _date(value, "", names)


def text_of_record(record: Mapping[str, Any], names: Names) -> str:
    """A record as a person would say it: a name, an address, or its parts."""
    if "family" in record or "given" in record:
        return words.full_name(record) or ""
    if "street" in record or "city" in record:
        return words.one_line(record, names.country(record.get("country"))) or ""
    if "name" in record:
        return text_of(record["name"], names)
    return ", ".join(filter(None, (text_of(item, names) for item in record.values())))


def _date(value: Any, _argument: str, _names: Names) -> str:
    text = str(value)
    if day := ISO_DAY.match(text):
        return f"{day[2]}/{day[3]}/{day[1]}"
    if month := ISO_MONTH.match(text):
        return f"{month[2]}/{month[1]}"
    return text


def _month_year(value: Any, _argument: str, _names: Names) -> str:
    found = ISO_DAY.match(str(value)) or ISO_MONTH.match(str(value))
    return f"{found[2]}/{found[1]}" if found else str(value)


def _year(value: Any, _argument: str, _names: Names) -> str:
    found = re.match(r"^\d{4}", str(value))
    return found[0] if found else str(value)


def _digits(value: Any, _argument: str, _names: Names) -> str:
    return re.sub(r"\D", "", str(value))


def _a_number(value: Any, _argument: str, _names: Names) -> str:
    """Nine digits, zero-padded, without the letter A; other text (never issued) stays."""
    digits = re.sub(r"\D", "", str(value))
    return digits.zfill(9) if digits else ""


def _phone(value: Any, _argument: str, _names: Names) -> str:
    """Ten digits for a U.S. number (country code 1 left out); other numbers with their +."""
    digits = re.sub(r"\D", "", str(value))
    if len(digits) == 11 and digits.startswith("1"):
        return digits[1:]
    return f"+{digits}" if str(value).strip().startswith("+") and len(digits) != 10 else digits


def _area_code(value: Any, _argument: str, names: Names) -> str:
    return _phone(value, "", names)[:3]


def _phone_local(value: Any, _argument: str, names: Names) -> str:
    return _phone(value, "", names)[3:]


def _country(value: Any, _argument: str, names: Names) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(names.country(item) for item in value)
    return names.country(value)


def _state_name(value: Any, _argument: str, names: Names) -> str:
    return names.states.get(str(value).upper(), str(value))


def _upper(value: Any, _argument: str, names: Names) -> str:
    return text_of(value, names).upper()


def _full_name(value: Any, _argument: str, names: Names) -> str:
    get = getattr(value, "get", None)
    if get is None:
        return text_of(value, names)
    named = value if isinstance(value, Mapping) else get("name")
    return words.full_name(named) or ""


def _join(value: Any, _argument: str, names: Names) -> str:
    return text_of(value, names)


def _digit(value: Any, argument: str, _names: Names) -> str:
    """The N-th digit of a whole number written in three digits (weight in pounds)."""
    digits = re.sub(r"\D", "", str(value)).zfill(3)
    place = int(argument or 1) - 1
    return digits[place] if place < len(digits) else ""


def _two_digits(value: Any, _argument: str, _names: Names) -> str:
    return re.sub(r"\D", "", str(value)).zfill(2)


def _money(value: Any, places: int) -> str:
    try:
        return f"{Decimal(str(value).replace(',', '').replace('$', '')):,.{places}f}"
    except InvalidOperation:
        return str(value)


def _dollars(value: Any, _argument: str, _names: Names) -> str:
    return _money(value, 2)


def _whole_dollars(value: Any, _argument: str, _names: Names) -> str:
    return _money(value, 0)


def _yes_no(value: Any, _argument: str, _names: Names) -> str:
    return {True: "Yes", False: "No"}.get(value, str(value))


def _apartment(value: Any, _argument: str, _names: Names) -> str:
    return words.apartment(value) or ""


def _street_line(value: Any, _argument: str, _names: Names) -> str:
    return words.street_line(value) or ""


def _city_line(value: Any, _argument: str, names: Names) -> str:
    country = (value or {}).get("country")
    abroad = country and str(country).upper() not in ("US", "USA")
    return words.city_line(value, names.country(country) if abroad else None) or ""


def _region(value: Any, _argument: str, _names: Names) -> str:
    """The state, or abroad the province, of an address."""
    return str((value or {}).get("state") or (value or {}).get("province") or "")


def _postal(value: Any, _argument: str, _names: Names) -> str:
    """The ZIP code, or abroad the postal code, of an address."""
    return str((value or {}).get("zip") or (value or {}).get("postal_code") or "")


def _place_line(value: Any, _argument: str, names: Names) -> str:
    """City, state or province, country of any record that has them."""
    record = value or {}
    parts = [record.get("city"), record.get("state") or record.get("province")]
    return ", ".join(str(part) for part in [*parts, names.country(record.get("country"))] if part)


def _city_country(value: Any, _argument: str, names: Names) -> str:
    """City and country, as "City and Country of Birth" asks; in the U.S. the state too."""
    record = value or {}
    parts = (record.get("city"), record.get("state"), names.country(record.get("country")))
    return ", ".join(str(part) for part in parts if part)


WITHOUT_EMPLOYER = {
    "self_employed": "self-employed",
    "unemployed": "unemployed",
    "retired": "retired",
    "homemaker": "homemaker",
    "student": "student",
}


def _employer_name(value: Any, argument: str, _names: Names) -> str:
    """The employer or school; for times without one the word the forms ask for.

    `employer_name work` asks for employers only: whoever studies is a “student”.
    """
    record = value or {}
    if argument == "work" and record.get("kind") == "student":
        return WITHOUT_EMPLOYER["student"]
    return str(record.get("employer") or WITHOUT_EMPLOYER.get(str(record.get("kind")), ""))


def _employer_line(value: Any, argument: str, names: Names) -> str:
    """The employer or school and its address, in one line."""
    record = value or {}
    name = _employer_name(record, argument, names)
    address = record.get("address")
    where = text_of_record(address, names) if address and record.get("employer") else ""
    return ", ".join(part for part in (name, where) if part)


def _occupation_name(value: Any, _argument: str, _names: Names) -> str:
    """The occupation; for times without work what the forms ask to state ("unemployed")."""
    record = value or {}
    return str(record.get("occupation") or WITHOUT_EMPLOYER.get(str(record.get("kind")), ""))


def _until(value: Any, _argument: str, names: Names) -> str:
    """When something ended; PRESENT for what began and has not."""
    record = value or {}
    if record.get("to"):
        return _date(record["to"], "", names)
    return "PRESENT" if record.get("from") else ""


def _sum(value: Any, argument: str, _names: Names) -> str:
    """The sum of the numbers in a record or list, plus the number after the name."""
    total = add_up(value) + Decimal(argument or 0)
    return f"{total:,}"


def add_up(value: Any) -> Decimal:
    """All numbers in a value, added; text that is no number counts nothing."""
    if isinstance(value, Mapping):
        return sum((add_up(item) for item in value.values()), Decimal(0))
    if isinstance(value, (list, tuple)):
        return sum((add_up(item) for item in value), Decimal(0))
    try:
        return Decimal(str(value).replace(",", "").replace("$", ""))
    except InvalidOperation:
        return Decimal(0)


def _count(value: Any, _argument: str, _names: Names) -> str:
    return str(len(value)) if isinstance(value, (list, tuple)) else str(value)


def _part(value: Any, argument: str, _names: Names) -> str:
    """The N-th of the pieces between dashes or other signs: `(c)(9)` → c, 9; `c09` → c, 09."""
    pieces = re.findall(r"[A-Za-z]+|\d+", str(value))
    place = int(argument or 1) - 1
    return pieces[place] if place < len(pieces) else ""


CATEGORY = re.compile(r"^\(?([A-Za-z])\)?\s*\(?0*(\d+)\)?\s*\(?([A-Za-z]*)\)?$")


def _category_part(value: Any, argument: str, _names: Names) -> str:
    """A piece of an eligibility category: `(c)(09)` → c, 9, ""; `c17iii` → c, 17, iii."""
    found = CATEGORY.match(str(value).strip())
    place = int(argument or 1)
    return found[place] if found and 1 <= place <= 3 else ""


FORMATTERS: dict[str, Formatter] = {
    "date": _date,
    "month_year": _month_year,
    "year": _year,
    "digits": _digits,
    "a_number": _a_number,
    "phone": _phone,
    "area_code": _area_code,
    "phone_local": _phone_local,
    "country": _country,
    "state_name": _state_name,
    "upper": _upper,
    "full_name": _full_name,
    "join": _join,
    "digit": _digit,
    "two_digits": _two_digits,
    "dollars": _dollars,
    "whole_dollars": _whole_dollars,
    "yes_no": _yes_no,
    "apartment": _apartment,
    "street_line": _street_line,
    "city_line": _city_line,
    "region": _region,
    "postal": _postal,
    "place_line": _place_line,
    "city_country": _city_country,
    "employer_name": _employer_name,
    "occupation_name": _occupation_name,
    "until": _until,
    "employer_line": _employer_line,
    "sum": _sum,
    "count": _count,
    "part": _part,
    "category_part": _category_part,
}


def default_for(path: str) -> str:
    """The formatter a path has without being told: countries by name, money and dates plainly."""
    last = path.rsplit(".", 1)[-1]
    if last in ("country", "citizenship", "citizenship_list", "countries") or last.endswith(
        "_country"
    ):
        return "country"
    if last == "a_number":
        return "a_number"
    if last == "ssn" or last == "uscis_account":
        return "digits"
    if last in ("daytime", "mobile", "work", "fax", "phone") and ".answers." not in path:
        return "phone"
    return ""


def write(path: str, value: Any, formatter: str, names: Names) -> str:
    """The text for a box: by the map's formatter (`name argument`), else by the path's default."""
    if value is None or value in ("", [], {}):
        return ""
    name, _, argument = (formatter or default_for(path)).partition(" ")
    if not name:
        return text_of(value, names)
    return FORMATTERS[name](value, argument.strip(), names)
