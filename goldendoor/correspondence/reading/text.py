"""The words of a file, page by page: from its text layer, or by reading the picture."""

from __future__ import annotations

import email
import email.policy
import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from goldendoor.kernel.errors import BadInput
from goldendoor.pdf import errors, images, opening

LARGEST = 50 * 1024 * 1024
MOST_PAGES = 200
FEWEST_LETTERS = 25  # fewer on a page: it is a picture, perhaps with a stamp
DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
OCR_SECONDS = 120
TEXT_ENDINGS = (".txt", ".text", ".md")
MAIL_ENDINGS = (".eml",)
Report = Callable[[int, int], None]


class Unreadable(BadInput):
    """A file in which no words were found; the sentence says what to do."""


@dataclass(frozen=True)
class Page:
    """The words of one page; `is_picture`: they were read from a picture, and may be misread."""

    number: int
    text: str
    is_picture: bool = False


def pages(path: Path) -> list[Page]:
    """Every page with words. Raises Unreadable, or OSError for a file that isn't there."""
    return pages_of(path.read_bytes(), path.name)


def pages_of(data: bytes, name: str, report: Report | None = None) -> list[Page]:
    """Every page with words of a file's content; its name tells a text from a picture.

    `report(done, total)` is told of each page. Raises Unreadable.
    """
    if not data:
        raise Unreadable(f"{name} is empty.")
    if len(data) > LARGEST:
        raise Unreadable(f"{name} is larger than {LARGEST // 1024 // 1024} MB.")
    found = [page for page in _pages(data, name, report) if page.text.strip()]
    if not found:
        raise Unreadable(f"{name} has no words that could be read. {_advice()}")
    return found


def _pages(data: bytes, name: str, report: Report | None) -> Iterator[Page]:
    ending = Path(name).suffix.lower()
    if data[:1024].lstrip().startswith(b"%PDF"):
        yield from _of_pdf(data, name, report)
    elif ending in MAIL_ENDINGS:
        yield Page(1, _of_mail(data))
    elif ending in TEXT_ENDINGS:
        yield Page(1, data.decode("utf-8", "replace"))
    else:
        yield Page(1, _of_picture(data, name), is_picture=True)


def _of_mail(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    return str(body.get_content()) if body is not None else ""


def _of_pdf(data: bytes, name: str, report: Report | None) -> Iterator[Page]:
    try:
        with opening.open_pdf(data):
            pass
        document = pypdfium2.PdfDocument(data)
    except (errors.PdfError, pypdfium2.PdfiumError) as error:
        raise Unreadable(f"{name} could not be opened: {error}") from error
    try:
        count = min(len(document), MOST_PAGES)
        for index in range(count):
            if report is not None:
                report(index, count)
            page = document[index]
            text = page.get_textpage().get_text_bounded()
            if len("".join(text.split())) >= FEWEST_LETTERS or not can_read_pictures():
                yield Page(index + 1, text)
                continue
            picture = page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH).to_pil()
            buffer = io.BytesIO()
            picture.save(buffer, "PNG")
            yield Page(index + 1, _tesseract(buffer.getvalue(), name), is_picture=True)
    finally:
        document.close()


def _of_picture(data: bytes, name: str) -> str:
    try:
        images.check(io.BytesIO(data), name=name)
    except errors.PdfError as error:
        raise Unreadable(f"{name} is no PDF, picture, text or e-mail file: {error}") from error
    if not can_read_pictures():
        raise Unreadable(f"{name} is a picture. {_advice()}")
    return _tesseract(data, name)


def can_read_pictures() -> bool:
    """Whether the program tesseract is installed."""
    return shutil.which("tesseract") is not None


def _tesseract(picture: bytes, name: str) -> str:
    command = [str(shutil.which("tesseract")), "stdin", "stdout", "-l", "eng", "--psm", "4"]
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command; the picture is its input only)
            command, input=picture, capture_output=True, timeout=OCR_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"{name} took too long to read. {_advice()}") from error
    if done.returncode:
        raise Unreadable(f"{name} could not be read as a picture. {_advice()}")
    return done.stdout.decode("utf-8", "replace")


def _advice() -> str:
    if can_read_pictures():
        return "Scan it again, straight and at 300 dots an inch, or type what it says."
    return "Install tesseract to read pictures, or type what the notice says."
