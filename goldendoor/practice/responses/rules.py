"""Splitting what a notice asks for, and what an answer still lacks. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_ITEMS = 100
LONGEST = 8000
# A line that begins a request: 1. 1) (1) a. (a) • - * and Roman numbers.
MARK = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|[•●▪◦*–-])\s+(?=\S)", re.MULTILINE
)
NUMBERED = re.compile(r"^\s*\(?\d{1,3}[.)]\s+(?=\S)", re.MULTILINE)
# Where the list of a notice begins and where it has ended, as agencies write it.
BEGINS = re.compile(
    r"(?:submit|provide|send)\s+(?:the\s+following|all\s+of\s+the\s+following)[^\n:]*:?"
    r"|the\s+evidence\s+described\s+below[^\n:]*:?|(?:requested\s+)?evidence\s+requested:?"
    r"|we\s+(?:need|request)\s+the\s+following[^\n:]*:?",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"^\s*(?:your\s+response\s+must|you\s+must\s+submit\s+all|all\s+(?:of\s+the\s+)?requested"
    r"|please\s+(?:mail|submit|send)\s+(?:your|the)\s+response|where\s+to\s+(?:send|mail)"
    r"|submission\s+of\s+only|sincerely|if\s+you\s+do\s+not\s+(?:submit|respond))",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Standing:
    """An item in short: what `why_not_send` and the progress picture look at."""

    position: int
    state: str
    answered: bool
    papers: int


def split(text: str) -> list[str]:
    """The requests of a pasted list: by its numbers or bullets, else by its empty lines.

    A list that has numbers is split at the numbers alone, so that “a.” and “b.” under “2.” stay
    with it. The words stay as they are; only the marks in front and spaces around go.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    mark = NUMBERED if len(NUMBERED.findall(text)) > 1 else MARK
    starts = [found.start() for found in mark.finditer(text)]
    if starts:
        before = [text[: starts[0]]] if mark is MARK else []
        edges = [*starts, len(text)]
        parts = [*before, *(text[a:b] for a, b in pairwise(edges))]
        parts = [mark.sub("", part, count=1) for part in parts]
    else:
        parts = re.split(r"\n\s*\n", text)
    return [part.strip() for part in parts if part.strip()]


def asked_in(text: str) -> str:
    """The part of a notice's text that lists what is asked for; all of it where none is found."""
    text = text.replace("\r", "")
    found = BEGINS.search(text)
    rest = text[found.end() :] if found else text
    end = ENDS.search(rest)
    listed = rest[: end.start()] if end and rest[: end.start()].strip() else rest
    lines = [re.sub(r"[ \t]+", " ", line).strip(" :") for line in listed.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def title(text: str, longest: int = 90) -> str:
    """The beginning of a request, for lists."""
    first = " ".join(text.split())
    return first if len(first) <= longest else first[: longest - 1].rsplit(" ", 1)[0] + "…"


def why_not_ready(answered: bool, papers: int, state: str) -> str:
    """Why an item may not be called ready or not to be had; "" where it may."""
    if state == "ready" and not (answered or papers):
        return "Write the answer or attach a paper before the item is ready."
    if state == "unavailable" and not answered:
        return "Say in the answer why it cannot be had, and what is sent in its place."
    return ""


def why_not_send(items: Sequence[Standing], way: str) -> str:
    """Why the answer may not go out as what it says it is; "" where it may."""
    if not items:
        return "Write down what the agency asks for first."
    waiting = [one for one in items if one.state not in ("ready", "unavailable")]
    if way == "complete" and waiting:
        numbers = ", ".join(str(one.position) for one in waiting[:8])
        what = "item is" if len(waiting) == 1 else "items are"
        return (
            f"{len(waiting)} {what} not ready ({numbers}). Everything asked for is sent together: "
            "finish them, or choose to answer in part."
        )
    if not any(one.answered or one.papers for one in items):
        return "Nothing is answered yet."
    return ""


def settled(items: Sequence[Standing]) -> int:
    """How many items are done with."""
    return sum(one.state in ("ready", "unavailable") for one in items)


def paragraphs(text: str) -> list[str]:
    """Parts between empty lines."""
    parts = re.split(r"\n\s*\n", text.replace("\r", ""))
    return [part.strip() for part in parts if part.strip()]
