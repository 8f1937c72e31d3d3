"""Days as officials type them, and deadlines in days or weeks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog.visits.days import read_day, read_deadline

TODAY = date(2022, 6, 20)
DAYS = {
    "今天": TODAY,
    "昨天": date(2022, 6, 19),
    "Yesterday": date(2022, 6, 19),
    "2022-06-08": date(2022, 6, 8),
    "２０２２．６．８": date(2022, 6, 8),
    "2022年6月8日": date(2022, 6, 8),
    "二〇二二年六月八日": date(2022, 6, 8),
    "20220608": date(2022, 6, 8),
    "6月8日": date(2022, 6, 8),
    "六月十八号": date(2022, 6, 18),
    "6/8": date(2022, 6, 8),
    "18日": date(2022, 6, 18),
    "8 June": date(2022, 6, 8),
    "June 8, 2021": date(2021, 6, 8),
    "8th jun 2022": date(2022, 6, 8),
}


@pytest.mark.parametrize(("words", "day"), DAYS.items())
def test_a_day_is_read_in_each_form(words: str, day: date) -> None:
    assert read_day(words, TODAY) == day


@pytest.mark.parametrize(
    "words", ["", "改天", "6", "2022-13-01", "2月30日", "32日", "+7", "7天", "2022-06-08 10:00", "-1"]
)
def test_what_is_no_day_is_none(words: str) -> None:
    assert read_day(words, TODAY) is None


def test_a_day_without_a_year_is_the_nearest() -> None:
    assert read_day("12月28日", date(2022, 1, 5)) == date(2021, 12, 28)
    assert read_day("1月5日", date(2022, 12, 28)) == date(2023, 1, 5)
    assert read_day("2月29日", date(2022, 6, 1)) is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("+7", 7),
        ("７天", 7),
        ("15天内", 15),
        ("三十日之内", 30),
        ("30 days", 30),
        ("in 1 day", 1),
        ("两周", 14),
        ("2 weeks", 14),
    ],
)
def test_a_deadline_may_be_so_many_days_or_weeks_away(words: str, days: int) -> None:
    assert read_deadline(words, TODAY) == TODAY + timedelta(days=days)


def test_a_deadline_may_be_a_day() -> None:
    assert read_deadline("7月4日", TODAY) == date(2022, 7, 4)
    assert read_deadline("尽快", TODAY) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(day.isoformat(), TODAY) == day
    assert read_day(f"{day.year}年{day.month}月{day.day}日", TODAY) == day


@given(st.text(max_size=30))
def test_no_words_raise(words: str) -> None:
    read_day(words, TODAY)
    read_deadline(words, TODAY)
