"""Evidence: tabs, stamps, translations beside their originals, and broken files named."""

import io

import pikepdf
import pytest

from goldendoor.packets import evidence
from goldendoor.packets.tests import made
from goldendoor.pdf import render


def locked() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf())) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return buffer.getvalue()


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    made.noise(1).save(buffer, kind)
    return buffer.getvalue()


FILES = {
    "decree.pdf": made.pdf(pages=2),
    "english.pdf": made.pdf(),
    "certificate.pdf": made.pdf(),
    "photo.jpg": picture("JPEG"),
    "scan.tiff": picture("TIFF"),
    "broken.pdf": made.pdf()[:200],
    "locked.pdf": locked(),
    "program.exe": b"MZ\x90\x00",
    "empty.pdf": b"",
}


def read(name: str) -> bytes:
    if name not in FILES:
        raise FileNotFoundError(2, "No such file or directory", name)
    return FILES[name]


def pieces(**row):
    items = [{"id": "x", "label": "The divorce", "status": "received", **row}]
    return evidence.pieces(items, read, {})


def test_the_translation_and_its_certificate_stand_behind_the_original() -> None:
    found, notes = pieces(
        files=["decree.pdf"], translation="english.pdf", certificate="certificate.pdf"
    )
    assert [one.title for one in found] == [
        "Exhibit A: The divorce", "The divorce", "Translation", "Certificate of translation",
    ]  # fmt: skip
    assert notes == []
    assert found[-1].stamps == ["Exhibit A, page 4 of 4"]


def test_a_translation_without_its_certificate_is_said() -> None:
    _found, [note] = pieces(files=["decree.pdf"], translation="english.pdf")
    assert "without the translator's certificate" in note.text
    assert not note.fatal


@pytest.mark.parametrize("name", ["photo.jpg", "scan.tiff"])
def test_pictures_become_pages(name) -> None:
    found, notes = pieces(files=[name])
    assert (render.page_count(found[1].data), notes) == (1, [])


@pytest.mark.parametrize("name", ["broken.pdf", "locked.pdf", "program.exe", "empty.pdf", "no.pdf"])
def test_a_file_that_cannot_be_a_page_is_named_and_the_rest_goes_on(name) -> None:
    found, [note] = pieces(files=["decree.pdf", name])
    assert name in note.text
    assert "is left out" in note.text
    assert "0x" not in note.text
    assert found[1].stamps[-1] == "Exhibit A, page 2 of 2"


def test_an_exhibit_with_nothing_readable_is_no_exhibit() -> None:
    found, [note] = pieces(files=["broken.pdf"])
    assert found == []
    assert "broken.pdf" in note.text


def test_a_paper_that_is_missing_is_said_but_not_an_original_that_is_enclosed() -> None:
    assert "has no file yet" in pieces(files=[])[1][0].text
    assert pieces(files=[], original=True)[1] == []
    assert pieces(files=[], status="waived")[1] == []


def test_letters_follow_the_order_of_the_exhibits() -> None:
    items = [
        {"id": str(number), "label": f"Paper {number}", "files": ["english.pdf"]}
        for number in range(27)
    ]
    found, _notes = evidence.pieces(items, read, {"evidence:26": "The last one"})
    assert found[-2].title == "Exhibit AA: The last one"
