"""Answers out of a published circular are the frozen figures, and everybody may have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from locales.catalog import catalog
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Answer, Given, Intent, Outcome, Published, Question, When, answer
from scoring.answers.asked import LATEST
from scoring.circulars.computing import compute
from scoring.circulars.contents import Circular
from scoring.progress import progress
from scoring.standing import standing
from tests.scoring.answers.given_reports import CODES, Raw, facts, programme, unit

NOW = datetime(2022, 9, 26, 1, tzinfo=UTC)
MAY = Period(2022, 5)
OWN, OTHER = "焦作大学", "开封大学"
THEN: Raw = {OWN: {"2022-05": dict.fromkeys(CODES, 100)}, OTHER: {"2022-05": dict.fromkeys(CODES, 300)}}
SINCE: Raw = {OWN: {"2022-05": dict.fromkeys(CODES, 999)}, OTHER: {"2022-05": dict.fromkeys(CODES, 999)}}


def circular(unit_class: str = "schools") -> Circular:
    held = facts(THEN)
    table = progress(programme(), held.reports, (), MAY)
    return compute(programme(), unit_class, table, None, standing(programme(), MAY, held.reports), (), NOW)


def asked_by(
    role: Role, intent: Intent, names: Sequence[str] = (), number: int = 3, when: When | None = None, **more: object
) -> Answer:
    held: Given = facts(SINCE, role, OWN if role is Role.LIAISON else None)
    published = (Published(3, circular(), 5), Published(4, circular("bureaus")))
    codes = tuple(unit(name).code for name in names)
    question = Question(intent, units=codes, when=when, circular=number, **more)  # type: ignore[arg-type]
    return answer(question, replace(held, circulars=published), NOW)


def words(found: Answer) -> str:
    return catalog("zh_CN").lines(found.lines).text


@pytest.mark.parametrize("role", [Role.LIAISON, Role.OFFICIAL])
def test_another_units_figures_are_told_to_everybody_as_they_were_published(role: Role) -> None:
    found = asked_by(role, Intent.CUMULATIVE_RATE, [OTHER], indicators=("training",))
    assert {one.measure: one.value for one in found.figures} == {"rate": "4.29", "cumulative": 300, "target": 7000}
    assert {one.period for one in found.figures} == {MAY}
    assert "依据：第 3 号通报（2022年5月" in words(found)
    assert "已由第 5 号更正" in words(found)


def test_lists_and_places_are_those_of_the_circular() -> None:
    fastest = asked_by(Role.LIAISON, Intent.FASTEST, indicators=("certificates",), count=1)
    assert [(one.unit, one.value) for one in fastest.figures] == [(OTHER, "5.38")]
    slowest = asked_by(Role.LIAISON, Intent.SLOWEST, indicators=("certificates",), count=2)
    assert {one.value for one in slowest.figures} == {"0.00"}
    place = asked_by(Role.LIAISON, Intent.RANK, [OTHER])
    assert [(one.indicator, one.value) for one in place.figures] == [(None, 1), ("one_plus_x", 1)]
    missing = asked_by(Role.LIAISON, Intent.NOT_REPORTED)
    assert (len(missing.figures), OTHER in {one.unit for one in missing.figures}) == (141, False)
    assert "没有逾期的单位" in words(asked_by(Role.LIAISON, Intent.LATE))
    month = asked_by(Role.LIAISON, Intent.MONTH_FIGURE, [OTHER], indicators=("senior",))
    assert [(one.measure, one.value) for one in month.figures] == [("completed", 300)]
    unreported = asked_by(Role.LIAISON, Intent.MONTH_FIGURE, ["信阳学院"], indicators=("training",))
    assert [one.value for one in unreported.figures] == [None]


def test_the_totals_are_of_the_circulars_class() -> None:
    found = asked_by(Role.LIAISON, Intent.TOTALS, indicators=("training",))
    assert {(one.unit, one.value) for one in found.figures if one.measure == "cumulative"} == {("schools", 400)}


def test_the_latest_circular_is_that_of_the_class_asked_about() -> None:
    found = asked_by(Role.OFFICIAL, Intent.CUMULATIVE_RATE, [OTHER], number=LATEST, indicators=("training",))
    assert "第 3 号通报" in words(found)
    assert "第 4 号通报" in words(asked_by(Role.OFFICIAL, Intent.TOTALS, number=LATEST))


@pytest.mark.parametrize(
    ("intent", "number", "when"),
    [
        (Intent.CUMULATIVE_RATE, 9, None),
        (Intent.FORECAST, 3, None),
        (Intent.CUMULATIVE_RATE, 3, When(Period(2022, 6), Period(2022, 6))),
    ],
)
def test_what_no_circular_says_is_no_number(intent: Intent, number: int, when: When | None) -> None:
    found = asked_by(Role.OFFICIAL, intent, [OTHER], number=number, when=when)
    assert (found.outcome, found.figures) == (Outcome.REFUSED, ())
