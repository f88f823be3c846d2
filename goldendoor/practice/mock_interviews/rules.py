"""Drawing questions, counting scores, when a civics test ends, the trend. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

SCORES = {"right": "Right", "partly": "Partly", "wrong": "Wrong", "skip": "Skip"}
COUNTED = ("right", "partly", "wrong")
LOOK_UP = {
    "varies_by_residence": "Depends on where the applicant lives. Look it up for their address.",
    "officeholder_see_testupdates": "Changes with time. Look it up on the agency's page.",
}


@dataclass(frozen=True)
class Question:
    """A question as it is asked. `look_up` says why no answer is kept."""

    key: str
    ask: str
    es: str = ""
    group: str = ""
    looks_for: str = ""
    follow_ups: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    look_up: str = ""
    page: str = ""

    def to_json(self) -> dict[str, Any]:
        """As a session keeps it."""
        return {key: value for key, value in asdict(self).items() if value}


def drawn(rows: Sequence[Question], count: int, seed: str) -> list[Question]:
    """`count` of them in an order that the seed decides; all where there are fewer."""
    chance = random.Random(seed)  # noqa: S311 (drawing questions is no secret)
    return chance.sample(list(rows), min(count, len(rows)))


def civics(rows: Sequence[Mapping[str, Any]], *, only_65_20: bool, page: str) -> list[Question]:
    """Questions of a civics table; answers that change are not shown but looked up."""
    found = []
    for row in rows:
        if only_65_20 and not row["is_for_65_20"]:
            continue
        look_up = LOOK_UP.get(str(row["answer_kind"]), "")
        found.append(
            Question(
                key=str(row["number"]),
                ask=str(row["question"]),
                group=str(row["theme"]),
                answers=() if look_up else tuple(row["answers"]),
                look_up=look_up,
                page=page if look_up else "",
            )
        )
    return found


@dataclass(frozen=True)
class Tally:
    """How many answers got each score, and how many questions are open."""

    right: int = 0
    partly: int = 0
    wrong: int = 0
    skip: int = 0
    open: int = 0

    @property
    def counted(self) -> int:
        """Answers that count; skipped ones do not."""
        return self.right + self.partly + self.wrong

    @property
    def percent(self) -> int:
        """Right answers of those that count, partly ones as a half; 0 where none counts."""
        return round(100 * (self.right + self.partly / 2) / self.counted) if self.counted else 0


def tally(keys: Sequence[str], answers: Mapping[str, Mapping[str, str]]) -> Tally:
    """The scores of these questions."""
    said = [answers.get(key, {}).get("score", "") for key in keys]
    counts = {score: said.count(score) for score in SCORES}
    return Tally(**counts, open=len(keys) - sum(counts.values()))


def verdict(mark: Mapping[str, Any], now: Tally) -> str:
    """`passed`, `failed` or "" while it goes on (or has no pass mark). Partly counts as wrong."""
    if not mark:
        return ""
    if now.right >= mark["right_to_pass"]:
        return "passed"
    wrong = now.partly + now.wrong
    most = mark.get("wrong_to_fail") or mark["questions_asked"] - mark["right_to_pass"] + 1
    if wrong >= most or (not now.open and now.right < mark["right_to_pass"]):
        return "failed"
    return ""


def following(keys: Sequence[str], answers: Mapping[str, Any], after: str = "") -> str:
    """The next question without an answer, from one on and then from the start; "" for none."""
    start = keys.index(after) + 1 if after in keys else 0
    order = [*keys[start:], *keys[:start]]
    return next((key for key in order if key not in answers), "")


@dataclass(frozen=True)
class Point:
    """A session on the picture of the trend: its column, height and words."""

    x: float
    y: float
    percent: int
    label: str


def trend(rows: Sequence[tuple[str, int]], *, width: int = 360, height: int = 120) -> list[Point]:
    """(day, percent) of sessions in order → points of a picture of this size, 0 % at the bottom."""
    step = width / max(len(rows), 1)
    return [
        Point(round(step * (place + 0.5), 1), round(height * (1 - percent / 100), 1), percent, day)
        for place, (day, percent) in enumerate(rows)
    ]


def clock_words(seconds: int) -> str:
    """`12:05`."""
    return f"{seconds // 60}:{seconds % 60:02}"
