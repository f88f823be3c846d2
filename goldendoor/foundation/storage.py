"""Files encrypted at rest, each with a key of its own.

Layout: `GDF1`, one byte length of the key name, the key name, 12-byte nonce and 48-byte AES-256-GCM
wrapping of the file's key, then chunks of 64 KiB, each followed by its 16-byte tag. The nonce of a
chunk is its number, and its associated data says whether it is the last one: a chunk that was
altered, moved, dropped or cut off does not open. Rotating the field key rewrites the wrapping only.
"""

import io
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from goldendoor.foundation.encryption import Undecipherable

MAGIC = b"GDF1"
CHUNK = 64 * 1024
TAG = 16
WRAPPED = 12 + 32 + TAG


def encrypt_to(path: Path, chunks: Iterator[bytes]) -> int:
    """Write an encrypted file; returns the number of plain bytes.

    The file appears under `path` whole or not at all: a full disk leaves nothing behind.
    """
    key = AESGCM.generate_key(bit_length=256)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        with draft.open("wb") as out:
            out.write(_header(key))
            size = _write_chunks(out, AESGCM(key), chunks)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return size


def _header(key: bytes) -> bytes:
    name = settings.FIELD_KEYS["current"]
    nonce = secrets.token_bytes(12)
    wrapped = AESGCM(settings.FIELD_KEYS["keys"][name]).encrypt(nonce, key, MAGIC)
    return MAGIC + bytes([len(name)]) + name.encode() + nonce + wrapped


def _write_chunks(out: BinaryIO, cipher: AESGCM, chunks: Iterator[bytes]) -> int:
    waiting, number, size = bytearray(), 0, 0
    for piece in chunks:
        size += len(piece)
        waiting += piece
        # One chunk is held back, since only the end of the stream tells which is the last.
        while len(waiting) > CHUNK:
            out.write(_sealed(cipher, number, bytes(waiting[:CHUNK]), last=False))
            del waiting[:CHUNK]
            number += 1
    out.write(_sealed(cipher, number, bytes(waiting), last=True))
    return size


def _sealed(cipher: AESGCM, number: int, plain: bytes, *, last: bool) -> bytes:
    return cipher.encrypt(number.to_bytes(12), plain, b"last" if last else b"more")


class DecryptingReader(io.RawIOBase):
    """Reads an encrypted file as if it were plain: seekable, one chunk in memory."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = path.open("rb")
        self._name = path.name
        self._cipher = AESGCM(_file_key(self._file, path.name))
        self._start = self._file.tell()
        body = os.fstat(self._file.fileno()).st_size - self._start
        self._chunks = max(1, -(-body // (CHUNK + TAG)))
        self.size = body - self._chunks * TAG
        self._position = 0
        self._loaded: tuple[int, bytes] = (-1, b"")
        if self.size < 0:
            raise Undecipherable(f"The stored file {path.name} was cut off.")

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move within the plain bytes."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def tell(self) -> int:
        """Position within the plain bytes."""
        return self._position

    def readinto(self, buffer: Any) -> int:
        """Fill from the chunk at the present position; 0 at the end."""
        number, within = divmod(self._position, CHUNK)
        # The last chunk is opened even when nothing is left of it: a cut-off file must not pass.
        plain = self._chunk(min(number, self._chunks - 1))
        if self._position >= self.size:
            return 0
        piece = plain[within : within + len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _chunk(self, number: int) -> bytes:
        if self._loaded[0] != number:
            self._file.seek(self._start + number * (CHUNK + TAG))
            sealed = self._file.read(CHUNK + TAG)
            end = b"last" if number == self._chunks - 1 else b"more"
            try:
                self._loaded = (number, self._cipher.decrypt(number.to_bytes(12), sealed, end))
            except (InvalidTag, ValueError):
                raise Undecipherable(f"The stored file {self._name} was altered.") from None
        return self._loaded[1]

    def close(self) -> None:
        """Close the file beneath."""
        self._file.close()
        super().close()


def _file_key(file: BinaryIO, name: str) -> bytes:
    if file.read(len(MAGIC)) != MAGIC:
        raise Undecipherable(f"{name} is not a file of this office.")
    key_name = file.read(file.read(1)[0]).decode(errors="replace")
    wrapped = file.read(WRAPPED)
    key = settings.FIELD_KEYS["keys"].get(key_name)
    if key is None:
        raise Undecipherable(f"No key named “{key_name}” is known; it is needed to read {name}.")
    try:
        return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], MAGIC)
    except (InvalidTag, ValueError):
        raise Undecipherable(f"The stored file {name} was altered.") from None


def rewrap(path: Path) -> None:
    """Write the file's key anew under the current field key; the content stays as it is."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    with path.open("rb") as old, draft.open("wb") as new:
        key = _file_key(old, path.name)
        new.write(_header(key))
        while piece := old.read(1024 * 1024):
            new.write(piece)
        new.flush()
        os.fsync(new.fileno())
    draft.replace(path)


@deconstructible
class EncryptedStorage(FileSystemStorage):
    """Django storage over the data folder; what is saved is encrypted, what is opened is plain."""

    def _open(self, name: str, mode: str = "rb") -> File:
        if "w" in mode or "a" in mode:
            raise ValueError("Stored files are never changed in place; save a new one.")
        return File(io.BufferedReader(DecryptingReader(Path(self.path(name))), CHUNK), name)

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        encrypt_to(path, content.chunks())
        return name

    def size(self, name: str) -> int:
        """Plain bytes."""
        with DecryptingReader(Path(self.path(name))) as reader:
            return reader.size

    def url(self, name: str | None) -> str:
        """There is none: files are read through views that ask the policy."""
        raise ValueError("Stored files have no address of their own.")
