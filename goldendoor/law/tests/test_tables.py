"""Tables: typed rows, overlays that add rows, and what the published values are."""

import csv
import datetime
import itertools
import os
import re
from pathlib import Path

import pytest

from goldendoor.law import tables
from goldendoor.law.library import SHIPPED, Library, NotInLibrary

LIBRARY = Library((SHIPPED,))
DATA = Path(os.environ.get("GOLDENDOOR_TEST_DATA", SHIPPED.parents[2] / "shared" / "data"))
CSV_TABLES = [one for one in LIBRARY.ids("tables") if "columns" in LIBRARY.table(one)]


def source(*parts: str) -> list[dict[str, str]]:
    path = DATA.joinpath(*parts)
    if not path.is_file():
        pytest.skip("the collected data are not beside the project")
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def overlay(folder: Path, name: str, text: str) -> Library:
    (folder / "tables").mkdir(exist_ok=True)
    (folder / "tables" / name).write_text(text, encoding="utf-8")
    return Library((SHIPPED, folder))


def test_every_table_has_a_whole_heading_and_no_row_twice() -> None:
    assert list(tables.check(LIBRARY)) == []


@pytest.mark.parametrize("table_id", CSV_TABLES)
def test_large_tables_name_their_source_and_link_it(table_id) -> None:
    heading = LIBRARY.table(table_id)
    assert heading["source"].strip()
    assert all(one["href"].startswith("https://") for one in heading["reference"])
    assert tables.read(table_id, LIBRARY)


def test_collections_under_a_licence_are_named_with_it() -> None:
    for table_id in ("us.tps", "us.tps_actions", "us.change_log", "us.fee_history"):
        assert re.search(r"MigrantUSA.*CC\s+BY\s+4\.0", LIBRARY.table(table_id)["source"], re.S)
    assert "NIEM" in LIBRARY.table("us.classes_of_admission")["source"]


def test_rows_are_typed_and_parsed_once() -> None:
    first = tables.read("us.civics_2025", LIBRARY)[0]
    assert first["number"] == 1
    assert first["answers"][0] == "Republic"
    assert first["is_for_65_20"] is False
    assert tables.read("us.civics_2025", LIBRARY) is tables.read("us.civics_2025", LIBRARY)


def test_rows_cannot_be_changed_by_who_reads_them() -> None:
    with pytest.raises(TypeError):
        tables.read("us.ead_codes", LIBRARY)[0]["code"] = "X"


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(NotInLibrary):
        tables.read("us.nothing", LIBRARY)


def test_an_overlay_adds_rows_and_replaces_those_with_the_same_key(tmp_path) -> None:
    text = "code,name,state_or_group\nMGA,Montgomery annex,Alabama\nZZZ,New office,Ohio\n"
    library = overlay(tmp_path, "us.uscis_offices.csv", text)
    assert tables.find("us.uscis_offices", library, code="ZZZ")["name"] == "New office"
    assert tables.find("us.uscis_offices", library, code="MGA")["name"] == "Montgomery annex"
    before, after = (
        tables.read("us.uscis_offices", LIBRARY),
        tables.read("us.uscis_offices", library),
    )
    assert len(after) == len(before) + 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("code,name\n", "first line"),
        ("code,name,state_or_group\nA,B\n", "line 2: 2 columns"),
    ],
)
def test_a_broken_table_says_where(tmp_path, text, complaint) -> None:
    library = overlay(tmp_path, "us.uscis_offices.csv", text)
    with pytest.raises(tables.TableError, match=complaint):
        tables.read("us.uscis_offices", library)


def test_a_date_that_is_none_is_refused_with_its_line(tmp_path) -> None:
    row = "2026-02-30,fees,Title,Words,https://example.org\n"
    library = overlay(tmp_path, "us.change_log.csv", "date,topic,title,summary,href\n" + row)
    with pytest.raises(tables.TableError, match=r"us\.change_log\.csv, line 2"):
        tables.read("us.change_log", library)


# ── what stands in them ──────────────────────────────────────────────────────────────────────


def test_poverty_guidelines_are_those_of_the_notice() -> None:
    for row in source("poverty_guidelines", "hhs_poverty_guidelines_2015-2026.csv"):
        region = {"48_states_dc_territories": "contiguous_48"}.get(row["area"], row["area"])
        size, year = int(row["household_size"]), int(row["year"])
        found = tables.poverty_guideline(year, region, size, LIBRARY)
        assert found == float(row["guideline_100pct"]), row


def test_the_poverty_guidelines_of_2016_are_not_linear() -> None:
    sizes = [tables.poverty_guideline(2016, "contiguous_48", size, LIBRARY) for size in range(1, 9)]
    assert {b - a for a, b in itertools.pairwise(sizes)} == {4140, 4150, 4160}


def test_each_person_beyond_eight_adds_the_printed_step() -> None:
    eight = tables.poverty_guideline(2026, "contiguous_48", 8, LIBRARY)
    assert tables.poverty_guideline(2026, "contiguous_48", 10, LIBRARY) == eight + 2 * 5680


def test_a_year_a_region_or_a_size_that_is_not_known_gives_nothing() -> None:
    assert tables.poverty_guideline(2014, "alaska", 1, LIBRARY) is None
    assert tables.poverty_guideline(2026, "guam", 1, LIBRARY) is None
    assert tables.poverty_guideline(2026, "alaska", 0, LIBRARY) is None


@pytest.mark.parametrize(
    ("filed", "year"),
    [
        ("2026-02-28", 2025), ("2026-03-01", 2026), ("2027-02-28", 2026),
        ("2027-03-01", None), ("2015-02-28", None), ("2016-02-29", 2015),
    ],
)  # fmt: skip
def test_an_affidavit_is_measured_by_the_year_that_began_in_march(filed, year) -> None:
    day = datetime.date.fromisoformat(filed)
    assert tables.poverty_year_for_i864(day, LIBRARY) == year


def test_the_civics_tests_have_their_questions_and_twenty_for_65_20() -> None:
    for table_id, count in (("us.civics_2008", 100), ("us.civics_2025", 128)):
        rows = tables.read(table_id, LIBRARY)
        assert [row["number"] for row in rows] == list(range(1, count + 1))
        assert sum(row["is_for_65_20"] for row in rows) == 20
        assert all(row["answers"] or row["answer_kind"] != "fixed" for row in rows)


def test_every_code_of_admission_is_kept() -> None:
    rows = source("class_of_admission", "coa_codes_niem6.csv")
    kept = {
        row["code"]: row["is_in_use"] for row in tables.read("us.classes_of_admission", LIBRARY)
    }
    assert kept == {row["code"]: row["currently_in_use"] == "1" for row in rows}


def test_every_category_the_agency_counts_has_a_code() -> None:
    kept = {row["code"]: row["description"] for row in tables.read("us.ead_codes", LIBRARY)}
    for row in source("ead_codes", "ead_codes_uscis_fy2025q3.csv"):
        assert kept[row["ead_code"]] == row["description"]


# ── fees ─────────────────────────────────────────────────────────────────────────────────────


def fee_rows() -> list[dict]:
    return LIBRARY.table("us.fees")["versions"][-1]["fees"]


def test_every_fee_stands_in_the_paragraph_it_cites() -> None:
    paragraphs: dict[str, str] = {}
    for row in source("fees", "8cfr_106_2_paragraphs_2025-01.csv"):
        paragraphs[row["citation"]] = row["text"]
    for fee in fee_rows():
        first = re.split(r", \(|-\(", fee["reference"])[0]
        text = paragraphs.get(first, "")
        plain = fee.get("paper")
        is_sum_or_half = "(ix)" in fee["reference"] or "(a)(51), (a)(44)" in fee["reference"]
        if plain and not is_sum_or_half:
            assert f"${plain // 100:,}" in text, fee


def test_online_is_fifty_dollars_less_or_no_discount_applies() -> None:
    for fee in fee_rows():
        if fee.get("online") and fee.get("paper"):
            assert fee["paper"] - fee["online"] in (0, 5000), fee


def test_a_form_has_one_plain_fee_at_most() -> None:
    plain = [fee["form"] for fee in fee_rows() if not fee.get("when")]
    assert len(plain) == len(set(plain))
    assert "I-129" not in plain


def test_earlier_fees_end_before_the_next_begin() -> None:
    by_form: dict[str, list] = {}
    for row in tables.read("us.fee_history", LIBRARY):
        by_form.setdefault(row["form"], []).append(row)
    for rows in by_form.values():
        for one, following in itertools.pairwise(rows):
            assert one["from"] <= one["to"] < following["from"]


def test_premium_processing_costs_what_the_postmark_says() -> None:
    def fee(day: str, kind: str) -> int:
        version = tables.in_force(
            "us.premium_processing", datetime.date.fromisoformat(day), LIBRARY
        )
        return next(one["cents"] for one in version["kinds"] if one["kind"] == kind)

    assert fee("2026-02-28", "h1b") == 280500
    assert fee("2026-03-01", "h1b") == 296500
    assert fee("2026-03-01", "r") == 178000
    assert fee("2026-03-01", "dependents") == 207500
    day = datetime.date(2024, 2, 25)
    assert tables.in_force("us.premium_processing", day, LIBRARY) is None


def test_what_is_not_known_stays_empty_with_words_and_a_link() -> None:
    heading = LIBRARY.table("us.filing_addresses")
    assert tables.read("us.filing_addresses", LIBRARY) == ()
    assert heading["words"].startswith("Ask the agency's page")
    assert heading["reference"][0]["href"].startswith("https://www.uscis.gov/")
