"""Our own pages of a packet, set in typst: cover letter, contents, tabs, office sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from goldendoor.official_forms.sheets import compile_typst

TEMPLATE = Path(__file__).parent / "typst" / "page.typ"


def _page(kind: str, title: str, *, mark: str = "", **data: Any) -> bytes:
    return compile_typst(TEMPLATE, {"kind": kind, "title": title, "mark": mark, **data})


def letter_page(letter: Mapping[str, Any], *, mark: str = "") -> bytes:
    """The cover letter: sender, address, subject, about, paragraphs, enclosed, closing, signer."""
    return _page("letter", str(letter["subject"]), mark=mark, **letter)


def contents_page(
    rows: Sequence[Mapping[str, Any]], *, title: str = "Contents", intro: str = "", mark: str = ""
) -> bytes:
    """Contents with page numbers: rows of title, page, indent, bold."""
    return _page("contents", title, mark=mark, rows=list(rows), intro=intro)


def tab_page(letter: str, title: str, caption: str, pages: int) -> bytes:
    """The tab in front of an exhibit: its letter, title, caption and number of pages."""
    count = "1 page" if pages == 1 else f"{pages} pages"
    return _page("tab", title, letter=letter, caption=caption, count=count)


def office_pages(groups: Sequence[Mapping[str, Any]], *, title: str) -> bytes:
    """Who signs where, originals and photos, the filing checklist: not for mailing."""
    return _page("office", title, groups=list(groups))


def columns(*labels: str, wide: Sequence[str] = ()) -> list[dict[str, str]]:
    """Table columns: those named in `wide` share the room, without them the last one takes it."""
    wide = wide or labels[-1:]
    return [{"label": label, "width": "1fr" if label in wide else "auto"} for label in labels]
