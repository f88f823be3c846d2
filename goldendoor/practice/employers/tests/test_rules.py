"""Rows of a spreadsheet, the board's ways, what expires."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.kernel.errors import BadInput
from goldendoor.law.library import Library
from goldendoor.practice.employers import naming, queries, rules, sheets
from goldendoor.practice.employers.tests.conftest import ANA

TODAY = date(2026, 8, 3)
HEAD = ["Last Name", "First Name", "DOB", "Passport No.", "Nationality", "Wage Level"]
MAPPING = rules.guess(HEAD)


def test_columns_are_guessed_by_their_headings() -> None:
    assert MAPPING == {
        "family": "Last Name", "given": "First Name", "birth_date": "DOB",
        "passport": "Passport No.", "country": "Nationality", "wage_level": "Wage Level",
    }  # fmt: skip


def test_a_row_says_everything_that_is_wrong_with_it() -> None:
    read = rules.read_row(7, {"DOB": "31/31/1999", "Wage Level": "9"}, MAPPING, TODAY)
    assert read.line == 7
    assert len(read.problems) == 3
    good = {"Last Name": "X", "DOB": "4/30/1996", "Wage Level": "Level II"}
    read = rules.read_row(2, good, MAPPING, TODAY)
    assert (read.problems, read.values["birth_date"], read.values["wage_level"]) == (
        [], "1996-04-30", "2",
    )  # fmt: skip
    assert rules.read_row(2, {**good, "DOB": "2030-01-01"}, MAPPING, TODAY).problems


@given(st.text(max_size=30))
def test_no_text_is_read_as_a_wrong_day(text) -> None:
    day = rules.read_day(text)
    assert day is None or str(day.year) in text


def test_sheets_are_read_with_the_line_numbers_people_see() -> None:
    text = "Name;Born\n\nA;1990-01-01\n;\nB;1991-01-01\n"
    columns, rows = sheets.read(text.encode(), "x.csv")
    assert columns == ["Name", "Born"]
    assert [(one["line"], one["cells"]["Name"]) for one in rows] == [(3, "A"), (5, "B")]
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Name", "Born", "Born"])
    book.active.append(["李", date(1990, 1, 1), 7.0])
    book.save(out)
    columns, rows = sheets.read(out.getvalue(), "x.xlsx")
    assert columns == ["Name", "Born", "Born (3)"]
    assert rows[0]["cells"] == {"Name": "李", "Born": "1990-01-01", "Born (3)": "7"}


@pytest.mark.parametrize("data", [b"", b"Name\n", b"PK broken", b"\0\1\2", b"a\n" * 3000])
def test_what_is_no_sheet_is_refused(data) -> None:
    with pytest.raises(BadInput):
        sheets.read(data, "x.csv")


def test_names_in_any_order_and_spelling_are_one_fingerprint() -> None:
    swapped = {**ANA, "family": "ANA", "given": "Nunez Example"}
    assert naming.name_key(ANA, 1) == naming.name_key(swapped, 1)
    assert naming.name_key(ANA, 1) != naming.name_key(ANA, 2)
    assert naming.passport_key({"passport": "zz 1234567"}, 1) == naming.passport_key(ANA, 1)
    assert naming.passport_key({}, 1) == naming.name_key({"family": "x"}, 1) == ""


def test_what_stands_against_a_move_is_said() -> None:
    ask = {"facts": ANA, "doubles": 0, "has_case": False}
    assert rules.why_not_move("gathering", "ready", **ask) == ""
    assert "one cannot" in rules.why_not_move("gathering", "filed", **ask)
    assert "Missing: Passport" in rules.why_not_move(
        "gathering", "ready", **{**ask, "facts": {**ANA, "passport": ""}}
    )
    assert "registered twice" in rules.why_not_move("ready", "registered", **{**ask, "doubles": 1})
    assert "Open the case" in rules.why_not_move("selected", "preparing", **ask)


def test_windows_come_from_the_law_and_are_unknown_elsewhere() -> None:
    known = queries.window(2027, Library.shipped())
    assert known.registration.startswith("2026-03-04 12:00")
    assert known.fee_cents == 21500
    assert queries.window(2031, Library.shipped()) == queries.Window()


def test_the_lists_of_the_library_are_sound() -> None:
    assert list(queries.problems(Library.shipped())) == []
