"""What every computation returns: a value and why, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


class RuleError(ValueError):
    """A rule that cannot be computed as asked; the message says what to mend."""


class NeedsFacts(RuleError):
    """Facts a rule needs and did not get."""

    def __init__(self, names: Sequence[str], rule_id: str) -> None:
        self.names = tuple(names)
        super().__init__(f"Rule {rule_id} needs to know: {', '.join(names)}.")


@dataclass(frozen=True)
class Step:
    """One reason in plain words, with its source and the version of the rule it rests on."""

    text: str
    reference: str = ""
    version_from: str = ""
    legal_status: str = "in_force"

    def to_json(self) -> dict[str, str]:
        return {
            "text": self.text,
            "reference": self.reference,
            "version_from": self.version_from,
            "legal_status": self.legal_status,
        }


@dataclass(frozen=True)
class Result:
    """`value` has the rule's declared output keys; `because` says why in order."""

    value: Mapping[str, Any]
    because: tuple[Step, ...]
    alternatives: tuple[Mapping[str, Any], ...] = ()
    certainty: str = "verified"
    needs_review: bool = False
    rule: str = ""
    sources: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "value": dict(self.value),
            "because": [step.to_json() for step in self.because],
            "alternatives": [dict(one) for one in self.alternatives],
            "certainty": self.certainty,
            "needs_review": self.needs_review,
        }
