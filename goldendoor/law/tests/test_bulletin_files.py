"""Files of new months: a fault anywhere, and nothing of the file is added."""

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law import bulletin, bulletin_files
from goldendoor.law.bulletin import BulletinError
from goldendoor.law.library import SHIPPED, Library
from goldendoor.law.tests.bulletin_files import HEADER, LINE, written

BULLETINS = bulletin.load(Library((SHIPPED,)))
TODAY = date(2026, 11, 25)


def check(path: Path) -> bulletin_files.NewMonths:
    return bulletin_files.check(path, BULLETINS, TODAY)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("2026-07", "2026-7", "line 2: A month is written like 2026-06"),
        ("2026-07", "2026-13", "line 2: A month is written like"),
        ("2026-07", "2031-01", "line 2: 2031-01 lies too far ahead"),
        (
            "final_action",
            "filing",
            "line 2: a chart is final_action or dates_for_filing, not 'filing'",
        ),
        ("employment", "family", "line 2: EB2 is of the preference employment, not 'family'"),
        ("EB2", "EB7", "line 2: the category 'EB7' is unknown"),
        ("INDIA", "ATLANTIS", "line 2: a chargeability is one of ALL, CHINA"),
        ("INDIA", "india", "line 2: a chargeability is one of"),
        ("INDIA", "ALL_OTHER_AREAS", "line 2: a chargeability is one of"),
        ("date,", "D,", "line 2: a status is date, current, unavailable, not 'D'"),
        ("2013-10-01", "", "line 2: the status date has no cutoff_date"),
        ("date,", "current,", "line 2: the status current has a cutoff_date"),
        ("2013-10-01", "2013-02-30", "line 2: a cutoff_date is written like 2013-09-01"),
        ("2013-10-01", "01OCT13", "line 2: a cutoff_date is written like 2013-09-01"),
        ("2013-10-01", "20131001", "line 2: a cutoff_date is written like 2013-09-01"),
        ("2013-10-01", "2026-08-01", "line 2: the cut-off 2026-08-01 lies after the month itself"),
        ("2013-10-01", "1013-10-01", "line 2: the cut-off 1013-10-01 lies too far back"),
        (",INDIA", "", "line 2 has 6 columns, 7 are expected"),
        ("INDIA", '"INDIA', "is no CSV"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path, old, new, complaint) -> None:
    with pytest.raises(BulletinError) as caught:
        check(written(tmp_path, LINE.replace(old, new)))
    assert complaint in str(caught.value)


def test_every_wrong_line_is_named_up_to_five(tmp_path) -> None:
    lines = [LINE.replace("EB2", f"EB{number}") for number in range(6, 14)]
    with pytest.raises(BulletinError, match=r"line 3: .*line 7: .*and 3 more") as caught:
        check(written(tmp_path, LINE.replace("2026-07", "2026-08"), *lines))
    assert "Nothing was added" in str(caught.value)


def test_the_same_cell_twice_is_refused(tmp_path) -> None:
    with pytest.raises(BulletinError, match="line 3: the same cell stands on line 2"):
        check(written(tmp_path, LINE, LINE.replace("2013-10-01", "2013-11-01")))


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        (HEADER.replace(",status", ""), "lacks the columns status"),
        (HEADER + ",remarks", "unknown columns: 'remarks'"),
        (HEADER + ",status", "has a column twice"),
        ("", "lacks the columns"),
    ],
)
def test_columns_that_are_missing_unknown_or_twice_are_named(tmp_path, header, complaint) -> None:
    with pytest.raises(BulletinError, match=complaint):
        check(written(tmp_path, LINE, header=header))


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", HEADER.encode(), b"\xff\xfe\x00", b"%PDF-1.7\n"]
)
def test_a_file_that_is_no_bulletin_is_refused(tmp_path, content) -> None:
    path = tmp_path / "new.csv"
    path.write_bytes(content)
    with pytest.raises(BulletinError, match=r"new\.csv"):
        check(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path) -> None:
    path = tmp_path / "new.csv"
    with open(path, "wb") as file:
        file.truncate(BULLETINS.heading["adding"]["largest_file_bytes"] + 1)
    with pytest.raises(BulletinError, match="larger than 16 MB"):
        check(path)


def test_a_folder_is_refused(tmp_path) -> None:
    with pytest.raises(BulletinError, match="is no file"):
        check(tmp_path)


def test_the_columns_of_sources_are_wanted_by_none(tmp_path) -> None:
    header = HEADER + ",n_sources,sources"
    new = check(written(tmp_path, LINE + ",12,state+paal", header=header))
    assert new.cells[0].sources == 9
    with pytest.raises(BulletinError, match="n_sources is a number"):
        check(written(tmp_path, LINE + ",many,", header=header))


def test_a_byte_order_mark_and_empty_lines_do_no_harm(tmp_path) -> None:
    path = tmp_path / "new.csv"
    path.write_text(f"\ufeff{HEADER}\r\n{LINE}\r\n\r\n", encoding="utf-8", newline="")
    assert check(path).months == ["2026-07"]


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_or_refused_in_a_sentence(tmp_path, text) -> None:
    path = written(tmp_path, text)
    with contextlib.suppress(BulletinError):
        assert check(path).cells


def test_what_was_kept_before_survives_a_failed_write(tmp_path, monkeypatch) -> None:
    new = check(written(tmp_path, LINE))
    path = bulletin_files.keep(new, tmp_path / "bulletins")
    before = path.read_bytes()
    later = check(written(tmp_path, LINE.replace("2026-07", "2026-08")))
    monkeypatch.setattr(bulletin_files.os, "fsync", _fails)
    with pytest.raises(OSError, match="no space"):
        bulletin_files.keep(later, tmp_path / "bulletins")
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def _fails(_descriptor: int) -> None:
    raise OSError("no space")
