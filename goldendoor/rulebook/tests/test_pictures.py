"""Days on a line."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.rulebook.pictures import Scale

DAYS = st.dates()


@given(st.lists(DAYS, min_size=1, max_size=8), DAYS)
def test_every_day_stands_on_the_line_and_ticks_are_few_and_in_order(days, other) -> None:
    scale = Scale.around(days)
    assert all(0 <= scale.at(day) <= 100 for day in [*days, other])
    ticks = scale.ticks()
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)
    assert len({tick.label for tick in ticks}) == len(ticks)


@given(st.lists(DAYS, min_size=2, max_size=8), DAYS, DAYS)
def test_a_later_day_never_stands_before_an_earlier_one(days, one, other) -> None:
    scale = Scale.around(days)
    first, last = sorted((one, other))
    assert scale.at(first) <= scale.at(last)


def test_an_open_end_runs_to_the_end_of_the_line() -> None:
    scale = Scale.around([datetime.date(2020, 1, 1), datetime.date(2026, 1, 1)])
    bar = scale.bar(datetime.date(2024, 1, 1), None, "now")
    assert bar.end == pytest.approx(100, abs=0.01)
    assert bar.fill == ""
    assert scale.bar(datetime.date(2024, 1, 1), None, "stayed").fill == "url(#gd-stayed)"


def test_a_line_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a day"):
        Scale.around([])
