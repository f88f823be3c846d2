"""`compute(rule, facts, today, library)`: a value with its reasons, from a dated library rule.

A rule names a method in `law/methods.py`; the numbers, dates and citations stay in the library.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from goldendoor.law import methods
from goldendoor.law.library import Library
from goldendoor.law.results import NeedsFacts, Result, RuleError


def compute(
    rule_id: str, facts: Mapping[str, Any], today: datetime.date, library: Library
) -> Result:
    """The value of a rule on given facts.

    `facts` has the keys the rule declares under `inputs` (dates as ISO text or `date`). Raises
    `NeedsFacts` naming the missing ones, `RuleError` for a fact of the wrong kind or a rule
    whose method is unknown.
    """
    rule = library.rule(rule_id)
    checked = _check_facts(rule, facts)
    method = methods.METHODS.get(str(rule.get("method")))
    if method is None:
        raise RuleError(f"Rule {rule_id} names no known method: {rule.get('method')!r}.")
    result = method(rule, checked, today, library)
    undeclared = set(result.value) - set(rule["outputs"])
    if undeclared:
        raise RuleError(f"Rule {rule_id} gave undeclared outputs: {', '.join(sorted(undeclared))}.")
    return result


def _check_facts(rule: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    declared = rule["inputs"]
    unknown = set(facts) - set(declared)
    if unknown:
        raise RuleError(f"Rule {rule['id']} does not ask for {', '.join(sorted(unknown))}.")
    missing = [
        name
        for name, kind in declared.items()
        if facts.get(name) is None and not str(kind).endswith("?")
    ]
    if missing:
        raise NeedsFacts(missing, rule["id"])
    return {name: _fact(rule, name, facts.get(name)) for name in declared}


def _fact(rule: Mapping[str, Any], name: str, value: Any) -> Any:
    kind = rule["inputs"][name]
    if value is None:
        return None
    if isinstance(kind, list):
        if value not in kind:
            raise RuleError(f"{name} must be one of {', '.join(map(str, kind))}, not {value!r}.")
        return value
    base = str(kind).rstrip("?")
    if base == "date":
        return _date(name, value)
    wanted: type | tuple[type, ...] = {"bool": bool, "int": int, "string": str}.get(base, object)
    if not isinstance(value, wanted) or (base == "int" and isinstance(value, bool)):
        raise RuleError(f"{name} must be of kind {base}, not {value!r}.")
    return value


def _date(name: str, value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError as error:
        raise RuleError(f"{name} must be a date such as 2026-08-03, not {value!r}.") from error
