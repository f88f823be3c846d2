"""Prepared templates on disk: one file per build, written whole or not, checked when read."""

import hashlib
import json
import os
import struct
import tempfile
import zlib
from pathlib import Path
from typing import Any

FORMAT = 7
"""Raise this when what `prepare` produces changes; older files are then prepared anew."""
_MAGIC = b"GDTEMPLATE"
_HEAD = struct.Struct(">10sHII32s")


def path_for(folder: Path, sha256: str, fonts_key: str) -> Path:
    """Where the template of a build lives; it depends on the fonts that were put into it."""
    return folder / f"{sha256}-{fonts_key}.v{FORMAT}.template"


def store(path: Path, base: bytes, facts: dict[str, Any]) -> None:
    """Write a template. An unwritable folder or a full disk leaves no cache, which is no error."""
    packed = zlib.compress(json.dumps(facts, separators=(",", ":")).encode(), 1)
    digest = hashlib.sha256(packed + base).digest()
    head = _HEAD.pack(_MAGIC, FORMAT, len(packed), len(base), digest)
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(head + packed + base)
        os.replace(temporary, path)
    except OSError:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def load(path: Path) -> tuple[bytes, dict[str, Any]] | None:
    """Read a template; None if there is none or the file is not exactly what was written."""
    try:
        data = path.read_bytes()
        magic, version, facts_length, base_length, digest = _HEAD.unpack_from(data)
    except (OSError, struct.error):
        return None
    body = memoryview(data)[_HEAD.size :]
    whole = len(body) == facts_length + base_length
    if magic != _MAGIC or version != FORMAT or not whole or hashlib.sha256(body).digest() != digest:
        return None
    return bytes(body[facts_length:]), json.loads(zlib.decompress(body[:facts_length]))
