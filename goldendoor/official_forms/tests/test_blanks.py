"""Blanks on this computer: recognised, kept once, found by form and edition."""

import io
import urllib.error
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.official_forms import blanks, fetching
from goldendoor.pdf.errors import PdfError
from goldendoor.pdf.tests import homemade

LIBRARY = Library.shipped()


def our_form(form: str = "EOIR-99", edition: str = "01/20/25", extra: int = 0) -> bytes:
    """A small form of our own, recognised by what its foot says."""
    made = homemade.FormBuilder()
    made.text("Family[0]", TU="Part 1. About You. 1. A. Enter Family Name (Last Name).")
    for number in range(extra):
        made.text(f"More{number}[0]", TU=f"2. Enter number {number}.")
    made.print_lines([f"Form {form} Edition {edition} Page 1 of 1"])
    return made.data()


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("GOLDENDOOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("GOLDENDOOR_FORMS", raising=False)
    return tmp_path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_blank_is_kept_by_its_bytes_and_adding_it_again_changes_nothing(home) -> None:
    source = written(home / "a.pdf", our_form())
    store = blanks.find()
    first = store.add(source)
    again = store.add(written(home / "copy.pdf", source.read_bytes()))
    assert (first.form, first.edition, first.pages, first.fields) == ("EOIR-99", "2025-01-20", 1, 1)
    assert first == again
    assert [one.build for one in store.all()] == [first.build]


def test_the_newest_edition_is_used_unless_one_is_named(home) -> None:
    store = blanks.find()
    old = store.add(written(home / "old.pdf", our_form(edition="02/13/19")))
    new = store.add(written(home / "new.pdf", our_form(edition="01/20/25")))
    assert store.newest("eoir-99") == new
    assert blanks.choose("EOIR-99@2019-02-13", store, LIBRARY) == old


def test_an_altered_file_is_recognised_but_never_chosen_by_name(home) -> None:
    path = written(home / "reworked.pdf", our_form("I-999"))  # its XFA part is missing
    kept = blanks.find().add(path)
    assert kept.altered
    with pytest.raises(blanks.NoBlank):
        blanks.choose("I-999", blanks.find(), LIBRARY)
    assert blanks.choose(str(path), blanks.find(), LIBRARY).build == kept.build
    assert blanks.find().preferring([path]).newest("I-999").build == kept.build


def test_a_form_that_is_not_here_says_how_to_get_it(home) -> None:
    blanks.find().add(written(home / "old.pdf", our_form(edition="02/13/19")))
    with pytest.raises(blanks.NoBlank, match=r"EOIR-99 edition 2025-01-20.*2019-02-13.*forms add"):
        blanks.choose("EOIR-99@2025-01-20", blanks.find(), LIBRARY)


@pytest.mark.parametrize("edition", ["2020", "20-01-01", "latest", "2025-1-2"])
def test_an_edition_that_is_none_is_bad_input(edition) -> None:
    with pytest.raises(BadInput, match="no edition"):
        blanks.parse_name(f"I-765@{edition}")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a PDF"),
        (b"hello", "not a PDF"),
        (b"%PDF-1.7\n" + b"1 0 obj <<>>" * 20, "is damaged"),
    ],
)
def test_what_cannot_be_read_is_named_and_not_kept(home, data, words) -> None:
    path = written(home / "scan.pdf", data)
    with pytest.raises(PdfError, match=f"^scan.pdf.*{words}") as caught:
        blanks.find().add(path)
    assert "0x" not in str(caught.value)
    assert blanks.find().all() == []


def test_a_pdf_that_is_no_form_is_told_apart(home) -> None:
    plain = homemade.FormBuilder()
    plain.print_lines(["A letter to my aunt"])
    with pytest.raises(blanks.NotAForm, match=r"letter\.pdf is a PDF, but no official form"):
        blanks.recognise(written(home / "letter.pdf", plain.data()))


# ── fetching ─────────────────────────────────────────────────────────────────────────────────


class Answer(io.BytesIO):
    """What the agency's site answers."""

    def __init__(self, data: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        super().__init__(data)
        self.status = status


def site(data: bytes, asked: list[Any]) -> Any:
    """A site that serves `data` and can go on from the middle."""

    def opened(request: Any, timeout: float) -> Answer:
        asked.append(request.headers.get("Range"))
        if request.headers.get("Range"):
            start = int(request.headers["Range"].removeprefix("bytes=").removesuffix("-"))
            return Answer(data[start:], HTTPStatus.PARTIAL_CONTENT)
        return Answer(data)

    return opened


def test_other_bytes_than_expected_are_kept_and_reported_as_a_new_build(home) -> None:
    data = our_form("AR-11", "11/02/22", extra=2)
    got = fetching.fetch("us.ar-11", LIBRARY, blanks.find(), opened=site(data, []))
    assert (got.outcome, got.edition, got.error) == ("new build", "2022-11-02", None)
    assert Path(got.path).read_bytes() == data
    assert fetching.verified("us.ar-11")


def test_a_newer_edition_on_the_site_is_reported_as_one(home) -> None:
    got = fetching.fetch(
        "us.ar-11", LIBRARY, blanks.find(), opened=site(our_form("AR-11", "09/15/27"), [])
    )
    assert (got.outcome, got.edition) == ("new edition", "2027-09-15")


def test_a_fetch_that_was_cut_off_goes_on_where_it_stopped(home) -> None:
    data, asked = our_form("AR-11", "11/02/22"), []
    part = home / "home" / "downloads" / "us.ar-11.pdf.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(data[:700])
    got = fetching.fetch("us.ar-11", LIBRARY, blanks.find(), opened=site(data, asked))
    assert asked == ["bytes=700-"]
    assert Path(got.path).read_bytes() == data


def test_a_page_that_is_no_pdf_is_kept_aside_and_said(home) -> None:
    got = fetching.fetch("us.ar-11", LIBRARY, blanks.find(), opened=site(b"<html>", []))
    assert got.outcome == "not a form"
    assert "not a PDF" in got.error
    assert Path(got.path).read_bytes() == b"<html>"
    assert not fetching.verified("us.ar-11")


def test_without_a_network_it_says_so_and_nothing_is_lost(home) -> None:
    def opened(request: Any, timeout: float) -> Any:
        raise urllib.error.URLError("no route")

    with pytest.raises(fetching.Offline, match="cannot be reached"):
        fetching.fetch("us.ar-11", LIBRARY, blanks.find(), opened=opened)
