"""One packet, or several numbered parts when it is larger than may be sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from goldendoor.packets import sheets
from goldendoor.packets.pieces import CONTENTS, OFFICE, Options, PacketPart, Piece
from goldendoor.pdf import render

Join = Callable[..., bytes]
HEADROOM = 0.97  # bookmarks, stamps and the part's own contents need a little room


def parts(
    pieces: Sequence[Piece], back: Sequence[Piece], options: Options, join: Join
) -> list[PacketPart]:
    """The packet as files no larger than `options.max_bytes`, cut between pieces.

    A single piece larger than the limit makes a part of its own, larger than that: the caller is
    told by its size. Office sheets go to the end of the last part.
    """
    total = sum(piece.pages for piece in pieces if piece.kind != OFFICE)
    everything = [*pieces, *back]
    data = join(everything, options, title="Packet", total=total)
    if options.max_bytes is None or len(data) <= options.max_bytes:
        return [_part(1, 1, data, everything)]
    groups = _grouped(everything, int(options.max_bytes * HEADROOM))
    made = []
    first = 1
    for number, group in enumerate(groups, 1):
        if number > 1:
            group = [_own_contents(group, number, len(groups), first), *group]
        title = f"Packet, part {number} of {len(groups)}"
        joined = join(group, options, title=title, first_page=first, total=total)
        made.append(_part(number, len(groups), joined, group))
        first += sum(piece.pages for piece in group if piece.kind != OFFICE)
    return made


def _part(number: int, of: int, data: bytes, group: Sequence[Piece]) -> PacketPart:
    titles = tuple(piece.title for piece in group)
    own = group[0].pages if number > 1 else 0
    return PacketPart(number, of, data, sum(piece.pages for piece in group), titles, own)


def _grouped(pieces: Sequence[Piece], limit: int) -> list[list[Piece]]:
    """Pieces in order, as many in each group as fit; an exhibit's tab stays with its first page."""
    groups: list[list[Piece]] = [[]]
    size = 0
    for place, piece in enumerate(pieces):
        following = len(pieces[place + 1].data) if _is_tab(piece) and place + 1 < len(pieces) else 0
        if groups[-1] and size + len(piece.data) + following > limit:
            groups.append([])
            size = 0
        groups[-1].append(piece)
        size += len(piece.data)
    return groups


def _is_tab(piece: Piece) -> bool:
    return piece.kind == "tab"


def _own_contents(group: Sequence[Piece], number: int, of: int, first: int) -> Piece:
    """What this part holds, with the packet's running page numbers. Not counted itself."""
    rows = []
    page = first
    for piece in group:
        if piece.kind != OFFICE:
            if piece.kind != "evidence":
                rows.append({"title": piece.title, "page": str(page), "indent": 0, "bold": False})
            page += piece.pages
    title = f"Contents of part {number} of {of}"
    data = sheets.contents_page(rows, title=title)
    return Piece(f"contents:{number}", OFFICE, title, data, render.page_count(data), CONTENTS)
