"""Evidence files as exhibit pages: originals, translations and certificates side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from goldendoor.packets import sheets
from goldendoor.packets.pieces import EVIDENCE, TAB, Note, Piece, exhibit_label
from goldendoor.pdf import images, opening, render
from goldendoor.pdf.errors import PdfError

ReadFile = Callable[[str], bytes]
PDF_MAGIC = b"%PDF-"


def pieces(
    items: list[Mapping[str, Any]], read_file: ReadFile, titles: Mapping[str, str]
) -> tuple[list[Piece], list[Note]]:
    """A tab and a piece for each item of evidence that has files; a broken file becomes a note."""
    found: list[Piece] = []
    notes: list[Note] = []
    number = 0
    for item in items:
        key = f"evidence:{item.get('id') or item.get('label')}"
        title = titles.get(key) or str(item.get("title") or item.get("label") or "Evidence")
        if not item.get("files"):
            if item.get("status") != "waived" and not item.get("original"):
                notes.append(Note(title, "has no file yet; it is left out of the packet."))
            continue
        letter = exhibit_label(number)
        number += 1
        made, wrong = _exhibit(item, key, title, letter, read_file)
        found += made
        notes += wrong
    return found, notes


def _exhibit(
    item: Mapping[str, Any], key: str, title: str, letter: str, read_file: ReadFile
) -> tuple[list[Piece], list[Note]]:
    notes: list[Note] = []
    files = [(str(name), "") for name in item["files"]]
    if item.get("translation"):
        files.append((str(item["translation"]), "Translation"))
    if item.get("certificate"):
        files.append((str(item["certificate"]), "Certificate of translation"))
    elif item.get("translation"):
        notes.append(Note(title, "has a translation without the translator's certificate."))
    parts: list[tuple[bytes, int, str]] = []
    for name, label in files:
        try:
            data = as_pdf(read_file(name), name)
            parts.append((data, render.page_count(data), label))
        except (PdfError, OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            notes.append(Note(title, f"{name} is left out: {reason}"))
    if not parts:
        return [], notes
    total = sum(pages for _data, pages, _label in parts)
    tab = sheets.tab_page(letter, title, str(item.get("caption") or ""), total)
    made = [Piece(f"{key}:tab", TAB, f"Exhibit {letter}: {title}", tab, 1, exhibit=letter)]
    page = 0
    for place, (data, pages, label) in enumerate(parts):
        stamps = [f"Exhibit {letter}, page {page + n + 1} of {total}" for n in range(pages)]
        page += pages
        made.append(
            Piece(
                f"{key}:{place}",
                EVIDENCE,
                label or title,
                data,
                pages,
                stamps=stamps,
                exhibit=letter,
            )
        )
    return made, notes


def as_pdf(data: bytes, name: str) -> bytes:
    """A file as PDF pages: PDFs as they are (unencrypted), pictures on letter-size pages."""
    if data[:1024].lstrip().startswith(PDF_MAGIC):
        with opening.open_pdf(data) as pdf:
            if not len(pdf.pages):
                raise ValueError("the PDF has no pages.")
        return data
    return images.to_pdf(data, name=name)
