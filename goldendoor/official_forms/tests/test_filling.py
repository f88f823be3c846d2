"""Filling one form: overflow, what was typed by hand, editions, empty boxes, signatures."""

import io

import pypdf
import pytest

from goldendoor.law.library import Library
from goldendoor.official_forms import blanks, filling, whole
from goldendoor.pdf import read_back
from goldendoor.pdf.tests import official

LIBRARY = Library.shipped()
NAME = "form1[0].Page1[0].Line1a_FamilyName[0]"


@pytest.fixture(scope="module")
def blank(tmp_path_factory) -> blanks.Blank:
    """The I-765 of January 2025."""
    path = official.FOLDER / "i-765_2025-01-20.pdf"
    if not path.is_file():
        pytest.skip("no official blanks: set GOLDENDOOR_TEST_FORMS")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOLDENDOOR_HOME", str(tmp_path_factory.mktemp("home")))
        yield blanks.recognise(path)


def person(**more) -> dict:
    return {"id": "ana", "names": [{"kind": "legal", "family": "Muestra", "given": "Ana"}], **more}


def fill(blank, filing=None, **more) -> filling.FilledForm:
    row = {"form": "I-765", "for": "ana", "category": "c9", **(filing or {})}
    case = filling.case_file({"people": [person(**more)], "filings": [row]})
    return filling.fill(case, row, blank, LIBRARY)


def text(data: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def many_names(count: int) -> list[dict]:
    legal = {"kind": "legal", "family": "Muestra", "given": "Ana"}
    others = [{"kind": "alias", "family": f"Otra{number}"} for number in range(count)]
    return [legal, *others]


def test_rows_beyond_the_printed_ones_go_to_the_forms_own_part_with_page_part_and_item(
    blank,
) -> None:
    made = fill(blank, names=many_names(5))
    assert made.sheets is None
    printed = " ".join(str(value) for value in read_back.values(made.form).values())
    assert "Otra4" in printed
    [one, *_] = made.addenda
    assert (one.page, one.part) == (1, "2")
    assert one.item


def test_what_the_forms_own_part_cannot_hold_goes_to_sheets_that_are_signed(blank) -> None:
    made = fill(blank, names=many_names(400))
    assert made.sheets is not None
    everything = " ".join(str(one) for one in read_back.values(made.form).values()) + text(
        made.sheets
    )
    lost = [number for number in range(400) if f"Otra{number}" not in everything]
    assert lost == []
    last = made.signatures[-1]
    assert (last.where, last.person) == ("end of the further sheets", "Ana Muestra")
    pages = len(pypdf.PdfReader(io.BytesIO(whole.with_sheets(made, flatten=False))).pages)
    assert last.page == pages


def test_a_long_name_stays_whole_in_its_box(blank) -> None:
    name = "W" + "o" * 98 + "f"
    made = fill(blank, names=[{"kind": "legal", "family": name}])
    assert read_back.values(made.form)[NAME] == name
    assert made.addenda == ()


def test_a_name_that_no_box_can_show_is_told_whole_and_the_box_says_where(blank) -> None:
    name = "Wolfe schlegel " * 30
    made = fill(blank, names=[{"kind": "legal", "family": name.strip()}])
    assert "Part 6" in read_back.values(made.form)[NAME]
    assert name.strip() in " ".join(one.text for one in made.addenda)


def test_what_was_typed_straight_onto_the_form_wins_and_is_never_cut(blank) -> None:
    typed = "Typed by hand " * 40
    made = fill(blank, {"typed": {NAME: typed}})
    assert read_back.values(made.form)[NAME] == typed
    assert typed in " ".join(one.text for one in made.addenda)
    assert made.plan.sources[NAME] == "typed"


@pytest.mark.parametrize(("policy", "shown"), [("N/A", "N/A"), ("None", "None"), ("blank", "")])
def test_empty_boxes_follow_the_policy_of_the_filing(blank, policy, shown) -> None:
    found = read_back.values(fill(blank, {"empty_text": policy}).form)
    assert found["form1[0].Page1[0].Line1c_MiddleName[0]"] == shown


def test_helpers_sign_only_where_they_took_part(blank) -> None:
    assert {one.who for one in fill(blank).signatures} == {"applicant"}


def test_nothing_is_signed_and_no_signing_date_is_written(blank) -> None:
    found = read_back.values(fill(blank).form)
    assert {name: value for name, value in found.items() if "ignature" in name and value} == {}


# ── editions ─────────────────────────────────────────────────────────────────────────────────

CHECK = {"edition": "2025-01-20", "date": "2026-08-03", "by": "Pat Helper-Example"}


@pytest.mark.parametrize(
    ("filing", "day", "accepted", "words"),
    [
        ({}, "2026-08-03", False, "the library"),
        ({"edition_checked": CHECK}, "2026-08-03", True, "Pat Helper-Example checked"),
        ({"edition_checked": {**CHECK, "edition": "2024-08-28"}}, "2026-08-03", False,
         "recorded check is of edition 2024-08-28"),
        ({"edition_checked": CHECK}, "2026-09-15", False, "2026-09-15"),
    ],
)  # fmt: skip
def test_an_edition_counts_by_a_published_window_or_a_recorded_check(
    filing, day, accepted, words
) -> None:
    found, result, why = filling.edition_answer("I-765", "2025-01-20", filing, day, LIBRARY)
    assert (found, bool(result.because)) == (accepted, True)
    assert words.lower() in why.lower() or not filing


def test_without_a_day_of_filing_no_edition_is_accepted(blank) -> None:
    with pytest.raises(filling.NotAccepted, match="no filing date"):
        filling.require_accepted(blank, {"edition_checked": CHECK}, None, LIBRARY)
