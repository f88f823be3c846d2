"""What can be told about a file by opening it."""

from typing import BinaryIO

from goldendoor.foundation.uploads import PDF, TIFF, Kind


def page_count(file: BinaryIO, kind: Kind) -> int | None:
    """Pages of a file, its reading position restored; None for a PDF that is broken or locked.

    A broken PDF is kept all the same (it may be the only copy) and named when the packet is built.
    """
    file.seek(0)
    try:
        if kind == PDF:
            return _pdf_pages(file)
        return _tiff_pages(file) if kind == TIFF else 1
    finally:
        file.seek(0)


def _pdf_pages(file: BinaryIO) -> int | None:
    import pikepdf

    try:
        with pikepdf.open(file) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError):
        return None


def _tiff_pages(file: BinaryIO) -> int | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(file) as picture:
            return int(getattr(picture, "n_frames", 1))
    except (OSError, UnidentifiedImageError, ValueError):
        return None
