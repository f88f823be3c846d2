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


def _head(block: Block, one: Addendum, template: Template) -> tuple[dict[str, str | bool], str]:
    """Page, part and item in their boxes; one that does not fit its box opens the text instead."""
    values: dict[str, str | bool] = {}
    opening = []
    for name, word, label in (
        (block.page, str(one.page), "Page"),
        (block.part, one.part, "Part"),
        (block.item, one.item, "Item"),
    ):
        if word and template.fits(name, word):
            values[name] = word
        elif word:
            opening.append(f"{label} {word}")
    return values, f"{', '.join(opening)}: {one.text}" if opening else one.text
