"""Pictures of pages, by PDFium."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from goldendoor.pdf import errors, opening

MAX_PIXELS = 60_000_000
# PDFium is not safe to use from several threads at once.
_LOCK = Lock()


@contextmanager
def _document(source: bytes | Path) -> Iterator[Any]:
    """The open PDFium document, closed afterwards; what PDFium refuses is `Damaged`."""
    import pypdfium2

    data = opening.source_bytes(source)
    with _LOCK:
        document = None
        try:
            document = pypdfium2.PdfDocument(data)
            yield document
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise errors.Encrypted() from error
            raise errors.Damaged(str(error)) from error
        finally:
            if document is not None:
                document.close()


def page_count(source: bytes | Path) -> int:
    """Number of pages. Raises `PdfError`."""
    with _document(source) as document:
        return len(document)


def page_png(source: bytes | Path, page: int, *, scale: float = 1.5) -> bytes:
    """Page `page` (from 1), filled fields included, as PNG with `scale` pixels per point.

    Raises `PdfError`; IndexError if there is no such page.
    """
    with _document(source) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"The PDF has {len(document)} pages; there is no page {page}.")
        document.init_forms()
        sheet = document[page - 1]
        width, height = sheet.get_size()
        pixels = int(width * scale) * int(height * scale)
        if pixels > MAX_PIXELS:
            raise errors.TooLarge("pixels on a page", pixels, MAX_PIXELS)
        picture = sheet.render(scale=scale, may_draw_forms=True).to_pil()
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def page_texts(source: bytes | Path, pages: Iterable[int]) -> list[str]:
    """The printed text of pages (from 1; -1 is the last), each once, in the order asked for."""
    with _document(source) as document:
        count = len(document)
        wanted = dict.fromkeys(page if page > 0 else count + 1 + page for page in pages)
        return [_text(document[page - 1]) for page in wanted if 1 <= page <= count]


def _text(sheet: Any) -> str:
    text = sheet.get_textpage()
    found = text.get_text_range()
    text.close()
    return found


def text_boxes(
    source: bytes | Path, page: int, texts: Iterable[str]
) -> tuple[float, float, dict[str, list[tuple[float, float, float, float]]]]:
    """Width and height of a page in points, and where each text stands on it, if it does.

    A place is (x, y, width, height) from the upper left corner; a text over two lines has two.
    Raises `PdfError`; IndexError if there is no such page.
    """
    with _document(source) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"There is no page {page}.")
        sheet = document[page - 1]
        width, height = sheet.get_size()
        words = sheet.get_textpage()
        found = {text: _boxes(words, text, height) for text in texts if text.strip()}
        words.close()
    return width, height, found


def _boxes(words: Any, text: str, height: float) -> list[tuple[float, float, float, float]]:
    searcher = words.search(text)
    place = searcher.get_next()
    searcher.close()
    if place is None:
        return []
    boxes = []
    for number in range(words.count_rects(*place)):
        left, bottom, right, top = words.get_rect(number)
        boxes.append((left, height - top, right - left, top - bottom))
    return boxes
