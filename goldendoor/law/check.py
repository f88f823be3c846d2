"""Checks of the rules and tables: declared, cited and dated, and what the worked examples give."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldendoor.law import bulletin, methods, shape, tables
from goldendoor.law.compute import compute
from goldendoor.law.library import Library, LibraryError
from goldendoor.law.results import RuleError


def check(library: Library) -> Iterator[str]:
    """A sentence for everything wrong with rules and tables; nothing when all is well."""
    for rule_id in library.ids("rules"):
        try:
            yield from (f"{rule_id}: {text}" for text in check_rule(library.rule(rule_id), library))
        except LibraryError as error:
            yield str(error)
    for table_id in library.ids("tables"):
        try:
            table = library.table(table_id)
        except LibraryError as error:
            yield str(error)
            continue
        yield from (f"tables/{table_id}: {text}" for text in check_table(table_id, table))
    yield from tables.check(library)
    yield from bulletin.check(library)


def check_table(table_id: str, table: Any) -> Iterator[str]:
    """A table: its id, when it was last checked, and its versions where it has any."""
    if not isinstance(table, Mapping):
        yield "is not a table of keys."
        return
    if table.get("id") != table_id:
        yield f"its id is {table.get('id')!r}."
    if not isinstance(table.get("last_checked"), datetime.date):
        yield "has no last_checked date."
    yield from shape.version_problems(table.get("versions") or [])


def check_rule(rule: Mapping[str, Any], library: Library) -> Iterator[str]:
    """One rule: complete, cited, of a known method, and right on its own examples."""
    faults = list(shape.problems(rule))
    if not faults and rule["method"] not in methods.METHODS:
        faults.append(f"names no known method: {rule['method']}.")
    if not faults:
        faults += _borrowed(rule, library)
    yield from faults
    if faults:
        return
    for number, example in enumerate(rule["examples"], 1):
        yield from (f"example {number}: {text}" for text in _run(rule, example, library))


def _borrowed(rule: Mapping[str, Any], library: Library) -> Iterator[str]:
    """Rules and tables that the rule names must be in the library."""
    tables = [rule.get("table"), (rule.get("terms") or {}).get("closures")]
    for name in filter(None, tables):
        if not library.find("tables", f"{name}.yaml"):
            yield f"names a table the library does not hold: {name}."
    for version in rule["versions"]:
        for specs in (version.get("give") or {}).values():
            for spec in specs if isinstance(specs, list) else [specs]:
                for added in spec.get("add") or ():
                    if not library.find("rules", f"{added['rule']}.yaml"):
                        yield f"borrows days of an unknown rule: {added['rule']}."


def _run(rule: Mapping[str, Any], example: Mapping[str, Any], library: Library) -> Iterator[str]:
    today = example.get("today") or rule["last_checked"]
    try:
        result = compute(rule["id"], plain(example["inputs"]), today, library)
    except RuleError as error:
        yield str(error)
        return
    for key, expected in plain(example["expected"]).items():
        found = result.value.get(key)
        if found != expected:
            yield f"{key} should be {expected!r}, is {found!r}."
    if not result.because:
        yield "gives no reason."


def plain(value: Any) -> Any:
    """Library values as JSON holds them: days as ISO text."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


# ── worked cases in a file ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Verdict:
    """What became of one worked case; `faults` is empty when it passed."""

    case: str
    rule: str
    faults: tuple[str, ...]


def run_cases(
    cases: Sequence[Mapping[str, Any]], today: datetime.date, library: Library
) -> Iterator[Verdict]:
    """Each worked case (`rule`, `inputs`, `expected`, optional `id`, `today`) against the engine.

    A case passes when every key of its `expected` equals that key of the value.
    """
    for number, case in enumerate(cases, 1):
        name = str(case.get("id") or f"case {number}")
        yield Verdict(name, str(case.get("rule", "")), tuple(_case_faults(case, today, library)))


def _case_faults(case: Mapping[str, Any], today: datetime.date, library: Library) -> Iterator[str]:
    expected = case.get("expected")
    if not isinstance(case.get("rule"), str) or not isinstance(expected, Mapping):
        yield "is no worked case: it needs rule, inputs and expected."
        return
    try:
        if case.get("today"):
            today = datetime.date.fromisoformat(str(case["today"]))
        result = compute(case["rule"], case.get("inputs") or {}, today, library)
    except (RuleError, ValueError) as error:
        yield str(error)
        return
    for key, wanted in expected.items():
        if key not in result.value or not _same(result.value[key], wanted):
            yield f"{key} should be {wanted!r}, is {result.value.get(key)!r}"


def _same(found: Any, wanted: Any) -> bool:
    """Equal, and true is not 1."""
    return found == wanted and isinstance(found, bool) == isinstance(wanted, bool)
