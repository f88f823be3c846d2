"""Making a bundle: pure, but for the files it is given a reader for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldendoor.official_forms.filling import DRAFT_MARK
from goldendoor.official_forms.sheets import compile_typst
from goldendoor.packets import assembly, evidence, sheets, splitting
from goldendoor.packets.pieces import (
    CONTENTS,
    EVIDENCE,
    LETTER,
    TAB,
    Note,
    Options,
    PacketPart,
    PacketRefused,
    Piece,
)
from goldendoor.pdf import render
from goldendoor.pdf.errors import PdfError
from goldendoor.practice.bundles import rules
from goldendoor.practice.bundles.rules import Exhibit, Page, Recipe

TEMPLATE = Path(__file__).parent / "typst" / "pages.typ"
ReadFile = Callable[[str], tuple[bytes, str]]
Report = Callable[[str, int, int], None]
TOO_LARGE = "is larger than {limit} MB because of one page alone; scan that page again, smaller."


@dataclass(frozen=True)
class Built:
    """The files, what to look at, and the index as rows of title, page, indent, bold."""

    parts: tuple[PacketPart, ...]
    notes: tuple[Note, ...]
    contents: tuple[dict[str, Any], ...]

    @property
    def pages(self) -> int:
        """Of all parts."""
        return sum(part.pages for part in self.parts)


def _quiet(_label: str, _done: int, _total: int) -> None:
    return None


def build(recipe: Recipe, read_file: ReadFile, *, max_mb: int, report: Report = _quiet) -> Built:
    """The bundle. Raises PacketRefused naming every paper that cannot be read, or all at fault."""
    problems: list[Note] = []
    mark = DRAFT_MARK if recipe.draft else ""
    total = len(recipe.on_top) + sum(len(one.documents) for one in recipe.exhibits)
    done = 0

    def read(document: tuple[str, str]) -> tuple[bytes, int] | None:
        nonlocal done
        done += 1
        report("Reading the papers", done, total)
        return _read(document, read_file, problems)

    top = [_paper(one, read(one)) for one in recipe.on_top]
    behind = list(_exhibits(recipe.exhibits, read))
    if problems:
        raise PacketRefused(problems)
    front = [_own(page, number, mark) for number, page in enumerate(recipe.front)]
    back = [_own(page, 100 + number, mark) for number, page in enumerate(recipe.back)]
    before = [*[one for one in top if one], *front]
    report("Joining", total, total or 1)
    pieces = [*before, *_index(recipe, before, [*behind, *back], mark), *behind, *back]
    options = Options(max_bytes=max_mb * rules.MEGABYTE, flatten=True, draft=recipe.draft)
    parts = splitting.parts(pieces, [], options, assembly.join_pieces)
    notes = [
        Note(f"Part {part.number}", TOO_LARGE.format(limit=max_mb))
        for part in parts
        if len(part.data) > max_mb * rules.MEGABYTE
    ]
    return Built(tuple(parts), tuple(notes), tuple(assembly.content_rows(pieces)))


def _read(
    document: tuple[str, str], read_file: ReadFile, problems: list[Note]
) -> tuple[bytes, int] | None:
    public_id, title = document
    try:
        data, name = read_file(public_id)
        pages = evidence.as_pdf(data, name)
        return pages, render.page_count(pages)
    except (PdfError, OSError, ValueError, LookupError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problems.append(Note(title, f"cannot be put in: {reason}", fatal=True))
        return None


def _paper(document: tuple[str, str], read: tuple[bytes, int] | None) -> Piece | None:
    if read is None:
        return None
    return Piece(f"top:{document[0]}", LETTER, document[1], read[0], read[1])


def _own(page: Page, number: int, mark: str) -> Piece:
    facts = {"kind": page.kind, "title": page.title, "mark": mark, **page.data}
    data = compile_typst(TEMPLATE, facts)
    return Piece(f"own:{number}", LETTER, page.title, data, render.page_count(data))


def _exhibits(exhibits: tuple[Exhibit, ...], read: Any) -> Iterator[Piece]:
    for letter, exhibit in zip(rules.letters(exhibits), exhibits, strict=True):
        found = [(one, read(one)) for one in exhibit.documents]
        if any(made is None for _, made in found):
            continue
        total = sum(pages for _, (_, pages) in found)
        tab = sheets.tab_page(letter, exhibit.title, exhibit.caption, total)
        title = f"Exhibit {letter}: {exhibit.title}"
        yield Piece(f"exhibit:{letter}:tab", TAB, title, tab, 1, exhibit=letter)
        page = 0
        for place, ((_, name), (data, pages)) in enumerate(found):
            stamps = [f"Exhibit {letter}, page {page + n + 1} of {total}" for n in range(pages)]
            page += pages
            key = f"exhibit:{letter}:{place}"
            yield Piece(key, EVIDENCE, name, data, pages, stamps=stamps, exhibit=letter)


def _index(recipe: Recipe, before: list[Piece], after: list[Piece], mark: str) -> list[Piece]:
    """The index, whose page numbers count the index itself: set again while it grows."""
    pages = 1
    while True:
        blank = Piece("index", CONTENTS, recipe.index_title, b"", pages)
        rows = assembly.content_rows([*before, blank, *after])
        data = sheets.contents_page(
            rows, title=recipe.index_title, intro=recipe.index_intro, mark=mark
        )
        found = render.page_count(data)
        if found == pages:
            return [Piece("index", CONTENTS, recipe.index_title, data, pages)]
        pages = found
