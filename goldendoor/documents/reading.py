"""What is found out about a file by opening it, within limits."""

from typing import BinaryIO

from goldendoor.foundation.uploads import PDF, Kind
from goldendoor.kernel.errors import BadInput
from goldendoor.pdf import errors, images, opening

# Where a whole PDF ends, give or take what mail programs append.
TAIL = 4096


def page_count(file: BinaryIO, kind: Kind, *, name: str) -> int:
    """Pages of a file, its reading position restored.

    Raises BadInput, naming the file, for one that is broken, cut off, locked with a password or
    larger (in pages, objects, pixels, unpacked size) than any document: it could neither be shown
    nor printed, and whoever sends it still has the original to send again.
    """
    file.seek(0)
    try:
        return _pdf_pages(file.read()) if kind == PDF else images.check(file, name=name)
    except errors.PdfError as error:
        raise BadInput(str(error.about(f"“{name}”"))) from error
    finally:
        file.seek(0)


def _pdf_pages(data: bytes) -> int:
    with opening.open_pdf(data) as pdf:
        mended = any("reconstruct" in str(warning) for warning in pdf.get_warnings())
        if mended and b"%%EOF" not in data[-TAIL:]:
            raise errors.Damaged("it was cut off half-way")
        if not len(pdf.pages):
            raise errors.Damaged("it has no page")
        return len(pdf.pages)
