"""What is answered about scores, to the letter: total, losses, the way to the first places; counted by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from locales.catalog import catalog
from locales.languages import LANGUAGES
from programmes.loading import load
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Answer, Given, Intent, Outcome, Question, When, answer
from scoring.answers.asked import SCORING
from scoring.rulebooks.facts import Facts, Judgement
from tests.scoring.answers.score_world import AUGUST, EIGHTH, FULL, OPEN, OWN, code, judged, xinxiang

MID, END = When(Period(2023, 6), Period(2023, 6), True), When(Period(2023, 12), Period(2023, 12), True)
GOLDEN = Path(__file__).with_name("golden")
BASIS = "依据：市直单位考核指标验收评价标准（新技领办〔2023〕4号 附件4）"
GAINS = """\
还能加分的 4 项，最多共 8 分，从大到小：
3.6 创新经验做法宣传推广：最多再加 3（现得 0 / 3）
2.1.1 季度培训人数达到年度时序目标：最多再加 2（现得 8 / 10）
2.2.1 季度新增技能人才数达到年度时序目标：最多再加 2（现得 13 / 15）
2.3.1 每季度新增高技能人才数达到年度时序目标：最多再加 1（现得 10.5 / 15）
已错过的季度、已发生的扣分不能补回"""


def ask(
    intent: Intent,
    unit: str | None = OWN,
    role: Role = Role.OFFICIAL,
    now: datetime = AUGUST,
    known: Facts | None = None,
    **more: object,
) -> Answer:
    """As an official, or as the liaison of 市科技局."""
    units = (code(unit),) if unit else ()
    own = code(OWN) if role is Role.LIAISON else None
    held = Given(xinxiang(), role, own, judged=judged() if known is None else known)
    return answer(Question(intent, units, **more), held, now)  # type: ignore[arg-type]


def words(found: Answer, language: str = "zh_CN") -> str:
    return catalog("zh_CN" if language == "zh_CN" else "en").lines(found.lines).text


def values(found: Answer, unit: str = OWN) -> dict[tuple[str | None, str], object]:
    return {(one.indicator, one.measure): one.value for one in found.figures if one.unit == unit}


def with_fact(unit: str, key: str, value: bool) -> Facts:
    held = judged()[code(unit)]
    return {**judged(), code(unit): replace(held, judgements=(*held.judgements, Judgement(key, None, value)))}


def test_the_score_at_mid_year() -> None:
    found = ask(Intent.SCORE, when=MID)
    assert (
        words(found)
        == f"""\
{OWN}
年中评价（2023年6月30日）：得 84 分
第 9 名（9 个单位有名次）
不在前 8 名之内
另有 1 个单位待评定，名次可能变化
按上报数测算
{BASIS}"""
    )
    assert values(found) == {(None, "total"): "84", (None, "rank"): 9, (None, "advanced"): False}
    assert found.period == Period(2023, 6)


def test_in_between_the_quarters_that_have_ended_count_and_nobody_is_chosen() -> None:
    found = ask(Intent.SCORE)
    assert words(found).splitlines()[1] == "截至 2023年8月10日（已过 2 个季度末）：得 84 分"
    assert values(found) == {(None, "total"): "84", (None, "rank"): 9}
    assert found.period == Period(2023, 8)


def test_an_open_item_is_named_and_keeps_the_total_back() -> None:
    found = ask(Intent.SCORE, OPEN, when=MID)
    assert words(found).splitlines()[1:4] == [
        "年中评价（2023年6月30日）：还没有总分，有 1 项待评定",
        "已定的 14 项得 93 分（这些项满分 98 分），待评定的不按 0 分算",
        "待评定：3.7 以赛促训，组织开展职业技能竞赛",
    ]
    assert values(found, OPEN) == {
        (None, "total"): None,
        (None, "rank"): None,
        (None, "advanced"): False,
        ("3.7", "points"): None,
    }


def test_after_the_year_it_is_the_years_end_with_its_final_result() -> None:
    found = ask(Intent.SCORE, now=datetime(2024, 1, 10, tzinfo=UTC))
    # Q3 and Q4 missed cost 2 × (2.5 + 3.5 + 3.5), being equal first in two rates brings 2: 84 − 19 + 2 = 67.
    assert words(found).splitlines()[1:3] == [
        "年底评价（2023年12月31日）：得 67 分，最终结果 73.80 分（年中占 40%，年底占 60%）",
        "不合格，不参加排名和评选：职业技能培训、新增技能人才和新增高技能人才",
    ]
    assert values(found)[None, "final"] == "73.80"


def test_a_day_that_is_still_to_come_is_said_to_be_so() -> None:
    found = ask(Intent.SCORE, when=END)
    assert "2023年12月31日 还没到：按现有的数测算，之后不再增加的话就是这样" in words(found)
    assert ask(Intent.SCORE, now=datetime(2022, 12, 10, tzinfo=UTC)).outcome is Outcome.REFUSED
    assert ask(Intent.SCORE, when=When(Period(2022, 6), Period(2022, 6))).outcome is Outcome.REFUSED


def test_a_named_month_that_is_running_is_asked_about_as_of_today() -> None:
    found = ask(Intent.SCORE, when=When(Period(2023, 8), Period(2023, 8)))
    assert "截至 2023年8月10日" in words(found)
    assert "截至 2023年3月31日（已过 1 个季度末）" in words(
        ask(Intent.SCORE, when=When(Period(2023, 3), Period(2023, 3)))
    )


def test_a_unit_that_is_not_assessed_has_no_score() -> None:
    found = ask(Intent.SCORE, "市本级")
    assert (found.outcome, words(found)) == (Outcome.REFUSED, "市本级\n不参加考核，没有得分")


def test_officials_get_the_list_with_those_who_have_no_place() -> None:
    found = ask(Intent.SCORE, None, unit_class="departments", count=3, when=MID)
    assert words(found).splitlines()[:5] == [
        "市直单位，年中评价（2023年6月30日），得分最高的 3 家：",
        "1. 市工信局 95 分",
        "1. 市公安局 95 分",
        "1. 市资源规划局 95 分",
        "待评定、没有总分的 1 家：市教育局",
    ]
    last = ask(Intent.SCORE, None, unit_class="departments", count=2, lowest=True, when=MID)
    assert words(last).splitlines()[1:3] == ["9. 市科技局 84 分", "8. 市民政局 92.5 分"]
    both = ask(Intent.SCORE, None, unit_class="all", count=1)
    assert "**" not in words(both)
    assert words(both).count("得分最高的") == 1
    assert "各县市区，截至 2023年8月10日（已过 2 个季度末）：还没有单位有名次" in words(both)


def test_each_loss_has_points_why_inputs_clause_and_reading_the_largest_first() -> None:
    found = ask(Intent.SCORE_WHY, when=MID)
    assert words(found) + "\n" == (GOLDEN / "losses_at_mid_year.txt").read_text("utf-8")
    assert {key: value for key, value in values(found).items() if key[0] == "3.2"} == {
        ("3.2", "points"): "3",
        ("3.2", "max"): "6",
        ("3.2", "lost"): "3",
    }


def test_bonuses_are_lost_at_the_years_end_only() -> None:
    assert "2.1.1" not in {key for key, _ in values(ask(Intent.SCORE_WHY, EIGHTH, when=MID), EIGHTH)}
    assert values(ask(Intent.SCORE_WHY, EIGHTH, when=END), EIGHTH)["2.1.1", "lost"] == "6"


def test_who_lost_nothing_hears_so_and_what_is_open_stands_apart() -> None:
    assert words(ask(Intent.SCORE_WHY, FULL[0], when=MID)).splitlines()[1] == (
        "年中评价（2023年6月30日）：已定的各项没有丢分"
    )
    found = ask(Intent.SCORE_WHY, OPEN, when=MID)
    assert "待评定：3.7 以赛促训，组织开展职业技能竞赛" in words(found)
    assert values(found, OPEN)["3.7", "points"] is None
    assert ("3.7", "lost") not in values(found, OPEN)


def test_an_official_hears_how_many_points_are_short_of_whom() -> None:
    found = ask(Intent.SCORE_ADVANCE)
    assert words(found).splitlines()[1] == (
        "截至 2023年8月10日（已过 2 个季度末）：84 分，第 9 名；第 8 名 市民政局 92.5 分，差 8.5 分"
    )
    assert GAINS in words(found)
    assert (values(found)[None, "short"], values(found, EIGHTH)) == ("8.5", {(None, "total"): "92.5"})
    assert values(found)["3.6", "gain"] == "3"


def test_a_units_people_hear_their_place_and_their_own_items_alone() -> None:
    found = ask(Intent.SCORE_ADVANCE, role=Role.LIAISON)
    assert words(found).splitlines()[1:3] == [
        "截至 2023年8月10日（已过 2 个季度末）：84 分，第 9 名，离前 8 名还差 1 个名次",
        "其他单位的得分不公开，所以不说差多少分",
    ]
    assert GAINS in words(found)
    assert {one.unit for one in found.figures} == {OWN}
    assert not [shown for shown in ("92.5", "8.5", "95", EIGHTH) if shown in words(found)]


def test_other_numbers_of_places_than_the_rulebooks_are_answered_and_said() -> None:
    found = ask(Intent.SCORE_ADVANCE, count=7)
    assert "第 7 名 市退役军人局 95 分，差 11 分" in words(found)
    assert "按办法入选名额是 8 个" in words(found)
    assert "已在前 8 名之内" in words(ask(Intent.SCORE_ADVANCE, EIGHTH, when=MID))
    # Seven are equal in the first place: beyond five places.
    assert "并列第 1 名，超出前 5 名的名额" in words(ask(Intent.SCORE_ADVANCE, FULL[0], count=5, when=MID))


def test_equals_beyond_the_last_place_do_not_push_out_who_stands_before_them() -> None:
    known = dict(judged())
    for name in FULL[1:7]:
        known[code(name)] = with_fact(name, "3.7.met", value=False)[code(name)]
        kept = [one for one in known[code(name)].judgements if one != Judgement("3.7.met", None, True)]
        known[code(name)] = replace(known[code(name)], judgements=tuple(kept))
    first = words(ask(Intent.SCORE_ADVANCE, FULL[0], count=5, when=MID, known=known))
    assert "95 分，第 1 名，已在前 5 名之内" in first
    assert "93 分，并列第 2 名，超出前 5 名的名额" in words(
        ask(Intent.SCORE_ADVANCE, FULL[1], count=5, when=MID, known=known)
    )


def test_a_past_evaluation_brings_no_more_points() -> None:
    found = ask(Intent.SCORE_ADVANCE, when=MID)
    assert "这次评价的日期已过：除待评定的和更正的，得分不再变化" in words(found)
    assert not [key for key in values(found) if key[1] == "gain"]


def test_vetoes_and_disqualification_are_said_plainly() -> None:
    vetoed = words(ask(Intent.SCORE_ADVANCE, "市司法局", when=MID)).splitlines()
    assert vetoed[1:3] == [
        "不合格，不参加排名和评选：职业技能培训和新增技能人才",
        "年中不合格只影响年中评选，年底仍可入选",
    ]
    liable = words(ask(Intent.SCORE, when=MID, known=with_fact(OWN, "liability", value=True)))
    assert "不合格，不参加排名和评选：检查、审计等出现责任问题" in liable
    out = ask(Intent.SCORE_ADVANCE, known=with_fact(OWN, "disqualified", value=True))
    assert "已取消考核资格，不参加排名和评选" in words(out)
    assert values(out)[None, "rank"] is None


def test_an_open_unit_hears_what_its_open_items_can_bring() -> None:
    found = words(ask(Intent.SCORE_ADVANCE, OPEN))
    assert "还没有总分，暂时没有名次" in found
    assert "待评定：3.7 以赛促训，组织开展职业技能竞赛（0 到 2 分）" in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", [OWN, OPEN, "市司法局", "红旗区", "市本级"])
@pytest.mark.parametrize("when", [None, MID, END])
def test_every_answer_about_scores_has_words_in_both_languages(language: str, unit: str, when: When | None) -> None:
    for intent in (Intent.SCORE, Intent.SCORE_WHY, Intent.SCORE_ADVANCE):
        assert words(ask(intent, unit, when=when), language)


@pytest.mark.parametrize(("role", "intent"), list(product((Role.LIAISON, Role.LEADER), sorted(SCORING))))
def test_a_units_people_hear_of_no_other_unit_whatever_they_ask(role: Role, intent: Intent) -> None:
    own, other = code(OWN), code(EIGHTH)
    others = [unit.name for unit in xinxiang().units if unit.name != OWN]
    held = Given(xinxiang(), role, own, judged=judged())
    more: dict[str, object] = {"indicators": ("training",), "amount": 900} if intent is Intent.WHAT_IF else {}
    for when in (None, MID, END):
        found = answer(Question(intent, (own,), when=when, **more), held, AUGUST)  # type: ignore[arg-type]
        assert found.outcome is Outcome.ANSWERED
        assert {one.unit for one in found.figures} == {OWN}
        said = words(found) + words(replace(found, lines=tuple(step.words for step in found.trace)))
        assert not [name for name in others if name in said]
        assert "92.5" not in said
    refused = {"units": (other,)}, {"units": (own, other)}, {"unit_class": "departments"}, {"unit_class": "all"}
    for whom in refused:
        found = answer(Question(intent, **whom, **more), held, AUGUST)  # type: ignore[arg-type]
        assert (found.outcome, found.lines[0].key) == (Outcome.REFUSED, "answers.refused.unit")


def test_a_checklist_gives_states_and_no_points() -> None:
    henan = load("henan-edu-2022")
    items = henan.rulebooks["schools"].items
    states = {item.key: "met" for item in items} | {"2.7": "not", "2.1": "partly", "3.5": "na"}
    del states["1.1"]
    known = {
        "hn-075": replace(
            next(iter(judged().values())),
            amounts=(),
            judgements=tuple(Judgement(f"{key}.state", None, state) for key, state in states.items()),
        )
    }
    held, now = Given(henan, Role.LIAISON, "hn-075", judged=known), datetime(2022, 6, 30, 4, tzinfo=UTC)

    def told(intent: Intent) -> Answer:
        return answer(Question(intent, ("hn-075",)), held, now)

    score = told(Intent.SCORE)
    assert words(score).splitlines()[:2] == ["焦作大学", "这套评价不计分、不合计，共 19 项："]
    for line in (
        "部分符合 1 项：2.1 制定本校“十四五”期间工作实施方案",
        "不符合 1 项：2.7 没有以技能培训、考证、取证的名义向在校学生收取费用",
        "待评定 1 项：1.1 成立本校“人人持证、技能河南”建设工作领导小组",
    ):
        assert line in words(score).splitlines()
    counts = {one.measure: one.value for one in score.figures if one.indicator is None}
    assert counts == {"met": 15, "partly": 1, "not": 1, "na": 1, "open": 1}
    assert ("2.7", "state", "not") in {(one.indicator, one.measure, one.value) for one in score.figures}
    assert not [one for one in score.figures if one.measure in ("total", "points")]
    why = words(told(Intent.SCORE_WHY)).splitlines()
    assert why[1:3] == [
        "这套评价不计分；有 2 项不符合或部分符合：",
        (
            "2.7 没有以技能培训、考证、取证的名义向在校学生收取费用：不符合。要有的佐证材料：原表未列佐证材料"
            "（教职成函〔2022〕136 号 附件2 机制建设 第 7 项）"
        ),
    ]
    assert any(line.startswith("待评定 1 项：1.1") for line in why)
    advance = told(Intent.SCORE_ADVANCE)
    assert (advance.outcome, advance.figures) == (Outcome.ANSWERED, ())
    assert "这套评价不计分、不排名，没有前几名可进" in words(advance)
    every = answer(Question(Intent.SCORE, unit_class="schools"), Given(henan, Role.OFFICIAL, judged=known), now)
    assert "143 家 × 19 项" in words(every)


def nothing_judged() -> Facts:
    """市科技局 with its figures alone: every item that needs a person is open."""
    return {**judged(), code(OWN): replace(judged()[code(OWN)], judgements=())}


@pytest.mark.parametrize("intent", [Intent.SCORE, Intent.SCORE_ADVANCE])
def test_of_many_open_items_five_are_named_and_all_are_figures(intent: Intent) -> None:
    found = ask(intent, when=MID, known=nothing_judged())
    line = next(line for line in words(found).splitlines() if line.startswith("待评定："))
    assert len(re.findall(r"[：；]\d\.\d+", line)) == 5
    assert line.endswith("等 12 项（另 7 项问“为什么扣分”看全部）")
    english = next(line for line in words(found, "en").splitlines() if "still to be judged:" in line)
    assert english.endswith("and 7 more (“why did we lose points” lists them all)")
    if intent is Intent.SCORE:
        assert sum(key is not None for key, _ in values(found)) == 12


def test_why_lists_every_open_item_on_a_short_line_of_its_own() -> None:
    lines = words(ask(Intent.SCORE_WHY, when=MID, known=nothing_judged())).splitlines()
    start = lines.index("待评定 12 项：") + 1
    assert [line.split()[1] for line in lines[start : start + 12]] == sorted(
        key for (key, _), value in values(ask(Intent.SCORE, when=MID, known=nothing_judged())).items() if key
    )
    assert all(line.startswith("· ") and len(line) <= 24 for line in lines[start : start + 12])


def test_no_sentence_of_a_loss_stands_twice() -> None:
    for line in words(ask(Intent.SCORE_WHY, when=MID)).splitlines():
        said = line.split("；")
        assert len(said) == len(set(said)), line
