"""Names as they are looked for: in Latin letters, lower case, without marks."""

import re

from anyascii import anyascii

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def fold(name: str) -> str:
    """`Núñez-Żółć` → `nunez zolc`; `Ольга` → `olga`; `李小龍` → `lixiaolong`."""
    return _NOT_A_LETTER.sub(" ", anyascii(name).lower().replace("'", "")).strip()
