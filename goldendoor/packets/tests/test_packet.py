"""A whole packet of the family example, on the official blanks."""

import io
import json
from pathlib import Path

import pypdf
import pytest

from goldendoor.law.library import Library
from goldendoor.official_forms import blanks
from goldendoor.packets import building, signing
from goldendoor.packets.pieces import Options, PacketRefused
from goldendoor.pdf import render
from goldendoor.pdf.tests import official, readers

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
LIBRARY = Library.shipped()


def family(name: str = "family") -> dict:
    return json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """`build(data, **options)`: a packet on the official blanks of the test folder."""
    if not official.FOLDER.is_dir():
        pytest.skip("no official blanks: set GOLDENDOOR_TEST_FORMS")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOLDENDOOR_HOME", str(tmp_path_factory.mktemp("home")))
        yield builder(blanks.Blanks.from_folder(official.FOLDER))


def builder(store: blanks.Blanks):
    """`build` on these blanks."""

    def run(data: dict, **options):
        return building.build(
            data,
            library=LIBRARY,
            store=store,
            read_file=lambda name: (EXAMPLES / name).read_bytes(),
            options=Options(**options),
        )

    return run


def small() -> dict:
    """The work permit alone: one form, few pages."""
    return family("work-permit")


def test_the_family_packet_has_everything_in_order(build) -> None:
    built = build(family())
    titles = [row["title"] for row in built.contents]
    forms = [title for title in titles if title.startswith("Form ")]
    assert [title.split(",")[0] for title in forms] == [
        "Form G-1145",
        "Form G-28", "Form I-130", "Form I-130A", "Form I-864",
        "Form G-28", "Form I-485", "Form I-765", "Form I-131",
    ]  # fmt: skip
    assert titles[:2] == ["Cover letter", "Contents"]
    assert titles.index("Translation") < titles.index("Certificate of translation")
    assert sum("payment of" in title for title in titles) == 4
    [part] = built.parts
    reader = pypdf.PdfReader(io.BytesIO(part.data))
    assert len(reader.pages) == built.pages == part.pages
    assert reader.get_fields()


def test_contents_name_the_page_on_which_a_thing_begins(build) -> None:
    built = build(small())
    [part] = built.parts
    for row in built.contents:
        words = readers.text_of_page(part.data, int(row["page"]) - 1)
        if row["title"].startswith("Exhibit"):
            assert row["title"].partition(": ")[2].split(",")[0] in " ".join(words.split())


def test_everybody_who_signs_is_named_with_page_and_place(build) -> None:
    built = build(small())
    assert {one.who for _title, one, _page in built.signatures} >= {"applicant", "representative"}
    for title, one, page in built.signatures:
        assert one.where, title
        assert 0 < page <= built.pages


def test_without_a_recorded_check_the_packet_is_refused_with_the_way_out(build) -> None:
    data = small()
    for filing in data["filings"]:
        filing.pop("edition_checked")
    with pytest.raises(PacketRefused, match=r"agency's page and record the check") as caught:
        build(data)
    assert len(caught.value.notes) >= len(data["filings"])


def test_a_draft_says_so_on_every_page(build) -> None:
    data = small()
    for filing in data["filings"]:
        filing.pop("edition_checked")
    [part] = build(data, draft=True).parts
    for page in range(part.pages):
        words = " ".join(readers.text_of_page(part.data, page).split())
        assert "DRAFT, NOT FOR FILING" in words, page + 1


def test_a_flat_packet_has_no_fields_and_shows_the_same_names(build) -> None:
    [part] = build(small(), flatten=True).parts
    assert not pypdf.PdfReader(io.BytesIO(part.data)).get_fields()
    said = " ".join(readers.text_of_page(part.data, page) for page in range(part.pages))
    assert "Muhammad" in said


def test_card_numbers_stay_blank_on_the_payment_form(build) -> None:
    [part] = build(small()).parts
    fields = pypdf.PdfReader(io.BytesIO(part.data)).get_fields() or {}
    card = {name: one for name, one in fields.items() if "CardNumber" in name or "CCN" in name}
    assert card
    assert all(not one.get("/V") for one in card.values())


# ── the signing round ────────────────────────────────────────────────────────────────────────


def scan(data: bytes, pages: list[int], turn: int = 0) -> bytes:
    """Some pages as a scanner sends them: pictures, without fields."""
    pictures = [readers.pdfium_pages(data, 2.2)[page].rotate(turn) for page in pages]
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:], resolution=158)
    return buffer.getvalue()


def test_scanned_pages_replace_the_unsigned_ones_and_the_rest_is_listed(build) -> None:
    built = build(small())
    pages = sorted({page for _title, _one, page in built.unsigned})
    signed = signing.with_scans(
        built, [scan(built.parts[0].data, [page - 1 for page in pages[:2]])]
    )
    left = {page for _title, _one, page in signed.unsigned}
    assert left == set(pages[2:])
    assert signed.pages == built.pages
    before = render.page_png(built.parts[0].data, pages[0], scale=0.5)
    assert render.page_png(signed.parts[0].data, pages[0], scale=0.5) != before
    assert signed.parts[0].data[:5] == b"%PDF-"


def test_a_page_that_was_scanned_upside_down_is_turned(build) -> None:
    built = build(small())
    page = max(page for _title, _one, page in built.unsigned)
    signed = signing.with_scans(built, [scan(built.parts[0].data, [page - 1], turn=180)])
    assert page not in {one for _title, _row, one in signed.unsigned}
    before, after = (
        readers.pdfium_pages(one.parts[0].data, 0.5)[page - 1].resize((85, 110))
        for one in (built, signed)
    )
    assert signing.difference(before, after) < 12
    assert signing.difference(before, after.rotate(180)) > 12


def test_a_scan_of_something_else_replaces_nothing(build) -> None:
    built = build(small())
    signed = signing.with_scans(built, [scan(built.parts[0].data, [0])])
    assert signed.unsigned == built.unsigned
    assert "no page that waits for a signature" in signed.notes[-1].text
