"""The signing round: scanned signed pages take the place of the unsigned ones.

A scanned page is known by the barcode that official forms print (form, edition, page). Where two
people file the same form, or a page has no barcode, the page that looks most alike is taken, and
only if it is clearly more alike than any other; what stays uncertain is said, never guessed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageOps

from goldendoor.official_forms.filling import Signature
from goldendoor.packets.pieces import BuiltPacket, Note, PacketPart
from goldendoor.pdf import barcodes, join, render

Place = tuple[int, int]
"""A page of the packet: its part and its page in it, both from 0."""
LOOK_SIZE = (85, 110)  # a letter page at ten dots an inch: enough to tell pages apart
CLEARLY = 0.85  # the best match must be at most this much of the second best's difference
READ_SCALE = 2.5
TURNED = 180
TOO_DIFFERENT = 70  # mean grey difference beyond which two pages are not the same page


@dataclass(frozen=True)
class Placed:
    """A scanned page and the packet page it replaces: part number and page, both from 0."""

    scan: int
    page: int
    part: int
    target: int
    turn: int = 0
    """Degrees by which the scan lies the wrong way round: 0 or 180."""


def with_scans(built: BuiltPacket, scans: Sequence[bytes]) -> BuiltPacket:
    """The packet with signed pages in place; `unsigned` lists what is still to sign."""
    wanted, looks = set(_signing_pages(built)), _Looks(built)
    placed: list[Placed] = []
    notes = list(built.notes)
    for scan, data in enumerate(scans):
        for page in range(render.page_count(data)):
            taken = {(one.part, one.target) for one in placed}
            found = _match(data, page, built, looks, wanted, taken)
            if found is None:
                notes.append(
                    Note(
                        f"Scan {scan + 1}, page {page + 1}",
                        "is no page that waits for a signature.",
                    )
                )
            else:
                (part, target), turn = found
                placed.append(Placed(scan, page, part, target, turn))
    parts = tuple(_replaced(part, scans, placed, index) for index, part in enumerate(built.parts))
    signed = {(one.part, one.target) for one in placed}
    unsigned = tuple(row for row in built.unsigned if _location(built, row[2]) not in signed)
    return replace(built, parts=parts, unsigned=unsigned, notes=tuple(notes))


def _location(built: BuiltPacket, running: int) -> tuple[int, int]:
    """(part, page from 0) of a running page number; later parts open with their contents."""
    left = running - 1
    for index, part in enumerate(built.parts):
        front = part.own_pages
        if left < part.pages - front:
            return index, left + front
        left -= part.pages - front
    return -1, -1


def _signing_pages(built: BuiltPacket) -> dict[tuple[int, int], tuple[str, Signature, int]]:
    return {_location(built, row[2]): row for row in built.signatures}


class _Looks:
    """Small pictures of the packet's pages, made when first asked for."""

    def __init__(self, built: BuiltPacket) -> None:
        self._built = built
        self._made: dict[Place, Image.Image] = {}

    def of(self, place: Place) -> Image.Image:
        if place not in self._made:
            data = self._built.parts[place[0]].data
            self._made[place] = _look(render.page_png(data, place[1] + 1, scale=0.5))
        return self._made[place]

    def everywhere(self) -> list[Place]:
        """Every page of the packet."""
        return [
            (number, page)
            for number, part in enumerate(self._built.parts)
            for page in range(part.pages)
        ]


def _match(
    scan: bytes, page: int, built: BuiltPacket, looks: _Looks, wanted: set[Place], taken: set[Place]
) -> tuple[Place, int] | None:
    """The page that a scanned page replaces, and by how far it must be turned; None if unsure.

    By its barcode, else by its looks: without a barcode it must look more like that page than like
    any other page of the packet, so that a cover letter never takes the place of a signature.
    """
    picture = render.page_png(scan, page + 1, scale=READ_SCALE)
    scanned = _look(picture)
    codes = set(barcodes.read(picture))
    if not codes:
        found = _most_alike(scanned, looks.everywhere(), looks)
        return found if found and found[0] in wanted - taken else None
    same = [
        place
        for place in sorted(wanted - taken)
        if codes & set(barcodes.read_page(built.parts[place[0]].data, place[1] + 1))
    ]
    if len(same) == 1:
        return same[0], _alike(scanned, same[0], looks)[1]
    return _most_alike(scanned, same, looks)


def _alike(scanned: Image.Image, place: Place, looks: _Looks) -> tuple[float, int]:
    """(difference, turn): the scan as it is, or turned round if that fits the page better."""
    upright = difference(scanned, looks.of(place))
    turned = difference(scanned.rotate(TURNED), looks.of(place))
    return (turned, TURNED) if turned < upright * CLEARLY else (upright, 0)


def _most_alike(
    scanned: Image.Image, candidates: Sequence[Place], looks: _Looks
) -> tuple[Place, int] | None:
    ranked = sorted((*_alike(scanned, place, looks), place) for place in candidates)
    if not ranked or ranked[0][0] > TOO_DIFFERENT:
        return None
    if len(ranked) > 1 and ranked[0][0] > ranked[1][0] * CLEARLY:
        return None
    _difference, turn, place = ranked[0]
    return place, turn


def _look(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png)).convert("L").resize(LOOK_SIZE)
    return ImageOps.autocontrast(image)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean grey difference of two small pictures: 0 the same, 255 opposite."""
    histogram = ImageChops.difference(one, other).histogram()
    total = sum(histogram) or 1
    return sum(level * count for level, count in enumerate(histogram)) / total


def _replaced(
    part: PacketPart, scans: Sequence[bytes], placed: Sequence[Placed], index: int
) -> PacketPart:
    mine = {one.target: one for one in placed if one.part == index}
    if not mine:
        return part
    return replace(part, data=join.replace_pages(part.data, {
        target: (scans[one.scan], one.page, one.turn) for target, one in mine.items()
    }))  # fmt: skip
