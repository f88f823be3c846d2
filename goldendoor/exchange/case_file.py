"""The open JSON format of one case: what is wrong with a file, by JSON pointer, a sentence each.

Format: `library/schemas/case-file.json`, explained in `docs/reference/case-file.md`.
"""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema
from jsonschema import Draft202012Validator

from goldendoor.law.library import Library, NotInLibrary

FORMAT = "goldendoor.case-file"
VERSION = 1
LARGEST_BYTES = 32 * 2**20
MOST_FAULTS = 200
DATE_KEYS = (
    "date", "from", "to", "issued", "expires", "left", "returned", "ended", "since", "until",
    "died", "filing_date", "accreditation_date", "visa_issued", "passport_expires",
)  # fmt: skip
# Ties have `from` and `to` too, and they name people.
WRITTEN_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Fault:
    """One thing wrong: where (JSON pointer) and a sentence on what and what to do."""

    pointer: str
    text: str

    def to_json(self) -> dict[str, str]:
        return {"pointer": self.pointer, "message": self.text}


@functools.lru_cache(maxsize=2)
def _validator(library: Library) -> Draft202012Validator:
    path = library.find("schemas", "case-file.json")[-1]
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def faults(data: Any, library: Library) -> list[Fault]:
    """Everything wrong with a case file, shape first, then dates and references; [] when valid."""
    errors = _validator(library).iter_errors(data)
    found = list(dict.fromkeys(_fault(error) for error in errors))
    if not found:
        found = [*_bad_dates(data, ""), *_references(data, library)]
    return sorted(found, key=lambda one: one.pointer)[:MOST_FAULTS]


def pointer(path: Any) -> str:
    """A JSON pointer (RFC 6901): `/people/0/birth/date`; "" is the whole file."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def _fault(error: jsonschema.ValidationError) -> Fault:
    where = pointer(error.absolute_path)
    name = str(error.absolute_path[-1]) if error.absolute_path else "the file"
    return Fault(where, _sentence(error, name))


def _sentence(error: jsonschema.ValidationError, name: str) -> str:
    value = _said(error.instance)
    match error.validator:
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            return f"{name} lacks {', '.join(missing)}."
        case "additionalProperties":
            known = error.schema.get("properties") or {}
            extra = [key for key in error.instance if key not in known]
            return f"{name} has unknown keys: {', '.join(extra)}. Check the spelling."
        case "enum":
            offered = ", ".join(str(one) for one in error.validator_value if one is not None)
            return f"{name} is {value}; it must be one of {offered}."
        case "const":
            return f"{name} is {value}; it must be {error.validator_value}."
        case "type":
            kinds = error.validator_value
            wanted = kinds if isinstance(kinds, str) else " or ".join(kinds)
            return f"{name} is {value}; it must be of type {wanted}."
        case "pattern" if "date" in str(error.schema.get("description", "")).lower() or (
            name in DATE_KEYS
        ):
            return f"{name} is {value}; write a date such as 1990-05-17."
        case "pattern":
            return f"{name} is {value}; an id has small letters, digits, - and _ only."
        case _:
            return f"{name}: {error.message[:200]}."


def _said(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _bad_dates(value: Any, where: str) -> Iterator[Fault]:
    """Days that no calendar has: 2026-02-30 keeps the pattern and is still wrong."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            here = f"{where}{pointer([key])}"
            if key in DATE_KEYS and isinstance(inner, str) and WRITTEN_DATE.fullmatch(inner):
                try:
                    datetime.date.fromisoformat(inner)
                except ValueError:
                    yield Fault(here, f"{key} is “{inner}”; there is no such day.")
            else:
                yield from _bad_dates(inner, here)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _bad_dates(inner, f"{where}/{place}")


def _references(data: Mapping[str, Any], library: Library) -> Iterator[Fault]:
    """People named by id must be there; ids are used once; forms must be ones we know."""
    ids: set[str] = set()
    for place, person in enumerate(data["people"]):
        if person["id"] in ids:
            yield Fault(f"/people/{place}/id", f"The id “{person['id']}” is used twice.")
        ids.add(person["id"])
    for where, person_id in _named_people(data):
        if person_id not in ids:
            yield Fault(where, f"There is no person “{person_id}” in people.")
    for place, filing in enumerate(data.get("filings") or []):
        yield from _known_form(filing, place, library)


def _known_form(filing: Mapping[str, Any], place: int, library: Library) -> Iterator[Fault]:
    try:
        library.form_id(filing["form"])
    except NotInLibrary:
        if not any(letter.isdigit() for letter in filing["form"]):
            yield Fault(f"/filings/{place}/form", f"“{filing['form']}” is no form number.")


def _named_people(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for place, tie in enumerate(data.get("relationships") or []):
        yield f"/relationships/{place}/from", tie["from"]
        yield f"/relationships/{place}/to", tie["to"]
    for place, filing in enumerate(data.get("filings") or []):
        yield f"/filings/{place}/for", filing["for"]
        for role, person_id in (filing.get("roles") or {}).items():
            yield f"/filings/{place}/roles/{role}", person_id
    for place, item in enumerate(data.get("evidence") or []):
        if item.get("for"):
            yield f"/evidence/{place}/for", item["for"]
    for place, person in enumerate(data["people"]):
        for number, marriage in enumerate(person.get("marriages") or []):
            if marriage.get("spouse"):
                yield f"/people/{place}/marriages/{number}/spouse", marriage["spouse"]
