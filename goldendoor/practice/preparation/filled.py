"""Filled forms and their pictures, kept in memory by what went into them.

Pictures show people's facts, so they are never written to disk; a process keeps the newest ones.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

from goldendoor.kernel import canonical
from goldendoor.law.library import Library
from goldendoor.official_forms import filling, labels, maps
from goldendoor.official_forms.blanks import Blank
from goldendoor.official_forms.facts import CaseFile
from goldendoor.official_forms.filling import FilledForm
from goldendoor.pdf import render
from goldendoor.pdf.fields import Field
from goldendoor.practice.intake import asked, topics
from goldendoor.practice.intake.queries import Intake

SCALE = 1.6  # pixels a point: sharp at the size the page is shown
SMALL = 0.22

Value = TypeVar("Value")


class Newest(Generic[Value]):
    """The values last asked for, at most `most` of them; safe with several threads."""

    def __init__(self, most: int) -> None:
        self.most, self._kept, self._lock = most, OrderedDict[Hashable, Value](), Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The kept value, or a fresh one."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = make()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return value


FILLED: Newest[FilledForm] = Newest(24)
PICTURES: Newest[bytes] = Newest(240)


def fill(
    data: Mapping[str, Any], place: int, blank: Blank, library: Library, *, draft: bool
) -> FilledForm:
    """The filled form of one filing; the same case gives the same bytes without filling again."""
    digest = hashlib.sha256(canonical.text(data).encode()).hexdigest()
    key = (digest, place, blank.build, draft)
    filing = data["filings"][place]
    return FILLED.get(
        key,
        lambda: filling.fill(CaseFile(dict(data)), filing, blank, library, draft=draft),
    )


def picture(form: bytes, page: int, *, small: bool = False) -> bytes:
    """A page (from 1) as PNG. Raises IndexError."""
    scale = SMALL if small else SCALE
    key = (hashlib.sha256(form).hexdigest(), page, scale)
    return PICTURES.get(key, lambda: render.page_png(form, page, scale=scale))


@dataclass(frozen=True)
class Line:
    """A box of the page beside its answer, measured in points from the top left."""

    field: Field
    number: int
    label: str
    value: str
    ticked: bool
    question: str
    blank: str
    x: float
    y: float
    width: float
    height: float
    problem: str = ""


def lines(intake: Intake, place: int, blank: Blank, filled: FilledForm, page: int) -> list[Line]:
    """The boxes of one page in order, each with its answer and the question behind it."""
    form_map, _raw, _curated = filling.map_for(blank, intake.library)
    bindings = {one.field: one for one in form_map.bindings}
    reasons = maps.shared_reasons(intake.library)
    tree = blank.tree()
    height = tree.page_sizes[page - 1][1]
    problems = {one.field: one.text for one in filled.plan.problems}
    find = question_finder(intake, place)
    found = []
    for number, box in enumerate(tree.fields):
        if box.page != page or box.kind in ("button", "barcode"):
            continue
        binding = bindings.get(box.name)
        value = filled.plan.values.get(box.name, "")
        x0, y0, x1, y1 = box.rect
        reason = binding.blank if binding and binding.blank else ""
        if binding is None and box.kind != "signature":
            continue
        found.append(
            Line(
                field=box,
                number=number,
                label=labels.option(box) if box.kind == "checkbox" else labels.short(box),
                value="" if isinstance(value, bool) else str(value),
                ticked=value is True,
                question=find(binding.path) if binding and binding.path else "",
                blank=str(reasons.get(reason, reason)) if reason else "",
                x=round(x0, 1),
                y=round(height - y1, 1),
                width=round(x1 - x0, 1),
                height=round(y1 - y0, 1),
                problem=problems.get(box.name, ""),
            )
        )
    return in_reading_order(found, tree.page_sizes[page - 1][0])


def in_reading_order(found: list[Line], width: float) -> list[Line]:
    """From top to bottom; a page in two columns keeps the order of its fields, column by column."""
    middle = width / 2
    wide = [line for line in found if line.x < middle - 10 and line.x + line.width > middle + 10]
    if not wide:
        return found
    return sorted(found, key=lambda line: (round((line.y + line.height / 2) / 8), line.x))


def question_finder(intake: Intake, place: int) -> Callable[[str], str]:
    """A function from a path of this filing to the id of the question that asks it; "" for none."""
    source = intake.source(place)
    owners = set(intake.owners_with_roles)
    by_leaf = {leaf.key: one for one in intake.asked for leaf in one.leaves if not one.is_list}
    by_key = {one.key: one for one in intake.asked}

    def find(path: str) -> str:
        head, _, tail = path.partition(".")
        for reading_path, fact in topics.ASKED_AS.items():
            if tail == reading_path or tail.startswith(f"{reading_path}."):
                path = f"{head}.{fact}{tail.removeprefix(reading_path)}"
        spot = asked.canonical(path, source, owners)
        if spot is None:
            return ""
        key = ".".join(spot)
        question = by_leaf.get(key) or by_key.get(key)
        while question is None and "." in key:
            key = key.rpartition(".")[0]
            question = by_key.get(key) or by_leaf.get(key)
        if question is None:
            return ""
        return _asking(question, by_key).id

    return find


def _asking(question: asked.Asked, by_key: Mapping[str, asked.Asked]) -> asked.Asked:
    """The question itself, or the list that asks it in its place."""
    if not question.covered:
        return question
    for other in topics.ASKED_BY.get(question.rest, ()):
        provider = by_key.get(f"{question.owner}.{other}")
        if provider is not None and provider.visible:
            return provider
    return question
