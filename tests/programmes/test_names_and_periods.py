"""Names are compared as people mean them; periods are calendar months."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.names import folded, parted, printed
from programmes.periods import Period, months_between
from programmes.quarters import Quarter, quarters_of

PERIODS = st.builds(Period, st.integers(1, 9998), st.integers(1, 12))


@pytest.mark.parametrize(
    ("written", "name", "further"),
    [
        ("焦作大学", "焦作大学", ()),
        ("河南测绘职业学院 (含郑州测绘学校)", "河南测绘职业学院", ("郑州测绘学校",)),
        ("甲（含乙、 丙）", "甲", ("乙", "丙")),
        ("市本级（不评）", "市本级", ()),
        ("（含甲）", "（含甲）", ()),
        ("甲（乙", "甲（乙", ()),
    ],
)
def test_a_parenthesis_parts_from_the_name(written: str, name: str, further: tuple[str, ...]) -> None:
    assert parted(printed(written)) == (name, further)


@given(st.text())
def test_folding_twice_changes_nothing_for_han_names(text: str) -> None:
    han = "".join(letter for letter in text if "一" <= letter <= "鿿" or letter.isascii())
    assert folded(folded(han)) == folded(han)
    assert folded(f" {han}　") == folded(han)


@given(PERIODS)
def test_a_period_reads_back_what_it_writes(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(PERIODS, st.integers(-200, 200))
def test_moving_a_period_there_and_back_is_no_move(period: Period, months: int) -> None:
    if 0 < period.year * 12 + period.month - 1 + months - 12 < 9998 * 12:
        assert period.plus(months).plus(-months) == period
        assert (period.plus(months) > period) == (months > 0)


@pytest.mark.parametrize("written", ["2022-6", "2022-13", "2022-00", "２０２２-06", "2022/06", "", "2022-06-01"])
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(written)


def test_days_are_clipped_to_the_month() -> None:
    assert Period(2024, 2).day(30) == date(2024, 2, 29)
    assert Period.of(date(2022, 9, 26)).quarter == 3
    assert [str(one) for one in months_between(Period(2022, 11), Period(2023, 1))] == ["2022-11", "2022-12", "2023-01"]
    assert months_between(Period(2022, 3), Period(2022, 2)) == ()


@given(PERIODS)
def test_a_quarter_holds_its_months_and_ends_with_the_last(period: Period) -> None:
    quarter = Quarter.of(period)
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.of(quarter.last_month) == quarter
    assert quarter.last_month.plus(-2) <= period <= quarter.last_month
    assert quarters_of(months_between(period, period.plus(11)))[0] == quarter


@pytest.mark.parametrize("written", ["2023-Q0", "2023-Q5", "2023Q1", "2023-q1", "2023-Q1x", "2023-01", ""])
def test_only_one_way_to_write_a_quarter_is_read(written: str) -> None:
    with pytest.raises(ValueError, match="2023-Q1"):
        Quarter.parse(written)
    with pytest.raises(ValueError, match="1 to 4"):
        Quarter(2023, 5)
