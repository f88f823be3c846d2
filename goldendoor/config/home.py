"""The data folder and the secrets in it.

`GOLDENDOOR_HOME` (by default the platform's folder for this user's data) holds the SQLite database,
the encrypted files, kept official blanks and, unless given by the environment, two secrets with
mode 0600:

- `secret_key`: signs sessions. Losing it signs everybody out.
- `field_keys.json`: encrypts identifiers and files. **Losing it loses them**: back it up apart.
"""

import base64
import json
import os
import secrets
from pathlib import Path
from typing import TypedDict

from goldendoor.kernel import places
from goldendoor.kernel.errors import BadInput

KEY_BYTES = 32


class FieldKeys(TypedDict):
    """`current` names the key new values are written with; `index` keys the blind index."""

    current: str
    keys: dict[str, bytes]
    index: bytes


def folder() -> Path:
    """The data folder, made on first use and readable by its owner only."""
    path = places.data_folder()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_key() -> str:
    """`GOLDENDOOR_SECRET_KEY`, or the one kept in the data folder (made on first run)."""
    from_environment = os.environ.get("GOLDENDOOR_SECRET_KEY", "")
    return from_environment or _kept("secret_key", secrets.token_urlsafe(50))


def field_keys() -> FieldKeys:
    """The keys of encrypted fields and files.

    `GOLDENDOOR_FIELD_KEYS` is `name:base64;name:base64;index:base64`: the first is current, older
    ones are kept to read what they wrote, `index` keys the blind index and never changes.
    """
    text = os.environ.get("GOLDENDOOR_FIELD_KEYS", "")
    if text:
        pairs = [part.split(":", 1) for part in text.split(";") if part.strip()]
        if any(len(pair) != 2 for pair in pairs):
            raise BadInput("GOLDENDOOR_FIELD_KEYS is not of the form name:base64;index:base64.")
        return _checked([(name.strip(), value.strip()) for name, value in pairs])
    kept = json.loads(_kept("field_keys.json", _new_field_keys()))
    return _checked([*kept["keys"].items(), ("index", kept["index"])])


def _new_field_keys() -> str:
    key, index = (base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() for _ in range(2))
    return json.dumps({"keys": {"k1": key}, "index": index}, indent=1)


def _checked(pairs: list[tuple[str, str]]) -> FieldKeys:
    decoded: dict[str, bytes] = {}
    for name, value in pairs:
        try:
            decoded[name] = base64.b64decode(value, validate=True)
        except ValueError:
            raise BadInput(f"The field key “{name}” is not base64.") from None
        if len(decoded[name]) != KEY_BYTES:
            raise BadInput(f"The field key “{name}” must be {KEY_BYTES} bytes long.")
    index = decoded.pop("index", None)
    if index is None or not decoded:
        raise BadInput("The field keys need at least one key and one named “index”.")
    return {"current": next(iter(decoded)), "keys": decoded, "index": index}


def _kept(name: str, fresh: str) -> str:
    """The text of a secret file; `fresh` is written first if there is none.

    Two processes may start at once: the file is linked into place whole, so both read the same.
    """
    path = folder() / name
    if not path.exists():
        draft = folder() / f".{name}.{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(fresh)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
