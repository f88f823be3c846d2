"""The tiny things."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.kernel import canonical, clock, opaque
from goldendoor.kernel.errors import BadInput
from goldendoor.kernel.folding import fold


def test_the_fixed_day_counts(monkeypatch) -> None:
    monkeypatch.setenv("GOLDENDOOR_TODAY", "2026-08-03")
    assert clock.today() == date(2026, 8, 3)


def test_without_a_fixed_day_the_real_one_counts(monkeypatch) -> None:
    monkeypatch.delenv("GOLDENDOOR_TODAY")
    assert clock.fixed_today() is None
    assert clock.today() == date.today()


def test_a_day_that_is_none_is_named(monkeypatch) -> None:
    monkeypatch.setenv("GOLDENDOOR_TODAY", "tomorrow")
    with pytest.raises(BadInput, match="“tomorrow”"):
        clock.today()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Núñez-Żółć", "nunez zolc"),
        ("O'Brien", "obrien"),
        ("Ольга", "olga"),
        ("محمد", "mhmd"),
        ("NA", "na"),
        ("", ""),
    ],
)
def test_names_are_folded_to_latin_letters(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.dictionaries(st.text(), st.integers() | st.text()))
def test_the_order_of_keys_does_not_change_the_canonical_bytes(value: dict) -> None:
    turned = dict(reversed(value.items()))
    assert canonical.data(value) == canonical.data(turned)


def test_opaque_ids_do_not_repeat() -> None:
    assert len({opaque.new_id() for _ in range(1000)}) == 1000
