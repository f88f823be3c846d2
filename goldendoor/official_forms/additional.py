"""The form's own Additional Information part: what found no room, by page, part and item."""

from __future__ import annotations

from collections.abc import Sequence

from goldendoor.official_forms.maps import Block, FormMap
from goldendoor.official_forms.plan import Addendum
from goldendoor.pdf.template import Template


def grouped(addenda: Sequence[Addendum]) -> list[Addendum]:
    """One entry for each place of the form, its texts one below the other, in page order."""
    found: dict[tuple[int, str, str], Addendum] = {}
    for one in addenda:
        known = found.get(one.place)
        text = f"{known.text}\n{one.text}" if known else one.text
        found[one.place] = Addendum(one.page, one.part, one.item, text, one.path)
    return list(found.values())


def place(
    form_map: FormMap, addenda: Sequence[Addendum], template: Template
) -> tuple[dict[str, str | bool], list[Addendum]]:
    """(values of the form's own blocks, what needs further sheets): nothing falls between them."""
    values: dict[str, str | bool] = {}
    remaining: list[Addendum] = []
    blocks = list(form_map.blocks)
    if len(blocks) == 1:
        return _one_block(blocks[0], grouped(addenda), template)
    for one in grouped(addenda):
        if not blocks:
            remaining.append(one)
            continue
        block = blocks.pop(0)
        head, text = _head(block, one, template)
        fitting, rest = template.split(block.text, text)
        if not fitting:
            blocks.insert(0, block)
            remaining.append(one)
            continue
        values.update(head)
        values[block.text] = fitting
        if rest:
            remaining.append(
                Addendum(one.page, one.part, one.item, f"(continued) {rest}", one.path)
            )
    return values, remaining


def _one_block(
    block: Block, entries: list[Addendum], template: Template
) -> tuple[dict[str, str | bool], list[Addendum]]:
    """A continuation page with one text box: entry after entry, each under its part and item."""
    text, placed, remaining = "", [], list(entries)
    while remaining:
        one = remaining[0]
        opening = f"Part {one.part}, Item {one.item}: " if len(entries) > 1 else ""
        start = f"{text}\n{opening}" if text else opening
        fitting, rest = template.split(block.text, start + one.text)
        if rest and len(fitting) <= len(start):
            break
        text = fitting
        placed.append(remaining.pop(0))
        if rest:
            text_left = f"(continued) {rest}"
            remaining.insert(0, Addendum(one.page, one.part, one.item, text_left, one.path))
            break
    if not placed:
        return {}, remaining
    values: dict[str, str | bool] = {block.text: text}
    for name, words in (
        (block.part, [one.part for one in placed]),
        (block.item, [one.item for one in placed]),
    ):
        line = ", ".join(dict.fromkeys(word for word in words if word))
        values[name] = line if template.fits(name, line) else "See below"
    return values, remaining


def _head(block: Block, one: Addendum, template: Template) -> tuple[dict[str, str | bool], str]:
    """Page, part and item in their boxes; one that does not fit its box opens the text instead."""
    values: dict[str, str | bool] = {}
    opening = []
    for name, word, label in (
        (block.page, str(one.page), "Page"),
        (block.part, one.part, "Part"),
        (block.item, one.item, "Item"),
    ):
        if not name:
            continue
        if word and template.fits(name, word):
            values[name] = word
        elif word:
            opening.append(f"{label} {word}")
    return values, f"{', '.join(opening)}: {one.text}" if opening else one.text
