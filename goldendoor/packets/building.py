"""Building a packet: forms, evidence and letters in filing order, joined, stamped, split.

Pure but for the evidence files it is given a reader for. Stored cases and case files on disk
come in as the same dictionary.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from goldendoor.law.library import Library
from goldendoor.official_forms import blanks
from goldendoor.official_forms.facts import CaseFile
from goldendoor.packets import assembly, evidence, filled_forms, office, order, splitting
from goldendoor.packets.filled_forms import Progress, Work
from goldendoor.packets.pieces import (
    BuiltPacket,
    Note,
    Options,
    PacketPart,
    PacketRefused,
    Piece,
)

NOTHING = Note("The packet", "has no form and no evidence to put in.", fatal=True)


def _quiet(_label: str, _done: int, _total: int) -> None:
    return None


class Clock:
    """Seconds spent on each kind of work, for the people who wait and for the bench."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.spent[what] = self.spent.get(what, 0.0) + time.perf_counter() - began


def build(
    data: Mapping[str, Any],
    *,
    library: Library,
    store: blanks.Blanks,
    read_file: evidence.ReadFile,
    options: Options,
    progress: Progress = _quiet,
) -> BuiltPacket:
    """The packet of a case file.

    Raises `PacketRefused` with every reason (editions nobody checked, filings without a blank or a
    map) unless `options.draft`; `pdf.errors.PdfError` for a blank that cannot be filled.
    """
    work = Work(CaseFile(dict(data)), library, store, options, progress)
    choices = order.Choices.of(work.case)
    clock = Clock()
    with clock.on("forms"):
        forms = filled_forms.forms_of(work)
    fatal = [note for note in work.notes if note.fatal]
    if fatal and not options.draft:
        raise PacketRefused(fatal)
    with clock.on("evidence"):
        exhibits = _exhibits(work, choices, read_file)
    with clock.on("letters"):
        pieces = choices.arrange(forms + exhibits)
        if not pieces:
            raise PacketRefused([NOTHING])
        pieces = assembly.with_letter_and_contents(work.case, pieces, library, options, choices)
        back = office.pieces(work.case, pieces, work.notes, library)
    with clock.on("joining"):
        progress("Joining", 0, 1)
        parts = splitting.parts(pieces, back, options, assembly.join_pieces)
        progress("Joining", 1, 1)
    return _built(parts, pieces, work.notes, clock)


def _built(
    parts: list[PacketPart], pieces: list[Piece], notes: list[Note], clock: Clock
) -> BuiltPacket:
    signatures = tuple(office.all_signatures(pieces))
    return BuiltPacket(
        parts=tuple(parts),
        signatures=signatures,
        unsigned=signatures,
        notes=tuple(notes),
        contents=tuple(assembly.content_rows(pieces)),
        timings=clock.spent,
    )


def _exhibits(work: Work, choices: order.Choices, read_file: evidence.ReadFile) -> list[Piece]:
    items = [
        row for row in work.case.data.get("evidence") or [] if row.get("included") is not False
    ]
    exhibits, wrong = evidence.pieces(choices.ordered_evidence(items), read_file, choices.titles)
    work.notes += wrong
    return exhibits
