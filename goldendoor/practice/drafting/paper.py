"""A draft as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goldendoor.official_forms.sheets import compile_typst
from goldendoor.practice.drafting import rules
from goldendoor.practice.drafting.rules import Block

TEMPLATE = Path(__file__).parent / "typst" / "draft.typ"
MARK = "DRAFT"


def pdf(text: str, *, title: str, kind: str, language: str, approved: bool) -> bytes:
    """The text set on letter paper, with a mark on every page until it is approved."""
    return compile_typst(
        TEMPLATE,
        {
            "title": title,
            "kind": kind,
            "language": language,
            "mark": "" if approved else MARK,
            "blocks": [{"kind": one.kind, "lines": _lines(one)} for one in rules.blocks(text)],
        },
    )


def _lines(block: Block) -> list[list[dict[str, Any]]]:
    """Each line as pieces of text; those that say what is missing are marked."""
    found = []
    for line in block.lines:
        pieces, place = [], 0
        for gap in rules.MISSING.finditer(line):
            pieces += [{"text": line[place : gap.start()], "gap": False}]
            pieces += [{"text": gap.group(), "gap": True}]
            place = gap.end()
        found.append([*pieces, {"text": line[place:], "gap": False}])
    return found
