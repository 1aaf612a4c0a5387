"""Money is exact: fen and yuan go back and forth, and halves go away from zero for one amount and for many."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary import money

AMOUNTS = st.integers(-10_000_000_000, 10_000_000_000)


@given(AMOUNTS)
def test_yuan_read_back_gives_the_same_fen(amount: int) -> None:
    assert money.fen(money.yuan(amount)) == amount
    assert money.fen(money.yuan_grouped(amount)) == amount


@given(AMOUNTS, st.integers(1, 10_000))
def test_division_rounds_halves_away_from_zero_as_decimal_does(numerator: int, denominator: int) -> None:
    exact = (Decimal(numerator) / denominator).quantize(Decimal(1), ROUND_HALF_UP)
    assert money.divide_half_up(numerator, denominator) == int(exact)


@given(st.lists(AMOUNTS, max_size=20), st.integers(1, 10_000))
def test_an_array_is_divided_as_its_members_are(amounts: list[int], denominator: int) -> None:
    divided = money.divide_half_up(np.array(amounts, dtype=np.int64), denominator)
    assert divided.dtype == np.int64
    assert divided.tolist() == [money.divide_half_up(amount, denominator) for amount in amounts]


@given(AMOUNTS, st.integers(0, money.PPM))
def test_a_share_and_the_share_of_the_negative_mirror_each_other(amount: int, rate: int) -> None:
    assert money.share(-amount, rate) == -money.share(amount, rate)


@given(st.integers(-1_000_000, 1_000_000))
def test_a_spreadsheet_float_of_two_decimals_is_read_exactly(amount: int) -> None:
    assert money.fen_from_cell(amount / 100) == amount


def test_halves_round_up_where_bankers_rounding_would_not() -> None:
    assert money.divide_half_up(5, 10) == 1
    assert money.divide_half_up(25, 10) == 3
    assert money.divide_half_up(np.array([5, 25, -5, -25]), 10).tolist() == [1, 3, -1, -3]
    assert money.to_yuan(1050) == 1100


def test_a_rate_is_written_in_parts_per_million() -> None:
    assert money.ppm("0.16") == 160_000
    assert money.share(money.fen("7546"), money.ppm("0.0025")) == money.fen("18.87")
    with pytest.raises(ValueError, match="part per million"):
        money.ppm("0.00000001")


@pytest.mark.parametrize("written", ["", "1.234", "一百", "1e3", "NaN", "--1", "1.2.3", "12345678901234"])
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        money.fen(written)


@pytest.mark.parametrize("value", [0.1, True, None])
def test_a_float_or_a_truth_is_no_amount(value: object) -> None:
    with pytest.raises(TypeError):
        money.fen(value)  # type: ignore[arg-type]


def test_a_cell_with_three_decimals_is_refused() -> None:
    with pytest.raises(ValueError, match="two decimals"):
        money.fen_from_cell(1.005)


def test_nothing_can_be_divided_by_zero_people() -> None:
    with pytest.raises(ValueError, match="positive"):
        money.divide_half_up(1, 0)


def test_amounts_for_people_are_grouped() -> None:
    assert money.yuan_grouped(188550) == "1,885.50"
    assert money.yuan(-5) == "-0.05"
