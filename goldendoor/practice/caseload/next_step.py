"""What a case needs next, and what is missing before it can go to review. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FIRST_FEW = 3


@dataclass(frozen=True)
class Standing:
    """How far a case is, in numbers and names."""

    stage: str
    forms: int = 0
    open_questions: int = 0
    asked_of_client: int = 0
    open_papers: Sequence[str] = ()
    without_blank: Sequence[str] = ()
    unchecked: Sequence[str] = ()
    planned: bool = True
    built: bool = False
    unsigned: int = 0
    mailed: bool = False
    receipts_open: int = 0


@dataclass(frozen=True)
class Step:
    """One thing to do: `place` names the page where it is done, `label` its link."""

    text: str
    label: str
    place: str

    @property
    def heading(self) -> str:
        """The link as the end of a sentence."""
        return self.label[:1].lower() + self.label[1:]


def missing(standing: Standing) -> list[Step]:
    """Everything that is open before review, the most important first."""
    return list(_missing(standing))


def _missing(at: Standing) -> Iterator[Step]:
    if not at.forms:
        yield Step("No form is chosen yet.", "Choose a form", "forms")
        return
    if at.open_questions:
        waiting = f"; {at.asked_of_client} of them wait for the client" * bool(at.asked_of_client)
        text = f"{_count(at.open_questions, 'question')} without an answer{waiting}."
        yield Step(text, "Continue the questions", "questions")
    if at.open_papers:
        text = f"{_count(len(at.open_papers), 'paper')} missing: {_few(at.open_papers)}."
        yield Step(text, "Open the checklist", "evidence")
    if at.without_blank:
        text = f"{_count(len(at.without_blank), 'official blank')} not on this computer: "
        yield Step(f"{text}{_few(at.without_blank)}.", "See the library", "library")
    if not at.planned:
        text = "No day of filing is planned, so editions and fees cannot be judged."
        yield Step(text, "Set the day of filing", "day")
    elif at.unchecked:
        text = f"{_count(len(at.unchecked), 'edition')} not checked: {_few(at.unchecked)}."
        yield Step(text, f"Check {at.unchecked[0]}", "edition")


def following(standing: Standing) -> Step | None:
    """The one next thing that is no button of the case's table; None where the table says it."""
    if standing.stage == "prepare":
        return next(_missing(standing), None)
    if standing.stage == "ready":
        return _mailing(standing)
    if standing.stage == "filed" and standing.receipts_open:
        text = f"{_count(standing.receipts_open, 'receipt')} not here yet."
        return Step(text, "Record what came", "mailing")
    return None


def _mailing(at: Standing) -> Step | None:
    if not at.built:
        return Step("The packet is not built yet.", "Build the packet", "packet")
    if at.unsigned:
        text = f"{_count(at.unsigned, 'signature')} missing. Print, sign by hand, scan."
        return Step(text, "Put in signed pages", "signing")
    if not at.mailed:
        return Step("Everything is signed. Mail it.", "Record the mailing", "mailing")
    return None


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(dict.fromkeys(names[:FIRST_FEW]))
    left = len(names) - FIRST_FEW
    return f"{shown} and {left} more" if left > 0 else shown
