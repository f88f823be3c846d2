"""What moves when a fact changes: rules computed twice, dates side by side on a line. Pure.

A what-if of the library asks rules in order. Each input comes from a fact, from a column of the
row (`row.departed_date`) or from the output of an earlier question
(`early.earliest_filing_date`); where several are named, the first that is known counts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.law.library import Library
from goldendoor.rulebook import answers, facts, pictures, words
from goldendoor.rulebook.what_if import reckonings

Entry = Mapping[str, Any]
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Span:
    """What is shown of a date: a day, or a window or range with its end."""

    first: datetime.date
    last: datetime.date | None = None
    is_open: bool = False

    @property
    def days(self) -> list[datetime.date]:
        """Both ends that are known."""
        return [self.first] + ([self.last] if self.last and self.last != self.first else [])


@dataclass
class Shown:
    """One thing that is shown, computed with one set of facts."""

    label: str
    rule_id: str
    span: Span | None = None
    is_window: bool = False
    text: str = ""
    answer: answers.Answer | None = None
    missing: str = ""
    place: int = 0


@dataclass
class Move:
    """One row: the same thing before and after."""

    label: str
    rule_id: str
    before: Shown | None
    after: Shown | None
    strip: Strip | None = None

    @property
    def old(self) -> str:
        """What it was, in words."""
        return (self.before.text or self.before.missing) if self.before else "not asked"

    @property
    def new(self) -> str:
        """What it is, in words."""
        return (self.after.text or self.after.missing) if self.after else "does not arise"

    @property
    def moved(self) -> bool:
        """It is not what it was."""
        return (self.before.text if self.before else "") != (self.after.text if self.after else "")

    @property
    def by(self) -> str:
        """By how many days, in words."""
        if not (self.before and self.after and self.before.span and self.after.span):
            return "changed" if self.moved else ""
        parts = [_days(self.before.span.first, self.after.span.first)]
        ends = (self.before.span.last, self.after.span.last)
        if ends[0] and ends[1] and self.after.is_window:
            parts.append(_days(ends[0], ends[1]))
        if len(set(parts)) == 1:
            return parts[0] or ("changed" if self.moved else "")
        return f"start {parts[0] or 'stays'}, end {parts[1] or 'stays'}"


def _days(old: datetime.date, new: datetime.date) -> str:
    number = (new - old).days
    if not number:
        return ""
    unit = "day" if abs(number) == 1 else "days"
    return f"{abs(number)} {unit} {'later' if number > 0 else 'earlier'}"


@dataclass
class Strip:
    """A row of the picture: what was above, what is below."""

    before: list[pictures.Bar] = field(default_factory=list)
    after: list[pictures.Bar] = field(default_factory=list)
    was: list[float] = field(default_factory=list)
    now: list[float] = field(default_factory=list)
    shift: tuple[float, float] | None = None


# ── asking ───────────────────────────────────────────────────────────────────────────────────


def shown(entry: Entry, given: Facts, today: datetime.date, library: Library) -> list[Shown]:
    """Everything the what-if shows, with these facts."""
    done: dict[str, answers.Answer] = {}
    found: list[Shown] = []
    for name, ask in entry["asks"].items():
        wanted = [(at, one) for at, one in enumerate(entry["shows"]) if one["ask"] == name]
        for row, number in _rows(ask, given, entry):
            sources = {"facts": given, "row": row, "done": done}
            if not _applies(ask, sources):
                continue
            answer = _answer(ask, sources, today, library)
            done[name] = answer
            for at, one in wanted:
                found.append(_shown(one, ask, answer, number, library))
                found[-1].place = at
    return sorted(found, key=lambda one: one.place)


def _rows(ask: Entry, given: Facts, entry: Entry) -> Iterator[tuple[Entry, str]]:
    """The rows a question goes through, each with the words that tell them apart."""
    if not ask.get("each"):
        yield {}, ""
        return
    for number, row in enumerate(given.get(ask["each"]) or [], 1):
        yield row, f"{entry['facts'][ask['each']].get('row', 'row')} {number}"


def _known(source: str, sources: Mapping[str, Any]) -> Any:
    first, _, rest = source.partition(".")
    if not rest:
        return sources["facts"].get(first)
    if first == "row":
        return sources["row"].get(rest)
    answer = sources["done"].get(first)
    return answer.result.value.get(rest) if answer and answer.result else None


def _applies(ask: Entry, sources: Mapping[str, Any]) -> bool:
    for source, wanted in (ask.get("only_if") or {}).items():
        value = _known(str(source), sources)
        if wanted == "given":
            if value is None or value == []:
                return False
        elif value not in (wanted if isinstance(wanted, list) else [wanted]):
            return False
    return True


def _answer(
    ask: Entry, sources: Mapping[str, Any], today: datetime.date, library: Library
) -> answers.Answer:
    given = dict(ask.get("given") or {})
    for name, source in (ask.get("facts") or {}).items():
        several = source if isinstance(source, list) else [source]
        known = (value for one in several if (value := _known(str(one), sources)) is not None)
        value = next(known, None)
        if value is not None:
            given[name] = value
    if ask.get("reckon"):
        return reckonings.ask(str(ask["reckon"]), given, library)
    return answers.ask(library.rule(ask["rule"]), given, today, library)


def _shown(one: Entry, ask: Entry, answer: answers.Answer, number: str, library: Library) -> Shown:
    label = f"{one['label']} · {number}" if number else str(one["label"])
    inputs, outputs = reckonings.declared(ask, library)
    found = Shown(label, str(ask.get("rule", "")), is_window=bool(one.get("ends")), answer=answer)
    if answer.result is None:
        wanted = ", ".join(words.of_name(name).rstrip("?").lower() for name in answer.needs)
        known = facts.in_words(answer.problem, inputs)
        found.missing = f"Needs {wanted}." if wanted else known
        return found
    value = answer.result.value.get(one["output"])
    if value is None and one["output"] not in answer.result.value:
        found.missing = "These facts do not give it."
        return found
    day, end = answer.day(one["output"]), None
    if one.get("ends") or one.get("safe"):
        end = answer.day(str(one.get("ends") or one.get("safe")))
    if day is None:
        found.text = words.of_value(value, outputs.get(one["output"]))
        return found
    first, last = (min(day, end), max(day, end)) if end else (day, None)
    is_open = bool(one.get("ends")) and end is None
    found.span = Span(first, last if last != first else None, is_open)
    found.text = _words(found.span, found.is_window)
    return found


def _words(span: Span, is_window: bool) -> str:
    if span.is_open:
        return f"from {words.of_day(span.first)} on, with no end to be seen"
    if span.last is None:
        return words.of_day(span.first)
    joint = "to" if is_window else "or"
    return f"{words.of_day(span.first)} {joint} {words.of_day(span.last)}"


# ── side by side ─────────────────────────────────────────────────────────────────────────────


def moves(before: list[Shown], after: list[Shown]) -> list[Move]:
    """The same rows before and after, in the order of what is shown."""
    old = {one.label: one for one in before}
    new = {one.label: one for one in after}
    labels = [one.label for one in after] + [one.label for one in before if one.label not in new]
    found = []
    for label in labels:
        either = new.get(label) or old[label]
        found.append(Move(label, either.rule_id, old.get(label), new.get(label)))
    return found


def draw(rows: list[Move], today: datetime.date) -> pictures.Scale:
    """A line for all rows; each gets its strip."""
    spans = [one.span for row in rows for one in (row.before, row.after) if one and one.span]
    scale = pictures.Scale.around([today, *(day for span in spans for day in span.days)])
    for row in rows:
        old, new = (one.span if one else None for one in (row.before, row.after))
        if old is None and new is None:
            continue
        strip = row.strip = Strip()
        if new:
            strip.after, strip.now = _drawn(new, scale)
        if old and old != new:
            strip.before, strip.was = _drawn(old, scale)
            if new:
                strip.shift = (scale.at(old.first), scale.at(new.first))
    return scale


def _drawn(span: Span, scale: pictures.Scale) -> tuple[list[pictures.Bar], list[float]]:
    has_length = span.last is not None or span.is_open
    bars = [scale.bar(span.first, span.last, "span")] if has_length else []
    return bars, [scale.at(day) for day in span.days]
