"""Opening PDF bytes that somebody sent us: every refusal is a `PdfError`, every size is limited."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from io import BytesIO
from pathlib import Path
from typing import ParamSpec, TypeVar

import pikepdf

from goldendoor.pdf import errors

MAX_BYTES = 100 * 1024 * 1024
MAX_PAGES = 2_000
MAX_OBJECTS = 300_000
MAX_STREAM_BYTES = 128 * 1024 * 1024
"""Largest decompressed stream in bytes; the largest of any official form is 3 MB."""
MAX_NESTING = 100

# How the libraries call bytes that have no file name.
_IN_MEMORY = re.compile(r"^(?:stream )?<_io\.BytesIO object at 0x[0-9a-f]+>:? ?")

# qpdf limits every filter but LZW, and a name may be written with escapes (ISO 32000-1, 7.3.5).
_LZW = re.compile(rb"/(?:L|#4[Cc])(?:Z|#5[Aa])(?:W|#57)")
_PACKED = re.compile(rb"/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)")

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Unsafe(errors.PdfError):
    """Opening the file could take all memory there is."""

    def __init__(self) -> None:
        super().__init__(
            "The PDF packs its objects in a way (LZW) that cannot be opened safely; print it to a "
            "new PDF and take that one."
        )


@cache
def _limit_qpdf_once() -> None:
    # Process-wide, as qpdf has it; the values only refuse what no real document needs.
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MAX_STREAM_BYTES,
        png_max_memory=MAX_STREAM_BYTES,
        tiff_max_memory=MAX_STREAM_BYTES,
        run_length_max_memory=MAX_STREAM_BYTES,
        parser_max_nesting=MAX_NESTING,
        parser_max_container_size=MAX_OBJECTS,
    )


def source_bytes(source: bytes | Path) -> bytes:
    """The bytes of `source`. Raises `TooLarge` and `NotAPdf`; OSError if a path cannot be read."""
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
    else:
        size = Path(source).stat().st_size
        if size > MAX_BYTES:
            raise errors.TooLarge("bytes", size, MAX_BYTES)
        data = Path(source).read_bytes()
    if len(data) > MAX_BYTES:
        raise errors.TooLarge("bytes", len(data), MAX_BYTES)
    # ISO 32000-1, H.3: readers accept the header anywhere in the first 1,024 bytes.
    if b"%PDF-" not in data[:1024]:
        raise errors.NotAPdf()
    return data


@contextmanager
def open_pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Open PDF bytes with the empty password, within the limits of this module.

    Raises `Encrypted`, `Damaged`, `TooLarge` or `Unsafe`.
    """
    _limit_qpdf_once()
    # Objects packed in streams are unpacked on opening: 26 kB of LZW become gigabytes.
    if _LZW.search(data) and _PACKED.search(data):
        raise Unsafe()
    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise errors.Encrypted() from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        raise errors.Damaged(_reason(error)) from error
    with pdf:
        # /Size is what qpdf's own table was read by; counting would mean parsing every object.
        size = pdf.trailer.get("/Size")
        count = size if isinstance(size, int) else len(pdf.objects)
        if count > MAX_OBJECTS:
            raise errors.TooLarge("objects", count, MAX_OBJECTS)
        pages = pdf.Root.get("/Pages")
        declared = pages.get("/Count", 0) if isinstance(pages, pikepdf.Dictionary) else 0
        if isinstance(declared, int) and declared > MAX_PAGES:
            raise errors.TooLarge("pages", declared, MAX_PAGES)
        if len(pdf.pages) > MAX_PAGES:
            raise errors.TooLarge("pages", len(pdf.pages), MAX_PAGES)
        yield pdf


def damaged_as_pdf_error(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Turn whatever a broken object tree makes libraries raise into `Damaged`."""

    @wraps(function)
    def wrapper(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return function(*args, **kwargs)
        except (errors.PdfError, OSError, MemoryError):
            raise
        except (pikepdf.PdfError, ArithmeticError, AttributeError, LookupError) as error:
            raise errors.Damaged(_reason(error)) from error
        except (RuntimeError, TypeError, ValueError) as error:
            raise errors.Damaged(_reason(error)) from error

    return wrapper


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return _IN_MEMORY.sub("", text)[:160]
