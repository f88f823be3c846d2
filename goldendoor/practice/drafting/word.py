"""Drafts to Word and back. Pure but for python-docx; what cannot be read is refused in words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from docx.text.paragraph import Paragraph

from goldendoor.kernel.errors import BadInput
from goldendoor.practice.drafting import rules
from goldendoor.practice.drafting.rules import Block

MEGABYTE = 2**20
LARGEST = 10 * MEGABYTE
LARGEST_UNPACKED = 80 * MEGABYTE
MOST_MEMBERS = 3000
DOCUMENT = "word/document.xml"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What XML cannot hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
NO_DOCX = "This is no Word file (.docx). Save it as “Word document (.docx)” and send it again."
BROKEN = "This Word file is damaged and cannot be read. Save it again in Word and send it anew."
SKIPPED = {"txbxContent", "moveFrom", "del", "Fallback", "instrText", "delText"}


@dataclass(frozen=True)
class Read:
    """What came back: the text, how many tracked changes were accepted, comments, footnotes."""

    text: str
    tracked: int = 0
    comments: tuple[tuple[str, str], ...] = ()
    footnotes: int = 0


def write(text: str, *, title: str, office: str, language: str) -> bytes:
    """The text as a .docx: headings, bullets, paragraphs; places that miss something marked."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title[:250], office[:250]
    document.core_properties.language = language
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    for section in document.sections:
        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = Inches(1)
    for block in rules.blocks(CONTROL.sub("", text)):
        if block.kind == "heading":
            paragraph = document.add_heading(level=1)
        elif block.kind == "subheading":
            paragraph = document.add_heading(level=2)
        else:
            paragraph = document.add_paragraph(
                style="List Bullet" if block.kind == "bullet" else None
            )
        _fill(paragraph, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _fill(paragraph: Paragraph, block: Block) -> None:
    for number, line in enumerate(block.lines):
        if number:
            paragraph.add_run().add_break()
        place = 0
        for found in rules.MISSING.finditer(line):
            paragraph.add_run(line[place : found.start()])
            paragraph.add_run(found.group()).font.highlight_color = WD_COLOR_INDEX.YELLOW
            place = found.end()
        paragraph.add_run(line[place:])


def read(data: bytes) -> Read:
    """The text of a .docx, its tracked changes taken as accepted.

    Raises BadInput for what is too large, damaged, encrypted, has macros, or is no .docx.
    """
    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        found = list(_blocks(document, body))
        comments = tuple(_comments(document))
    except Exception as error:
        raise BadInput(BROKEN) from error
    tracked = sum(1 for tag in ("w:ins", "w:del") for _ in body.iter(qn(tag)))
    footnotes = sum(1 for _ in body.iter(qn("w:footnoteReference")))
    return Read(rules.tidy(rules.joined(found)), tracked, comments, footnotes)


def _check(data: bytes) -> None:
    if len(data) > LARGEST:
        size = len(data) / MEGABYTE
        raise BadInput(f"The file has {size:.0f} MB; a draft has at most {LARGEST // MEGABYTE} MB.")
    if data.startswith(OLD_WORD):
        raise BadInput(
            "This is an old Word file (.doc) or one with a password. Save it as .docx without one."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {one.filename for one in members}
            unpacked = sum(one.file_size for one in members)
            if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED:
                raise BadInput("This file unpacks to far more than a letter; it is not opened.")
            if DOCUMENT not in names or "[Content_Types].xml" not in names:
                raise BadInput(NO_DOCX)
            kinds = archive.read("[Content_Types].xml")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise BadInput(NO_DOCX) from error
    if b"macroEnabled" in kinds or any("vbaProject" in name for name in names):
        raise BadInput("This file has macros and is not opened. Save it as .docx without them.")


def _blocks(document: Any, body: Any) -> Iterator[Block]:
    for element in body.iter(qn("w:p")):
        if any(_name(one) in {"Fallback", "moveFrom"} for one in element.iterancestors()):
            continue
        text = "".join(_words(element)).strip("\n")
        if text.strip():
            kind = _kind(Paragraph(element, document))
            yield Block(kind, " ".join(text.split("\n")) if kind != "paragraph" else text)


def _words(element: Any) -> Iterator[str]:
    """The words of a paragraph as they stand once tracked changes are accepted."""
    for child in element:
        name = _name(child)
        if name in SKIPPED or name == "pPr":
            continue
        if name == "t":
            yield child.text or ""
        elif name == "tab":
            yield "\t"
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        else:
            yield from _words(child)


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _kind(paragraph: Paragraph) -> str:
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if style in ("title", "heading 1"):
        return "heading"
    if style.startswith("heading"):
        return "subheading"
    properties = paragraph._p.pPr
    listed = properties is not None and properties.numPr is not None
    return "bullet" if listed or style.startswith("list") else "paragraph"


def _comments(document: Any) -> Iterator[tuple[str, str]]:
    """(author, words) of the comments in the file."""
    for one in document.comments:
        if (one.text or "").strip():
            yield (one.author or "Word", one.text.strip())
