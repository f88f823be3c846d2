"""What every computation returns: a value and why, step by step."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldendoor.law.ledgers import Ledger


class RuleError(ValueError):
    """A rule that cannot be computed as asked; the message says what to mend.

    `field` names the fact (or part of the rule) that is wrong, `rule` the rule asked.
    """

    def __init__(self, message: str, field: str | None = None, rule: str | None = None) -> None:
        self.field = field
        self.rule = rule
        super().__init__(message)


class NeedsFacts(RuleError):
    """Facts a rule needs and did not get."""

    def __init__(self, names: Sequence[str], rule_id: str) -> None:
        self.names = tuple(names)
        text = f"Rule {rule_id} needs to know: {', '.join(names)}."
        super().__init__(text, field=names[0] if names else None, rule=rule_id)


@dataclass(frozen=True)
class Step:
    """One reason in plain words, with its source and the version of the rule it rests on.

    `version_from` is the ISO date from which that version holds; None when no start is known.
    """

    text: str
    citation: str = ""
    version_from: str | None = None
    legal_status: str = "in_force"

    def to_json(self) -> dict[str, Any]:
        return {
            "step": self.text,
            "citation": self.citation,
            "version_from": self.version_from,
            "legal_status": self.legal_status,
        }


@dataclass(frozen=True)
class Result:
    """`value` has the rule's declared output keys (dates as ISO text, money as integer cents).

    `alternatives` holds the readings of the law where it is ambiguous, the safe one first, each
    with a `reading` in words. `looked_at` is the first and last day of the calendar whose being
    open or closed the value depends on. `ledgers` are the clocks behind it, to be replayed.
    """

    value: Mapping[str, Any]
    because: tuple[Step, ...]
    alternatives: tuple[Mapping[str, Any], ...] = ()
    certainty: str = "verified"
    needs_review: bool = False
    rule: str = ""
    version: str | None = None
    looked_at: tuple[datetime.date, datetime.date] | None = None
    ledgers: Mapping[str, Ledger] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts and stored deadlines rely on."""
        return {
            "rule": self.rule,
            "value": dict(self.value),
            "because": [step.to_json() for step in self.because],
            "alternatives": [dict(one) for one in self.alternatives],
            "certainty": self.certainty,
            "needs_review": self.needs_review,
        }
