"""The picture of a page of a notice, and where on it the values stand that were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldendoor.pdf import images, render

PDF = "application/pdf"
SCALE = 1.7
ROOM = 2.0  # points around a mark


@dataclass(frozen=True)
class Mark:
    """A value's place on the page, in points from the upper left corner."""

    name: str
    x: float
    y: float
    width: float
    height: float


def png(data: bytes, content_type: str, number: int, *, name: str) -> bytes:
    """Page `number` (from 1) as PNG. Raises IndexError, PdfError."""
    return render.page_png(as_pdf(data, content_type, name=name), number, scale=SCALE)


def as_pdf(data: bytes, content_type: str, *, name: str) -> bytes:
    """The file as a PDF: scans become pages."""
    return data if content_type == PDF else images.to_pdf(data, name=name)


def marks(
    data: bytes, number: int, printed: Sequence[tuple[str, str]]
) -> tuple[float, float, list[Mark]]:
    """Width and height of a page of a PDF, and the marks of `[(name, text as printed)]`."""
    width, height, boxes = render.text_boxes(data, number, [text for _, text in printed])
    found = [
        Mark(name, x - ROOM, y - ROOM, wide + 2 * ROOM, high + 2 * ROOM)
        for name, text in printed
        for x, y, wide, high in boxes.get(text, ())
    ]
    return width, height, found
