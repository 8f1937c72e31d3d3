"""Circulars: the order, who is named, freezing, and what a correction moves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.catalog import catalog
from programmes.loading import load
from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.circulars.computing import compute, notes_of
from scoring.circulars.contents import Circular, Who, Words
from scoring.circulars.corrections import PlaceMoved, UnitMoved, correction
from scoring.circulars.freezing import Frozen, FrozenError, Issue, freeze, thaw
from scoring.circulars.sheets import sheets
from scoring.circulars.wording import circular_lines, correction_lines, pointer
from scoring.figures import Figure, History, Kind
from scoring.progress import progress
from scoring.standing import standing
from tests.scoring.histories import filed_month, history

HENAN = load("henan-edu-2022")
MAY, JUNE = Period(2022, 5), Period(2022, 6)
AS_OF = datetime.fromisoformat("2022-07-01T10:00:00+08:00")


def unit_of(number: int, **targets: int) -> Unit:
    name = "甲乙丙丁戊己庚辛壬癸"[number - 1] + "学校"
    return Unit(f"u{number}", number, name, name, (), (), "schools", "", None, targets)


UNITS = (
    unit_of(1, certificates=100, training=100, one_plus_x=10),
    unit_of(2, certificates=200, training=100),
    unit_of(3, certificates=100, training=200, one_plus_x=20),
    unit_of(4, training=50),
    unit_of(5, certificates=100, training=100, senior=50),
)


@pytest.fixture
def small() -> Programme:
    rule = HENAN.circular
    assert rule
    return replace(HENAN, units=UNITS, circular=replace(rule, shown=2, moved=1))


def both(unit: str, may: Mapping[str, int], june: Mapping[str, Figure | int], late: bool | None = False) -> History:
    return history(unit, filed_month("2022-05", may), filed_month("2022-06", june, late))


@pytest.fixture
def histories() -> dict[str, History]:
    surge = Figure(Kind.NUMBER, 60, "竞赛取证集中发放")
    found = [
        both("u1", {"certificates": 40, "training": 10}, {"certificates": 10, "training": 10, "one_plus_x": 5}),
        both("u2", {"certificates": 40, "training": 90}, {"certificates": surge, "training": 0}, late=True),
        both("u3", {"certificates": 50, "training": 20}, {"certificates": 0, "training": 20, "one_plus_x": 10}),
        history("u5", filed_month("2022-05", {"training": 5})),
    ]
    return {one.unit: one for one in found}


Compute = Callable[[dict[str, History]], Circular]


@pytest.fixture
def computed(small: Programme) -> Compute:
    def compute_june(histories: dict[str, History]) -> Circular:
        june, may = (progress(small, histories, (), period) for period in (JUNE, MAY))
        notes = notes_of(small, histories, JUNE)
        return compute(small, "schools", june, may, standing(small, JUNE, histories), notes, AS_OF)

    return compute_june


def places(found: Circular) -> list[tuple[str, int | None]]:
    return [(line.who.unit, line.place) for line in found.ranking.lines]


def test_certificates_decide_then_training_and_equals_share_a_place(
    computed: Compute, histories: dict[str, History]
) -> None:
    # u1, u2 and u3 stand at 50 % of certificates; training: u2 90 %, u1 and u3 20 %.
    assert places(computed(histories)) == [("u2", 1), ("u1", 2), ("u3", 2), ("u5", 4), ("u4", None)]


def test_one_plus_x_has_a_table_of_its_own(computed: Compute, histories: dict[str, History]) -> None:
    found = computed(histories)
    (apart,) = found.apart
    assert (apart.name, [(line.who.unit, line.place) for line in apart.lines]) == ("one_plus_x", [("u1", 1), ("u3", 1)])
    assert "one_plus_x" not in {cell.indicator for line in found.ranking.lines for cell in line.cells}


def test_the_rates_are_of_those_expected_and_on_time_by_the_first_filing(
    computed: Compute, histories: dict[str, History]
) -> None:
    found = computed(histories)
    assert (found.expected, found.reported, found.on_time) == (5, 3, 2)
    assert [who.unit for who in found.missing] == ["u4", "u5"]
    assert [who.unit for who in found.late] == ["u2"]
    assert [who.unit for who in found.zero] == ["u5"]


def test_an_imported_month_is_reported_but_not_known_to_be_on_time(
    small: Programme, computed: Compute, histories: dict[str, History]
) -> None:
    histories["u2"] = both("u2", {}, {"certificates": 1}, late=None)
    found = computed(histories)
    assert (found.reported, found.on_time, found.late) == (3, 2, ())
    said = catalog("zh_CN").lines(circular_lines(found, Words(), small, None)).text
    assert "按时 2 个，按时率 40.00%。\n已报的单位中，1 个是否按时不明（由表格导入）。\n" in said


def test_movement_is_against_last_month(computed: Compute, histories: dict[str, History]) -> None:
    found = computed(histories)
    assert [line.who.unit for line in found.fastest] == ["u2"]
    assert found.fastest[0].cells[0].gain == Fraction(60, 200)
    assert [line.who.unit for line in found.slowest] == ["u3"]
    assert {line.who.unit: line.before for line in found.ranking.lines} == {
        "u1": 2,
        "u2": 3,
        "u3": 1,
        "u4": None,
        "u5": 4,
    }


def test_the_first_period_has_no_movement(small: Programme, histories: dict[str, History]) -> None:
    table = progress(small, histories, (), JUNE)
    found = compute(small, "schools", table, None, standing(small, JUNE, histories), (), AS_OF)
    assert (found.fastest, found.slowest) == ((), ())
    assert {line.before for line in found.ranking.lines} == {None}


def test_nobody_is_among_the_first_and_the_last(computed: Compute, histories: dict[str, History]) -> None:
    found = computed(histories)
    assert [line.who.unit for line in found.first] == ["u2", "u1"]
    assert [line.who.unit for line in found.last] == ["u3", "u5"]


def test_a_figure_that_does_not_apply_takes_the_unit_out_of_the_ranking(
    small: Programme, computed: Compute, histories: dict[str, History]
) -> None:
    absent = Figure(Kind.NOT_APPLICABLE, None, "本月停考")
    histories["u1"] = both("u1", {"certificates": 40}, {"certificates": absent, "training": 10})
    found = computed(histories)
    assert ("u1", None) in places(found)
    assert [(note.who.unit, note.value, note.reason) for note in found.notes][:1] == [("u1", None, "本月停考")]
    said = catalog("en").lines(circular_lines(found, Words(), small, None)).text
    assert "甲学校, certificates not applicable: 本月停考" in said


def test_the_post_says_it_in_words(small: Programme, computed: Compute, histories: dict[str, History]) -> None:
    said = catalog("zh_CN").lines(circular_lines(computed(histories), Words(closing="请抓紧。"), small, 3)).text
    assert said == (
        "第 3 号：2022年6月相关学校工作进度通报\n"
        "现将工作进度通报如下。\n"
        "应报 5 个，已报 3 个，报送率 60.00%；按时 2 个，按时率 40.00%。\n"
        "培训任务：累计 155，年度任务 550，完成率 28.18%。\n"
        "取证人数：累计 200，年度任务 500，完成率 40.00%。\n"
        "其中高级工及以上：累计 0，年度任务 50，完成率 0.00%。\n"
        "1+X 证书取证人数：累计 15，年度任务 30，完成率 50.00%。\n"
        "\n"
        "依次按取证人数和培训任务的累计完成率排名\n"
        "前 2 名\n"
        "1. 乙学校 50.00% / 90.00% ↑2\n"
        "2. 甲学校 50.00% / 20.00%\n"
        "后 2 名\n"
        "2. 丙学校 50.00% / 20.00% ↓1\n"
        "4. 戊学校 0.00% / 5.00%（本月未报）\n"
        "\n"
        "本月进展较快（取首位指标完成率提高的百分点）：乙学校（30.00）\n"
        "本月进展较慢：丙学校（0.00）\n"
        "取证人数累计为 0 的 1 个：戊学校\n"
        "未报送 2 个：丁学校和戊学校\n"
        "逾期报送 1 个：乙学校\n"
        "\n"
        "单列：1+X 证书取证人数完成率\n"
        "前 2 名\n"
        "1. 甲学校 50.00%\n"
        "1. 丙学校 50.00%\n"
        "\n"
        "说明（单位填报的原因）\n"
        "乙学校，取证人数 60：竞赛取证集中发放\n"
        "请抓紧。\n"
        "数据截至 2022年7月1日 10:00。"
    )


def test_edited_words_change_no_figure(small: Programme, computed: Compute, histories: dict[str, History]) -> None:
    found = computed(histories)
    ours, theirs = (circular_lines(found, words, small, None) for words in (Words(), Words("一", "二")))
    assert len(ours) == len(theirs)
    assert sum(one != other for one, other in zip(ours, theirs, strict=True)) == 2


def test_the_sheets_hold_every_unit_with_its_numbers(
    small: Programme, computed: Compute, histories: dict[str, History]
) -> None:
    main, apart = sheets(computed(histories), small)
    assert len(main.rows) == 5
    assert {len(row) for row in main.rows} == {len(main.heading)}
    assert main.rows[0][:5] == (1, "乙学校", 200, 60, 100)
    assert [row[1] for row in apart.rows] == ["甲学校", "丙学校"]


def test_what_was_frozen_comes_back_the_same_and_with_the_same_hash(
    computed: Compute, histories: dict[str, History]
) -> None:
    issue = Issue(1, Words("现通报如下"), computed(histories), None)
    frozen = freeze(issue)
    assert thaw(frozen) == issue
    assert freeze(thaw(frozen)) == frozen
    assert json.loads(frozen.body)["circular"]["ranking"]["lines"][0]["who"]["name"] == "乙学校"


def test_a_frozen_circular_answers_as_of_its_number(computed: Compute, histories: dict[str, History]) -> None:
    frozen = freeze(Issue(1, Words(), computed(histories), None))
    histories["u2"] = both("u2", {"certificates": 40}, {"certificates": 0})
    found = thaw(frozen).circular
    assert found
    cell = found.cell("u2", "certificates")
    assert cell
    assert (cell.cumulative, cell.share, found.place("u2")) == (100, Fraction(1, 2), 1)
    assert found.cell("u4", "one_plus_x") is None
    assert found.place("u3", "one_plus_x") == 1


def test_a_changed_letter_another_version_or_a_wrong_type_is_refused(
    computed: Compute, histories: dict[str, History]
) -> None:
    frozen = freeze(Issue(1, Words(), computed(histories), None))
    with pytest.raises(FrozenError, match="hash"):
        thaw(replace(frozen, body=frozen.body.replace("乙学校", "丙学校")))

    def resealed(body: str, number: int = 1) -> Frozen:
        return replace(freeze(Issue(number, Words(), None, None)), body=body, sha256=_sha(body))

    with pytest.raises(FrozenError, match="version"):
        thaw(resealed(frozen.body.replace('"version":1', '"version":9')))
    with pytest.raises(FrozenError, match="expected int, found str"):
        thaw(resealed(frozen.body.replace('"expected":5', '"expected":"5"')))
    with pytest.raises(FrozenError, match="expected an object with"):
        thaw(resealed(frozen.body.replace('"expected":5', '"awaited":5')))
    with pytest.raises(FrozenError, match="expected a list"):
        thaw(resealed(_broken_list(frozen.body)))
    with pytest.raises(FrozenError, match="holds the text of"):
        thaw(resealed(frozen.body, 2))


def _sha(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _broken_list(body: str) -> str:
    document = json.loads(body)
    document["circular"]["zero"] = 0
    return json.dumps(document)


def test_a_correction_says_what_moved_and_nothing_else(
    small: Programme, computed: Compute, histories: dict[str, History]
) -> None:
    published = computed(histories)
    assert correction(3, published, computed(histories)) is None
    histories["u2"] = both("u2", {"certificates": 40, "training": 90}, {"certificates": 40, "training": 0}, late=True)
    found = correction(3, published, computed(histories))
    assert found
    assert [(unit.who.unit, unit.figures[0].old, unit.figures[0].new) for unit in found.corrected] == [("u2", 100, 80)]
    assert [unit.who.unit for unit in found.followed] == ["u1", "u3"]
    said = catalog("zh_CN").lines(correction_lines(found, Words(), small, 4)).text
    assert said == (
        "第 4 号：对第 3 号通报的更正\n"
        "因月报更正，2022年6月相关学校通报中下列内容作如下更正，其余不变。\n"
        "乙学校：取证人数累计 100 → 80和名次 1 → 3\n"
        "另有 2 个单位名次随之变动：甲学校：名次 2 → 1和丙学校：名次 2 → 1\n"
        "数据截至 2022年7月1日 10:00。"
    )
    assert catalog("zh_CN").plain(pointer(4)) == "本通报已由第 4 号更正。"
    assert thaw(freeze(Issue(4, Words(), None, found))).correction == found


def test_a_report_that_comes_after_the_circular_is_a_correction_too(
    small: Programme, computed: Compute, histories: dict[str, History]
) -> None:
    published = computed(histories)
    histories["u4"] = history("u4", filed_month("2022-06", {"training": 0}, late=True))
    found = correction(3, published, computed(histories))
    assert found
    assert (found.reported_before, found.reported, found.units) == (3, 4, ())
    said = catalog("en").lines(correction_lines(found, Words(), small, None)).text
    assert "Units that reported 3 → 4 (of 5)" in said


def test_a_long_correction_is_cut_and_counted() -> None:
    def computed_with(figure: int) -> Circular:
        made = {
            unit.code: history(unit.code, filed_month("2022-06", {"certificates": figure + unit.number % 3}))
            for unit in HENAN.units[28:90]
        }
        table = progress(HENAN, made, (), JUNE)
        return compute(HENAN, "schools", table, None, standing(HENAN, JUNE, made), (), AS_OF)

    found = correction(3, computed_with(10), computed_with(20))
    assert found
    said = catalog("zh_CN").lines(correction_lines(found, Words("情况如下。", "特此更正。"), HENAN, 4)).text
    assert "情况如下。\n" in said
    assert f"另有 {len(found.corrected) - 25} 个单位的数据有更正，见附表。" in said
    assert "特此更正。\n" in said
    moved = UnitMoved(Who("hn-075", "焦作大学"), (), (PlaceMoved("one_plus_x", None, 2),))
    followed = replace(found, units=(moved,) * 30)
    said = catalog("zh_CN").lines(correction_lines(followed, Words(), HENAN, None)).text
    assert "焦作大学：1+X 证书取证人数名次 — → 2" in said
    assert "等，另有 5 个" in said


def test_a_level_of_a_stock_has_no_place_in_a_circular(computed: Compute, histories: dict[str, History]) -> None:
    histories["u4"] = history("u4", filed_month("2022-06", {"training": 5, "body_school": 2}))
    found = computed(histories)
    assert found.cell("u4", "body_school") is None


def test_before_anyone_reports_there_is_nothing_but_zeros(small: Programme, computed: Compute) -> None:
    bare = computed({})
    said = catalog("zh_CN").lines(circular_lines(bare, Words(), small, None)).text
    assert "取证人数累计为 0 的 4 个" in said
    assert "说明" not in said
    nobody = replace(bare, missing=(), zero=(), apart=(replace(bare.apart[0], lines=()),))
    said = catalog("zh_CN").lines(circular_lines(nobody, Words("开头"), small, None)).text
    assert "未报送 " not in said
    assert "单列" not in said
    assert "本月进展较快" not in said


def test_everyone_who_reached_the_target_is_nobody_slow_and_many_notes_are_counted(
    small: Programme, computed: Compute
) -> None:
    much = Figure(Kind.NUMBER, 500, "原因" * 40)
    made = {
        unit.code: both(unit.code, {"certificates": 1}, dict.fromkeys(unit.targets, much))
        for unit in small.units
        if "certificates" in unit.targets
    }
    found = computed(made)
    assert (len(found.fastest), found.slowest) == (1, ())
    said = catalog("zh_CN").lines(circular_lines(found, Words(), small, None)).text
    assert "本月进展较慢" not in said
    assert "另有 3 条，见附表。" in said
    assert "原因" * 29 + "原…" in said


def test_a_correction_of_another_period_is_refused(computed: Compute, histories: dict[str, History]) -> None:
    published = computed(histories)
    with pytest.raises(ValueError, match="one period"):
        correction(3, published, replace(published, period="2022-07"))


def test_a_programme_without_a_rule_has_no_circulars(small: Programme, histories: dict[str, History]) -> None:
    bare = replace(small, circular=None)
    table = progress(bare, histories, (), JUNE)
    with pytest.raises(ValueError, match=r"circular\.toml"):
        compute(bare, "schools", table, None, standing(bare, JUNE, histories), (), AS_OF)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("unit_class", ["bureaus", "schools"])
def test_the_real_table_at_its_worst_fits_one_message(language: str, unit_class: str) -> None:
    reason = Figure(Kind.NUMBER, 100_000_000, "因本月集中组织技能等级认定考试并统一发放证书，数量较多。")
    made = {
        unit.code: history(
            unit.code, filed_month("2022-05", {}), filed_month("2022-06", dict.fromkeys(unit.targets, reason), True)
        )
        for unit in HENAN.units[::2]
    }
    june, may = (progress(HENAN, made, (), period) for period in (JUNE, MAY))
    found = compute(HENAN, unit_class, june, may, standing(HENAN, JUNE, made), notes_of(HENAN, made, JUNE), AS_OF)
    said = catalog(language).lines(circular_lines(found, Words(), HENAN, 12)).text
    assert len(said.encode("utf-16-le")) // 2 <= 4096


LINES = st.dictionaries(st.sampled_from(["certificates", "training", "one_plus_x"]), st.integers(0, 300), max_size=3)


@given(may=st.lists(LINES, min_size=5, max_size=5), june=st.lists(LINES, min_size=5, max_size=5), late=st.booleans())
def test_places_follow_the_rates_and_freezing_loses_nothing(
    may: list[dict[str, int]], june: list[dict[str, int]], late: bool
) -> None:
    rule = HENAN.circular
    assert rule
    programme = replace(HENAN, units=UNITS)
    made = {
        unit.code: history(unit.code, filed_month("2022-05", first), filed_month("2022-06", second, late))
        for unit, first, second in zip(UNITS, may, june, strict=True)
    }
    now, then = (progress(programme, made, (), period) for period in (JUNE, MAY))
    found = compute(programme, "schools", now, then, standing(programme, JUNE, made), (), AS_OF)
    keys = {
        line.who.unit: tuple(cell.share or Fraction(0) for cell in line.cells if cell.indicator in found.ranking.order)
        for line in found.ranking.placed
    }
    for line in found.ranking.placed:
        better = sum(key > keys[line.who.unit] for key in keys.values())
        assert line.place == better + 1
    assert {figure.unit for figure in (line.who for line in found.first)}.isdisjoint(
        line.who.unit for line in found.last
    )
    assert thaw(freeze(Issue(1, Words(), found, None))).circular == found
    assert correction(1, found, found) is None
