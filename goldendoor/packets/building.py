"""Building a packet: forms, evidence and letters in filing order, joined, stamped, split.

Pure but for reading the evidence files it is given a reader for. Stored cases and case files on disk
come in as the same dictionary.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import blanks, filling, whole
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import evidence, letters, office, order, payments, sheets, splitting
from goldendoor.packets.pieces import (
    CONTENTS,
    FORM,
    LETTER,
    OFFICE,
    PAYMENT,
    TAB,
    BuiltPacket,
    Note,
    Options,
    PacketRefused,
    Piece,
)
from goldendoor.pdf import join, render

Progress = Callable[[str, int, int], None]


def _quiet(_label: str, _done: int, _total: int) -> None:
    return None


class Clock:
    """Seconds spent on each kind of work, for the people who wait and for the bench."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.spent[what] = self.spent.get(what, 0.0) + time.perf_counter() - began


def build(
    data: Mapping[str, Any],
    *,
    library: Library,
    store: blanks.Blanks,
    read_file: evidence.ReadFile,
    options: Options,
    progress: Progress = _quiet,
) -> BuiltPacket:
    """The packet of a case file.

    Raises `PacketRefused` with every reason (editions nobody checked, filings without a blank or a
    map) unless `options.draft`; `pdf.errors.PdfError` for a blank that cannot be filled.
    """
    case = CaseFile(dict(data))
    choices = order.Choices.of(case)
    clock = Clock()
    notes: list[Note] = []
    with clock.on("forms"):
        forms = _forms(case, library, store, options, notes, progress)
    fatal = [note for note in notes if note.fatal]
    if fatal and not options.draft:
        raise PacketRefused(fatal)
    with clock.on("evidence"):
        items = [row for row in case.data.get("evidence") or [] if row.get("included") is not False]
        exhibits, wrong = evidence.pieces(choices.ordered_evidence(items), read_file, choices.titles)
    notes += wrong
    with clock.on("letters"):
        pieces = choices.arrange(forms + exhibits)
        if not pieces:
            raise PacketRefused([Note("The packet", "has no form and no evidence to put in.", True)])
        pieces = _with_letter_and_contents(case, pieces, library, options, choices)
        back = office.pieces(case, pieces, notes, library)
    with clock.on("joining"):
        progress("Joining", 0, 1)
        parts = splitting.parts(pieces, back, options, join_pieces)
        progress("Joining", 1, 1)
    return BuiltPacket(
        parts=tuple(parts),
        signatures=tuple(office.all_signatures(pieces)),
        unsigned=tuple(office.all_signatures(pieces)),
        notes=tuple(notes),
        contents=tuple(content_rows(pieces)),
        timings=clock.spent,
    )


# ── forms ────────────────────────────────────────────────────────────────────────────────────


def _forms(
    case: CaseFile,
    library: Library,
    store: blanks.Blanks,
    options: Options,
    notes: list[Note],
    progress: Progress,
) -> list[Piece]:
    filings = order.filings(case, library)
    made: list[Piece] = []
    for done, filing in enumerate(filings):
        progress("Filling forms", done, len(filings))
        fee = payments.fee_of(case, filing, library)
        if fee is not None and not order.is_payment_form(filing):
            made += _payment(case, fee, filing, library, store, options, notes)
        made += _form(case, filing, library, store, options, notes)
    progress("Filling forms", len(filings), len(filings))
    return made


def _form(
    case: CaseFile,
    filing: Mapping[str, Any],
    library: Library,
    store: blanks.Blanks,
    options: Options,
    notes: list[Note],
    *,
    kind: str = FORM,
) -> list[Piece]:
    name = order.about(case, filing)
    try:
        blank = store.newest(str(filing["form"]), filing.get("edition") or _newest(filing, library))
    except blanks.NoBlank as error:
        return _sheet_instead(case, filing, library, str(error), notes)
    try:
        filling.require_accepted(blank, filing, case.data.get("filing_date"), library)
    except filling.NotAccepted as error:
        notes.append(Note(name, str(error), fatal=True))
    filled = filling.fill(
        case, filing, blank, library, flatten=options.flatten, draft=options.draft
    )
    if not filled.curated:
        notes.append(Note(name, "is filled by a drafted map: check every page."))
    notes += [Note(name, text) for text in filled.problems]
    data = whole.with_sheets(filled, flatten=options.flatten)
    pages = render.page_count(data)
    children = [("Further sheets", blank.pages)] if filled.sheets else []
    return [
        Piece(
            order.key(filing, kind), kind, name, data, pages, str(filing.get("for", "")),
            filled=filled, children=children,
        )
    ]  # fmt: skip


def _newest(filing: Mapping[str, Any], library: Library) -> str | None:
    """The edition the preparer checked, when the filing names none; else the newest at hand."""
    return (filing.get("edition_checked") or {}).get("edition")


def _sheet_instead(
    case: CaseFile, filing: Mapping[str, Any], library: Library, reason: str, notes: list[Note]
) -> list[Piece]:
    """Without a blank the filing sheet goes in, so that nothing of the work is lost."""
    name = order.about(case, filing)
    try:
        data = whole.filing_sheet(case, filing, str(filing["form"]), None, library)
    except blanks.NoBlank:
        notes.append(Note(name, reason, fatal=True))
        return []
    text = f"{reason} A filing sheet stands in its place; it is not the official form."
    notes.append(Note(name, text, fatal=True))
    return [
        Piece(
            order.key(filing, FORM), FORM, f"{name} (filing sheet)", data,
            render.page_count(data), str(filing.get("for", "")),
        )
    ]  # fmt: skip


def _payment(
    case: CaseFile,
    fee: payments.Fee,
    filing: Mapping[str, Any],
    library: Library,
    store: blanks.Blanks,
    options: Options,
    notes: list[Note],
) -> list[Piece]:
    """The payment form that goes with one form: one payment per form."""
    if fee.cents is None:
        notes.append(Note(order.about(case, filing), f"fee: {fee.note or 'not in the library'}."))
    paying = payments.payment_filing(fee, filing, case)
    paying.setdefault("edition_checked", filing.get("payment_edition_checked"))
    if paying["form"] == payments.ACCOUNT_FORM:
        return [_account_sheet(case, fee, filing)]
    made = _form(case, paying, library, store, options, notes, kind=PAYMENT)
    for piece in made:
        piece.key = order.key(filing, PAYMENT)
        piece.title = f"{paying['form']}, payment of {fee.text} for {order.about(case, filing)}"
    return made


def _account_sheet(case: CaseFile, fee: payments.Fee, filing: Mapping[str, Any]) -> Piece:
    """G-1650 has no blank here: a sheet with everything but account numbers, and where to get it."""
    groups = [
        {
            "title": "Form G-1650, payment from a U.S. bank account",
            "intro": "Get the form at https://www.uscis.gov/g-1650 and write the account numbers by "
            "hand. They are never kept here.",
            "columns": sheets.columns("For", "Answer"),
            "rows": [
                ["Form paid for", fee.form],
                ["Applicant", order.person_name(case, fee.person)],
                ["Amount", fee.text],
            ],
        }
    ]
    data = sheets.office_pages(groups, title="G-1650, payment from a bank account")
    title = f"G-1650, payment of {fee.text} for {order.about(case, filing)}"
    return Piece(order.key(filing, PAYMENT), OFFICE, title, data, 1, fee.person)


# ── letter, contents, joining ────────────────────────────────────────────────────────────────


def _with_letter_and_contents(
    case: CaseFile,
    pieces: list[Piece],
    library: Library,
    options: Options,
    choices: order.Choices,
) -> list[Piece]:
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
