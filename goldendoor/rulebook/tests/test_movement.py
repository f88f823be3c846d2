"""The visa bulletin as a picture."""

import datetime

import pytest

from goldendoor.law import bulletin
from goldendoor.law.library import Library
from goldendoor.rulebook.movement import page, rules

TODAY = datetime.date(2026, 8, 3)
LIBRARY = Library.shipped()
BULLETINS = bulletin.load(LIBRARY)


@pytest.mark.parametrize("category", list(BULLETINS.categories))
def test_every_category_and_column_is_drawn_or_said_not_to_be_held(category) -> None:
    for column in bulletin.COLUMNS:
        posted = {"category": category, "column": column, "priority_date": "2015-03-02"}
        found = page.of_bulletin(LIBRARY, BULLETINS, posted, TODAY)
        if found["picture"] is None:
            assert found["table"] == []
            continue
        for line in found["picture"].lines:
            for piece in line.pieces:
                points = [float(one) for pair in piece.split() for one in pair.split(",")]
                assert all(0 <= one <= rules.HIGH for one in points)


def test_a_month_not_held_is_a_gap_in_the_line_and_a_strip_of_its_own() -> None:
    gap = "2012-10"
    history = dict(BULLETINS.history("F4", "all_other_areas"))
    assert history[gap].status == "unknown"
    drawn = rules.picture(BULLETINS, "F4", "all_other_areas", None)
    assert drawn is not None
    at = drawn.scale.at(rules.month_day(gap))
    assert any(bar.kind == "unknown" and bar.start <= at < bar.end
               for bar in drawn.lanes[0].strip.bars)  # fmt: skip
    for piece in drawn.lines[0].pieces:
        starts = [float(pair.split(",")[0]) for pair in piece.split()]
        assert not starts[0] < at * rules.HIGH / 100 < starts[-1]


def test_steps_back_are_marked_and_listed() -> None:
    drawn = rules.picture(BULLETINS, "EB2", "india", None)
    assert drawn is not None
    assert drawn.lines[0].back
    assert "Oct 2022" in [one.month for one in rules.steps_back(BULLETINS, "EB2", "india")]


def test_my_date_says_how_it_stands_and_gives_a_range_not_a_day() -> None:
    posted = {"category": "EB2", "column": "india", "priority_date": "2014-05-01",
              "days_per_month": "20"}  # fmt: skip
    found = page.of_bulletin(LIBRARY, BULLETINS, posted, TODAY)
    final, filing = found["mine"]
    assert final.word.id == "waiting"
    assert final.first
    assert final.earliest
    assert final.as_asked
    assert final.reasons
    assert filing.now.chart == bulletin.DATES_FOR_FILING
    assert len(found["picture"].lanes) == 4


def test_without_a_date_nothing_is_said_of_mine() -> None:
    found = page.of_bulletin(LIBRARY, BULLETINS, {}, TODAY)
    assert found["mine"] == []
    assert found["picture"].mine is None


@pytest.mark.parametrize(
    ("name", "typed"),
    [("category", "EB9"), ("column", "atlantis"), ("priority_date", "2014-02-30"),
     ("days_per_month", "0"), ("days_per_month", "-5"), ("days_per_month", "x")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_the_page_still_stands(name, typed) -> None:
    found = page.of_bulletin(LIBRARY, BULLETINS, {name: typed}, TODAY)
    assert next(box.error for box in found["boxes"] if box.name == name)
    assert found["picture"]


def test_the_chart_for_filing_is_said_to_be_unknown_with_a_link() -> None:
    found = rules.filing(BULLETINS, "EB2", LIBRARY)
    assert not found["known"]
    assert found["links"][0]["href"].startswith("https://www.uscis.gov/")
