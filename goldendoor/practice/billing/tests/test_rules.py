"""Money in integer cents, and numbers that are never kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldendoor.kernel.errors import BadInput
from goldendoor.practice.billing import exporting, rules


@pytest.mark.parametrize(
    ("text", "cents"),
    [("450", 45000), ("$1,250.50", 125050), ("0.5", 50), (" 12.05 ", 1205), ("1000", 100000)],
)
def test_amounts_are_read(text, cents) -> None:
    assert rules.read_cents(text) == cents


@pytest.mark.parametrize("text", ["", "-5", "1,25", "12.345", "many", "١٢", "1e9", "9" * 20])
def test_what_is_no_amount_is_refused(text) -> None:
    with pytest.raises(BadInput):
        rules.read_cents(text)


@given(st.integers(min_value=0, max_value=10**11))
def test_an_amount_shown_is_read_back(cents) -> None:
    assert rules.read_cents(rules.shown(cents)) == cents


def test_amounts_are_shown_with_sign_and_currency() -> None:
    assert rules.shown(-300) == "−$3.00"
    assert rules.shown(125050, "CHF") == "1,250.50 CHF"
    assert rules.shown(None) == "not known"


@given(st.integers(min_value=0, max_value=1440), st.integers(min_value=1, max_value=60))
def test_rounding_goes_up_to_the_step_and_never_by_more(minutes, step) -> None:
    rounded = rules.rounded(minutes, step)
    assert rounded % step == 0
    assert minutes <= rounded < minutes + step


def test_time_is_billed_to_the_cent() -> None:
    assert rules.amount(6, 12500) == 1250
    assert rules.amount(20, 10000) == 3333
    assert rules.amount(1, 30) == 1


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1111", "card 5555-5555-5555-4444 exp", "378282246310005"]
)
def test_what_looks_like_a_card_is_refused(text) -> None:
    with pytest.raises(BadInput, match="never kept"):
        rules.refuse_card(text)


@pytest.mark.parametrize(
    "text", ["Check 10482", "ZZZ2690000001", "4111 1111 1111 1112", "0" * 16, "+1 202 555 0143"]
)
def test_other_numbers_are_kept(text) -> None:
    rules.refuse_card(text)


def test_the_sliding_scale_pays_by_income() -> None:
    scale = rules.read_scale("150: 0\n300%: 50")
    assert rules.sliding(90000, 150, scale)[0] == 0
    assert rules.sliding(90000, 151, scale)[0] == 45000
    assert rules.sliding(90000, 301, scale)[0] == 90000
    for wrong in ("150", "200: 10\n150: 20", "100: 101"):
        with pytest.raises(BadInput, match="Line"):
            rules.read_scale(wrong)
    with pytest.raises(BadInput, match="no sliding scale"):
        rules.sliding(1, 1, [])


def test_a_cell_is_never_a_formula() -> None:
    for text in ("=1+1", "+1", "-1", "@x", " =1", "\t=1", "|x"):
        assert exporting.safe(text).startswith("'")
    assert exporting.safe("Amina") == "Amina"
    assert exporting.safe(-5) == -5
    assert exporting.amount(-150) == "-1.50"
