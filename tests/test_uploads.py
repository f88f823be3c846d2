"""Files as bad luck and bad people send them: a sentence names the file, and nothing is lost."""

import errno
import io
import struct
import time
import zlib
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from PIL import Image

from goldendoor.audit.models import Entry
from goldendoor.documents import actions as documents
from goldendoor.documents import queries
from goldendoor.documents.models import Document
from goldendoor.exchange import actions as exchange
from goldendoor.kernel.errors import BadInput
from goldendoor.pdf import images, opening
from tests.test_planted import pdf


def pages_pdf(pages: int, **save: Any) -> bytes:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(100, 100))
        out = io.BytesIO()
        document.save(out, **save)
    return out.getvalue()


def raw_pdf(packed: bytes, filters: bytes, entries: bytes = b"", size: int = 5) -> bytes:
    """A PDF whose page tree lies in an object stream with this content and these filters."""
    body = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    stream = len(body)
    body += b"4 0 obj<</Type/ObjStm/N 1/First 5/Filter" + filters
    body += b"/Length %d>>stream\n%s\nendstream endobj\n" % (len(packed), packed)
    table = b"".join(
        struct.pack(">BIB", kind, place, 0)
        for kind, place in ((0, 0), (1, 9), (2, 4), (1, len(body)), (1, stream))
    )
    table = zlib.compress(table + entries, 9)
    head = b"3 0 obj<</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
    return (
        body + head % (size, len(table)) + table
        + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(body)
    )  # fmt: skip


def swollen(megabytes: int) -> bytes:
    """A compressed stream of that size, packed twice."""
    return zlib.compress(zlib.compress(bytes(megabytes * 2**20), 9), 9)


def png(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )  # fmt: skip


def tiff(frames: int) -> bytes:
    """A TIFF whose directories form a long chain of tiny pictures."""
    out = b"II*\0" + struct.pack("<I", 8)
    for number in range(frames):
        tags = [(256, 1), (257, 1), (258, 1), (259, 1), (262, 1), (273, 8), (278, 1), (279, 1)]
        body = struct.pack("<H", len(tags))
        body += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        after = len(out) + len(body) + 4
        out += body + struct.pack("<I", after if number + 1 < frames else 0)
    return out


def picture(kind: str, **save: Any) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(out, kind, **save)
    return out.getvalue()


LOCKED = pikepdf.Encryption(owner="o", user="secret", R=6)
HOSTILE = {
    "a program": b"MZ\x90\x00" + bytes(500),
    "a web page": b"<html><script>alert(1)</script></html>",
    "a zip bomb": b"PK\x03\x04" + bytes(500),
    "nothing": b"",
    "a broken PDF": b"%PDF-1.7 broken",
    "a PDF cut off half-way": pages_pdf(40)[:-900],
    "a locked PDF": pages_pdf(1, encryption=LOCKED),
    "a PDF without pages": pages_pdf(0),
    "too many pages": pages_pdf(opening.MAX_PAGES + 1),
    "too many objects": raw_pdf(
        zlib.compress(b"2 0 <<>>"), b"/FlateDecode", struct.pack(">BIB", 1, 9, 0) * 400_000, 400_005
    ),
    "a stream that swells": raw_pdf(swollen(300), b"[/FlateDecode/FlateDecode]"),
    "objects packed with LZW": raw_pdf(zlib.compress(bytes(99)), b"[/FlateDecode/L#5aWDecode]"),
    "a PNG of a billion pixels": png(40_000, 40_000),
    "a PNG cut off half-way": picture("PNG")[:20_000],
    "a JPEG cut off half-way": picture("JPEG")[:9_000],
    "a JPEG that is only a beginning": b"\xff\xd8\xff\xe0" + bytes(400),
    "a TIFF of too many pictures": tiff(images.MAX_FRAMES + 50),
    "a HEIC that is none": b"\0\0\0\x18ftypheic" + bytes(900),
}  # fmt: skip
PICTURES = {
    "scan.pdf": (pages_pdf(3), 3),
    "photo.jpg": (picture("JPEG"), 1),
    "photo.png": (picture("PNG"), 1),
    "fax.tif": (tiff(4), 4),
}


def stored(settings: Any) -> list[str]:
    return sorted(str(path) for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def send(browser: Any, case: Any, content: bytes, name: str = "pass.pdf", **more: Any) -> Any:
    file = SimpleUploadedFile(name, content, "application/pdf")
    return browser.post(f"/cases/{case.public_id}/evidence/upload/", {"file": file, **more})


@pytest.fixture
def browser(signed_in: Any, caseworker: Any) -> Any:
    """The caseworker's browser, shown what people are shown."""
    found = signed_in(caseworker)
    found.raise_request_exception = False
    return found


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_by_name_at_once_and_leaves_nothing(
    browser, case, settings, what
) -> None:
    before, entries, began = stored(settings), Entry.objects.count(), time.monotonic()
    response = send(browser, case, HOSTILE[what], "pass.pdf")
    assert time.monotonic() - began < 3
    assert response.status_code == 400
    reason = response.content.decode().split("data-reason>")[1].split("</p>")[0]
    assert "“pass.pdf”" in reason
    assert "<_io" not in reason
    assert (stored(settings), Entry.objects.count()) == (before, entries)
    assert not Document.objects.exists()
    assert not case.evidence.exists()


@pytest.mark.parametrize("name", PICTURES)
def test_whole_files_are_taken_and_counted(case, caseworker, name) -> None:
    content, pages = PICTURES[name]
    document = documents.upload(
        access=caseworker, case=case, file=io.BytesIO(content), filename=name
    )
    assert document.pages == pages


def test_a_file_is_refused_while_it_arrives_and_not_when_the_disk_is_full(
    browser, case, settings
) -> None:
    settings.UPLOAD_MAX_MB = 2
    response = send(browser, case, b"%PDF-" + bytes(3 * 2**20), "huge.pdf")
    assert response.status_code == 400
    assert "“huge.pdf” has more than the 2 MB" in response.content.decode()


def test_an_upload_announced_larger_was_cut_off(browser, case) -> None:
    response = send(browser, case, pdf(), "scan.pdf", declared_size="99999")
    assert response.status_code == 400
    assert "“scan.pdf” was cut off" in response.content.decode()


def test_a_connection_that_ends_in_the_middle_is_said_so(browser, case) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1'
    address = f"/cases/{case.public_id}/evidence/upload/"
    cut = browser.post(address, body, content_type="multipart/form-data; boundary=x")
    assert cut.status_code == 400
    assert not Document.objects.exists()


def full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("where", ["os.fsync", "goldendoor.foundation.storage._sealed"])
def test_a_full_disk_is_said_so_and_nothing_is_lost(
    browser, case, caseworker, settings, monkeypatch, where
) -> None:
    kept = documents.upload(
        access=caseworker, case=case, file=io.BytesIO(pdf("one")), filename="one.pdf"
    )
    before, entries = stored(settings), Entry.objects.count()
    with monkeypatch.context() as patched:
        patched.setattr(where, full)
        response = send(browser, case, pdf("two"))
    assert response.status_code == 507
    assert "The disk is full" in response.content.decode()
    assert (stored(settings), Entry.objects.count()) == (before, entries)
    assert queries.of_case(caseworker, case) == [kept]
    with queries.content(kept) as file:
        assert file.read(5) == b"%PDF-"
    assert send(browser, case, pdf("two")).status_code == 302


def test_a_disk_that_fills_while_the_upload_arrives_is_said_so(browser, case, monkeypatch) -> None:
    monkeypatch.setattr("goldendoor.foundation.uploads.tempfile.TemporaryFile", full)
    assert send(browser, case, b"%PDF-" + bytes(3 * 2**20)).status_code == 507


@pytest.mark.parametrize(
    ("words", "status"), [("database or disk is full", 507), ("database is locked", 503)]
)
def test_a_database_that_cannot_write_is_said_so(browser, case, monkeypatch, words, status) -> None:
    def refuse(**_: Any) -> None:
        raise OperationalError(words)

    monkeypatch.setattr("goldendoor.audit.actions.record", refuse)
    response = browser.post(f"/cases/{case.public_id}/notes/", {"text": "hello"})
    assert response.status_code == status
    assert "was not carried out" in response.content.decode()
    assert not case.notes.exists()


def test_the_same_file_twice_is_there_once(browser, case) -> None:
    content = pdf("same")
    assert [send(browser, case, content).status_code for _ in range(2)] == [302, 302]
    assert Document.objects.count() == 1


def test_an_import_that_fails_at_its_last_file_leaves_no_file(owner, settings, tmp_path) -> None:
    (tmp_path / "good.pdf").write_bytes(pdf())
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
    data = {
        "format": "goldendoor.case-file", "version": 1, "title": "t",
        "people": [{"id": "ana", "names": [{"kind": "legal", "family": "Reyes"}]}], "filings": [],
        "evidence": [
            {"id": name, "label": name, "files": [f"{name}.pdf"]} for name in ("good", "bad")
        ],
    }  # fmt: skip
    before = stored(settings)
    with pytest.raises(BadInput, match=r"“bad\.pdf”"):
        exchange.import_case(access=owner, data=data, folder=tmp_path)
    assert stored(settings) == before


def test_a_stored_file_that_was_altered_is_said_so(browser, case, caseworker) -> None:
    document = documents.upload(
        access=caseworker, case=case, file=io.BytesIO(pdf()), filename="a.pdf"
    )
    with open(document.file.path, "r+b") as raw:
        raw.seek(10)
        raw.write(b"\0\0\0\0")
    response = browser.get(f"/documents/{document.public_id}/")
    assert response.status_code == 500
    assert "This cannot be read" in response.content.decode()
