"""The forms of a packet: each filing on its official blank, its payment form before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import blanks, filling, whole
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import order, payments, sheets
from goldendoor.packets.pieces import FORM, OFFICE, PAYMENT, Note, Options, Piece
from goldendoor.pdf import render

Progress = Callable[[str, int, int], None]


@dataclass
class Work:
    """What one build needs everywhere: the case, where things come from, and what to say of it."""

    case: CaseFile
    library: Library
    store: blanks.Blanks
    options: Options
    progress: Progress
    notes: list[Note] = field(default_factory=list)


def forms_of(work: Work) -> list[Piece]:
    """Every wanted form in filing order, each paid one behind its own payment form.

    Raises `pdf.errors.PdfError` for a blank that cannot be filled; everything else is a note.
    """
    filings = order.filings(work.case, work.library)
    made: list[Piece] = []
    for done, filing in enumerate(filings):
        work.progress("Filling forms", done, len(filings))
        fee = payments.fee_of(work.case, filing, work.library)
        if fee is not None and not order.is_payment_form(filing):
            made += _payment(work, fee, filing)
        made += _form(work, filing)
    work.progress("Filling forms", len(filings), len(filings))
    return made


def _form(work: Work, filing: Mapping[str, Any], *, kind: str = FORM) -> list[Piece]:
    name = order.about(work.case, filing)
    try:
        blank = work.store.newest(
            str(filing["form"]), filing.get("edition") or _newest(filing, work.library)
        )
    except blanks.NoBlank as error:
        return _sheet_instead(work, filing, str(error))
    try:
        filling.require_accepted(blank, filing, work.case.data.get("filing_date"), work.library)
    except filling.NotAccepted as error:
        work.notes.append(Note(name, str(error), fatal=True))
    filled = filling.fill(
        work.case,
        filing,
        blank,
        work.library,
        flatten=work.options.flatten,
        draft=work.options.draft,
    )
    if not filled.curated:
        work.notes.append(Note(name, "is filled by a drafted map: check every page."))
    work.notes += [Note(name, text) for text in filled.problems]
    data = whole.with_sheets(filled, flatten=work.options.flatten)
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


def _sheet_instead(work: Work, filing: Mapping[str, Any], reason: str) -> list[Piece]:
    """Without a blank the filing sheet goes in, so that nothing of the work is lost."""
    name = order.about(work.case, filing)
    try:
        data = whole.filing_sheet(work.case, filing, str(filing["form"]), None, work.library)
    except blanks.NoBlank:
        work.notes.append(Note(name, reason, fatal=True))
        return []
    text = f"{reason} A filing sheet stands in its place; it is not the official form."
    work.notes.append(Note(name, text, fatal=True))
    return [
        Piece(
            order.key(filing, FORM), FORM, f"{name} (filing sheet)", data,
            render.page_count(data), str(filing.get("for", "")),
        )
    ]  # fmt: skip


def _payment(work: Work, fee: payments.Fee, filing: Mapping[str, Any]) -> list[Piece]:
    """The payment form that goes with one form: one payment per form."""
    if fee.cents is None:
        work.notes.append(
            Note(order.about(work.case, filing), f"fee: {fee.note or 'not in the library'}.")
        )
    paying = payments.payment_filing(fee, filing, work.case)
    paying.setdefault("edition_checked", filing.get("payment_edition_checked"))
    if paying["form"] == payments.ACCOUNT_FORM:
        return [_account_sheet(work.case, fee, filing)]
    made = _form(work, paying, kind=PAYMENT)
    for piece in made:
        piece.key = order.key(filing, PAYMENT)
        piece.title = (
            f"{paying['form']}, payment of {fee.text} for {order.about(work.case, filing)}"
        )
    return made


def _account_sheet(case: CaseFile, fee: payments.Fee, filing: Mapping[str, Any]) -> Piece:
    """G-1650 has no blank here: a sheet without account numbers, and where to get the form."""
    groups = [
        {
            "title": "Form G-1650, payment from a U.S. bank account",
            "intro": "Get the form at https://www.uscis.gov/g-1650 and write the account "
            "numbers by hand. They are never kept here.",
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
