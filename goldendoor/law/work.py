"""The sheet a method works on: facts at hand, the version that holds, steps written down."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from goldendoor.law import counting, rules, versions
from goldendoor.law.ledgers import Ledger
from goldendoor.law.library import Library
from goldendoor.law.results import NeedsFacts, Result, RuleError, Step
from goldendoor.law.versions import Version


class Work:
    """One computation. Methods read `facts`, write steps and give outputs."""

    def __init__(
        self, rule: rules.Rule, facts: Mapping[str, Any], today: datetime.date, library: Library
    ) -> None:
        self.rule, self.facts, self.today, self.library = rule, facts, today, library
        self.calendar = rules.calendar(library)
        self.value: dict[str, Any] = {}
        self.steps: list[Step] = []
        self.alternatives: list[Mapping[str, Any]] = []
        self.ledgers: dict[str, Ledger] = {}
        self.needs_review = False
        self.certainty = rule.certainty
        self._version: Version | None = None
        self._looked: tuple[datetime.date, datetime.date] | None = None

    # ── facts ────────────────────────────────────────────────────────────────────────────────

    def has(self, *names: str) -> bool:
        """All these facts are given."""
        return all(self.facts.get(name) is not None for name in names)

    def need(self, *names: str) -> None:
        """Raise NeedsFacts unless all are given."""
        if missing := [name for name in names if self.facts.get(name) is None]:
            raise NeedsFacts(missing, self.rule.id)

    def first_of(self, *names: str) -> Any:
        """The first of these facts that is given, or None."""
        return next((self.facts[n] for n in names if self.facts.get(n) is not None), None)

    def matches(self, wanted: Mapping[str, Any] | None) -> bool:
        """All facts named have the value (or one of the values) wanted."""
        for name, value in (wanted or {}).items():
            known = self.facts.get(name)
            if known not in value if isinstance(value, list) else known != value:
                return False
        return True

    def in_order(self, earlier: str, later: str) -> None:
        """Raise RuleError when both facts are given and the later comes before the earlier."""
        if self.has(earlier, later) and self.facts[later] < self.facts[earlier]:
            text = f"{later} ({self.facts[later]}) is before {earlier} ({self.facts[earlier]})."
            raise RuleError(text, later, self.rule.id)

    # ── versions ─────────────────────────────────────────────────────────────────────────────

    @property
    def version(self) -> Version:
        """The version of the rule that holds; raises RuleError where none does."""
        if self._version is None:
            self._version = self._choose()
        return self._version

    def _choose(self) -> Version:
        by = self.rule.version_by
        if by and self.rule.inputs[by]["type"] not in ("date", "datetime"):
            return self._applying(self.facts[by], by)
        on = self.event_date
        found = self.version_on(on)
        if found is None:
            text = f"The library holds no version of {self.rule.id} in force on {on}."
            raise RuleError(text, by or "today", self.rule.id)
        for other in versions.not_law(self.rule.versions, on, self.today):
            if self.matches_assumption(other):
                return other
        return found

    @property
    def event_date(self) -> datetime.date:
        """The day that decides which version holds: the fact named, else today."""
        value = self.facts.get(self.rule.version_by) if self.rule.version_by else None
        if isinstance(value, datetime.datetime):
            return value.date()
        return value if isinstance(value, datetime.date) else self.today

    def _applying(self, value: Any, by: str) -> Version:
        for one in self.rule.versions:
            if one.get("applies_to") != value or not versions.counts(one):
                continue
            if versions.is_known(one, self.today):
                return one
        text = f"No version of {self.rule.id} that was known on {self.today} is for {value}."
        raise RuleError(text, by, self.rule.id)

    def matches_assumption(self, version: Version) -> bool:
        """A fact asks to suppose that a version which is not law were in force."""
        wanted = version.get("assumed_when")
        return bool(wanted) and self.matches(wanted)

    def version_on(self, on: datetime.date, aspect: str = "") -> Version | None:
        """The version in force on a day, as known today."""
        return versions.chosen(self.rule.versions, on, self.today, aspect)

    # ── days ─────────────────────────────────────────────────────────────────────────────────

    def is_closed(self, day: datetime.date) -> bool:
        """Whether offices are closed; remembered, so that a changed holiday finds this result."""
        low, high = self._looked or (day, day)
        self._looked = (min(low, day), max(high, day))
        return self.calendar.is_closed(day)

    def count(self, start: datetime.date, **lengths: int) -> datetime.date:
        """Count on from a day: `count(day, years=5, calendar_days=1)`."""
        day = start
        for way, number in lengths.items():
            day = counting.WAYS[way](day, number, self)
        return day

    def roll(self, day: datetime.date, why: str = "", said: bool = True) -> datetime.date:
        """The next open day when offices are closed on the day; says so in a step."""
        open_day = counting.next_open_day(day, self)
        if said and open_day != day:
            closed = self.calendar.why_closed(day)
            self.step(f"{spoken(day)} is {closed}: the period runs to {spoken(open_day)}.", why)
        return open_day

    # ── what comes out ───────────────────────────────────────────────────────────────────────

    def step(self, text: str, citation: str = "", version: Version | None = None) -> None:
        """Write down a reason, resting on the version that holds unless another is given."""
        used = version if version is not None else self._version_for_steps()
        status = str((used or {}).get("legal_status", versions.IN_FORCE))
        cited = citation or (rules.cite(used) if used else "") or rules.cite(self.rule.entry)
        self.steps.append(Step(text, cited, rules.begins(used) if used else None, status))

    def _version_for_steps(self) -> Version | None:
        """The version that holds, where there is one; a step without it is still a step."""
        if self._version is None:
            with contextlib.suppress(RuleError):
                self._version = self._choose()
        return self._version

    def give(self, **outputs: Any) -> None:
        """Set outputs: days become ISO text."""
        for name, value in outputs.items():
            self.value[name] = value.isoformat() if isinstance(value, datetime.date) else value

    def other_readings(self, *readings: tuple[str, str, datetime.date]) -> None:
        """(output, day) pairs where the law can be read two ways, the safe one first."""
        for reading, output, value in readings:
            self.alternatives.append({"reading": reading, output: value.isoformat()})

    def review(self, why: str = "") -> None:
        """A person must look at this before relying on it."""
        self.needs_review = True
        if why:
            self.step(why)

    def result(self) -> Result:
        """Everything, checked against the rule's declared outputs."""
        if undeclared := set(self.value) - set(self.rule.outputs):
            text = f"Rule {self.rule.id} gave undeclared {', '.join(sorted(undeclared))}."
            raise RuleError(text, rule=self.rule.id)
        if not self.value:
            self._ask()
        self._mention_what_is_not_law()
        return Result(
            value=self.value,
            because=tuple(self.steps),
            alternatives=tuple(self.alternatives),
            certainty=self.certainty,
            needs_review=self.needs_review,
            rule=self.rule.id,
            version=rules.begins(self._version) if self._version else None,
            looked_at=self._looked,
            ledgers=self.ledgers,
        )

    def _ask(self) -> None:
        """No output could be given: which facts would have given one?"""
        wanted: list[str] = []
        for declared in self.rule.outputs.values():
            wanted += [*(declared.get("needs") or ()), *(declared.get("needs_one_of") or ())]
        missing = [n for n in dict.fromkeys(wanted) if self.facts.get(n) is None]
        if missing:
            raise NeedsFacts(missing, self.rule.id)

    def _mention_what_is_not_law(self) -> None:
        if self.rule.version_by and self.rule.inputs[self.rule.version_by]["type"] == "enum":
            return
        for one in versions.not_law(self.rule.versions, self.event_date, self.today):
            if one is not self._version:
                status = str(one["legal_status"]).replace("_", " ")
                self.step(f"Not used, because {status}: {one['summary']}.", version=one)


def spoken(day: datetime.date) -> str:
    """`Mon 30 Nov 2026`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def dollars(cents: int) -> str:
    """`$1,440.00`."""
    return f"${cents / 100:,.2f}"


def plural(number: int, word: str) -> str:
    """`1 day`, `30 days`."""
    return f"{number} {word}" if abs(number) == 1 else f"{number} {word}s"


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))
