"""The visa bulletin: what is held is what was printed; what is not held stays unknown."""

import collections
import csv
import itertools
import os
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law import bulletin, bulletin_files, bulletin_movement
from goldendoor.law.bulletin import BulletinError, Cutoff
from goldendoor.law.library import SHIPPED, Library
from goldendoor.law.tests.bulletin_files import LINE, written

BULLETINS = bulletin.load(Library((SHIPPED,)))
TODAY = date(2026, 11, 25)
DATA = Path(os.environ.get("GOLDENDOOR_TEST_DATA", SHIPPED.parents[2] / "shared" / "data"))
GAPS = ("2009-03", "2009-09", "2009-10", "2009-11", "2012-10")


def value(text: str) -> Cutoff:
    """A cell in the bulletin's own letters."""
    if text in ("C", "U"):
        return Cutoff("current" if text == "C" else "unavailable")
    return Cutoff("date", date.fromisoformat(text))


days = st.dates(date(1981, 1, 1), date(2026, 6, 30))
series = st.sampled_from(sorted(BULLETINS.cells))
months = st.integers(BULLETINS.start - 6, BULLETINS.end + 6).map(bulletin.named)


# ── cells ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("month", "chart", "category", "column", "text"),
    [
        ("2026-06", "final_action", "EB2", "india", "2013-09-01"),
        ("2026-06", "final_action", "EB1", "all_other_areas", "C"),
        ("2007-08", "final_action", "EB2", "india", "U"),
        ("2003-10", "final_action", "EB1", "mexico", "C"),
        ("2012-10", "final_action", "EB2", "india", "unknown"),
        ("2026-07", "final_action", "EB2", "india", "unknown"),
        ("2014-01", "dates_for_filing", "F1", "china", "unknown"),
    ],
)
def test_known_cells_read_as_printed(month, chart, category, column, text) -> None:
    assert BULLETINS.cell(month, chart, category, column).text == text


def test_every_cell_of_the_collection_is_held_with_its_confirmations() -> None:
    path = DATA / "visa_bulletin" / "visa_bulletin.csv"
    if not path.is_file():
        pytest.skip("the collected data are not beside the project")
    count = 0
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            count += 1
            column = (
                "all_other_areas" if row["chargeability"] == "ALL" else row["chargeability"].lower()
            )
            cell = BULLETINS.cell(row["bulletin_month"], row["chart"], row["category"], column)
            wanted = row["cutoff_date"] or {"current": "C", "unavailable": "U"}[row["status"]]
            assert (cell.text, cell.sources) == (wanted, int(row["n_sources"])), row
    held = sum(one != bulletin.UNKNOWN for line in BULLETINS.cells.values() for one in line)
    assert held == count == 27755


@pytest.mark.parametrize("month", GAPS)
def test_a_month_that_no_collection_has_is_unknown_and_not_its_neighbour(month) -> None:
    assert month not in BULLETINS.months()
    for category in BULLETINS.categories:
        for column in bulletin.COLUMNS:
            assert BULLETINS.cell(month, "final_action", category, column).status == "unknown"


@given(month=months, one=series)
def test_a_cell_is_known_only_where_it_or_the_column_it_merged_into_was_printed(month, one) -> None:
    cell = BULLETINS.cell(month, *one)
    at = bulletin.number(month)
    if cell.status == "unknown":
        inside = BULLETINS.start <= at <= BULLETINS.end
        assert not inside or BULLETINS.cells[one][at - BULLETINS.start] == bulletin.UNKNOWN
        assert cell.sources == 0
    else:
        printed = (one[0], one[1], cell.column)
        assert BULLETINS.cells[printed][at - BULLETINS.start] != bulletin.UNKNOWN
        assert cell.sources > 0


def test_a_country_whose_column_was_dropped_stands_among_all_other_areas() -> None:
    printed = BULLETINS.cell("2020-01", "final_action", "EB5_NON_REGIONAL_CENTER", "vietnam")
    merged = BULLETINS.cell("2024-01", "final_action", "EB3", "vietnam")
    assert (printed.column, merged.column) == ("vietnam", "all_other_areas")
    assert merged.text == BULLETINS.cell("2024-01", "final_action", "EB3", "all_other_areas").text


def test_china_before_its_column_is_held_is_unknown() -> None:
    assert BULLETINS.cell("2004-06", "final_action", "EB2", "china").status == "unknown"


@pytest.mark.parametrize(
    "place",
    [
        ("2026-6", "final_action", "EB2", "india"), ("2026-13", "final_action", "EB2", "india"),
        ("2026-06", "third_chart", "EB2", "india"), ("2026-06", "final_action", "EB9", "india"),
        ("2026-06", "final_action", "EB2", "atlantis"), ("0000-01", "final_action", "EB2", "india"),
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_refused(place) -> None:
    with pytest.raises(BulletinError):
        BULLETINS.cell(*place)


def test_categories_are_found_however_they_are_written() -> None:
    for name in ("EB2", "eb-2", "Eb 2"):
        assert BULLETINS.category_id(name) == "EB2"
    assert BULLETINS.category_id("eb-3 other workers") == "EB3_OTHER_WORKERS"
    with pytest.raises(BulletinError, match="no category 'EB7'"):
        BULLETINS.category_id("EB7")


@given(at=st.integers(1, 9999 * 12 + 11))
def test_a_month_and_its_number_are_the_same(at) -> None:
    if at >= 12:
        assert bulletin.number(bulletin.named(at)) == at


# ── current ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("priority", "listed", "current"),
    [
        ("2013-09-01", "2013-09-01", False), ("2013-08-31", "2013-09-01", True),
        ("2026-01-01", "C", True), ("1990-01-01", "U", False),
    ],
)  # fmt: skip
def test_current_is_strictly_before_the_date_or_c(priority, listed, current) -> None:
    assert bulletin.is_current(date.fromisoformat(priority), value(listed)) is current


def test_nobody_knows_whether_a_date_is_current_in_a_month_that_is_not_held() -> None:
    assert bulletin.is_current(date(2000, 1, 1), Cutoff("unknown")) is None


@given(month=months, one=series, first=days, second=days)
def test_a_later_priority_date_is_never_current_when_an_earlier_is_not(
    month, one, first, second
) -> None:
    early, late = sorted((first, second))
    cell = BULLETINS.cell(month, *one)
    if bulletin.is_current(late, cell):
        assert bulletin.is_current(early, cell)


@given(month=months, one=series, day=days)
def test_a_run_is_current_in_each_of_its_months_and_not_in_the_one_before(month, one, day) -> None:
    chart, category, column = one
    since = BULLETINS.current_since(day, category, column, month, chart)
    if since is None:
        assert not bulletin.is_current(day, BULLETINS.cell(month, *one))
        return
    begin, end = bulletin.number(since.month), bulletin.number(month)
    for at in range(begin, end + 1):
        assert bulletin.is_current(day, BULLETINS.cell(bulletin.named(at), *one))
    before = bulletin.is_current(day, BULLETINS.cell(bulletin.named(begin - 1), *one))
    assert {"not_current": False, "unknown": None, "nothing": None}.get(
        since.before, before
    ) is before
    first = BULLETINS.first_current(day, category, column, month, chart)
    assert first is not None
    assert first <= since.month


def test_a_run_stops_at_a_month_that_is_not_held() -> None:
    since = BULLETINS.current_since(date(2000, 1, 1), "EB1", "all_other_areas", "2013-01")
    assert (since.month, since.before) == ("2012-11", "unknown")


def test_a_date_is_not_current_before_it_exists() -> None:
    since = BULLETINS.current_since(date(2020, 5, 10), "EB1", "all_other_areas", "2020-08")
    assert (since.month, since.before) == ("2020-05", "priority_date")
    assert (
        BULLETINS.first_current(date(2020, 5, 10), "EB1", "all_other_areas", "2020-08") == "2020-05"
    )


# ── movement ─────────────────────────────────────────────────────────────────────────────────


def test_retrogressions_are_the_months_in_which_the_line_moved_back() -> None:
    back = {one.month: one for one in bulletin_movement.retrogressions(BULLETINS, "EB2", "india")}
    assert back["2026-06"].days == -317
    assert back["2007-08"].after.text == "U"
    assert back["2005-10"].before.text == "C"


def test_a_step_over_months_that_are_not_held_says_how_many() -> None:
    steps = {one.month: one for one in bulletin_movement.movements(BULLETINS, "EB2", "india")}
    assert steps["2009-12"].months_apart == 4
    assert steps["2026-06"].months_apart == 1


@given(one=series)
def test_the_steps_of_a_line_lead_from_its_first_date_to_its_last(one) -> None:
    chart, category, column = one
    steps = bulletin_movement.movements(BULLETINS, category, column, chart)
    for step, following in itertools.pairwise(steps):
        assert step.after.text == following.before.text
    runs = sum(step.months_apart for step in steps)
    history = BULLETINS.history(category, column, chart)
    assert runs == len(history) - 1


@given(one=series, day=days, pace=st.one_of(st.none(), st.floats(0.01, 400)))
def test_a_range_never_ends_before_it_begins_and_is_never_in_the_past(one, day, pace) -> None:
    chart, category, column = one
    found = bulletin_movement.project(
        day, BULLETINS, category, column, chart=chart, days_per_month=pace
    )
    ends = [found.earliest, found.typical, found.latest]
    held = [month for month in ends if month]
    assert held == sorted(held)
    assert all(month > BULLETINS.last_month for month in [*held, found.as_asked] if month)
    if found.is_current_now or found.cutoff.date is None:
        assert not held
        assert found.as_asked is None
    assert found.because


def test_a_pace_of_fifteen_days_covers_the_days_to_go() -> None:
    found = bulletin_movement.project(
        date(2013, 9, 30), BULLETINS, "EB2", "india", days_per_month=15
    )
    assert (found.days_to_go, found.as_asked) == (30, "2026-08")
    assert "not a forecast" in found.because[-1].text


@pytest.mark.parametrize("pace", [0, -3, float("inf"), float("nan")])
def test_a_pace_that_is_no_pace_is_refused(pace) -> None:
    with pytest.raises(BulletinError, match="above zero"):
        bulletin_movement.project(TODAY, BULLETINS, "EB2", "india", days_per_month=pace)


def test_a_pace_that_never_arrives_gives_no_month() -> None:
    found = bulletin_movement.project(
        date(2026, 6, 1), BULLETINS, "EB2", "india", days_per_month=1e-300
    )
    assert found.as_asked is None


# ── new months ───────────────────────────────────────────────────────────────────────────────


def kept(folder: Path, *lines: str) -> bulletin.Bulletins:
    """The bulletins after a file with these lines was added to an installation in `folder`."""
    library = Library((SHIPPED, folder))
    new = bulletin_files.check(written(folder, *lines), bulletin.load(library), TODAY)
    bulletin_files.keep(new, folder / "bulletins")
    return bulletin.load(library)


def test_a_new_month_is_read_at_once_and_the_old_ones_stay(tmp_path) -> None:
    bulletins = kept(tmp_path, LINE, LINE.replace("INDIA,date,2013-10-01", "ALL,current,"))
    assert bulletins.last_month == "2026-07"
    assert bulletins.cell("2026-07", "final_action", "EB2", "india").text == "2013-10-01"
    assert bulletins.cell("2026-07", "final_action", "EB2", "all_other_areas").text == "C"
    assert bulletins.cell("2026-07", "final_action", "EB2", "china").status == "unknown"
    assert bulletins.cell("2026-06", "final_action", "EB2", "india").text == "2013-09-01"


def test_a_new_month_of_one_source_is_not_called_verified(tmp_path) -> None:
    bulletins = kept(tmp_path, LINE)
    assert bulletins.cell("2026-07", "final_action", "EB2", "india").certainty == "partly"


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_no_month_is_added_twice(order) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, added = Path(name), set()
        for month in (f"2026-{7 + number:02}" for number in order):
            if month in added:
                with pytest.raises(BulletinError, match="already held"):
                    kept(folder, LINE.replace("2026-07", month))
            else:
                kept(folder, LINE.replace("2026-07", month))
            added.add(month)
        lines = (folder / "bulletins" / bulletin.FILE).read_text().splitlines()[1:]
        assert collections.Counter(line[:7] for line in lines) == dict.fromkeys(added, 1)


def test_a_month_that_is_shipped_is_refused_whole(tmp_path) -> None:
    with pytest.raises(BulletinError, match="2026-06 is already held"):
        kept(tmp_path, LINE, LINE.replace("2026-07", "2026-06"))
    assert not (tmp_path / "bulletins").exists()


def test_a_gap_may_be_filled_once_and_only_the_gap(tmp_path) -> None:
    gap = LINE.replace("2026-07", "2007-02").replace("2013-10-01", "2002-01-01")
    family = "2007-02,final_action,family,F1,ALL,date,2001-01-01"
    with pytest.raises(BulletinError, match="2007-02 is already held"):
        kept(tmp_path, gap, family)
    assert kept(tmp_path, gap).cell("2007-02", "final_action", "EB2", "india").text == "2002-01-01"
    with pytest.raises(BulletinError, match="2007-02 is already held"):
        kept(tmp_path, gap)


def test_a_file_of_half_a_month_says_what_it_lacks(tmp_path) -> None:
    new = bulletin_files.check(written(tmp_path, LINE), BULLETINS, TODAY)
    assert "EB1 (final_action)" in new.lacks[0]


def test_the_shipped_file_is_what_its_own_writer_would_write() -> None:
    cells = [
        bulletin_files.Cell(bulletin.named(at), chart, category, column, one, count)
        for at, chart, category, values, counts in bulletin.read(
            str(SHIPPED / "bulletins" / bulletin.FILE)
        )
        for column, one, count in zip(bulletin.COLUMNS, values, counts, strict=True)
        if one != bulletin.UNKNOWN
    ]
    with open(SHIPPED / "bulletins" / bulletin.FILE, encoding="utf-8", newline="") as file:
        shipped = sorted(row for row in csv.reader(file) if row[0] != "month")
    assert sorted(bulletin_files.compact(cells)) == shipped


def test_the_shipped_bulletins_are_sound_and_a_category_nobody_knows_is_named(tmp_path) -> None:
    assert list(bulletin.check(Library((SHIPPED,)))) == []
    (tmp_path / "bulletins").mkdir()
    path = tmp_path / "bulletins" / bulletin.FILE
    line = "2026-07,final_action,EB9,C,,,,,,,,1-------\n"
    path.write_text(",".join(bulletin.HEADER) + "\n" + line, encoding="utf-8")
    assert "EB9" in next(bulletin.check(Library((SHIPPED, tmp_path))))


def test_a_broken_kept_file_is_named_with_its_line(tmp_path) -> None:
    (tmp_path / "bulletins").mkdir()
    path = tmp_path / "bulletins" / bulletin.FILE
    path.write_text(",".join(bulletin.HEADER) + "\n2026-07,final_action,EB2,C\n", encoding="utf-8")
    with pytest.raises(BulletinError, match="line 2"):
        bulletin.load(Library((SHIPPED, tmp_path)))
