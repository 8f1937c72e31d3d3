"""The evaluation's workbook: what was filled in comes back as the same facts; what cannot stand is named."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from documents.evaluation_results import checklist_pages, evaluation_pages
from documents.evaluation_template import template
from documents.fact_sheets import MOST_VALUES, FactSheets, read_sheets
from documents.facts import read_facts
from documents.page_writing import write_pages
from documents.pages import Column, Page, Value
from documents.tables import TableError
from locales.catalog import catalog
from locales.languages import LANGUAGES, Language
from programmes.facts import Fact, FactKind
from programmes.loading import load
from programmes.model import Programme
from scoring.rulebooks.checklists import check
from scoring.rulebooks.entered import Said, Spot
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.values import canonical, parsed

XINXIANG, HENAN = load("xinxiang-2023"), load("henan-edu-2022")
DOCS = Path(__file__).parents[2] / "docs" / "rulebooks"
NOTHING: Mapping[Spot, str] = {}
PERIOD, VALUE = 7, 8
DAYS = {XINXIANG.id: date(2023, 12, 31), HENAN.id: date(2022, 12, 31)}


def _pages(programme: Programme, language: Language, standing: Mapping[Spot, str] = NOTHING) -> tuple[Page, ...]:
    return template(programme, tuple(programme.rulebooks.values()), standing, DAYS[programme.id], catalog(language))


def _template(folder: Path, programme: Programme, language: Language, standing: Mapping[Spot, str] = NOTHING) -> Path:
    file = folder / f"{programme.id}-{language}.xlsx"
    write_pages(file, _pages(programme, language, standing))
    return file


def _typed(rng: random.Random, fact: Fact | None, language: Language) -> Value:
    """A value as an official would type it into the template."""
    kind = fact.kind if fact else FactKind.COUNT
    zh = language == "zh_CN"
    match kind:
        case FactKind.COUNT:
            number = rng.randint(0, fact.most if fact else 10**6)
            return rng.choice((number, str(number)))
        case FactKind.AMOUNT:
            return round(rng.uniform(0, 500), rng.choice((0, 2)))
        case FactKind.YES_NO:
            return rng.choice(["是", "否"] if zh else ["yes", "no"])
        case FactKind.DATE:
            days: tuple[Value, ...] = (date(2023, 5, 21), "2023-06-30", "未出台" if zh else "not issued")
            return rng.choice(days)
        case FactKind.STATE:
            zh_states, en_states = (
                ["符合", "部分符合", "不符合", "不适用"],
                ["met", "partly met", "not met", "not applicable"],
            )
            return rng.choice(zh_states if zh else en_states)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("programme", [XINXIANG, HENAN], ids=lambda one: one.id)
def test_a_template_that_nobody_filled_in_says_nothing(
    tmp_path: Path, programme: Programme, language: Language
) -> None:
    file = _template(tmp_path, programme, language)
    found = read_sheets(file.read_bytes(), file.name, programme)
    assert (found.said, found.misread) == ((), ())


@pytest.mark.parametrize("programme", [XINXIANG, HENAN], ids=lambda one: one.id)
def test_the_template_has_a_row_for_every_unit_and_fact(tmp_path: Path, programme: Programme) -> None:
    book = load_workbook(_template(tmp_path, programme, "zh_CN"))
    for rulebook in programme.rulebooks.values():
        sheet = next(one for one in book if one.title.startswith(f"{rulebook.code} "))
        rows = {(row[0].value, row[1].value) for row in sheet.iter_rows(min_row=2)}
        units = [one.name for one in programme.units if one.unit_class == rulebook.unit_class and one.assessed]
        assert rows >= {(unit, key) for unit in units for key in rulebook.facts()}
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), language=st.sampled_from(LANGUAGES))
def test_what_was_filled_in_comes_back_as_the_same_facts(
    tmp_path_factory: pytest.TempPathFactory, seed: int, language: Language
) -> None:
    rng = random.Random(seed)
    programme = rng.choice([XINXIANG, HENAN])
    expected: dict[Spot, str] = {}
    pages = [_filled_in(page, programme, language, rng, expected) for page in _pages(programme, language)]
    file = tmp_path_factory.mktemp("round") / "back.xlsx"
    write_pages(file, pages)
    found = read_sheets(file.read_bytes(), "back.xlsx", programme)
    assert found.misread == ()
    assert {one.spot: one.value for one in found.said} == expected


def _filled_in(page: Page, programme: Programme, language: Language, rng: random.Random, into: dict[Spot, str]) -> Page:
    """A page of which only some rows are left, every other one filled in; `into` gets what they say."""
    book = programme.rulebooks.get(page.title.partition(" ")[0])
    if book is None:
        return page
    kept = []
    for number, row in enumerate(rng.sample(page.rows, 24)):
        name, key, period = str(row[0]), str(row[1]), str(row[PERIOD] or "")
        fact, unit = book.facts().get(key), programme.unit_named(name)
        assert unit
        typed = _typed(rng, fact, language) if number % 2 else None
        kept.append((*row[:VALUE], typed, *row[VALUE + 1 :]))
        if typed is not None:
            into[Spot(book.code, unit.code, key, period, "" if fact else "platform")] = _canonical(fact, typed)
    return replace(page, rows=tuple(kept), checks=())


def _canonical(fact: Fact | None, typed: Value) -> str:
    words = {"是": "yes", "否": "no", "未出台": "none", "not issued": "none", "符合": "met", "部分符合": "partly"}
    words |= {"不符合": "not", "不适用": "na", "partly met": "partly", "not met": "not", "not applicable": "na"}
    said = words.get(str(typed), str(typed))
    return said if fact is None else canonical(parsed(fact, said))


def test_what_stands_is_shown_beside_the_empty_value(tmp_path: Path) -> None:
    unit = XINXIANG.units[1].code
    standing = {
        Spot("areas", unit, "2.1.4.incomplete"): "3",
        Spot("areas", unit, "4.2.issued_on", "2023-Q2"): "2023-05-21",
        Spot("areas", unit, "training", "2023-Q1", "platform"): "2475",
        Spot("areas", unit, "training", "2023-Q1", "verified"): "2400",
    }
    sheet = load_workbook(_template(tmp_path, XINXIANG, "zh_CN", standing)).worksheets[0]
    stands = {row[1].value: row[6].value for row in sheet.iter_rows(min_row=2) if row[6].value is not None}
    assert stands["2.1.4.incomplete"] == 3
    assert stands["4.2.issued_on"] == "2023-Q2：2023-05-21"
    assert stands["training"] == "平台：2475\n核定：2400"


def test_the_examples_of_the_handbook_are_read_as_yuebao_score_reads_them() -> None:
    for programme in (XINXIANG, HENAN):
        for code, book in programme.rulebooks.items():
            file = DOCS / f"{code}.csv"
            sent = read_sheets(file.read_bytes(), file.name, programme)
            assert sent.misread == ()
            facts = read_facts(file, programme, book).facts
            assert len(sent.said) == sum(len(one.amounts) + len(one.judgements) for one in facts.values())


HEAD = "单位,项目,时间,值,来源,备注\n"


def _sent(rows: str, head: str = HEAD) -> FactSheets:
    return read_sheets((head + rows).encode(), "评价.csv", XINXIANG)


def test_a_row_is_put_into_its_one_way_of_being_written() -> None:
    sent = _sent(
        '长垣市,2.1.4.incomplete,,3 条,,电话核查\n长垣市,training,2023年,1,,\n长垣市,training,2023-Q1,"2,475",核定,\n'
    )
    unit = XINXIANG.unit_named("长垣市")
    assert unit
    assert sent.said == (
        Said(Spot("areas", unit.code, "2.1.4.incomplete"), "3", "电话核查"),
        Said(Spot("areas", unit.code, "training", "2023-Q1", "verified"), "2475"),
    )
    (misread,) = sent.misread
    assert (misread.fault.line, misread.fault.column, misread.fault.found) == (3, "时间", "2023年")


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("焦作大学,2.1.4.incomplete,,3,,", "单位", "本项工作"),
        ("长垣市,2.9.9.nothing,,3,,", "项目", "指标或考核事实"),
        ("长垣市,training,2022-Q1,3,,", "时间", "2023 年的月份或季度"),
        ("长垣市,2.1.4.incomplete,2023-03,3,,", "时间", "季度"),
        ("长垣市,2.1.4.incomplete,,-3,,", "值", "整数"),
        ("长垣市,2.1.4.incomplete,,=1+2,,", "值", "整数"),
        ("长垣市,4.2.issued_on,,13月40日,,", "值", "日期"),
        ("长垣市,training,2023-Q1,3,上报,", "来源", "verified, platform"),
        (f"长垣市,2.1.4.incomplete,,3,,{'长' * 401}", "备注", "400"),
    ],
)
def test_every_bad_cell_is_named(row: str, column: str, expected: str) -> None:
    sent = _sent(f"{row}\n")
    (misread,) = sent.misread
    assert (misread.fault.line, misread.fault.column, sent.said) == (2, column, ())
    assert expected in catalog("zh_CN").plain(misread.fault.expected)
    assert catalog("en").plain(misread.fault.expected)


def test_the_same_place_twice_is_a_slip() -> None:
    sent = _sent("长垣市,liability,,是,,\n长垣市,liability,,否,,\n长垣市,liability,2023-Q2,否,,\n")
    (misread,) = sent.misread
    assert misread.fault.line == 3
    assert [one.value for one in sent.said] == ["yes", "no"]


def test_rows_without_a_value_are_not_even_read() -> None:
    assert _sent("不存在,什么,何时,,,\n").misread == ()


def test_a_sheet_named_by_its_rulebook_is_of_that_rulebook(tmp_path: Path) -> None:
    columns = tuple(Column(title, 10) for title in ("unit", "key", "period", "value"))
    pages = [
        Page("areas mine", columns, (("市直人社局", "liability", None, "yes"),)),
        Page("anything", columns, (("长垣市", "liability", None, "yes"),)),
        Page("notes", (Column("what", 10),), (("nothing",),)),
    ]
    write_pages(tmp_path / "f.xlsx", pages)
    sent = read_sheets((tmp_path / "f.xlsx").read_bytes(), "f.xlsx", XINXIANG)
    assert [(one.sheet, one.fault.column) for one in sent.misread] == [("areas mine", "unit")]
    assert [one.spot.rulebook for one in sent.said] == ["areas"]


def test_a_file_that_is_no_facts_table_is_refused_in_words() -> None:
    with pytest.raises(TableError) as error:
        _sent("", "a,b\n")
    assert "项目" in catalog("zh_CN").plain(error.value.said)
    assert "key" in catalog("en").plain(error.value.said)


def test_far_too_many_values_are_refused() -> None:
    months = [f"2023-{month:02}" for month in range(1, 13)]
    rows = "".join(f"长垣市,training,{months[n % 12]},{n},,\n" for n in range(12))
    assert len(_sent(rows).said) == 12
    many = "".join(f"{n},training,2023-01,1,,\n" for n in range(MOST_VALUES + 1))
    with pytest.raises(TableError):
        _sent(many)


def test_no_text_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    rows = (("=1+1", "+1", "-1", "@x", "\x01a"),)
    write_pages(tmp_path / "f.xlsx", [Page("=a/b", tuple(Column("=x", 5) for _ in range(5)), rows)])
    sheet = load_workbook(tmp_path / "f.xlsx").worksheets[0]
    assert sheet.title == "=ab"
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["s"] * 10
    assert sheet["A2"].quotePrefix


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_hold_what_yuebao_score_says(tmp_path: Path, language: Language) -> None:
    book = XINXIANG.rulebooks["areas"]
    facts = read_facts(DOCS / "areas.csv", XINXIANG, book).facts
    found = evaluate(XINXIANG, book, facts, DAYS[XINXIANG.id])
    write_pages(tmp_path / "r.xlsx", evaluation_pages(XINXIANG, found, catalog(language)))
    totals, items, about = load_workbook(tmp_path / "r.xlsx").worksheets
    rows = list(totals.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [one.unit.name for one in found.units]
    assert [row[3] for row in rows] == [one.rank for one in found.units]
    assert items.max_row == 1 + sum(len(one.items) for one in found.units)
    assert about.max_row >= 4


def test_a_checklist_comes_as_states_and_no_total(tmp_path: Path) -> None:
    book = HENAN.rulebooks["bureaus"]
    facts = read_facts(DOCS / "bureaus.csv", HENAN, book).facts
    found = check(HENAN, book, facts, DAYS[HENAN.id])
    write_pages(tmp_path / "c.xlsx", checklist_pages(HENAN, found, catalog("zh_CN")))
    states, single, _ = load_workbook(tmp_path / "c.xlsx").worksheets
    assert states.max_row == 1 + len(found.units)
    assert [cell.value for cell in states[2]][:3] == ["郑州市", 0, "符合"]
    assert single["D2"].value == "符合"
