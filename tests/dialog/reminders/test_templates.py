"""Fields of a broadcast are filled for each recipient, and what is no field is named before anything is sent."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog.reminders.moments import read_moment
from dialog.reminders.templates import NAMES, Filling, filled, unknown_fields
from locales.catalog import catalog
from locales.text import text
from programmes.loading import load
from programmes.periods import Period

HENAN = load("henan-edu-2022")
FIRST, SECOND = HENAN.units[:2]
FILLING = Filling("王老师", ((FIRST, Fraction(1, 3)), (SECOND, None)), Period(2022, 9), date(2022, 9, 30), 4)
NOW = datetime(2022, 9, 26, 9, 0, tzinfo=HENAN.calendar.zone)


def said(words: str, language: str = "zh_CN") -> str:
    return "".join(catalog(language).plain(text("broadcast.value", value=one)) for one in filled(words, FILLING))


def test_every_field_is_filled() -> None:
    words = "{姓名}：{单位} {累计完成率}，{报告期}，{截止日}，还剩{剩余天数}天"
    assert said(words) == "王老师：郑州市和开封市 33.33%和——，2022年9月，9月30日，还剩4天"
    assert said("{name}: {unit}, {Days left}", "en") == "王老师: 郑州市 and 开封市, 4"


def test_what_is_no_field_is_named_and_stays_as_written() -> None:
    assert unknown_fields("{电话}、{单位}、{电话}、{x") == ("电话",)
    assert said("{电话} {}") == "{电话} {}"


@given(st.text(alphabet="{}单位ab \n", max_size=30))
def test_words_without_fields_stay_as_they_are(words: str) -> None:
    if not any(
        f"{{{name}}}" in words.casefold().replace(" ", "_") or "{单位}" in words.replace(" ", "") for name in NAMES
    ):
        assert said(words) == words


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("明天 9:30", "2022-09-27T09:30"),
        ("9月28日 上午10点", "2022-09-28T10:00"),
        ("2022年9月28日10：05", "2022-09-28T10:05"),
        ("10:30", "2022-09-26T10:30"),
        ("8:30", "2022-09-27T08:30"),
        ("下午3点半", "2022-09-26T15:30"),
        ("tomorrow 3:15 pm", "2022-09-27T15:15"),
        ("1-5 10点", "2023-01-05T10:00"),
    ],
)
def test_a_moment_is_read_as_people_write_it(words: str, moment: str) -> None:
    assert read_moment(words, NOW) == datetime.fromisoformat(moment).replace(tzinfo=NOW.tzinfo)


@pytest.mark.parametrize("words", ["", "改天", "28", "25:00", "10:75", "2月29日 10:00", "13月1日 9:00", "9:30:10"])
def test_what_is_no_moment_is_none(words: str) -> None:
    assert read_moment(words, NOW) is None


@given(st.text(max_size=40))
def test_any_words_are_a_moment_or_none(words: str) -> None:
    found = read_moment(words, NOW)
    assert found is None or found.tzinfo is NOW.tzinfo
