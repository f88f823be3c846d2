"""Joining, stamps, page numbers, and cutting a packet that is too large to send."""

import io

import pypdf
import pytest

from goldendoor.packets import assembly, splitting
from goldendoor.packets.pieces import OFFICE, Options, Piece, exhibit_label
from goldendoor.packets.tests import made
from goldendoor.pdf import render
from goldendoor.pdf.tests import readers


def office() -> Piece:
    return Piece("office", OFFICE, "For the office", made.pdf("Take out"), 1)


def parts_of(pieces: list[Piece], max_bytes: int | None = None):
    options = Options(max_bytes=max_bytes)
    return splitting.parts(pieces, [office()], options, assembly.join_pieces)


def words(data: bytes) -> list[str]:
    pages = render.page_count(data)
    return [" ".join(readers.text_of_page(data, page).split()) for page in range(pages)]


def test_every_mailed_page_says_its_number_and_exhibits_say_theirs() -> None:
    [part] = parts_of([made.form("I-130", "marta"), *made.exhibit("A", made.pdf(pages=2), 2)])
    said = words(part.data)
    assert ["1 of 5" in said[0], "2 of 5" in said[1]] == [True, True]
    assert "Exhibit A, page 2 of 2" in said[4]
    assert "5 of 5" in said[4]
    assert " of 5" not in said[5], "a sheet for the office has no number"


def test_bookmarks_title_and_language_are_set() -> None:
    [part] = parts_of([made.form("I-130", "marta"), *made.exhibit("A", made.pdf(), 1)])
    reader = pypdf.PdfReader(io.BytesIO(part.data))
    titles = [entry.title for entry in reader.outline]
    assert titles == ["Form I-130, marta", "Exhibit A: Papers", "For the office"]
    assert reader.get_destination_page_number(reader.outline[1]) == 2
    assert (reader.metadata.title, reader.root_object["/Lang"]) == ("Packet", "en-US")


def test_a_small_packet_is_one_part() -> None:
    [part] = parts_of([made.form("I-130", "marta")], 10 * 2**20)
    assert (part.number, part.of) == (1, 1)


def test_a_large_exhibit_is_cut_between_its_pages_and_every_part_fits() -> None:
    photographs = made.photographs(6)
    limit = len(photographs) // 2
    pieces = [made.form("I-130", "marta"), *made.exhibit("A", photographs, 6)]
    found = parts_of(pieces, limit)
    assert len(found) > 2
    assert all(len(part.data) <= limit for part in found)
    assert [part.number for part in found] == list(range(1, len(found) + 1))
    everything = " ".join(text for part in found for text in words(part.data))
    for page in range(1, 10):
        assert f"{page} of 9" in everything
    assert "Exhibit A, page 6 of 6" in everything


def test_later_parts_open_with_their_own_contents() -> None:
    photographs = made.photographs(4)
    pieces = [made.form("I-130", "m"), *made.exhibit("A", photographs, 4)]
    found = parts_of(pieces, len(photographs) // 2)
    for part in found[1:]:
        assert f"Contents of part {part.number} of {part.of}" in words(part.data)[0]
        assert part.own_pages == 1


def test_a_tab_stays_with_its_exhibit() -> None:
    photographs = made.photographs(2)
    pieces = [*made.exhibit("A", photographs, 2), *made.exhibit("B", made.photographs(2), 2)]
    for part in parts_of(pieces, int(len(photographs) * 1.5)):
        assert part.titles[-1] not in ("Exhibit A: Papers", "Exhibit B: Papers")


@pytest.mark.parametrize(("index", "label"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ")])
def test_exhibits_are_lettered_as_usual(index, label) -> None:
    assert exhibit_label(index) == label
