"""Tags and searching. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goldendoor.kernel.folding import fold

MOST_TAGS = 12
LONGEST_TAG = 40
LONGEST_BODY = 200_000


def tags(text: str) -> list[str]:
    """`One-year bar, nexus, NEXUS` → `["one-year bar", "nexus"]`: lower case, each once, in order.

    Raises ValueError in words for too many or too long ones.
    """
    found = [" ".join(one.split()).lower() for one in text.replace("\0", "").split(",")]
    found = list(dict.fromkeys(one for one in found if one))
    if len(found) > MOST_TAGS:
        raise ValueError(f"A note has at most {MOST_TAGS} tags; these are {len(found)}.")
    for one in found:
        if len(one) > LONGEST_TAG:
            raise ValueError(f"A tag has at most {LONGEST_TAG} characters: “{one[:30]}…”.")
    return found


def matches(words: Sequence[str], *texts: str) -> bool:
    """Whether every word (folded) begins a word of the texts."""
    known = fold(" ".join(texts)).split()
    return all(any(one.startswith(word) for one in known) for word in words)


def counted(rows: Iterable[Sequence[str]]) -> list[tuple[str, int]]:
    """How often each tag is used: the most used first, then by name."""
    counts: dict[str, int] = {}
    for row in rows:
        for tag in row:
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
