"""Rounding is half up everywhere, and the short forms carry over where rounding fills the unit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.numbers import grouped, half_up, percent, plain, short_chinese, short_english


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (0, "0", "0"),
        (9_999, "9 999", "9 999"),
        (10_000, "1万", "10 000"),
        (12_345, "1.23万", "12 345"),
        (12_350, "1.24万", "12 350"),
        (800_000, "80万", "800 000"),
        (999_999, "100万", "999 999"),
        (1_100_000, "110万", "1.1 million"),
        (99_995_000, "9999.5万", "100 million"),
        (99_999_949, "9999.99万", "100 million"),
        (99_999_950, "1亿", "100 million"),
        (99_999_999, "1亿", "100 million"),
        (100_000_000, "1亿", "100 million"),
        (123_456_789, "1.23亿", "123.46 million"),
        (999_999_999, "10亿", "1 billion"),
        (-12_350, "-1.24万", "-12 350"),
    ],
)
def test_large_numbers_are_said_short(value: int, chinese: str, english: str) -> None:
    assert short_chinese(value) == chinese
    assert short_english(value) == english


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(2400, 5500), "43.64"),
        (Fraction(12345, 100000), "12.35"),
        (Fraction(1, 1), "100.00"),
        (Fraction(0), "0.00"),
        (Fraction(-1, 8), "-12.50"),
        (Fraction(-1, 1_000_000), "0.00"),
        (Fraction(-12345, 100000), "-12.35"),
        (Fraction(10**40), "1" + "0" * 42 + ".00"),
    ],
)
def test_percentages_have_two_decimals_rounded_half_up(share: Fraction, written: str) -> None:
    assert percent(share) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(6615, 2), "3307.5"),
        (Fraction(100), "100"),
        (Fraction(1, 3), "0.33"),
        (Fraction(200, 3), "66.67"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 2**40), "0.0000000000009094947017729282379150390625"),
        (Fraction(3 * 10**30 + 1, 10), "300000000000000000000000000000.1"),
    ],
)
def test_decimals_have_no_trailing_zeros(value: Fraction, written: str) -> None:
    assert plain(value) == written


@given(st.fractions(), st.integers(0, 6))
def test_rounding_agrees_with_decimal_half_up(value: Fraction, places: int) -> None:
    with localcontext(prec=200):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        wanted = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(half_up(value, places)) == wanted


@given(st.integers())
def test_grouping_changes_no_digit(value: int) -> None:
    assert int(grouped(value).replace(" ", "")) == value
