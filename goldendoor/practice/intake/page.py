"""What the page shows of questions: cards, boxes, texts, errors."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldendoor.kernel.errors import BadInput
from goldendoor.practice.intake import reading
from goldendoor.practice.intake.actions import Given, Result
from goldendoor.practice.intake.asked import Asked, Leaf
from goldendoor.practice.intake.queries import Intake
from goldendoor.practice.models import Mark

RADIO_MOST = 4  # more choices than this stand in a drop-down list
ROW = re.compile(r"-1|[0-9]{1,6}")
UNSORTED = ("other_names", "citizenships", "other_a_numbers", "answers")


@dataclass
class Box:
    """One input: `texts` is what it shows."""

    leaf: Leaf
    name: str
    texts: list[str]
    error: str = ""

    @property
    def text(self) -> str:
        return self.texts[0] if self.texts else ""

    @property
    def id(self) -> str:
        return self.name.replace(".", "-")

    @property
    def shape(self) -> str:
        """Which widget: text, area, yes_no, radios, select, checks."""
        kind = self.leaf.type
        if kind == "choice":
            return "radios" if len(self.leaf.options) <= RADIO_MOST else "select"
        known = {"long_text": "area", "choices": "checks", "yes_no": "yes_no"}
        return known.get(kind, "text")

    @property
    def grouped(self) -> bool:
        """Several inputs under one legend."""
        return self.shape in ("yes_no", "radios", "checks")

    @property
    def input_type(self) -> str:
        return {"email": "email", "phone": "tel"}.get(self.leaf.type, "text")

    @property
    def input_mode(self) -> str:
        return {"number": "numeric", "money": "decimal"}.get(self.leaf.type, "")

    @property
    def data_list(self) -> str:
        return {"country": "countries", "state": "states"}.get(self.leaf.type, "")

    @property
    def width(self) -> str:
        """Short boxes for short answers."""
        return "short" if self.leaf.type in ("date", "month", "number", "money", "phone") else ""


@dataclass
class Card:
    """One row of a repeat group, or the whole of a plain question."""

    question: Asked
    row: int
    boxes: list[Box]
    was: dict[str, Any]
    unsaved: bool = False
    result: Result | None = None
    open: bool = True

    @property
    def id(self) -> str:
        return f"{self.question.id}-{self.row}"

    @property
    def was_name(self) -> str:
        return f"was.{self.question.id}.{self.row}"

    @property
    def was_json(self) -> str:
        return json.dumps(self.was, ensure_ascii=False, sort_keys=True)

    @property
    def summary(self) -> str:
        """The row in one line, for its heading."""
        texts = [box.leaf.options.get(box.text, box.text) for box in self.boxes if box.text]
        return ", ".join(texts[:4])


@dataclass
class Shown:
    """A question with its cards and its mark."""

    question: Asked
    cards: list[Card]
    mark: Mark | None
    language: str
    feeds: list[tuple[str, str]] = field(default_factory=list)
    """(public id of the filing, where in the form)."""

    @property
    def movable(self) -> bool:
        return self.question.rest.split(".")[0] in UNSORTED

    @property
    def single(self) -> bool:
        """One box alone: its label is the question."""
        return not self.question.is_list and [leaf.part for leaf in self.question.leaves] == [""]

    @property
    def next_row(self) -> int:
        return max((card.row for card in self.cards), default=-1) + 1


def shown(intake: Intake, question: Asked, results: Sequence[Result] = ()) -> Shown:
    """A question as the page shows it; `results` of a save just made bring their errors along."""
    by_row = {one.given.row: one for one in results if one.given.question.key == question.key}
    if question.is_list:
        cards = _rows(intake, question, by_row)
    else:
        cards = [_card(intake, question, -1, intake.stored(question), by_row.get(-1))]
    feeds = [(intake.filings[one.place].public_id, one.text) for one in question.feeds]
    return Shown(question, cards, intake.marks.get(question.key), intake.language, feeds)


def _rows(intake: Intake, question: Asked, results: Mapping[int, Result]) -> list[Card]:
    rows = [intake.stored(question, row) for row in range(intake.length(question))]
    cards = [_card(intake, question, row, stored, None) for row, stored in enumerate(rows)]
    for (key, row), kept in sorted(intake.typed.items()):
        if key != question.key or any(kept["was"] == stored for stored in rows if stored):
            continue
        # Typed for a row that is not stored (yet, or any more): it stands as a card of its own.
        place = max(row, len(cards))
        cards.append(_card(intake, question, place, {}, results.get(row), kept["typed"]))
    return cards


def _card(
    intake: Intake,
    question: Asked,
    row: int,
    stored: dict[str, Any],
    result: Result | None,
    typed: Mapping[str, list[str]] | None = None,
) -> Card:
    if typed is None:
        typed = _typed_for(intake, question, row, stored)
    shown_ = {leaf.part: reading.show(leaf, stored.get(leaf.part), intake.library)
              for leaf in question.leaves}  # fmt: skip
    if all([text for text in texts if text] == shown_.get(part) for part, texts in typed.items()):
        typed = {}  # kept by a late request although it was saved: nothing differs
    errors = dict(result.errors) if result else {}
    boxes = []
    for leaf in question.leaves:
        if leaf.hidden:
            continue
        texts = shown_[leaf.part]
        if leaf.part in typed:
            texts = typed[leaf.part]
            errors.setdefault(leaf.part, _error(intake, leaf, texts))
        name = f"{question.id}.{row}.{leaf.part}"
        boxes.append(Box(leaf, name, texts, errors.get(leaf.part, "")))
    return Card(question, row, boxes, stored, unsaved=bool(typed), result=result)


def _typed_for(
    intake: Intake, question: Asked, row: int, stored: Mapping[str, Any]
) -> Mapping[str, list[str]]:
    for (key, place), kept in intake.typed.items():
        same = kept["was"] == stored if question.is_list else place == row
        if key == question.key and same:
            return kept["typed"]
    return {}


def _error(intake: Intake, leaf: Leaf, texts: Sequence[str]) -> str:
    try:
        reading.parse(leaf, texts, intake.library, intake.language)
    except reading.BadAnswer as error:
        return str(error)
    return ""


def after_save(intake: Intake, result: Result) -> dict[str, Any]:
    """The card that was just sent, under the number it has on the page, with what became of it."""
    given = result.given
    # In a conflict the page keeps what it knew, so that nothing is overwritten unasked.
    was = given.was if result.conflict else result.stored
    card = _card(intake, given.question, given.row, was, result, given.typed)
    one = shown(intake, intake.by_id.get(given.question.id, given.question))
    return {"one": one, "card": card, "result": result}


def empty_card(intake: Intake, question: Asked, row: int) -> Card:
    """A new row, nothing in it yet."""
    return _card(intake, question, row, {}, None, {})


def was_of(text: str) -> dict[str, Any]:
    """What the page knew of an answer. Raises BadInput where that is unreadable."""
    try:
        was = json.loads(text or "{}")
    except ValueError:
        was = None
    if not isinstance(was, dict):
        raise BadInput("This form came in damaged. Reload the page; what you typed is kept.")
    return was


def given(post: Any, intake: Intake) -> list[Given]:
    """Everything a form sent, by question and row. `post` is a QueryDict."""
    found: dict[tuple[str, int], Given] = {}
    for name in post:
        if not name.startswith("was."):
            continue
        _, question_id, row_text = [*name.split(".", 2), "", ""][:3]
        question = intake.by_id.get(question_id)
        if question is None or not ROW.fullmatch(row_text):
            continue
        was = was_of(post[name])
        row = int(row_text)
        prefix = f"{question_id}.{row}."
        typed = {
            leaf.part: post.getlist(prefix + leaf.part)
            for leaf in question.leaves
            if not leaf.hidden
            # A checkbox or radio without a tick sends nothing; its hidden twin says it was there.
            and (prefix + leaf.part in post or f"has.{prefix}{leaf.part}" in post)
        }
        force = f"force.{question_id}.{row}" in post
        found[(question_id, row)] = Given(question, row, typed, was, force)
    return list(found.values())
