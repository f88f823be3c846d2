"""Pieces of the Markdown pages that are written from the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WRITTEN = "*Written by `make reference` from the library; do not edit by hand.*"


def page(title: str, intro: str, *blocks: str) -> str:
    """A whole page: title, the note that it is generated, an introduction, then the blocks."""
    return "\n\n".join([f"# {title}", WRITTEN, intro, *blocks]).rstrip() + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table; bars inside cells become slashes, line breaks spaces."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(cell: Any) -> str:
    return " ".join(str(cell).replace("|", "/").split())


def cited(entry: Mapping[str, Any]) -> str:
    """The citations of an entry, as links where they have an address."""
    references = entry.get("reference") or []
    if isinstance(references, str):
        return references
    links = [
        f"[{one['title']}]({one['href']})" if one.get("href") else str(one["title"])
        for one in references
    ]
    return "; ".join(links) or "–"
