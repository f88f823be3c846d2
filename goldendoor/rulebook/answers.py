"""A result of `law` as a reader sees it: values, readings, reasons. Pure functions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.law import compute
from goldendoor.law.library import Library
from goldendoor.law.results import NeedsFacts, Result, RuleError, Step
from goldendoor.rulebook import words

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Value:
    """One output in words."""

    name: str
    label: str
    meaning: str
    text: str
    day: datetime.date | None


@dataclass(frozen=True)
class Reason:
    """One step with its source and the version it rests on."""

    text: str
    citation: str
    version_from: datetime.date | None
    word: words.Word | None


@dataclass(frozen=True)
class Reading:
    """Another way to read the law."""

    label: str
    values: list[Value]
    because: str


@dataclass
class Answer:
    """A result, or what stands in its way: one of `values`, `needs`, `problem` is filled."""

    values: list[Value] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    certainty: words.Word | None = None
    needs_review: bool = False
    needs: list[str] = field(default_factory=list)
    problem: str = ""
    at: str = ""
    result: Result | None = None

    def day(self, output: str) -> datetime.date | None:
        """A date of the result."""
        return words.day_of(self.result.value.get(output)) if self.result else None


def ask(rule: Entry, given: Mapping[str, Any], today: datetime.date, library: Library) -> Answer:
    """Compute a rule; whatever goes wrong becomes words at the fact it concerns."""
    try:
        result = compute.compute(str(rule["id"]), dict(given), today, library)
    except NeedsFacts as error:
        return Answer(needs=list(error.names))
    except RuleError as error:
        return Answer(problem=str(error), at=error.field or "")
    except OverflowError:
        return Answer(problem="These dates lead out of the calendar.")
    return shown(rule, result)


def shown(rule: Entry, result: Result) -> Answer:
    """The result in words, in the order in which the rule declares its outputs."""
    outputs = rule.get("outputs") or {}
    return Answer(
        values=values(outputs, result.value),
        reasons=[reason(step) for step in result.because],
        readings=[_reading(outputs, one) for one in result.alternatives],
        certainty=words.CERTAINTIES.get(result.certainty, words.CERTAINTIES["unverified"]),
        needs_review=result.needs_review,
        result=result,
    )


def values(outputs: Mapping[str, Entry], found: Mapping[str, Any]) -> list[Value]:
    """Outputs that were given, declared ones in their order."""
    names = [name for name in outputs if name in found]
    names += [name for name in found if name not in outputs]
    return [value(name, found[name], outputs.get(name) or {}) for name in names]


def value(name: str, found: Any, declared: Entry) -> Value:
    """One output in words."""
    day = words.day_of(found) if declared.get("type", "date") == "date" else None
    return Value(
        name=name,
        label=words.of_name(name),
        meaning=str(declared.get("meaning") or ""),
        text=words.of_value(found, declared),
        day=day,
    )


def reason(step: Step) -> Reason:
    """One step; the word of its legal status only where it is not plainly in force."""
    word = words.STANDINGS.get("now" if step.legal_status == "in_force" else step.legal_status)
    return Reason(step.text, step.citation, words.day_of(step.version_from), word)


def _reading(outputs: Mapping[str, Entry], one: Entry) -> Reading:
    said = {"reading", "because", "citation"}
    inner = one.get("value") if isinstance(one.get("value"), Mapping) else None
    found = inner or {key: each for key, each in one.items() if key not in said}
    because = one.get("because") or one.get("citation") or ""
    return Reading(
        label=str(one.get("reading") or "Another reading"),
        values=values(outputs, found),
        because=because if isinstance(because, str) else "",
    )
