"""The number grammar: every whole number in every written form is read back, and junk never becomes a number."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dialog.numbers import (
    CEILING,
    Answer,
    AskBack,
    NotApplicable,
    Nothing,
    Number,
    Problem,
    Refused,
    SameAsLast,
    Skip,
    answer,
)
from dialog.numerals import written

WHOLE = st.one_of(st.integers(0, CEILING), st.integers(0, 12_000), st.sampled_from([0, 10, 100, 10**4, 10**6, CEILING]))
_FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")
_FORMAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟萬")


@given(WHOLE, st.sampled_from(["", "人", "人次", "个", "名", " 人"]))
def test_digits_are_read_in_every_width_and_grouping(value: int, measure: str) -> None:
    forms = [
        f"{value}",
        f"{value:,}",
        f"{value:,}".replace(",", " "),
        f"{value:,}".translate(_FULL_WIDTH),
        f" {value}。",
    ]
    for form in forms:
        assert answer(form + measure if not form.endswith("。") else form) == Number(value), form


@given(WHOLE)
@example(110_010)
@example(10_000_010)
def test_chinese_numerals_are_read_in_everyday_and_formal_characters(value: int) -> None:
    numeral = written(value)
    for form in (numeral, numeral.translate(_FORMAL), numeral.replace("零", "〇"), numeral + "人次"):
        assert answer(form) == Number(value), form
    for two in ("二千", "二百", "二万"):
        if numeral.startswith(two):
            assert answer("两" + numeral[1:]) == Number(value)


@given(st.integers(1, 9_999), st.integers(0, 9))
def test_digits_and_units_mix(wan: int, qian: int) -> None:
    assert answer(f"{wan}万") == Number(wan * 10_000)
    if qian:
        assert answer(f"{wan}万{qian}千") == Number(wan * 10_000 + qian * 1_000)
        assert answer(f"{wan}.{qian}万") == Number(wan * 10_000 + qian * 1_000)


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([("百", 100), ("千", 1_000), ("万", 10_000)]))
def test_a_numeral_that_breaks_off_is_asked_back(many: int, last: int, unit: tuple[str, int]) -> None:
    sign, size = unit
    both = AskBack((many * size + last * size // 10, many * size + last))
    assert answer(f"{many}{sign}{last}") == both
    assert answer(f"{written(many)}{sign}{written(last)}人") == both


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("廿三", 23),
        ("卅", 30),
        ("两千", 2000),
        ("1 万 2 千", 12_000),
        ("十五", 15),
        ("1亿", CEILING),
        ("007", 7),
        ("3千", 3000),
    ],
)
def test_the_other_ways_to_write(said: str, value: int) -> None:
    assert answer(said) == Number(value)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("同上月", SameAsLast()),
        ("Same", SameAsLast()),
        ("无", Nothing()),
        ("没有。", Nothing()),
        ("NONE", Nothing()),
        ("不适用", NotApplicable()),
        ("N/A", NotApplicable()),
        ("不适用：没有这项业务", NotApplicable("没有这项业务")),
        ("not applicable - no such work", NotApplicable("no such work")),
        ("跳过", Skip()),
        ("later", Skip()),
        ("120?", AskBack((120,))),
        ("一二三", AskBack((123,))),
    ],
)
def test_words_and_doubts(said: str, found: Answer) -> None:
    assert answer(said) == found


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("-5", "negative"),
        ("－5人", "negative"),
        ("负五", "negative"),
        ("1.5", "fraction"),
        ("1/2", "fraction"),
        ("三点五", "fraction"),
        ("百分之五", "fraction"),
        ("半", "fraction"),
        ("1.23456万", "fraction"),
        ("1e9", "scientific"),
        ("1.5E+3", "scientific"),
        ("1_000", "underscore"),
        ("nan", "not_finite"),
        ("-inf", "negative"),
        ("inf", "not_finite"),
        ("∞", "not_finite"),
        ("100000001", "too_large"),
        ("1亿零1", "too_large"),
        ("9" * 5000, "too_large"),
        ("1,20", "grouping"),
        ("1 20", "grouping"),
        ("12,34,567", "grouping"),
        ("", "text"),
        ("-", "text"),
        ("10²", "text"),
        ("½", "text"),
        ("①", "text"),
        ("٣٤", "text"),
        ("重点", "text"),
        ("约120", "text"),
        ("120多", "text"),
        ("12%", "text"),
        ("0x10", "text"),
        ("二千二千", "text"),
        ("五百千", "text"),
        ("一万万", "text"),
        ("零一", "ask"),
        ("一零零", "ask"),
        ("一千零", "text"),
        ("零千", "text"),
        ("百", "text"),
        ("1.2万3千", "text"),
        ("1 20万", "text"),
        ("万" * 50, "text"),
        ("十五十", "text"),
    ],
)
def test_what_is_no_whole_number_is_refused_with_its_reason(said: str, problem: str) -> None:
    found = answer(said)
    assert isinstance(found, AskBack) if problem == "ask" else found == Refused(Problem(problem))


@given(st.text(max_size=30))
@example("1" * 400)
def test_nothing_raises_and_nothing_leaves_the_range(said: str) -> None:
    found = answer(said)
    if isinstance(found, Number):
        assert 0 <= found.value <= CEILING
    if isinstance(found, AskBack):
        assert found.readings
        assert all(0 <= value <= CEILING for value in found.readings)


@given(
    WHOLE, st.sampled_from(["-{}", "{}.5", "{}e3", "{}_0", "nan{}", "{}%", "~{}", "{}x", "{}+1", "${}", "{}:{}", "#{}"])
)
def test_a_number_with_junk_is_never_a_number(value: int, shape: str) -> None:
    assert isinstance(answer(shape.replace("{}", str(value))), Refused)


@given(st.text(alphabet="零一二两三四五六七八九十百千万亿0123456789. ,", max_size=12))
def test_a_numeral_that_is_read_says_what_was_written(said: str) -> None:
    found = answer(said)
    if isinstance(found, Number) and not any(sign in said for sign in "0123456789"):
        plain = said.replace("两", "二").replace(" ", "").replace(",", "").replace(".", "")
        squeezed = plain.replace("一十", "十").replace("零", "")
        assert squeezed == written(found.value).replace("零", "") or plain == "零"


def test_a_form_may_have_a_lower_ceiling() -> None:
    assert answer("501", 500) == Refused(Problem.TOO_LARGE)
    assert answer("五百零一", 500) == Refused(Problem.TOO_LARGE)
