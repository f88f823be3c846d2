"""Pieces and papers of our own for the tests of packets."""

import io

from PIL import Image

from goldendoor.packets.pieces import EVIDENCE, FORM, TAB, Piece
from goldendoor.pdf.tests import homemade


def pdf(*lines: str, pages: int = 1) -> bytes:
    """A PDF with some words at the foot of its first page."""
    made = homemade.FormBuilder(pages=pages)
    made.print_lines(list(lines) or ["A page"])
    return made.data()


def noise(seed: int, size: int = 240) -> Image.Image:
    """A picture that does not compress: its bytes count."""
    picture = Image.effect_noise((size, size), 90 + seed)
    return picture.convert("RGB")


def photographs(pages: int) -> bytes:
    """A PDF of pages that are large files."""
    buffer = io.BytesIO()
    first, *rest = [noise(number) for number in range(pages)]
    first.save(buffer, "PDF", save_all=True, append_images=rest)
    return buffer.getvalue()


def exhibit(letter: str, data: bytes, pages: int) -> list[Piece]:
    """A tab and its pages."""
    stamps = [f"Exhibit {letter}, page {page + 1} of {pages}" for page in range(pages)]
    return [
        Piece(f"evidence:{letter}:tab", TAB, f"Exhibit {letter}: Papers", pdf(letter), 1),
        Piece(f"evidence:{letter}:0", EVIDENCE, "Papers", data, pages, stamps=stamps),
    ]


def form(name: str, person: str, pages: int = 2) -> Piece:
    """A form's piece without a filled form behind it."""
    return Piece(f"form:{name}:{person}", FORM, f"Form {name}, {person}", pdf(pages=pages), pages)
