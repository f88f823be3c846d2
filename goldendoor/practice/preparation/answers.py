"""The answers of a page as a person reads them: one line a question, whatever boxes it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldendoor.official_forms import labels
from goldendoor.practice.preparation.filled import Line


@dataclass(frozen=True)
class Answer:
    """One question of the page: its boxes by number, and what was answered."""

    item: str
    label: str
    value: str
    numbers: str
    question: str
    blank: str
    problems: tuple[str, ...]
    choice: bool
    ticked: bool = False


def by_part(lines: Sequence[Line]) -> list[tuple[str, list[Answer]]]:
    """(part, answers) in the order of the page; boxes of one question make one answer."""
    parts: list[tuple[str, list[Answer]]] = []
    for group in _grouped(lines):
        part = group[0].field.part
        if not parts or parts[-1][0] != part:
            parts.append((part, []))
        parts[-1][1].append(_answer(group))
    return parts


def _grouped(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    places: dict[str, int] = {}
    for line in lines:
        key = line.field.group or ""
        if key and key in places:
            groups[places[key]].append(line)
            continue
        if key:
            places[key] = len(groups)
        groups.append([line])
    return groups


def _answer(group: Sequence[Line]) -> Answer:
    first = group[0]
    choice = first.field.kind == "checkbox"
    chosen = next((one for one in group if one.ticked), first)
    label, option = labels.short(first.field), labels.option(chosen.field)
    if choice and len(group) == 1 and option.casefold() not in (label.casefold(), "yes"):
        label = f"{label}: {option}"
    return Answer(
        item=first.field.item,
        label=label,
        value=option if choice and chosen.ticked and len(group) > 1 else first.value,
        numbers=" ".join(str(one.number) for one in [chosen, *group]),
        question=next((one.question for one in group if one.question), ""),
        blank=first.blank,
        problems=tuple(one.problem for one in group if one.problem),
        choice=choice and len(group) == 1,
        ticked=chosen.ticked,
    )
