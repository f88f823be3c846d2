"""Fitting text into a box: size, line breaks, and what does not fit."""

import re
from collections.abc import Callable
from dataclasses import dataclass

MIN_POINTS = 5.5
"""Smallest size in points that we print answers in; below it text overflows."""
AUTO_POINTS = 10.0
"""Largest size used where the form says “auto” (size 0)."""
PADDING = 2.0
"""Points kept free at the left and right edge of a box."""
LEADING = 1.16
"""Line distance as a multiple of the size."""
TIGHT_LEADING = 1.1
"""The same where a long answer takes two rows of a box that is meant for one."""
_STEP = 0.5

Measure = Callable[[str], float]
"""Width of a piece of text without line breaks, in 1/1000 em."""

_PIECES = re.compile(r"\n|[^\S\n]+|[^\s]+")
# Han, kana and Hangul may break between any two characters.
_BREAKABLE = re.compile(
    r"([\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])"
)


@dataclass(frozen=True)
class Box:
    """What a field allows its text: inner size in points, and whether lines may break."""

    width: float
    height: float
    size: float
    """Size that the form asks for; 0 for automatic."""
    multiline: bool
    ruled: float = 0.0
    """Distance in points of the lines printed in the box; 0 without lines."""

    @property
    def bands(self) -> int:
        """How many ruled lines the box has; 0 without lines, or if there is only one."""
        count = round(self.height / self.ruled) if self.ruled else 0
        return count if count > 1 else 0

    def leading(self, size: float) -> float:
        """Distance of base lines in points."""
        return self.height / self.bands if self.bands else size * LEADING

    def lines(self, size: float) -> int:
        """How many lines of text the box holds at a size."""
        return self.bands or max(int((self.height - PADDING + 0.2 * size) / (size * LEADING)), 1)

    @property
    def room(self) -> float:
        """Width for text in points."""
        return max(self.width - 2 * PADDING, 1.0)

    @property
    def first_size(self) -> float:
        """The size to try first."""
        if self.size:
            return max(self.size, MIN_POINTS) if self.multiline else self.size
        tall = AUTO_POINTS if self.multiline else self.height / LEADING
        return max(min(AUTO_POINTS, tall), MIN_POINTS)


@dataclass(frozen=True)
class Fit:
    """The result: size in points, the lines to draw, and the text that did not fit ('' if none)."""

    size: float
    lines: tuple[str, ...]
    shown: str
    rest: str


def fit(text: str, box: Box, measure: Measure) -> Fit:
    """Lay `text` out in `box`, shrinking to `MIN_POINTS` before giving up on the rest.

    A box for one line that is tall enough takes a second row at the smallest size: a name of a
    hundred letters stays whole and in its place.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _fit_lines(text, box, measure) if box.multiline else _fit_line(text, box, measure)


def _fit_line(text: str, box: Box, measure: Measure) -> Fit:
    line = text.replace("\n", " ")
    size = min(box.first_size, max(box.height / LEADING, 1.0))
    width = measure(line) * size / 1000
    if width <= box.room:
        return Fit(size, (line,), text, "")
    shrunk = int(size * box.room / width * 10) / 10
    floor = min(MIN_POINTS, size)
    if shrunk >= floor:
        return Fit(shrunk, (line,), text, "")
    spans = wrap(line, box.room * 1000 / floor, measure)
    rows = max(int((box.height - PADDING) / (floor * TIGHT_LEADING)), 1)
    if len(spans) <= rows:
        return Fit(floor, _lines(line, spans), text, "")
    end = spans[rows - 1][1]
    return Fit(floor, _lines(line, spans[:rows]), text[:end].rstrip(), text[end:].lstrip())


def _fit_lines(text: str, box: Box, measure: Measure) -> Fit:
    size = box.first_size
    while True:
        spans = wrap(text, box.room * 1000 / size, measure)
        holds = box.lines(size)
        if len(spans) <= holds:
            return Fit(size, _lines(text, spans), text, "")
        if size <= MIN_POINTS:
            end = spans[holds - 1][1]
            lines = _lines(text, spans[:holds])
            return Fit(size, lines, text[:end].rstrip(), text[end:].lstrip())
        size = max(size - _STEP, MIN_POINTS)


def _lines(text: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(text[start:end].rstrip() for start, end in spans)


def wrap(text: str, limit: float, measure: Measure) -> list[tuple[int, int]]:
    """Break `text` into lines no wider than `limit` (1/1000 em) as (start, end) offsets.

    Breaks at spaces and line breaks, between Han or Hangul characters, and within a word that is
    wider than a whole line.
    """
    lines: list[tuple[int, int]] = []
    start = end = 0
    used = 0.0
    for piece_start, piece in _pieces(text):
        piece_end = piece_start + len(piece)
        if piece == "\n":
            lines.append((start, piece_start))
            start, end, used = piece_end, piece_end, 0.0
            continue
        width = measure(piece)
        if used + width > limit and not piece.isspace():
            if end > start:
                lines.append((start, end))
                start, used = piece_start, 0.0
            if width > limit:
                *whole, start = _break_word(piece, piece_start, limit, measure)
                lines += whole
                width = measure(text[start:piece_end])
        end, used = piece_end, used + width
    lines.append((start, end))
    return lines


def _pieces(text: str) -> list[tuple[int, str]]:
    pieces = []
    for match in _PIECES.finditer(text):
        at = match.start()
        for part in _BREAKABLE.split(match.group()):
            if part:
                pieces.append((at, part))
                at += len(part)
    return pieces


def _break_word(word: str, offset: int, limit: float, measure: Measure) -> list:
    """Full lines of a word that is too wide, then the offset at which its last line starts."""
    lines: list = []
    start = 0
    for at in range(1, len(word) + 1):
        if at - start > 1 and measure(word[start:at]) > limit:
            lines.append((offset + start, offset + at - 1))
            start = at - 1
    return [*lines, offset + start]
