"""What a packet is made of: pieces in filing order, each a PDF of its own until they are joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goldendoor.official_forms.filling import FilledForm, Signature

LETTER, CONTENTS, FORM, PAYMENT, TAB, EVIDENCE, OFFICE = (
    "letter", "contents", "form", "payment", "tab", "evidence", "office",
)  # fmt: skip
MAILED = (LETTER, CONTENTS, FORM, PAYMENT, TAB, EVIDENCE)


@dataclass(frozen=True)
class Options:
    """How to build. `max_bytes` splits the packet into numbered parts; None never splits."""

    max_bytes: int | None = 25 * 2**20
    flatten: bool = False
    draft: bool = False
    language: str = "en-US"


@dataclass
class Piece:
    """One PDF of the packet with what is printed about it.

    `key` names it in the packet's order and titles (`form:I-485:beneficiary`, `evidence:ev-1`).
    `stamps` has for each page the text at its foot ("Exhibit C, page 4 of 9").
    """

    key: str
    kind: str
    title: str
    data: bytes
    pages: int
    person: str = ""
    stamps: list[str] = field(default_factory=list)
    filled: FilledForm | None = None
    exhibit: str = ""
    children: list[tuple[str, int]] = field(default_factory=list)
    """Bookmarks inside the piece: (title, page from 0)."""


@dataclass(frozen=True)
class Note:
    """Something the preparer must know; `fatal` ones stop a packet that is not a draft."""

    about: str
    text: str
    fatal: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"about": self.about, "text": self.text, "fatal": self.fatal}


@dataclass(frozen=True)
class PacketPart:
    """One file of the packet: `number` of `of`."""

    number: int
    of: int
    data: bytes
    pages: int
    titles: tuple[str, ...]
    own_pages: int = 0
    """Pages of the part's own contents in front, which carry no running number."""


@dataclass(frozen=True)
class BuiltPacket:
    """The packet's files, who signs where, what to enclose, and every note."""

    parts: tuple[PacketPart, ...]
    signatures: tuple[tuple[str, Signature, int], ...]
    """(form, signature, running page number in the packet)."""
    unsigned: tuple[tuple[str, Signature, int], ...]
    notes: tuple[Note, ...]
    contents: tuple[Mapping[str, Any], ...]
    timings: Mapping[str, float]

    @property
    def pages(self) -> int:
        return sum(part.pages for part in self.parts)


class PacketRefused(ValueError):
    """A packet that may not be built as asked; `notes` says every reason and the way out."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self.notes = tuple(notes)
        super().__init__(" ".join(f"{note.about}: {note.text}" for note in notes))


def exhibit_label(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA: the letters of exhibit tabs."""
    label = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        label = chr(ord("A") + rest) + label
    return label
