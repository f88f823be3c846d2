"""What people type and what is stored."""

import contextlib
import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.law.library import Library
from goldendoor.practice.intake import reading
from goldendoor.practice.intake.asked import Leaf

LIBRARY = Library.shipped()


def leaf(kind: str, **rest: Any) -> Leaf:
    return Leaf("", "someone.something", "Something", kind, **rest)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("08/03/2026", "2026-08-03"),
        ("8/3/2026", "2026-08-03"),
        ("2026-08-03", "2026-08-03"),
        ("Aug 3, 2026", "2026-08-03"),
        ("3 August 2026", "2026-08-03"),
        ("3 de agosto de 2026", "2026-08-03"),
        ("May 1990", "1990-05"),
        ("1990", "1990"),
        ("02/29/1988", "1988-02-29"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, iso: str) -> None:
    assert reading.parse(leaf("date"), [typed], LIBRARY) == iso


@pytest.mark.parametrize("typed", ["02/30/2020", "13/01/2020", "yesterday", "0/0/0", "20201"])
def test_a_day_that_never_was_is_refused(typed: str) -> None:
    with pytest.raises(reading.BadAnswer, match="not a date"):
        reading.parse(leaf("date"), [typed], LIBRARY)


@given(st.dates(min_value=datetime.date(1800, 1, 1), max_value=datetime.date(2200, 1, 1)))
def test_a_date_comes_back_as_it_was_shown(day: Any) -> None:
    shown = reading.show(leaf("date"), day.isoformat(), LIBRARY)
    assert reading.parse(leaf("date"), shown, LIBRARY) == day.isoformat()


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("country", "peru", "PE"),
        ("country", "PE", "PE"),
        ("countries", "Peru, Mexico", ["PE", "MX"]),
        ("state", "new york", "NY"),
        ("number", "1,234", 1234),
        ("money", "$54,000.50", "54000.50"),
        ("yes_no", "false", False),
        ("text", "  O'Brien ", "O'Brien"),
        ("email", "a@b.example", "a@b.example"),
        ("phone", "(212) 555-0123", "(212) 555-0123"),
        ("list_of_dates", "1/2/1990; 1991", ["1990-01-02", "1991"]),
    ],
)
def test_each_kind_is_stored_in_its_own_shape(kind: str, typed: str, stored: Any) -> None:
    assert reading.parse(leaf(kind), [typed], LIBRARY) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "twelve"),
        ("number", "٣x"),
        ("money", "-5"),
        ("money", "NaN"),
        ("country", "Ruritania"),
        ("state", "Sonora"),
        ("email", "nobody"),
        ("phone", "12"),
        ("choice", "purple"),
        ("text", "x" * 2001),
    ],
)
def test_wrong_input_says_what_to_write(kind: str, typed: str) -> None:
    for language in ("en", "es"):
        with pytest.raises(reading.BadAnswer) as refused:
            reading.parse(leaf(kind), [typed], LIBRARY, language)
        assert str(refused.value)


@given(st.sampled_from(sorted(reading.PARSERS)), st.text(max_size=40))
def test_no_input_breaks_the_reader(kind: str, typed: str) -> None:
    with contextlib.suppress(reading.BadAnswer):
        reading.parse(leaf(kind, options={"a": "A"}), [typed], LIBRARY)
