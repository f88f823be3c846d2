"""Merging, marking what is missing, comparing two versions, who may approve. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

FIELD = re.compile(r"\{([a-z][a-z_]{1,40})\}")
MISSING = re.compile(r"\[missing: ([^\[\]\n]{1,120})\]")
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
SAME, GONE, NEW = "same", "del", "ins"
LONGEST = 400_000
# Beyond so many words a paragraph is shown as taken out and put in, not word by word.
MOST_WORDS = 4000


@dataclass(frozen=True)
class Block:
    """A part of a text: `heading`, `subheading`, `bullet` or `paragraph`; lines are kept."""

    kind: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.split("\n")


@dataclass(frozen=True)
class Change:
    """Some words of a comparison: `same`, `del` or `ins`."""

    kind: str
    text: str


def fields_in(text: str) -> list[str]:
    """The merge fields a text names, each once, in order."""
    return list(dict.fromkeys(FIELD.findall(text)))


def merged(text: str, values: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Fields replaced by their values; one without a value reads `[missing: its label]`.

    A value is put in as it is: braces within it are text, never fields.
    """

    def value(match: re.Match[str]) -> str:
        key = match.group(1)
        found = (values.get(key) or "").strip()
        return found or f"[missing: {labels.get(key, key)}]"

    return FIELD.sub(value, text)


def missing_in(text: str) -> list[str]:
    """What still has to be put in, each once."""
    return list(dict.fromkeys(MISSING.findall(text)))


def tidy(text: str) -> str:
    """A text as it is kept: one kind of line end, no spaces at the ends, at most one empty line."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def blocks(text: str) -> list[Block]:
    """The parts of a text: `# ` and `## ` begin headings, `- ` a bullet, empty lines divide."""
    found: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", tidy(text)):
        plain: list[str] = []
        for line in part.split("\n"):
            kind, words = _kind(line)
            if kind == "paragraph":
                plain.append(words)
                continue
            found += _paragraph(plain)
            plain = []
            found.append(Block(kind, words))
        found += _paragraph(plain)
    return found


def _kind(line: str) -> tuple[str, str]:
    for mark, kind in (("## ", "subheading"), ("# ", "heading"), ("- ", "bullet")):
        if line.startswith(mark) and line[len(mark) :].strip():
            return kind, line[len(mark) :].strip()
    return "paragraph", line


def _paragraph(lines: list[str]) -> list[Block]:
    text = "\n".join(lines).strip("\n")
    return [Block("paragraph", text)] if text.strip() else []


def joined(parts: Iterable[Block]) -> str:
    """The text of parts: the opposite of `blocks`."""
    marks = {"heading": "# ", "subheading": "## ", "bullet": "- "}
    text = ""
    before = ""
    for part in parts:
        between = "\n" if before == part.kind == "bullet" else "\n\n"
        text += (between if text else "") + marks.get(part.kind, "") + part.text
        before = part.kind
    return text


def redline(old: str, new: str) -> list[list[Change]]:
    """Paragraphs of the new text with what was taken out and put in, word by word."""
    before, after = tidy(old).split("\n"), tidy(new).split("\n")
    rows: list[list[Change]] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            rows += [[Change(SAME, line)] for line in before[a:b]]
            continue
        paired = min(b - a, d - c)
        rows += [
            _words(x, y) for x, y in zip(before[a : a + paired], after[c : c + paired], strict=True)
        ]
        rows += [[Change(GONE, line)] for line in before[a + paired : b]]
        rows += [[Change(NEW, line)] for line in after[c + paired : d]]
    return rows


def _words(old: str, new: str) -> list[Change]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        return [Change(GONE, old), Change(NEW, new)]
    found: list[Change] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.3:  # another sentence in its place reads better as a whole
        return [one for one in (Change(GONE, old), Change(NEW, new)) if one.text]
    gone = put_in = ""
    for kind, a, b, c, d in matcher.get_opcodes():
        same = "".join(before[a:b]) if kind == "equal" else ""
        if same.strip() or (same and not (gone or put_in)):
            found += [*_marked(gone, put_in), Change(SAME, same)]
            gone = put_in = ""
        else:  # a space between two changed words belongs to the change
            gone, put_in = gone + "".join(before[a:b]), put_in + "".join(after[c:d])
    return found + _marked(gone, put_in)


def _marked(gone: str, put_in: str) -> list[Change]:
    return [one for one in (Change(GONE, gone), Change(NEW, put_in)) if one.text]


def changed_words(rows: Sequence[Sequence[Change]]) -> tuple[int, int]:
    """(words taken out, words put in) of a comparison."""

    def count(kind: str) -> int:
        return sum(len(one.text.split()) for row in rows for one in row if one.kind == kind)

    return count(GONE), count(NEW)


def shortened(rows: Sequence[list[Change]], around: int = 2) -> Iterator[list[Change] | None]:
    """The changed lines with a few unchanged ones around; None stands for lines left out."""
    changed = {n for n, row in enumerate(rows) if any(one.kind != SAME for one in row)}
    near = {n + step for n in changed for step in range(-around, around + 1)}
    for shown, part in groupby(enumerate(rows), key=lambda pair: pair[0] in near):
        if shown:
            yield from (row for _, row in part)
        else:
            yield None


def why_not_ask(text: str) -> str:
    """Why a draft may not be handed in for approval, or be approved; "" where it may."""
    if not text.strip():
        return "The draft is empty."
    found = missing_in(text)
    if found:
        names = ", ".join(found[:5])
        return f"Put in first what is missing: {names}."
    return ""


def why_not_approve(text: str, *, is_author: bool, others: bool) -> str:
    """Why this person may not approve it: its text, or that they wrote it and others could."""
    if wrong := why_not_ask(text):
        return wrong
    if is_author and others:
        return "You wrote this version. Another attorney or accredited representative approves it."
    return ""
