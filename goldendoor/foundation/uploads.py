"""Checks of an uploaded file by what it is, not by what it is called."""

import tempfile
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from goldendoor.kernel.errors import BadInput

HEAD_BYTES = 1024
# “ftyp” brands of the still pictures phones write (ISO/IEC 23008-12, annex B.4).
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim", b"heis"}


class TooMuch(BadRequest):
    """A file grew beyond the limit on its way in. The message is logged, so it does not name the
    file; `reason` is for the page."""

    def __init__(self, name: str) -> None:
        super().__init__("An upload was larger than the limit.")
        self.reason = f"“{name}” has more than the {settings.UPLOAD_MAX_MB} MB that can be taken."


class UnnamedFileHandler(FileUploadHandler):
    """Takes a large upload into a file without a name, which vanishes whatever happens to us.

    More than the limit is refused while it arrives, so that no upload fills the disk.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with an empty file."""
        super().new_file(*args, **kwargs)
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (the upload closes it)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece; raises TooMuch."""
        if start + len(raw_data) > settings.UPLOAD_MAX_MB * 1024 * 1024:
            self.file.close()
            raise TooMuch(self.file_name or "The file")
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """The file as views get it."""
        self.file.seek(0)
        return UploadedFile(
            file=self.file,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """Nothing is left of an upload that was cut off."""
        if getattr(self, "file", None) is not None:
            self.file.close()


@dataclass(frozen=True)
class Kind:
    """A kind of file we take: its media type and the ending it is kept under."""

    content_type: str
    ending: str


PDF = Kind("application/pdf", ".pdf")
JPEG = Kind("image/jpeg", ".jpg")
PNG = Kind("image/png", ".png")
TIFF = Kind("image/tiff", ".tif")
HEIC = Kind("image/heic", ".heic")


def recognise(head: bytes) -> Kind | None:
    """The kind by the first bytes, or None. A PDF may have up to 1,024 bytes before its header
    (ISO 32000-1, annex H.3, note 13)."""
    if b"%PDF-" in head[:HEAD_BYTES]:
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith((b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")):
        return TIFF
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return HEIC
    return None


def check(file: BinaryIO, *, name: str, size: int, declared_size: int | None = None) -> Kind:
    """The kind of an upload, its reading position restored; raises BadInput naming the file.

    `declared_size` is what the sender announced: fewer bytes mean that it was cut off half-way.
    """
    limit = settings.UPLOAD_MAX_MB * 1024 * 1024
    if size == 0:
        raise BadInput(f"“{name}” is empty.")
    if size > limit:
        megabytes = size / 1024 / 1024
        raise BadInput(
            f"“{name}” has {megabytes:.1f} MB; at most {settings.UPLOAD_MAX_MB} MB can be taken."
        )
    if declared_size is not None and size < declared_size:
        raise BadInput(f"“{name}” was cut off half-way. Send it again.")
    file.seek(0)
    kind = recognise(file.read(HEAD_BYTES))
    file.seek(0)
    if kind is None:
        raise BadInput(f"“{name}” is not a PDF, JPEG, PNG, HEIC or TIFF file.")
    return kind
