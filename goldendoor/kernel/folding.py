"""Names as they are looked for: in Latin letters, lower case, without marks."""

import re

from anyascii import anyascii

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
# Scripts that put no space between the words of a name: Han, kana, hangul.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]{2,}")


def fold(name: str) -> str:
    """`Núñez-Żółć` → `nunez zolc`; `Ольга` → `olga`; `李小龍` → `lixiaolong`."""
    return _NOT_A_LETTER.sub(" ", anyascii(name).lower().replace("'", "")).strip()


def is_unspaced(text: str) -> bool:
    """Written in a script that puts no space between words."""
    return bool(_UNSPACED.search(text))


def words(*texts: str) -> frozenset[str]:
    """What a search may begin with: every folded word, parts behind an apostrophe, and in scripts
    without spaces the rest from each character on: `李小龍` → lixiaolong, xiaolong, long."""
    found: set[str] = set()
    for text in texts:
        found |= {*fold(text).split(), *fold(text.replace("'", " ").replace("’", " ")).split()}
        for run in _UNSPACED.findall(text):
            found |= {fold(run[start:]).replace(" ", "") for start in range(1, len(run))}
    return frozenset(found - {""})
