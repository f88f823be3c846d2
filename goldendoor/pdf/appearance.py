"""What a text or choice field looks like: the drawing operators of its appearance stream.

Text within WinAnsi is written with the template's own embedded simple font, by joining strings that
were computed beforehand; any other text is shaped and written with a subset embedded for that fill.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from goldendoor.pdf import embedding, fonts, layout, shaping

RESOURCE = {fonts.MONO: "GDM", fonts.SANS: "GDS"}
_SPECIAL = re.compile(r"[()\\]")
_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def escaped(text: str) -> str:
    """Text for a literal string (ISO 32000-1, 7.3.4.2); it must be free of control characters."""
    return text.translate(_ESCAPED) if _SPECIAL.search(text) else text


def value_string(text: str) -> str:
    """A text string object (7.9.2.2): literal for printable ASCII, else UTF-16BE with its mark."""
    if text.isascii() and text.isprintable():
        return f"({escaped(text)})"
    return f"<FEFF{text.encode('utf-16-be', 'surrogatepass').hex()}>"


def win_ansi(text: str) -> str | None:
    """Text as WinAnsi codes (one per character), or None when a character is outside of it."""
    try:
        return text.encode(embedding.WIN_ANSI).decode("latin-1")
    except UnicodeEncodeError:
        return None


def number(value: float) -> str:
    """A PDF real, short."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


@dataclass(frozen=True)
class Complex:
    """A field whose text is drawn with shaped runs; `content` needs the finished subsets."""

    plan: "TextPlan"
    size: float
    lines: tuple[shaping.Shaped, ...]

    def content(self, subset_for: dict[fonts.Face, embedding.Subset]) -> str:
        """Drawing operators, with the glyph codes of the subsets."""
        drawn = []
        for index, line in enumerate(self.lines):
            x, y = self.plan.start(
                line.width * self.size / 1000,
                self.size,
                index,
                right_to_left=line.right_to_left,
                lines=len(self.lines),
            )
            drawn.append(shaped_line(line, subset_for, self.size, x, y))
        return self.plan.wrapped("".join(drawn))


def shaped_line(
    line: shaping.Shaped,
    subset_for: dict[fonts.Face, embedding.Subset],
    size: float,
    x: float,
    y: float,
    prefix: str = "",
) -> str:
    """Text operators for one shaped line whose base line begins at (x, y).

    `prefix` stands before the subsets' resource names.
    """
    drawn = []
    for run in line.runs:
        drawn.append(f"/{prefix}{subset_for[run.face].resource} {number(size)} Tf ")
        drawn.append(_run(run, subset_for[run.face], size, x, y))
        x += run.width * size / 1000
    return "".join(drawn)


def _run(run: shaping.Run, subset: embedding.Subset, size: float, x: float, y: float) -> str:
    """One run: a TJ array where glyphs only advance, separate moves where marks are raised."""
    pieces = []
    codes = [
        subset.codes[glyph, text] for (glyph, *_), text in zip(run.glyphs, run.texts, strict=True)
    ]
    if any(dx or dy for _, _, dx, dy in run.glyphs):
        at = 0.0
        for code, (_, advance, dx, dy) in zip(codes, run.glyphs, strict=True):
            left, up = x + (at + dx) * size / 1000, y + dy * size / 1000
            pieces.append(f"1 0 0 1 {number(left)} {number(up)} Tm <{code:04x}> Tj ")
            at += advance
        return "".join(pieces)
    shown = []
    for code, (glyph, advance, _, _) in zip(codes, run.glyphs, strict=True):
        shown.append(f"<{code:04x}>")
        kern = run.face.advance(glyph) - advance
        if abs(kern) > 0.5:
            shown.append(f" {number(kern)} ")
    pieces.append(f"1 0 0 1 {number(x)} {number(y)} Tm [{''.join(shown)}] TJ ")
    return "".join(pieces)


Drawing = str | Complex
"""Operators, or what to make them from once the fonts are settled."""


@dataclass(slots=True)
class TextPlan:
    """Geometry and style of one widget, with all that does not depend on the text."""

    width: float
    height: float
    role: str
    size: float
    color: str
    quadding: int
    max_length: int
    comb: bool
    multiline: bool
    background: str
    ruled: float = 0.0
    widths: tuple[float, ...] = ()
    cap_height: float = 714.0
    pitch: float = 0.0
    quick_characters: int = -1
    quick_before: str = ""

    def __post_init__(self) -> None:
        face = fonts.basic(self.role)
        self.widths = embedding.win_ansi_widths(face)
        self.cap_height = embedding.metrics(face).cap_height
        self.pitch = self.widths[77] if self.widths[77] == self.widths[105] else 0.0
        if self.multiline or self.quadding or not self.pitch or self.comb:
            return
        # One-pitch font, one line, flush left: whatever has at most so many characters fits as is.
        box = self.box()
        size = min(box.first_size, max(box.height / layout.LEADING, 1.0))
        self.quick_characters = int(box.room * 1000 / (self.pitch * size) + 1e-6)
        x, y = self.start(0.0, size, 0)
        self.quick_before = self._opening(size) + f"{number(x)} {number(y)} Td ("

    def box(self) -> layout.Box:
        """The box as the layout sees it."""
        return layout.Box(self.width, self.height, self.size, self.multiline, self.ruled)

    def measure(self, text: str) -> float:
        """Width of one line in 1/1000 em."""
        simple = win_ansi(text)
        if simple is None:
            return shaping.shape(text, self.role).width
        if self.pitch:
            return self.pitch * len(simple)
        widths = self.widths
        return sum([widths[code] for code in simple.encode("latin-1")])

    def start(
        self,
        line_width: float,
        size: float,
        line: int,
        *,
        right_to_left: bool = False,
        lines: int = 1,
    ) -> tuple[float, float]:
        """Where the base line of `line` of `lines` begins, in points from the box's lower left."""
        if self.quadding == 1:
            x = (self.width - line_width) / 2
        elif self.quadding == 2 or (right_to_left and self.multiline):
            x = self.width - layout.PADDING - line_width
        else:
            x = layout.PADDING
        if self.multiline:
            box = self.box()
            leading = box.leading(size)
            # Between ruled lines in the middle, else from the top with room for an accent.
            fall = (
                (leading + self.cap_height * size / 1000) / 2
                if box.bands
                else (layout.PADDING + size * 0.92)
            )
            y = self.height - fall - line * leading
        else:
            below = ((lines - 1) / 2 - line) * size * layout.TIGHT_LEADING
            y = (self.height - self.cap_height * size / 1000) / 2 + below
        return max(x, 0.0), y

    def wrapped(self, operators: str) -> str:
        """Text operators as a whole content stream."""
        return f"{self.background}/Tx BMC q BT {self.color} {operators}ET Q EMC"

    def _opening(self, size: float) -> str:
        return (
            f"{self.background}/Tx BMC q BT {self.color} /{RESOURCE[self.role]} {number(size)} Tf "
        )

    def draw(self, text: str) -> tuple[str | Complex, str]:
        """Content stream (or what to make it from) and the text that did not fit."""
        if len(text) <= self.quick_characters and text.isascii() and text.isprintable():
            return f"{self.quick_before}{escaped(text)}) Tj ET Q EMC", ""
        simple = win_ansi(text)
        if self.comb:
            return self._comb(text, simple)
        if simple is not None and len(simple) <= self.quick_characters:
            plain = _CONTROL.sub(" ", simple)
            return f"{self.quick_before}{escaped(plain)}) Tj ET Q EMC", ""
        fitted = layout.fit(text, self.box(), self.measure)
        if simple is None:
            lines = tuple(shaping.shape(line, self.role) for line in fitted.lines)
            return Complex(self, fitted.size, lines), fitted.rest
        return self._simple(fitted), fitted.rest

    def _simple(self, fitted: layout.Fit) -> str:
        parts = [self._opening(fitted.size)]
        last_x = last_y = 0.0
        for index, line in enumerate(fitted.lines):
            codes = _CONTROL.sub(" ", win_ansi(line) or "")
            width = self.measure(line) * fitted.size / 1000
            x, y = self.start(width, fitted.size, index, lines=len(fitted.lines))
            parts.append(f"{number(x - last_x)} {number(y - last_y)} Td ({escaped(codes)}) Tj ")
            last_x, last_y = x, y
        return "".join(parts) + "ET Q EMC"

    def _comb(self, text: str, simple: str | None) -> tuple[str | Complex, str]:
        """One character to a cell (12.7.4.3): `max_length` cells of equal width."""
        cell = self.width / max(self.max_length, 1)
        size = min(self.size or layout.AUTO_POINTS, self.height / layout.LEADING, cell / 0.6)
        if simple is None:
            # Joined scripts cannot be pulled apart into cells; they are written as a line.
            shaped = shaping.shape(text, self.role)
            fitted = layout.fit(text, self.box(), self.measure)
            return Complex(self, fitted.size, (shaped,)), fitted.rest
        kept = simple[: self.max_length]
        free = self.max_length - len(kept)
        skipped = (0, free // 2, free)[self.quadding]
        y = self.start(0.0, size, 0)[1]
        parts = [self._opening(size)]
        last = 0.0
        for index, char in enumerate(_CONTROL.sub(" ", kept)):
            advance = self.widths[ord(char)] * size / 1000
            x = (skipped + index) * cell + (cell - advance) / 2
            step = f"{number(x - last)} {number(y if not index else 0)} Td "
            parts.append(f"{step}({escaped(char)}) Tj ")
            last = x
        return "".join(parts) + "ET Q EMC", text[self.max_length :]


def subsets(drawings: Iterable[Complex]) -> dict[fonts.Face, embedding.Subset]:
    """One subset per face used in `drawings`, with every glyph they need."""
    return subsets_for(line for drawing in drawings for line in drawing.lines)


def subsets_for(lines: Iterable[shaping.Shaped]) -> dict[fonts.Face, embedding.Subset]:
    """The same for shaped lines."""
    found: dict[fonts.Face, embedding.Subset] = {}
    for line in lines:
        for run in line.runs:
            subset = found.setdefault(run.face, embedding.Subset(run.face, f"GD{len(found)}"))
            for (glyph, *_), text in zip(run.glyphs, run.texts, strict=True):
                subset.use(glyph, text)
    for subset in found.values():
        subset.finish()
    return found


def upright(rotate: int, x0: float, y0: float, x1: float, y1: float) -> tuple[str, float, float]:
    """(matrix, width, height) of a page as it is seen, whatever its /Rotate."""
    width, height = x1 - x0, y1 - y0
    matrix = {
        90: (0, 1, -1, 0, x1, y0),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, -1, 1, 0, x0, y1),
    }.get(rotate, (1, 0, 0, 1, x0, y0))
    written = " ".join(number(v) for v in matrix)
    return written, *((height, width) if rotate in (90, 270) else (width, height))
