"""Whether two names may be the same person's: spelled, transliterated or heard differently.

Pure. `keys` find candidates in an index, `compare` weighs one against another and says why. A match
is a question for a person, never an answer: nothing is merged by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import jellyfish
from rapidfuzz import fuzz

from goldendoor.kernel.folding import fold

SHORTEST_KEY = 2
# Spellings of one sound in the transliterations of passports, longest first; then doubled letters.
SOUNDS = (
    ("schtsch", "sh"), ("shch", "sh"), ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("cz", "ch"),
    ("sz", "sh"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"),
    ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("iy", "i"), ("yi", "i"), ("ie", "i"), ("y", "i"), ("ae", "e"), ("oe", "o"), ("ue", "u"),
    ("dj", "j"), ("c", "k"),
)  # fmt: skip
SOFT = re.compile(r"kh(?=[ei])")
VOWELS = re.compile(r"[aeiou]+")
DOUBLED = re.compile(r"(.)\1+")
# Little words that one passport has and the next leaves out.
PARTICLES = frozenset({
    "al", "el", "bin", "bint", "ibn", "ben", "abu", "umm", "de", "del", "della", "di", "da", "dos",
    "das", "la", "le", "van", "von", "der", "den", "ter", "y", "e", "mc", "mac", "o", "san",
    "santa",
})  # fmt: skip
SAME, LIKELY, POSSIBLE = 100, 88, 78


@dataclass(frozen=True)
class Match:
    """How alike two names are, 0 to 100, and in which way."""

    score: int
    why: str

    @property
    def is_worth_a_look(self) -> bool:
        return self.score >= POSSIBLE


def tokens(name: str) -> list[str]:
    """The words of a name, folded, without particles unless nothing else is left."""
    words = fold(name).split()
    kept = [word for word in words if word not in PARTICLES]
    return kept or words


def sound(word: str) -> str:
    """A folded word as it sounds, so that Shevchenko and Schewtschenko are one."""
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    return DOUBLED.sub(r"\1", word)


def skeleton(word: str) -> str:
    """The first letter and the consonants that follow: what transliterations keep."""
    heard = sound(word)
    return heard[:1] + VOWELS.sub("", heard[1:])


def keys(name: str) -> frozenset[str]:
    """Short keys under which a name is found: of each word its skeleton and its metaphone."""
    found = set()
    for word in tokens(name):
        found |= {f"s:{skeleton(word)}", f"m:{jellyfish.metaphone(word)}"}
    return frozenset(key for key in found if len(key) - 2 >= SHORTEST_KEY)


def compare(one: str, other: str) -> Match:
    """The best reading of two full names, in any order of family and given names."""
    here, there = tokens(one), tokens(other)
    if not here or not there:
        return Match(0, "")
    if sorted(here) == sorted(there):
        return Match(SAME, "the same words")
    spelled = fuzz.token_sort_ratio(" ".join(here), " ".join(there))
    heard = fuzz.token_sort_ratio(_joined(map(sound, here)), _joined(map(sound, there)))
    bones = _bones(here, there)
    contained = _contained(here, there)
    best = max(
        (spelled, "spelled alike"),
        (heard - 1, "sounds alike"),
        (bones, "the same consonants"),
        (contained, "one has the words of the other"),
    )
    return Match(round(best[0]), best[1])


def best(wanted: Iterable[str], known: Iterable[str]) -> Match:
    """The best match of any of one person's names with any of another's."""
    names = list(known)
    return max(
        (compare(one, other) for one in wanted for other in names),
        key=lambda match: match.score,
        default=Match(0, ""),
    )


def _joined(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _bones(here: list[str], there: list[str]) -> float:
    """All words share their skeleton one by one; single letters prove nothing."""
    mine, theirs = sorted(map(skeleton, here)), sorted(map(skeleton, there))
    same = mine == theirs and all(len(one) >= SHORTEST_KEY for one in mine)
    return LIKELY if same else 0


def _contained(here: list[str], there: list[str]) -> float:
    """The shorter name's words (two or more) all sound like words of the longer one."""
    few, many = sorted((here, there), key=len)
    if len(few) < 2 or len(few) == len(many):
        return 0
    heard = {sound(word) for word in many}
    return LIKELY + 2 if all(sound(word) in heard for word in few) else 0
