"""A result of `law` as a reader sees it: values, readings, reasons. Pure functions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.law import compute
from goldendoor.law.ledgers import Ledger, Segment
from goldendoor.law.library import Library
from goldendoor.law.results import NeedsFacts, Result, RuleError, Step
from goldendoor.rulebook import pictures, words

Entry = Mapping[str, Any]
OPEN_PART = 4


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


@dataclass(frozen=True)
class Stretch:
    """A stretch of a clock: whether its days count, why, and the count at its end."""

    days: str
    length: int | None
    counts: bool
    reason: str
    source: str
    total: int | None


@dataclass(frozen=True)
class Clock:
    """A clock as a ledger that can be gone through, with its row of a picture."""

    label: str
    stretches: list[Stretch]
    scale: pictures.Scale
    strip: pictures.Strip


@dataclass
class Answer:
    """A result, or what stands in its way: one of `values`, `needs`, `problem` is filled."""

    values: list[Value] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
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
        clocks=[clock(ledger) for ledger in result.ledgers.values() if ledger.segments],
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


def clock(ledger: Ledger) -> Clock:
    """A ledger in words and as one row of a picture; what does not count is hatched."""
    ends = [one.to_date for one in ledger.segments if one.to_date]
    starts = [one.from_date for one in ledger.segments]
    known = [*starts, *(end for end in ends if end < datetime.date.max)]
    if any(one.to_date is None for one in ledger.segments):
        # What goes on and on is drawn a little further than the last known day.
        known.append(max(known) + (max(known) - min(known)) // OPEN_PART)
    scale = pictures.Scale.around(known)
    bars = [
        scale.bar(one.from_date, one.to_date, "now" if one.counts else "stayed")
        for one in ledger.segments
    ]
    return Clock(
        label=ledger.label,
        stretches=[_stretch(ledger, one) for one in ledger.segments],
        scale=scale,
        strip=pictures.Strip(bars=bars),
    )


def _stretch(ledger: Ledger, one: Segment) -> Stretch:
    first = words.of_day(one.from_date)
    closed = one.to_date is not None and one.to_date < datetime.date.max
    end = one.to_date if closed else None
    return Stretch(
        days=f"{first} to {words.of_day(end)}" if end else f"{first} on",
        length=(end - one.from_date).days + 1 if end else None,
        counts=one.counts,
        reason=one.reason,
        source=one.source,
        total=ledger.count(end + datetime.timedelta(days=1)) if end else None,
    )


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
