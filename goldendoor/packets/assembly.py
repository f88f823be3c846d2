"""Putting a packet's pieces together: cover letter, contents, page numbers, bookmarks, stamps."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import filling
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import letters, order, sheets
from goldendoor.packets.pieces import (
    CONTENTS,
    FORM,
    LETTER,
    OFFICE,
    PAYMENT,
    TAB,
    Options,
    Piece,
)
from goldendoor.pdf import join, render


def with_letter_and_contents(
    case: CaseFile,
    pieces: list[Piece],
    library: Library,
    options: Options,
    choices: order.Choices,
) -> list[Piece]:
    """The mailed pieces with cover letter and contents in front, then those for the office."""
    office_first = [piece for piece in pieces if piece.kind == OFFICE]
    mailed = [piece for piece in pieces if piece.kind != OFFICE]
    mark = filling.DRAFT_MARK if options.draft else ""
    front: list[Piece] = []
    if "letter" not in choices.leave_out:
        letter = letters.cover_letter(case, library, _enclosed(mailed), _long_date(case))
        data = sheets.letter_page(letter, mark=mark)
        front.append(Piece("letter", LETTER, "Cover letter", data, render.page_count(data)))
    if "contents" not in choices.leave_out:
        front.append(_contents(front, mailed, mark))
    return [*front, *mailed, *office_first]


def _contents(front: Sequence[Piece], mailed: Sequence[Piece], mark: str) -> Piece:
    """Contents whose page numbers count the contents themselves: set twice when they grow."""
    pages = 1
    while True:
        blank = Piece("contents", CONTENTS, "Contents", b"", pages)
        data = sheets.contents_page(content_rows([*front, blank, *mailed]), mark=mark)
        found = render.page_count(data)
        if found == pages:
            return replace(blank, data=data)
        pages = found


def content_rows(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """Title, first page, indent: forms under their person's pages, exhibits by their tabs."""
    rows = []
    page = 1
    for piece in pieces:
        if piece.kind == OFFICE:
            continue
        if piece.kind in (LETTER, CONTENTS, FORM, PAYMENT, TAB):
            rows.append(
                {"title": piece.title, "page": str(page), "indent": 0, "bold": piece.kind == FORM}
            )
        elif piece.title in ("Translation", "Certificate of translation"):
            rows.append({"title": piece.title, "page": str(page), "indent": 1, "bold": False})
        page += piece.pages
    return rows


def _enclosed(pieces: Sequence[Piece]) -> list[str]:
    return [piece.title for piece in pieces if piece.kind in (FORM, PAYMENT, TAB)]


def _long_date(case: CaseFile) -> str:
    filed = case.data.get("filing_date")
    return datetime.date.fromisoformat(str(filed)).strftime(letters.LONG_DATE) if filed else ""


def join_pieces(
    pieces: Sequence[Piece], options: Options, *, title: str, first_page: int = 1, total: int = 0
) -> bytes:
    """One PDF: bookmarks, page stamps, running numbers on every mailed page, title and language."""
    parts, outline, stamps = [], [], []
    number, place = first_page, 0
    for piece in pieces:
        children = [join.Bookmark(name, place + page) for name, page in piece.children]
        if piece.kind != "evidence" or piece.title.startswith(("Translation", "Certificate")):
            outline.append(join.Bookmark(piece.title, place, tuple(children)))
        parts.append(join.Part(piece.data))
        for page in range(piece.pages):
            said = []
            if piece.kind != OFFICE:
                where = "head_right" if piece.kind in (FORM, PAYMENT) else "foot_right"
                said.append((f"{number} of {total}" if total else str(number), where))
                number += 1
            if options.draft:
                said.append((filling.DRAFT_MARK, "head_left"))
            if page < len(piece.stamps):
                said.append((piece.stamps[page], "foot"))
            stamps.append(said)
        place += piece.pages
    return join.join(
        parts,
        title=title,
        language=options.language,
        outline=outline,
        stamps=stamps,
        keep_fields=not options.flatten,
    )
