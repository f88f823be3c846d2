"""Which work needs a senior's yes, and hours of training. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from goldendoor.foundation.registries import Allow, Answer, Deny
from goldendoor.kernel.errors import BadInput

SUPERVISED = "supervised"
MOST_HOURS = 100
HOURS = re.compile(r"\d{1,3}([.,]\d{1,2})?")
WHERE = "Ask for approval under Supervision of the case."


def may_finish(
    kind: str,
    label: str,
    *,
    is_senior: bool,
    needs: Collection[str],
    is_supervised: bool,
) -> Answer:
    """Whether somebody may tick a task of this kind off by themselves.

    `needs` are the kinds that their mentors approve, `is_supervised` says that the case has the
    flag. Who answers for cases finishes everything but what a mentor of theirs approves.
    """
    if kind in needs:
        return Deny(f"A senior colleague approves your work of the kind “{label}”. {WHERE}")
    if is_supervised and not is_senior:
        return Deny(f"This case is supervised: a senior colleague approves each step. {WHERE}")
    return Allow("")


def minutes(text: str) -> int:
    """`1.5` hours → 90. Raises BadInput for what is no number of hours, none, or too many."""
    text = text.strip()
    if not HOURS.fullmatch(text):
        raise BadInput("Write the hours as a number, such as 1.5.")
    found = int((Decimal(text.replace(",", ".")) * 60).to_integral_value())
    if not 0 < found <= MOST_HOURS * 60:
        raise BadInput(f"Training lasts more than nothing and at most {MOST_HOURS} hours.")
    return found


def hours(found: int) -> str:
    """90 → `1.5`; 60 → `1`."""
    return f"{Decimal(found) / 60:.2f}".rstrip("0").rstrip(".")
