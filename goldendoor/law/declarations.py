"""Facts against what a rule declares under `inputs`: the right names, kinds and words.

Kinds: date, datetime, int, bool, string, enum, money_cents, list. A declaration may have
`required`, `enum`, `default`, `minimum`, `maximum`, and for lists `items` with `fields`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from goldendoor.law.results import NeedsFacts, RuleError

Declaration = Mapping[str, Any]
KINDS = ("date", "datetime", "int", "bool", "string", "enum", "money_cents", "list", "object")
LONGEST_TEXT = 500
LONGEST_LIST = 2_000
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?")


def check_facts(
    rule_id: str, inputs: Mapping[str, Declaration], facts: Mapping[str, Any]
) -> dict[str, Any]:
    """Every declared input with its value: dates as `date`, absent ones as default or None.

    Raises NeedsFacts naming all that is missing, or RuleError whose `field` is the wrong fact.
    """
    if not isinstance(facts, Mapping):
        raise RuleError("The facts must be an object of names and values.", "facts", rule_id)
    for name in facts:
        if name not in inputs:
            text = f"Rule {rule_id} does not ask for {name}. It asks for {', '.join(inputs)}."
            raise RuleError(text, str(name), rule_id)
    missing = [
        name
        for name, declared in inputs.items()
        if declared.get("required") and facts.get(name) is None
    ]
    if missing:
        raise NeedsFacts(missing, rule_id)
    try:
        return {name: read(name, declared, facts.get(name)) for name, declared in inputs.items()}
    except RuleError as error:
        error.rule = rule_id
        raise


def read(name: str, declared: Declaration, value: Any) -> Any:
    """One fact as the methods want it."""
    if value is None:
        return declared.get("default")
    found = _READERS[declared["type"]](name, declared, value)
    _check_bounds(name, declared, found)
    return found


def _check_bounds(name: str, declared: Declaration, value: Any) -> None:
    low, high = declared.get("minimum"), declared.get("maximum")
    if low is not None and value < low:
        raise RuleError(f"{name} must be at least {low}, not {value}.", name)
    if high is not None and value > high:
        raise RuleError(f"{name} can be at most {high}, not {value}.", name)


def _date(name: str, declared: Declaration, value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        raise RuleError(f"{name} must be a day without a time, such as 2026-08-03.", name)
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError as error:
            raise RuleError(f"{name}: there is no day {value}.", name) from error
    raise RuleError(f"{name} must be a date such as 2026-08-03, not {_shown(value)}.", name)


def _moment(name: str, declared: Declaration, value: Any) -> datetime.datetime:
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        return value
    if isinstance(value, str) and ISO_MOMENT.fullmatch(value):
        try:
            return datetime.datetime.fromisoformat(value)
        except ValueError as error:
            raise RuleError(f"{name}: there is no moment {value}.", name) from error
    text = f"{name} must be a local time such as 2026-08-03T09:00, not {_shown(value)}."
    raise RuleError(text, name)


def _int(name: str, declared: Declaration, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        what = "whole cents" if declared["type"] == "money_cents" else "a whole number"
        raise RuleError(f"{name} must be {what}, not {_shown(value)}.", name)
    allowed = declared.get("enum")
    if allowed and value not in allowed:
        raise RuleError(f"{name} must be one of {_words(allowed)}, not {value}.", name)
    return value


def _bool(name: str, declared: Declaration, value: Any) -> bool:
    if not isinstance(value, bool):
        raise RuleError(f"{name} must be true or false, not {_shown(value)}.", name)
    return value


def _string(name: str, declared: Declaration, value: Any) -> str:
    if not isinstance(value, str):
        raise RuleError(f"{name} must be text, not {_shown(value)}.", name)
    if not value.strip():
        raise RuleError(f"{name} is empty.", name)
    if len(value) > LONGEST_TEXT:
        raise RuleError(f"{name} has {len(value)} characters; {LONGEST_TEXT} are enough.", name)
    return value


def _enum(name: str, declared: Declaration, value: Any) -> str:
    if not isinstance(value, str) or value not in declared["enum"]:
        allowed = _words(declared["enum"])
        raise RuleError(f"{name} must be one of {allowed}, not {_shown(value)}.", name)
    return value


def _list(name: str, declared: Declaration, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise RuleError(f"{name} must be a list, not {_shown(value)}.", name)
    if len(value) > LONGEST_LIST:
        raise RuleError(f"{name} has {len(value)} rows; at most {LONGEST_LIST} are taken.", name)
    return [_item(f"{name}[{number}]", declared["items"], one) for number, one in enumerate(value)]


def _item(name: str, declared: Declaration, value: Any) -> Any:
    if value is None:
        raise RuleError(f"{name} is empty.", name)
    return _READERS[declared["type"]](name, declared, value)


def _object(name: str, declared: Declaration, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise RuleError(f"{name} must be an object, not {_shown(value)}.", name)
    fields = declared["fields"]
    if unknown := [key for key in value if key not in fields]:
        raise RuleError(f"{name} has no {unknown[0]}.", f"{name}.{unknown[0]}")
    found: dict[str, Any] = {}
    for key, one in fields.items():
        if value.get(key) is None:
            if not one.get("nullable"):
                raise RuleError(f"{name} lacks {key}.", f"{name}.{key}")
            found[key] = None
        else:
            found[key] = _READERS[one["type"]](f"{name}.{key}", one, value[key])
    return found


def _words(allowed: Any) -> str:
    return ", ".join(map(str, allowed))


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


_READERS: dict[str, Callable[[str, Declaration, Any], Any]] = {
    "date": _date,
    "datetime": _moment,
    "int": _int,
    "money_cents": _int,
    "bool": _bool,
    "string": _string,
    "enum": _enum,
    "list": _list,
    "object": _object,
}
