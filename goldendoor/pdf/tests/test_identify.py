"""Recognising form, edition and build."""

import json

import pytest

from goldendoor.pdf import identify
from goldendoor.pdf.tests import homemade, official


def index() -> dict[str, dict]:
    path = official.FOLDER / "index.json"
    if not path.is_file():
        return {}
    listed = json.loads(path.read_text())
    return {entry["file"]: entry for entry in listed["forms"] + listed["derived"]}


def check(file: str) -> identify.Identity:
    entry = index()[file]
    identity = identify.identify(official.FOLDER / file)
    assert (identity.form, identity.edition) == (entry["form"], entry["edition"])
    assert identity.build == entry["sha256"]
    assert (identity.pages, identity.fields) == (entry["pages"], entry["fields_total"])
    if entry["provenance"] != "third-party-derived":
        assert not identity.altered
    if entry["provenance"] == "original-signed":
        assert not identity.decrypted
    return identity


def in_brief() -> list[str]:
    return [path.relative_to(official.FOLDER).as_posix() for path in official.sample()]


@pytest.mark.parametrize("file", in_brief())
def test_form_and_edition_are_recognised(file):
    check(file)


@pytest.mark.slow
@pytest.mark.parametrize("file", sorted(index()))
def test_every_official_file_is_recognised(file):
    identity = check(file)
    derived = file.startswith("derived/")
    # A decrypted copy whose fields and XFA part are untouched is told apart from a reworked one.
    assert not derived or identity.altered or identity.decrypted


def test_a_barcode_names_form_and_edition():
    identity = identify.identify(homemade.sample_form())
    assert (identity.form, identity.edition, identity.by) == ("X-9", "2025-01-20", "barcode")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Form I-130 Edition 04/01/24 Page 1 of 12", ("I-130", "2024-04-01")),
        ("Form G-28 09/17/18 Page 1 of 4", ("G-28", "2018-09-17")),
        ("Form I-589 (Rev. 05/16/17) N", ("I-589", "2017-05-16")),
        ("Form I-129F Edition 01/20/2025", ("I-129F", "2025-01-20")),
        ("Form EOIR-29\nRev. 02/2026", ("EOIR-29", "2026-02")),
        ("Form EOIR-33/IC\nRevised February 2022", ("EOIR-33-IC", "2022-02")),
        ("Form I-130 Edition 13/45/24", None),
        ("A letter of 04/01/24", None),
    ],
)
def test_the_printed_footer_names_form_and_edition(printed, expected):
    form = homemade.FormBuilder()
    form.print_lines(printed.split("\n"))
    identity = identify.identify(form.data())
    assert (identity and (identity.form, identity.edition)) == expected


def test_a_copy_without_the_xfa_part_looks_altered():
    identity = identify.identify(homemade.sample_form())
    assert identity.altered
    assert "XFA" in identity.altered_because
