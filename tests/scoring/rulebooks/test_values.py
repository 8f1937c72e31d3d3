"""One fact's value: strict out of files, wide out of chat, and always written in one way."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.catalog import catalog
from locales.languages import LANGUAGES
from programmes.facts import Fact, FactKind
from scoring.rulebooks.checklists import STATES
from scoring.rulebooks.facts import NEVER, Value
from scoring.rulebooks.values import Unfit, UnfitError, canonical, expected, parsed, read_figure, read_value

YEAR = 2023
DAY = date(2023, 5, 21)


def fact(kind: FactKind, most: int = 10**9) -> Fact:
    return Fact(f"1.1.{kind}", str(kind), kind, "事实", "fact", most)


TYPED = {
    FactKind.COUNT: {
        "3": "3 ３ 3条 3个 3人次 3个月 3。 3.0",
        "0": "0 ０ 无 没有 零 none nil 0次",
        "1200": "1200 1,200 １２００",
    },
    FactKind.AMOUNT: {"12.5": "12.5 １２．５ 12.50 12.5万元 12.5万", "0": "0 无 没有", "1200": "1,200 1200.0"},
    FactKind.YES_NO: {"yes": "是 有 对 yes Yes YES true 1 １ 是。", "no": "否 没有 无 不是 no false 0 none"},
    FactKind.DATE: {
        "2023-05-21": "5月21日 5月21号 ５月２１日 2023年5月21日 2023-05-21 2023/5/21 2023.5.21 5.21 5-21 20230521",
        "none": "未出台 none 没有 无 否 no NONE 还没出台",
    },
    FactKind.STATE: {
        "met": "符合 met MET 完全符合",
        "partly": "部分符合 partly 部分",
        "not": "不符合 not",
        "na": "不适用 na N/A n.a.",
    },
}
CASES = [
    (kind, word, value) for kind, values in TYPED.items() for value, words in values.items() for word in words.split()
]


@pytest.mark.parametrize(("kind", "word", "value"), CASES)
def test_what_people_type_in_chat_is_read(kind: FactKind, word: str, value: str) -> None:
    assert read_value(fact(kind), f" {word} ", YEAR) == value


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        (FactKind.DATE, "21 May 2023", "2023-05-21"),
        (FactKind.DATE, "May 21", "2023-05-21"),
        (FactKind.DATE, "May 21st, 2023", "2023-05-21"),
        (FactKind.DATE, "not issued yet", "none"),
        (FactKind.STATE, "partly met", "partly"),
        (FactKind.STATE, "not applicable", "na"),
        (FactKind.COUNT, "3 articles", "3"),
        (FactKind.COUNT, "1 200", "1200"),
    ],
)
def test_several_words_are_read_as_well(kind: FactKind, words: str, value: str) -> None:
    assert read_value(fact(kind), words, YEAR) == value


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FactKind.COUNT, "3.5"),
        (FactKind.COUNT, "-1"),
        (FactKind.COUNT, "3万条"),
        (FactKind.COUNT, "是"),
        (FactKind.COUNT, ""),
        (FactKind.AMOUNT, "1200000元"),
        (FactKind.AMOUNT, "-1"),
        (FactKind.YES_NO, "也许"),
        (FactKind.YES_NO, "2"),
        (FactKind.DATE, "5月"),
        (FactKind.DATE, "2月30日"),
        (FactKind.DATE, "1999-01-01"),
        (FactKind.STATE, "基本符合"),
        (FactKind.STATE, "is"),
    ],
)
def test_what_cannot_stand_says_what_can(kind: FactKind, words: str) -> None:
    unfit = read_value(fact(kind), words, YEAR)
    assert isinstance(unfit, Unfit)
    assert all(catalog(language).plain(unfit.expected) for language in LANGUAGES)


def test_a_day_without_a_year_needs_the_programmes() -> None:
    assert read_value(fact(FactKind.DATE), "5月21日", 2024) == "2024-05-21"
    assert isinstance(read_value(fact(FactKind.DATE), "5月21日"), Unfit)


def test_the_facts_own_ceiling_is_kept_and_said() -> None:
    months = fact(FactKind.COUNT, most=12)
    assert read_value(months, "12", YEAR) == "12"
    assert read_value(months, "13", YEAR) == Unfit(expected(months))
    assert "12" in catalog("zh_CN").plain(expected(months))


def test_a_figure_is_a_whole_number() -> None:
    assert read_figure("１,２００人次") == "1200"
    assert isinstance(read_figure("1.2万"), Unfit)


@pytest.mark.parametrize("word", ["符合", "5月21日", "不是", "3条", "没有"])
def test_a_facts_file_stays_strict(word: str) -> None:
    for kind in FactKind:
        with pytest.raises(UnfitError):
            parsed(fact(kind), word)


VALUES: dict[FactKind, st.SearchStrategy[Value]] = {
    FactKind.COUNT: st.integers(0, 10**9),
    FactKind.AMOUNT: st.decimals(0, 10**9, places=4).map(Fraction),
    FactKind.YES_NO: st.booleans(),
    FactKind.DATE: st.just(NEVER) | st.integers(0, 3000).map(lambda days: date(2020, 1, 1) + timedelta(days)),
    FactKind.STATE: st.sampled_from(STATES),
}


@given(st.data(), st.sampled_from(list(FactKind)))
def test_what_is_written_is_read_back(data: st.DataObject, kind: FactKind) -> None:
    value = data.draw(VALUES[kind])
    assert parsed(fact(kind), canonical(value)) == value
    assert read_value(fact(kind), canonical(value)) == canonical(value)
