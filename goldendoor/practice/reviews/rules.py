"""Who may review, and what stands against a signature. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldendoor.foundation.registries import Allow, Answer, Deny

SAYS = {"ok": "In order", "problem": "Problem", "none": "Does not apply"}
REVIEWERS = ("owner", "attorney", "accredited_representative", "caseworker", "paralegal")
ALONE = "Nobody else of the office who may review has kept out of preparing it."
PLACE = "practice:final_review"
FEW = 3


@dataclass(frozen=True)
class Preparer:
    """Somebody who prepared the case, and by what."""

    user_id: int
    label: str
    why: str


def may_review(
    user_id: int | None, preparers: Sequence[Preparer], reviewers: Collection[int]
) -> Answer:
    """Whether this person may review: not who prepared the case, unless nobody else is left.

    `reviewers` are the users of the office whose role lets them review. The words of an Allow say
    so where somebody reviews their own work.
    """
    mine = [one for one in preparers if one.user_id == user_id]
    if not mine:
        return Allow("")
    prepared = {one.user_id for one in preparers}
    if set(reviewers) - prepared - {user_id}:
        why = " and ".join(one.why for one in mine)
        return Deny(f"You {why}. A second person reviews the case.")
    return Allow(ALONE)


def missing(
    checklist: Sequence[Mapping[str, Any]], answers: Mapping[str, Any], open_comments: int
) -> list[str]:
    """What stands against the signature, in sentences; empty when it may be signed."""
    said = {row["key"]: (answers.get(row["key"]) or {}).get("says", "") for row in checklist}
    unsaid = [row["label"] for row in checklist if not said[row["key"]]]
    wrong = [row["label"] for row in checklist if said[row["key"]] == "problem"]
    found = []
    if unsaid:
        found.append(f"{_count(len(unsaid), 'item')} not looked at yet: {_few(unsaid)}.")
    if wrong:
        found.append(f"{_count(len(wrong), 'item')} with a problem: {_few(wrong)}.")
    if open_comments:
        found.append(f"{_count(open_comments, 'comment')} not resolved.")
    return found


def standing(state: str, signed_by: str, lacks: Sequence[str], changes: int) -> Answer:
    """Whether a case counts as reviewed; the words say what is missing. `state` "": no review."""
    if not state:
        why = "Nobody has made the final review yet. A second person goes through the case."
        return Deny(why, PLACE)
    if state == "open":
        return Deny(f"The final review is not signed yet. {' '.join(lacks)}".strip(), PLACE)
    if changes:
        what = _count(changes, "change")
        why = f"{what} of answers or forms since the final review: it needs a new look."
        return Deny(why, PLACE)
    return Allow(f"Reviewed by {signed_by}.")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:FEW])
    return f"{shown} and {len(names) - FEW} more" if len(names) > FEW else shown
