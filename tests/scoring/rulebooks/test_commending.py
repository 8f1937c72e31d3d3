"""Candidates for commendation: each criterion by hand, under a checklist and under points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from locales.catalog import catalog
from locales.languages import LANGUAGES
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import History
from scoring.rulebooks.commending import Candidate, Overdue, commended
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.facts import Facts, Judgement, UnitFacts
from scoring.rulebooks.recording import Record
from tests.scoring.histories import filed_month, history

MID, END = date(2022, 6, 30), date(2022, 12, 31)
CODE = "hn-075"
# Half of 焦作大学's targets, 5 500, 4 410, 3 400 and 890, by June.
HALF = {"training": 2750, "certificates": 2205, "senior": 1700, "one_plus_x": 445}
ZERO = dict.fromkeys(HALF, 0)


@pytest.fixture(scope="module")
def henan() -> Programme:
    return load("henan-edu-2022")


def filed(june: dict[str, int], late: bool | None = False) -> History:
    earlier = [filed_month(f"2022-0{number}", ZERO) for number in (3, 4, 5)]
    return history(CODE, *earlier, filed_month("2022-06", june, late=late))


def judged(programme: Programme, **states: str) -> Facts:
    """All items met, but those of `states` (keys with _ for .)."""
    found = {item.key: "met" for item in programme.rulebooks["schools"].items}
    found |= {key.removeprefix("i").replace("_", "."): state for key, state in states.items()}
    return {CODE: UnitFacts(judgements=tuple(Judgement(f"{k}.state", None, v) for k, v in found.items() if v))}


def of(
    programme: Programme, facts: Facts, told: History, *findings: Overdue, day: date = MID, exempt: str = ""
) -> Candidate:
    record = Record(told, frozenset({Period.parse(exempt)} if exempt else ()))
    book = programme.rulebooks["schools"]
    found = commended(programme, book, facts, day, {CODE: record}, {CODE: findings})
    assert len(found) == sum(unit.unit_class == "schools" for unit in programme.units)
    return next(one for one in found if one.unit.code == CODE)


def holds(one: Candidate) -> list[bool | None]:
    return [reason.holds for reason in one.reasons]


def values(one: Candidate) -> list[str]:
    return [catalog("zh_CN").plain(reason.value) for reason in one.reasons]


def test_who_fulfils_every_criterion_is_a_candidate_with_the_reasons(henan: Programme) -> None:
    found = of(henan, judged(henan, i2_1="partly", i3_5="na"), filed(HALF))
    assert found.candidate is True
    assert values(found) == [
        "各项均达到 50.00% 的要求：培训任务 50.00%、取证人数 50.00%、其中高级工及以上 50.00%和1+X 证书取证人数 50.00%",
        "到期 4 期，全部按时",
        "没有不符合项，1 项部分符合：2.1",
        "没有超过期限未整改的视导问题",
    ]
    assert {reason.cites.clause[:5] for reason in found.reasons} == {
        "三（二）工"[:5],
        "三（二）完"[:5],
        "三（二）积"[:5],
    }
    assert all(reason.reading for reason in found.reasons)


def test_one_person_short_of_the_schedule_is_no_candidate(henan: Programme) -> None:
    found = of(henan, judged(henan), filed(HALF | {"training": 2749}))
    assert (found.candidate, holds(found)) == (False, [False, True, True, True])
    assert values(found)[0] == "未达到 50.00% 的要求：培训任务 49.98%"


def test_between_quarter_ends_the_last_one_counts(henan: Programme) -> None:
    assert of(henan, judged(henan), filed(HALF), day=date(2022, 7, 29)).candidate is True
    later = of(henan, judged(henan), filed(HALF), day=date(2022, 9, 30))
    assert (later.candidate, holds(later)[0]) == (False, False)


def test_at_the_years_end_the_annual_target_counts(henan: Programme) -> None:
    months = [filed_month(f"2022-{number:02}", ZERO) for number in range(7, 12)]
    last = filed_month("2022-12", HALF)
    told = history(CODE, *filed(HALF).months.values(), *months, last)
    assert of(henan, judged(henan), told, day=END).candidate is True


def test_a_late_or_missing_report_is_no_candidate_an_exempt_month_is_none(henan: Programme) -> None:
    late = of(henan, judged(henan), filed(HALF, late=True))
    assert (late.candidate, values(late)[1]) == (False, "迟报：2022年6月")
    told = filed(HALF)
    gap = replace(told, months={p: m for p, m in told.months.items() if p != Period(2022, 4)})
    assert (of(henan, judged(henan), gap).candidate, values(of(henan, judged(henan), gap))[1]) == (
        False,
        "缺报：2022年4月",
    )
    assert of(henan, judged(henan), gap, exempt="2022-04").candidate is True


def test_what_is_not_known_leaves_it_undecided(henan: Programme) -> None:
    imported = of(henan, judged(henan), filed(HALF, late=None))
    assert (imported.candidate, holds(imported)) == (None, [True, None, True, True])
    unjudged = of(henan, judged(henan, i1_1="", i1_2=""), filed(HALF))
    assert (unjudged.candidate, values(unjudged)[2]) == (None, "2 项待评定：1.1和1.2")
    early = of(henan, judged(henan), History(CODE), day=date(2022, 3, 29))
    assert (early.candidate, holds(early)) == (None, [None, None, True, True])


def test_an_item_not_met_decides_even_while_others_are_open(henan: Programme) -> None:
    found = of(henan, judged(henan, i1_1="", i2_7="not"), filed(HALF))
    assert (found.candidate, values(found)[2]) == (False, "1 项不符合：2.7")


def test_a_finding_counts_once_its_day_is_past(henan: Programme) -> None:
    finding = Overdue("台账不全", MID)
    assert of(henan, judged(henan), filed(HALF), finding).candidate is True
    past = of(henan, judged(henan), filed(HALF), finding, day=date(2022, 7, 1))
    assert (past.candidate, values(past)[3]) == (False, "1 个视导问题超期未整改：台账不全（2022年6月30日 前整改）")


# --- under points ---------------------------------------------------------------------------------------------------

XX_MID, XX_END = date(2023, 6, 30), date(2023, 12, 31)


@pytest.fixture(scope="module")
def areas() -> tuple[Programme, Facts]:
    """Every area decided, with as many incidents as its place in the table; the last one has an open item."""
    programme = load("xinxiang-2023")
    book = programme.rulebooks["areas"]
    keys = [key for key in book.facts() if key not in ("liability", "disqualified")]
    kinds = book.facts()
    good: dict[str, dict[str, object]] = {}
    units = [unit for unit in programme.units if unit.unit_class == "areas" and unit.assessed]
    for number, unit in enumerate(units):
        told = {key: _plain(kinds[key].kind.value) for key in keys}
        told["2.1.4.incomplete"] = number
        good[unit.code] = told
    del good[units[-1].code]["5.6.met"]
    return programme, {code: UnitFacts(judgements=_judgements(told)) for code, told in good.items()}


def _plain(kind: str) -> object:
    return {"count": 0, "amount": 0, "yes_no": True, "date": date(2023, 5, 1)}[kind]


def _judgements(told: dict[str, object]) -> tuple[Judgement, ...]:
    return tuple(Judgement(key, None, value) for key, value in told.items())  # type: ignore[arg-type]


def test_under_points_the_candidates_are_the_units_chosen(areas: tuple[Programme, Facts]) -> None:
    programme, facts = areas
    book = programme.rulebooks["areas"]
    # Without figures every area is below half of its targets at mid-year: vetoed, so nobody is chosen.
    found = commended(programme, book, facts, XX_MID)
    assert {one.candidate for one in found} == {False}
    assert values(found[0])[:2] == ["不参加排名", "不合格：职业技能培训、新增技能人才和新增高技能人才"]


@pytest.mark.parametrize("day", [XX_MID, XX_END, date(2023, 8, 1)])
def test_under_points_it_agrees_with_the_evaluation(areas: tuple[Programme, Facts], day: date) -> None:
    programme, facts = areas
    book = replace(programme.rulebooks["areas"], vetoes=())
    evaluation = evaluate(programme, book, facts, day)
    found = commended(programme, book, facts, day)
    yes = {one.unit.code for one in evaluation.units if one.advanced.value == "yes"}
    assert {one.unit.code for one in found if one.candidate} == yes
    open_unit = found[-1]
    assert (open_unit.candidate, values(open_unit)[0]) == (None, "1 项待评定，没有总分：5.6")
    if day == date(2023, 8, 1):
        assert {one.candidate for one in found} == {None, False}


def test_under_points_the_list_goes_by_place_and_ends_with_those_without_one(areas: tuple[Programme, Facts]) -> None:
    programme, facts = areas
    book = replace(programme.rulebooks["areas"], vetoes=())
    turned = dict(zip(facts, list(facts.values())[::-1], strict=True))
    ranks = {one.unit.code: one.rank for one in evaluate(programme, book, turned, XX_MID).units}
    listed = [ranks[one.unit.code] for one in commended(programme, book, turned, XX_MID)]
    assert listed[-1] is None
    assert listed[:-1] == sorted(rank for rank in ranks.values() if rank is not None)


def test_equals_beyond_the_last_place_and_the_disqualified_are_told(areas: tuple[Programme, Facts]) -> None:
    programme, facts = areas
    book = replace(programme.rulebooks["areas"], vetoes=())
    codes = list(facts)
    out = replace(facts[codes[0]], judgements=(*facts[codes[0]].judgements, Judgement("disqualified", None, True)))
    found = commended(programme, book, {**facts, codes[0]: out, codes[6]: facts[codes[5]]}, XX_MID)
    by_code = {one.unit.code: one for one in found}
    assert (by_code[codes[0]].candidate, holds(by_code[codes[0]])) == (False, [False, True, False])
    for tied in (by_code[codes[5]], by_code[codes[6]]):
        assert (tied.candidate, "并列第 5 名，超出名额 5 个，均不入选" in values(tied)[0]) == (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(areas: tuple[Programme, Facts], henan: Programme, language: str) -> None:
    words = catalog(language)
    found = [*commended(areas[0], areas[0].rulebooks["areas"], areas[1], XX_MID)]
    found += commended(henan, henan.rulebooks["schools"], judged(henan), MID)
    assert all(words.plain(reason.value) and words.plain(reason.name) for one in found for reason in one.reasons)


def test_a_book_without_selection_or_commendation_has_no_candidates(henan: Programme) -> None:
    book = henan.rulebooks["schools"]
    assert commended(henan, replace(book, commendation=None), {}, MID) == ()
