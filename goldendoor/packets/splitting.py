"""One packet, or several numbered parts when it is larger than may be sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from goldendoor.packets import sheets
from goldendoor.packets.pieces import CONTENTS, EVIDENCE, FORM, OFFICE, Options, PacketPart, Piece
from goldendoor.pdf import join as pdf_join
from goldendoor.pdf import render

Join = Callable[..., bytes]
CONTINUED = " (continued)"
SMALLEST_SHARE = 0.2
HEADROOM = 0.97  # bookmarks, stamps and the part's own contents need a little room


def parts(
    pieces: Sequence[Piece], back: Sequence[Piece], options: Options, join: Join
) -> list[PacketPart]:
    """The packet as files no larger than `options.max_bytes`, cut between pieces.

    An exhibit or form larger than the limit is cut between its pages. Only a single page that is
    larger than the limit makes a part larger than it, and its size says so. Office sheets go to the
    end of the last part.
    """
    total = sum(piece.pages for piece in pieces if piece.kind != OFFICE)
    everything = [*pieces, *back]
    data = join(everything, options, title="Packet", total=total)
    if options.max_bytes is None or len(data) <= options.max_bytes:
        return [_part(1, 1, data, everything)]
    limit = int(options.max_bytes * HEADROOM)
    while True:
        made = _made(_grouped(_cut(everything, limit), limit), options, join, total)
        too_large = max(len(part.data) for part in made)
        if too_large <= options.max_bytes or limit < options.max_bytes * SMALLEST_SHARE:
            return made
        # What joining added (bookmarks, stamps, contents) took more than the headroom.
        limit = int(limit * HEADROOM * options.max_bytes / too_large)


def _made(
    groups: Sequence[list[Piece]], options: Options, join: Join, total: int
) -> list[PacketPart]:
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


def _cut(pieces: Sequence[Piece], limit: int) -> list[Piece]:
    """The pieces, those above the limit in halves until each half fits or is a single page."""
    found: list[Piece] = []
    for piece in pieces:
        if len(piece.data) <= limit or piece.pages < 2 or piece.kind not in (EVIDENCE, FORM):
            found.append(piece)
            continue
        middle = piece.pages // 2
        found += _cut([_pages_of(piece, 0, middle), _pages_of(piece, middle, piece.pages)], limit)
    return found


def _pages_of(piece: Piece, start: int, end: int) -> Piece:
    """Some pages of a piece, its stamps with them; a later half says that it goes on."""
    return replace(
        piece,
        data=pdf_join.join([pdf_join.Part(piece.data, range(start, end))], title=piece.title),
        pages=end - start,
        stamps=piece.stamps[start:end],
        title=f"{piece.title.removesuffix(CONTINUED)}{CONTINUED}" if start else piece.title,
        children=[(name, page - start) for name, page in piece.children if start <= page < end],
    )


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
