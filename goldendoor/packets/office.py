"""Sheets for the office, not mailed: who signs where, what to enclose, the checklist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import filling
from goldendoor.official_forms.facts import CaseFile
from goldendoor.official_forms.filling import Signature
from goldendoor.packets import letters, sheets
from goldendoor.packets.pieces import OFFICE, PAYMENT, Note, Piece
from goldendoor.pdf import render


def all_signatures(pieces: Sequence[Piece]) -> list[tuple[str, Signature, int]]:
    """(piece title, signature, running page) for every place that somebody signs by hand."""
    found = []
    first = 1
    for piece in pieces:
        if piece.kind == OFFICE:
            continue
        if piece.filled is not None:
            found += [(piece.title, one, first + one.page - 1) for one in piece.filled.signatures]
        first += piece.pages
    return found


def pieces(
    case: CaseFile, mailed: Sequence[Piece], notes: Sequence[Note], library: Library
) -> list[Piece]:
    """One piece with all office sheets."""
    groups = [
        _signing(mailed),
        _enclose(case, library),
        _editions(case, mailed, library),
        _checklist(case, mailed, notes),
    ]
    data = sheets.office_pages([group for group in groups if group], title="Before mailing")
    return [Piece("office", OFFICE, "For the office (take out)", data, render.page_count(data))]


def _signing(mailed: Sequence[Piece]) -> dict[str, Any]:
    rows = [
        [f"{page}", one.signer, title, one.where] for title, one, page in all_signatures(mailed)
    ]
    return {
        "title": "Who signs where",
        "intro": "Each signature by hand, in ink, with the date. Nothing is signed for anybody.",
        "columns": sheets.columns("Page", "Who", "Form", "Where", wide=("Who", "Form")),
        "rows": rows,
    }


def _enclose(case: CaseFile, library: Library) -> dict[str, Any]:
    """Originals, photographs and sealed envelopes that cannot be pages of a PDF."""
    kind = letters.case_type(case, library) or {}
    help_of = {row["key"]: str(row.get("help", "")) for row in kind.get("evidence") or []}
    own = [row for row in case.data.get("evidence") or [] if row.get("original")]
    wanted = own or [row for row in kind.get("evidence") or [] if row.get("original")]
    stated = (case.data.get("packet") or {}).get("originals") or []
    rows = [
        ["☐", str(row["label"]), help_of.get(str(row.get("id") or row.get("key")), "")]
        for row in wanted
        if row.get("status") != "waived" and row.get("included") is not False
    ]
    rows += [["☐", str(one), ""] for one in stated]
    return {
        "title": "Originals and photographs to enclose",
        "intro": "" if rows else "None are known for this kind of case.",
        "columns": sheets.columns("", "What", "How"),
        "rows": rows,
    }


def _editions(case: CaseFile, mailed: Sequence[Piece], library: Library) -> dict[str, Any]:
    rows = []
    for piece in mailed:
        if piece.filled is None:
            continue
        blank = piece.filled.blank
        _ok, _result, why = filling.edition_answer(
            blank.form,
            blank.edition,
            piece.filled.filing,
            str(case.data.get("filing_date") or "1900-01-01"),
            library,
        )
        rows.append([blank.form, blank.edition, why])
    return {
        "title": "Editions",
        "intro": f"Day of filing: {case.data.get('filing_date') or 'not set'}.",
        "columns": sheets.columns("Form", "Edition", "Why it may be filed"),
        "rows": rows,
    }


def _checklist(case: CaseFile, mailed: Sequence[Piece], notes: Sequence[Note]) -> Mapping[str, Any]:
    payments = [piece for piece in mailed if piece.kind == PAYMENT or "payment" in piece.key]
    rows = [["☐", "Every signature above is in ink, on every copy"]]
    rows += [["☐", f"{piece.title}: write the numbers by hand"] for piece in payments]
    rows += [["☐", "Names on photographs; photographs in an envelope"]]
    rows += [["☐", "The address was taken from the agency's page today"]]
    rows += [["☐", "Copy of the whole packet kept; courier and tracking number recorded"]]
    rows += [["!", f"{note.about}: {note.text}"] for note in notes]
    return {
        "title": "Filing checklist",
        "intro": "",
        "columns": sheets.columns("", "Check"),
        "rows": rows,
    }
