"""Short labels from the long tooltips of official forms."""

from __future__ import annotations

import re

from goldendoor.pdf.fields import Field

SENTENCE = re.compile(r"(?<=[.?!:])(?<!\b[A-Z]\.)\s+(?=[A-Z\d(])")
VERB = re.compile(
    r"^(?:Enter|Select|Check|Provide|Type or print)\s+(?:the\s+|your\s+|this box if\s+)?", re.I
)
NUMBERING = re.compile(r"^\(?(?:\d{1,3}|[A-Za-z])\.?\)?\.?$")
# "4. A. Enter …": what numbers a question, before its words.
LEADING = re.compile(r"^(?:\(?(?:\d{1,3}(?:\.[A-Za-z])?|[A-Z])\.\)?\s+)+(?=\w)")
DATE_HINT = re.compile(r"\s*Enter (?:as )?(?:the )?2.?-?\s?digit.*$", re.I)
# Tooltips are written for a voice: "U S C I S", "Form I-7 65".
SPELLED = re.compile(r"\b[A-Z](?: [A-Z])+\b")
FORM_NUMBER = re.compile(r"\b([A-Z]{1,4})\s?-\s?(\d)\s(\d{1,2})\s?(\d?)\b")
# How to write an answer, where the tooltip ends with that instead of what is asked.
HOW_TO_WRITE = re.compile(
    r"^(?:enter\s+)?(?:an?\s+|the\s+)?(?:\d+|nine|twelve)[- ]*(?:digits?|char\w*)\b"
    r"|^this is a drop.?down|^you may enter a maximum|^you will be making a selection",
    re.I,
)
ANSWERS = ("yes", "no")


def sentences(label: str) -> list[str]:
    """The tooltip's sentences, without numbering and hints on how to write a date."""
    text = DATE_HINT.sub("", label)
    text = SPELLED.sub(lambda found: found[0].replace(" ", ""), text)
    text = FORM_NUMBER.sub(r"\1-\2\3\4", text)
    pieces = [LEADING.sub("", piece.strip()) for piece in SENTENCE.split(text)]
    said = [piece for piece in pieces if piece and not NUMBERING.match(piece)]
    return [piece for piece in said if not HOW_TO_WRITE.match(piece)] or said


def part_title(one: Field) -> str:
    """ "Part 2. Information About You": the first two sentences of the tooltip."""
    found = re.match(r"(Part\s+[\w.]+?)\.\s+(.+?)(?:\.\s|$)", one.label)
    return f"{found[1]}. {found[2]}" if found else f"Part {one.part}"


def short(one: Field) -> str:
    """What the field asks, in its own last words; for a box the question it belongs to."""
    said = sentences(one.label)
    if one.kind == "checkbox" and len(said) > 1 and _is_choice(said[-1]):
        said = said[:-1]
    text = VERB.sub("", said[-1]) if said else one.name
    return text[:1].upper() + text[1:].rstrip(".")


def _is_choice(sentence: str) -> bool:
    """Whether the last sentence of a box's tooltip says the answer, not the question."""
    said = sentence.lower()
    return said.startswith(("select", "check")) or said.rstrip(".") in ANSWERS


def option(one: Field) -> str:
    """What a ticked box says: "Yes", "Apartment", "Male"."""
    said = sentences(one.label)
    text = VERB.sub("", said[-1]).rstrip(".") if said else ""
    return text or str(one.on_state or "Yes").strip()


def named(one: Field) -> str:
    """How a person finds the box: “City or Town” (page 2, Part 1, item 7)."""
    where = [
        f"page {one.page}",
        f"Part {one.part}" * bool(one.part),
        f"item {one.item}" * bool(one.item),
    ]
    return f"“{short(one)}” ({', '.join(filter(None, where))})"


def in_words(text: str, one: Field) -> str:
    """A sentence about a box with its label in place of the PDF's name for it."""
    return text.replace(f"“{one.name}”", named(one))
