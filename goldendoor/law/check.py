"""Checks of the rules and tables: declared, cited and dated, and what the worked examples give."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from goldendoor.law import methods
from goldendoor.law.compute import compute
from goldendoor.law.library import Library, LibraryError
from goldendoor.law.results import RuleError

RULE_KEYS = (
    "id",
    "label",
    "method",
    "inputs",
    "outputs",
    "reference",
    "last_checked",
    "certainty",
    "examples",
)
CERTAINTIES = ("verified", "partly", "unverified")
LEGAL_STATUSES = ("in_force", "stayed", "vacated", "enjoined", "proposed", "superseded")


def check(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with rules and tables; nothing when all is well."""
    for rule_id in library.ids("rules"):
        try:
            yield from (f"{rule_id}: {text}" for text in check_rule(library.rule(rule_id), library))
        except LibraryError as error:
            yield str(error)
    for table_id in library.ids("tables"):
        table = library.table(table_id)
        if table.get("id") != table_id:
            yield f"tables/{table_id}: its id is {table.get('id')!r}."
        if not isinstance(table.get("last_checked"), datetime.date):
            yield f"tables/{table_id}: has no last_checked date."
        yield from (f"tables/{table_id}: {text}" for text in check_versions(table))


def check_rule(rule: Mapping[str, Any], library: Library) -> Iterator[str]:
    """One rule: complete, cited, of a known method, and right on its own examples."""
    missing = [key for key in RULE_KEYS if key not in rule]
    if missing:
        yield f"lacks {', '.join(missing)}."
        return
    if rule["method"] not in methods.METHODS:
        yield f"names no known method: {rule['method']}."
        return
    if rule["certainty"] not in CERTAINTIES:
        yield f"certainty is {rule['certainty']!r}."
    if not rule["reference"]:
        yield "cites nothing."
    if not rule["examples"]:
        yield "has no worked example."
    for number, example in enumerate(rule["examples"], 1):
        yield from (f"example {number}: {text}" for text in _run(rule, example, library))


def _run(rule: Mapping[str, Any], example: Mapping[str, Any], library: Library) -> Iterator[str]:
    facts = {name: _text(value) for name, value in example["inputs"].items()}
    today = max(
        (value for value in example["inputs"].values() if isinstance(value, datetime.date)),
        default=rule["last_checked"],
    )
    try:
        result = compute(rule["id"], facts, today, library)
    except RuleError as error:
        yield str(error)
        return
    for key, expected in example["expected"].items():
        found = result.value.get(key)
        if _text(found) != _text(expected):
            yield f"{key} should be {_text(expected)!r}, is {_text(found)!r}."
    if not result.because:
        yield "gives no reason."


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def check_versions(table: Mapping[str, Any]) -> Iterator[str]:
    """Dated versions: in order, cited, of a known legal status."""
    last: datetime.date | None = None
    for version in table.get("versions") or []:
        begins = methods.day(version.get("from"))
        if begins is None or (last is not None and begins < last):
            yield f"version {version.get('from')} is out of order or undated."
        last = begins or last
        if version.get("legal_status") not in LEGAL_STATUSES:
            yield f"version {begins}: legal status {version.get('legal_status')!r} is unknown."
        if not version.get("reference"):
            yield f"version {begins}: cites nothing."
