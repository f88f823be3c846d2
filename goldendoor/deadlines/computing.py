"""From a rule and facts to the days of a deadline: the one place where this app asks `law`."""

from __future__ import annotations

import datetime
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from goldendoor.kernel import canonical
from goldendoor.kernel.errors import BadInput
from goldendoor.law.compute import compute
from goldendoor.law.library import Library, LibraryError
from goldendoor.law.results import NeedsFacts, Result, RuleError

KEY_LENGTH = 32
Facts = Mapping[str, Any]


class WrongFacts(BadInput):
    """Facts that a rule misses or cannot use; `faults` says of which, in words."""

    def __init__(self, message: str, faults: Mapping[str, str]) -> None:
        super().__init__(message)
        self.faults = dict(faults)


@dataclass(frozen=True)
class Reckoned:
    """What a rule says of facts, as a deadline keeps it. Days are None where it gives none."""

    label: str
    kind: str
    is_opening: bool = False
    result: dict[str, Any] = field(default_factory=dict)
    computed_date: datetime.date | None = None
    safe_date: datetime.date | None = None
    opens_date: datetime.date | None = None
    version_from: datetime.date | None = None
    looked_from: datetime.date | None = None
    looked_to: datetime.date | None = None

    @property
    def rule_date(self) -> datetime.date | None:
        """The day of the rule: the safe reading where there are two."""
        return self.safe_date or self.computed_date

    def columns(self) -> dict[str, Any]:
        """Of `models.Deadline`."""
        return {
            name: getattr(self, name)
            for name in (
                "result", "computed_date", "safe_date", "opens_date", "version_from",
                "looked_from", "looked_to",
            )
        }  # fmt: skip


def reckon(rule_id: str, facts: Facts, today: datetime.date, library: Library) -> Reckoned:
    """Compute a rule that gives a date to track.

    Raises WrongFacts naming what is missing or unusable, BadInput for a rule that is unknown or
    tracks no date.
    """
    rule = tracked(rule_id, library)
    try:
        result = compute(rule_id, dict(facts), today, library)
    except NeedsFacts as error:
        faults = {name: f"Needed: {meaning(rule, name)}." for name in error.names}
        asked = "; ".join(meaning(rule, name) for name in error.names)
        raise WrongFacts(f"“{rule['label']}” needs to know: {asked}.", faults) from error
    except RuleError as error:
        fault, text = error.field or "", str(error)
        raise WrongFacts(text, {fault: text} if fault in rule["inputs"] else {}) from error
    return of_result(rule, result)


def of_result(rule: Mapping[str, Any], result: Result) -> Reckoned:
    """The days that the rule's `deadline` block names, taken from its result."""
    told = rule["deadline"]
    looked = result.looked_at or (None, None)
    body = result.to_json()
    if result.ledgers:
        body["ledgers"] = {name: one.to_json() for name, one in result.ledgers.items()}
    return Reckoned(
        label=str(told.get("label") or rule["label"]),
        kind=str(told.get("kind", "regulatory")),
        is_opening=bool(told.get("first_day")),
        result=body,
        computed_date=_day(result.value.get(told["date"])),
        safe_date=_day(result.value.get(told.get("safe", ""))),
        opens_date=_day(result.value.get(told.get("opens", ""))),
        version_from=_day(result.version),
        looked_from=looked[0],
        looked_to=looked[1],
    )


def tracked(rule_id: str, library: Library) -> Mapping[str, Any]:
    """The rule, if it gives a date to track; raises BadInput."""
    try:
        rule = library.rule(rule_id)
    except LibraryError as error:
        raise BadInput(str(error)) from error
    if not (rule.get("deadline") or {}).get("date"):
        raise BadInput(f"“{rule['label']}” gives no date to track.")
    return rule


def meaning(rule: Mapping[str, Any], name: str) -> str:
    """What an input of a rule means, in words."""
    declared = rule["inputs"].get(name)
    words = declared.get("meaning") if isinstance(declared, Mapping) else ""
    return str(words or name.replace("_", " ")).rstrip(".")


def plain(facts: Facts) -> dict[str, Any]:
    """Facts as JSON holds them: days as ISO text, nothing that is empty."""
    return {name: _plain(value) for name, value in facts.items() if value not in (None, "")}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return plain(value)
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def facts_key(organisation_id: int, rule_id: str, facts: Facts) -> str:
    """Equal for equal facts of one rule in one office; says nothing without the key."""
    message = canonical.data([organisation_id, rule_id, plain(facts)])
    digest = hmac.new(settings.FIELD_KEYS["index"], message, hashlib.sha256).hexdigest()
    return digest[:KEY_LENGTH]


def same_law(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two results say the same on the same ground; other words for a step are no change."""
    parts = ("value", "alternatives", "certainty", "needs_review")
    ground = ("citation", "version_from", "legal_status")
    return all(one.get(part) == other.get(part) for part in parts) and [
        [step.get(name) for name in ground] for step in one.get("because", ())
    ] == [[step.get(name) for name in ground] for step in other.get("because", ())]


def working_date(
    printed: datetime.date | None, of_rule: datetime.date | None, is_opening: bool = False
) -> datetime.date | None:
    """The earlier of the day printed on the notice and the day of the rule; of first days on which
    something may be done, the later."""
    days = [day for day in (printed, of_rule) if day is not None]
    return (max if is_opening else min)(days, default=None)


def _day(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
