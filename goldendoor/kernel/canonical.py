"""One way of writing a JSON value as bytes, so that the same value always hashes the same."""

import json
from typing import Any


def text(value: Any) -> str:
    """`value` as JSON: keys sorted, no spaces, characters as they are.

    Raises TypeError for what JSON cannot hold and ValueError for NaN and infinities.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def data(value: Any) -> bytes:
    """The canonical text as UTF-8; lone surrogates, which UTF-8 cannot hold, are escaped."""
    return text(value).encode("utf-8", errors="backslashreplace")
