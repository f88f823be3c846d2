"""What moves when a fact changes."""

import datetime
from typing import Any

import pytest
import yaml

from goldendoor.law.library import SHIPPED, Library
from goldendoor.rulebook.what_if import page, queries

TODAY = datetime.date(2026, 8, 3)
LIBRARY = Library.shipped()
ENTRIES = queries.what_ifs(LIBRARY)


def test_what_ifs_of_the_library_are_sound() -> None:
    assert list(queries.problems(LIBRARY)) == []
    assert len(ENTRIES) >= 9


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_every_what_if_begins_with_facts_that_give_dates(entry) -> None:
    found = page.of_what_if(entry, page.examples(entry), TODAY, LIBRARY)
    assert found["problems"] == {}
    assert any(row.after.span for row in found["rows"])
    assert [row.label for row in found["rows"] if row.moved] == []
    assert not [row.after.missing for row in found["rows"] if "us." in row.after.missing]


def entry_of(name: str) -> Any:
    return queries.what_if(LIBRARY, name)


def changed(name: str, **more: str) -> dict[str, Any]:
    """A what-if after a change of its first facts."""
    entry = entry_of(name)
    start = page.of_what_if(entry, page.examples(entry), TODAY, LIBRARY)
    posted = {**page.examples(entry), **start["before"], **more}
    return page.of_what_if(entry, posted, TODAY, LIBRARY)


def test_a_later_day_of_residence_moves_the_first_day_to_file_as_far() -> None:
    found = changed("naturalization", resident_since_date="2021-11-25")
    row = found["rows"][0]
    assert row.moved
    assert row.by == "10 days later"
    assert row.strip.shift is not None
    assert found["said"] == "1 row changes"


def test_a_long_trip_breaks_residence_and_brings_a_new_date() -> None:
    found = changed("naturalization", **{"trips-1-returned_date": "2025-07-20"})
    rows = {row.label: row for row in found["rows"]}
    assert rows["Residence through the trip · trip 2"].new == "broken"
    again = rows["Able to file again after the trip · trip 2"]
    assert again.old == "not asked"
    assert again.after.span.last is not None


def test_windows_say_how_both_ends_move() -> None:
    found = changed("student", program_end_date="2026-12-20")
    assert found["rows"][0].by == "5 days later"


def test_a_fact_that_cannot_be_read_is_said_and_the_rest_stays() -> None:
    found = changed("unlawful-presence", departed_date="2026-02-30")
    assert set(found["problems"]) == {"departed_date"}
    assert "Needs" in found["rows"][0].new


def test_back_and_keep_go_to_and_from_the_beginning() -> None:
    back = changed("asylum", last_arrival_date="2025-01-01", do="back")
    assert not back["changed"]
    assert next(box for box in back["boxes"]).value == "2025-10-05"
    keep = changed("asylum", last_arrival_date="2025-01-01", do="keep")
    assert not keep["changed"]
    assert keep["before"]["before-last_arrival_date"] == "2025-01-01"


def test_facts_brought_from_a_case_are_the_beginning() -> None:
    posted = {"last_arrival_date": "2026-01-15", "stops-0-stopped_date": ""}
    found = page.of_what_if(entry_of("asylum"), posted, TODAY, LIBRARY)
    assert not found["changed"]
    assert found["before"] == {"before-last_arrival_date": "2026-01-15"}


def test_a_slower_bulletin_comes_later() -> None:
    found = changed("waiting", days_per_month="10")
    row = next(row for row in found["rows"] if row.label == "At the pace asked")
    assert row.by.endswith("later")


def test_a_what_if_that_names_what_is_not_there_is_reported(tmp_path) -> None:
    entry = yaml.safe_load((SHIPPED / "what_ifs" / "asylum.yaml").read_text())
    entry["asks"]["year"]["facts"] = {"no_input": "no_fact"}
    entry["asks"]["clock"]["rule"] = "us.no-such-rule"
    entry["shows"][0]["output"] = "no_output"
    entry["facts"]["stops"]["type"] = "heap"
    (tmp_path / "what_ifs").mkdir()
    (tmp_path / "what_ifs" / "asylum.yaml").write_text(yaml.safe_dump(entry))
    text = " ".join(queries.problems(Library((SHIPPED, tmp_path))))
    for word in ("no_input", "no_fact", "us.no-such-rule", "no_output", "stops"):
        assert word in text
