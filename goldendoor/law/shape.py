"""What a rule's file must look like. A rule with any of these faults is not computed at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from goldendoor.law import counting, versions
from goldendoor.law.declarations import KINDS

RULE_KEYS = (
    "id", "area", "label", "statement", "inputs", "outputs", "method", "reference", "versions",
    "last_checked", "certainty", "examples",
)  # fmt: skip
AREAS = (
    "counting", "responses", "appeals", "asylum", "residence", "naturalization", "work", "visas",
    "bars", "money", "humanitarian", "medical", "agency",
)  # fmt: skip
CERTAINTIES = ("verified", "partly", "unverified")
DEADLINE_KINDS = ("statutory", "regulatory", "policy")
NEED_ORDERS = ("stayed", "vacated", "enjoined")
ROLLS = ("next_open_day",)


def problems(rule: Any) -> Iterator[str]:
    """A sentence for each fault of a rule's file."""
    if not isinstance(rule, Mapping):
        yield "is not a table of keys."
        return
    missing = [key for key in RULE_KEYS if not rule.get(key)]
    if missing:
        yield f"lacks {', '.join(missing)}."
    if rule.get("area") not in AREAS:
        yield f"area is {rule.get('area')!r}."
    if rule.get("certainty") not in CERTAINTIES:
        yield f"certainty is {rule.get('certainty')!r}."
    if not isinstance(rule.get("last_checked"), datetime.date):
        yield "last_checked is no date."
    yield from _cited("", rule)
    if missing:
        return
    yield from _declared(rule)
    yield from _deadline(rule)
    yield from version_problems(rule["versions"])
    for number, version in enumerate(rule["versions"], 1):
        yield from (f"version {number}: {text}" for text in _give(rule, version))


def _cited(where: str, thing: Mapping[str, Any]) -> Iterator[str]:
    references = thing.get("reference")
    if not references:
        yield f"{where}cites nothing."
    elif not isinstance(references, str):
        for one in references:
            if not isinstance(one, Mapping) or not one.get("title"):
                yield f"{where}has a citation without a title."


def _declared(rule: Mapping[str, Any]) -> Iterator[str]:
    for side in ("inputs", "outputs"):
        for name, declared in rule[side].items():
            if not isinstance(declared, Mapping) or declared.get("type") not in KINDS:
                yield f"{side}: {name} is of no known type."
            elif declared["type"] == "enum" and not declared.get("enum"):
                yield f"{side}: {name} lists no words."
            elif declared["type"] == "list" and not declared.get("items"):
                yield f"{side}: {name} does not say what its rows are."
    for name, declared in rule["outputs"].items():
        for needed in [*(declared.get("needs") or ()), *(declared.get("needs_one_of") or ())]:
            if needed not in rule["inputs"]:
                yield f"outputs: {name} needs the unknown {needed}."
    by = rule.get("version_by")
    if by and by not in rule["inputs"]:
        yield f"version_by names no input: {by}."


def _deadline(rule: Mapping[str, Any]) -> Iterator[str]:
    deadline = rule.get("deadline")
    if not deadline:
        return
    for key in ("date", "safe", "opens"):
        if deadline.get(key) and deadline[key] not in rule["outputs"]:
            yield f"deadline: {key} names no output: {deadline[key]}."
    if deadline.get("starts") not in rule["inputs"]:
        yield f"deadline: starts names no input: {deadline.get('starts')}."
    if deadline.get("kind") not in DEADLINE_KINDS:
        yield f"deadline: kind is {deadline.get('kind')!r}."


def version_problems(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Dated versions: real dates in order, a known status with its orders, cited, none at once."""
    last: dict[str, datetime.date] = {}
    for number, version in enumerate(found, 1):
        where = f"version {number}: "
        try:
            begins, ends = versions.day(version.get("from")), versions.day(version.get("to"))
        except (ValueError, TypeError):
            yield f"{where}has an impossible date."
            return
        if begins and ends and ends < begins:
            yield f"{where}ends before it begins."
        aspect = str(version.get("aspect", ""))
        if begins and begins < last.get(aspect, begins):
            yield f"{where}is out of order."
        if begins:
            last[aspect] = begins
        status = version.get("legal_status")
        if status not in versions.LEGAL_STATUSES:
            yield f"{where}legal status {status!r} is unknown."
        if status in NEED_ORDERS and not version.get("orders"):
            yield f"{where}is {status} but names no order with its date."
        if version.get("trigger") and version["trigger"] not in versions.TRIGGERS:
            yield f"{where}trigger {version['trigger']!r} is unknown."
        yield from _orders(where, version)
        yield from _cited(where, version)
    for one, other in versions.overlaps(found):
        yield f"versions from {one.get('from')} and {other.get('from')} are in force at once."


def _orders(where: str, version: Mapping[str, Any]) -> Iterator[str]:
    for order in version.get("orders") or ():
        if not isinstance(order.get("date"), datetime.date) or not order.get("what"):
            yield f"{where}an order lacks its date or what it did."


def _give(rule: Mapping[str, Any], version: Mapping[str, Any]) -> Iterator[str]:
    known = {*rule["inputs"]}
    for output, specs in (version.get("give") or {}).items():
        if output not in rule["outputs"]:
            yield f"gives the undeclared {output}."
        for spec in specs if isinstance(specs, list) else [specs]:
            yield from (f"{output} {text}" for text in _spec(spec, known, rule))
        known.add(output)


def _spec(spec: Mapping[str, Any], known: set[str], rule: Mapping[str, Any]) -> Iterator[str]:
    start = spec.get("from")
    for name in start if isinstance(start, list) else [start]:
        if name not in known:
            yield f"counts from the unknown {name}."
    for key in ("count", "count_back"):
        for way, number in (spec.get(key) or {}).items():
            if way not in counting.WAYS:
                ways = ", ".join(counting.WAYS)
                yield f"counts in an unknown way: {way} (known: {ways})."
            if isinstance(number, bool) or (not isinstance(number, int) and number not in known):
                yield f"counts {number!r}, which is neither a number nor a fact."
    closed = spec.get("closed_day")
    if closed and closed.get("go_to") not in ROLLS:
        yield f"rolls to the unknown {closed.get('go_to')!r}."
    if closed and spec.get("count_back"):
        yield "rolls a day counted backwards; such a day is never moved."
    for part in (spec, closed or {}, *(spec.get("add") or ())):
        for name in part.get("when") or {}:
            if name not in rule["inputs"]:
                yield f"depends on the unknown {name}."
