"""Writing on the pages themselves: flattened fields and a mark such as “DRAFT, NOT FOR FILING”."""

import math
from dataclasses import dataclass
from typing import Any

from goldendoor.pdf import appearance, embedding, fonts
from goldendoor.pdf.slots import HIDDEN, NO_VIEW, Slot
from goldendoor.pdf.update import Update

MARK_POINTS = 15.0
_GREY = "0.62 0.1 0.12 rg"


Flat = tuple[dict[str, str | bool], dict[str, str]]
"""The values written in this fill, and the operators that draw those of them that are text."""


@dataclass(frozen=True)
class Pages:
    """The pages of a template, to be written anew. `listed` is the number of our fonts."""

    facts: list[dict[str, Any]]
    slots: dict[str, Slot]
    listed: int
    mark: str | None

    def write(self, update: Update, flat: Flat | None) -> None:
        """Rewrite every page: its own content kept apart (q … Q), ours drawn on top of it.

        With `flat` the widgets go and what they show is drawn; fields without a new value show
        what the blank shows.
        """
        opening = update.reserve()
        update.add_stream(opening, "", "q")
        drawn: list[list[str]] = [[] for _ in self.facts]
        used: list[dict[int, None]] = [{} for _ in self.facts]
        for slot in self.slots.values():
            for place, drawing, number in _placed(slot, *flat) if flat else ():
                drawn[place].append(drawing)
                if number:
                    used[place][number] = None
        for page, operators, numbers in zip(self.facts, drawn, used, strict=True):
            if self.mark:
                operators.append(_mark(self.mark, page))
            objects = "".join(f"/X{number} {number} 0 R" for number in numbers)
            overlay = self._write_overlay(update, page, "".join(operators), objects)
            _write_page(update, page, opening, overlay, flat is not None)

    def _write_overlay(
        self, update: Update, page: dict[str, Any], operators: str, objects: str
    ) -> int:
        number = update.reserve()
        box = " ".join(appearance.number(v) for v in page["box"])
        update.add_stream(
            number,
            f"/Type/XObject/Subtype/Form/BBox[{box}]"
            f"/Resources<</Font {self.listed} 0 R/XObject<<{objects}>>>>",
            operators,
        )
        return number


def _placed(
    slot: Slot, shown: dict[str, str | bool], texts: dict[str, str]
) -> list[tuple[int, str, int]]:
    """(page from 0, operators, object they use or 0) for each widget that is to be seen."""
    placed = []
    for index, widget in enumerate(slot.widgets):
        if widget["flags"] & (HIDDEN | NO_VIEW):
            continue
        if slot.name in texts:
            drawn = slot.flat(index, str(shown[slot.name]), texts[slot.name])
            placed.append((widget["page"], drawn, 0))
            continue
        state = _state(slot, widget, shown)
        if state in widget["states"]:
            number, matrix = widget["states"][state]
            placed.append((widget["page"], f"q {matrix} cm /X{number} Do Q\n", number))
    return placed


def _state(slot: Slot, widget: dict[str, Any], shown: dict[str, str | bool]) -> str:
    if slot.field.kind != "checkbox":
        return ""
    value = shown.get(slot.name, slot.field.factory or False)
    if value is True:
        value = slot.field.on_state or "Off"
    return str(value) if value and value in widget["states"] else "Off"


def _write_page(
    update: Update, page: dict[str, Any], opening: int, overlay: int, flatten: bool
) -> None:
    closing = update.reserve()
    update.add_stream(closing, "", "Q /GDover Do")
    streams = " ".join([f"{opening} 0 R", *page["contents"], f"{closing} 0 R"])
    annotations = " ".join(page["kept"] if flatten else page["annotations"])
    update.add_body(
        page["number"],
        f"{page['body']}/Contents[{streams}]/Annots[{annotations}]/Resources{page['resources']}"
        f"/XObject{page['xobjects']}/GDover {overlay} 0 R>>>>>>",
    )


def _mark(text: str, page: dict[str, Any]) -> str:
    """The mark at the head of the page and across it, upright as the page is seen."""
    codes = appearance.win_ansi(text) or text.encode("ascii", "replace").decode()
    widths = embedding.win_ansi_widths(fonts.basic(fonts.SANS))
    ems = sum(widths[ord(char)] for char in codes) / 1000
    x0, y0, x1, y1 = page["box"]
    upright, width, height = appearance.upright(page["rotate"], x0, y0, x1, y1)
    font = appearance.RESOURCE[fonts.SANS]
    shown = f"({appearance.escaped(codes)}) Tj"
    size = min(MARK_POINTS, (width - 40) / ems)
    left, top = (width - ems * size) / 2, height - size - 6
    angle = math.atan2(height, width)
    long = math.hypot(width, height) * 0.7 / ems
    cos, sin = math.cos(angle), math.sin(angle)
    start_x = width / 2 - cos * ems * long / 2 + sin * long * 0.35
    start_y = height / 2 - sin * ems * long / 2 - cos * long * 0.35
    numbers = " ".join(appearance.number(v) for v in (cos, sin, -sin, cos, start_x, start_y))
    return (
        f"/Artifact BMC q {upright} cm {_GREY} BT /{font} {appearance.number(size)} Tf "
        f"{appearance.number(left)} {appearance.number(top)} Td {shown} ET "
        # Outlined only, so that what is under it stays readable.
        f"0.75 0.55 0.55 RG 0.6 w BT 1 Tr /{font} {appearance.number(long)} Tf {numbers} Tm "
        f"{shown} ET Q EMC\n"
    )
