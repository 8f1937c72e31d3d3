"""Who may ask what: the contract's table over every role, intent and relation, and what a refusal reads like."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from locales.catalog import catalog
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import (
    Answer,
    Doubt,
    Intent,
    Outcome,
    Question,
    Reason,
    Relation,
    allowed,
    answer,
)
from tests.scoring.answers.given_reports import CODES, facts, programme, unit

NOW = datetime(2022, 6, 25, 4, tzinfo=UTC)
OWN, OTHER = "焦作大学", "开封大学"
UNITS_PEOPLE = (Role.LIAISON, Role.LEADER)
# Of a class and of all they see totals and rates: these answers name no unit.
WITHOUT_NAMES = {
    Intent.CUMULATIVE_RATE,
    Intent.MONTH_FIGURE,
    Intent.CUMULATIVE,
    Intent.TARGET,
    Intent.REMAINING,
    Intent.QUARTER_GAP,
    Intent.PACE,
    Intent.SCHEDULE_STATUS,
    Intent.TOTALS,
    Intent.TREND,
    Intent.COMPARE,
    Intent.FORECAST,
    Intent.DEADLINE,
    Intent.REPORTING_RATE,
    Intent.BODIES,
    Intent.EXPLAIN,
    Intent.HELP,
}


@pytest.mark.parametrize(("role", "intent", "relation"), list(product(Role, Intent, Relation)))
def test_the_whole_matrix(role: Role, intent: Intent, relation: Relation) -> None:
    if role not in UNITS_PEOPLE or relation in (Relation.OWN, Relation.NONE):
        assert allowed(role, intent, relation)
    elif relation is Relation.OTHER:
        assert allowed(role, intent, relation) == (intent in (Intent.HELP, Intent.DEADLINE))
    else:
        assert allowed(role, intent, relation) == (intent in WITHOUT_NAMES)


def asked(role: Role, intent: Intent, **more: object) -> Answer:
    raw = {name: {"2022-06": dict.fromkeys(CODES, 10)} for name in (OWN, OTHER)}
    return answer(Question(intent, **more), facts(raw, role, OWN), NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(("role", "intent"), list(product(UNITS_PEOPLE, Intent)))
def test_another_unit_and_no_unit_read_the_same(role: Role, intent: Intent) -> None:
    if intent in (Intent.HELP, Intent.DEADLINE):
        return
    stranger = asked(role, intent, doubt=Doubt(Reason.UNIT_UNKNOWN, words="北京大学"))
    assert asked(role, intent, units=(unit(OTHER).code,), about=Intent.CUMULATIVE_RATE) == stranger
    assert stranger.outcome is Outcome.REFUSED
    assert not stranger.figures


@pytest.mark.parametrize(("role", "intent"), list(product(UNITS_PEOPLE, Intent)))
def test_no_answer_to_a_units_people_names_another_unit(role: Role, intent: Intent) -> None:
    others = [other.name for other in programme().units if other.name != OWN]
    for more in ({"units": (unit(OWN).code,)}, {"unit_class": "schools"}, {"unit_class": "all"}, {}):
        found = asked(role, intent, **more)
        shown = {figure.unit for figure in found.figures}
        assert not shown & set(others)
        words = catalog("zh_CN").lines(found.lines).text
        if intent is not Intent.HELP:
            assert not [name for name in others if name in words]


def test_options_that_the_asker_may_not_see_are_not_offered() -> None:
    doubt = Doubt(Reason.UNIT_AMBIGUOUS, (unit(OWN).code, unit(OTHER).code))
    assert asked(Role.LIAISON, Intent.RANK, doubt=doubt).options == (OWN,)
    assert asked(Role.OFFICIAL, Intent.RANK, doubt=doubt).options == (OWN, OTHER)
    strange = Doubt(Reason.UNIT_AMBIGUOUS, (unit(OTHER).code,))
    assert asked(Role.LIAISON, Intent.RANK, doubt=strange).outcome is Outcome.REFUSED


@pytest.mark.parametrize("intent", list(Intent))
def test_every_intent_has_an_answer_for_an_official(intent: Intent) -> None:
    scopes: list[dict[str, object]] = [
        {"units": (unit(OWN).code, unit(OTHER).code)},
        {"unit_class": "schools"},
        {"unit_class": "all"},
    ]
    of_units = (Intent.RANK, Intent.PASS_NEXT, Intent.MY_STATUS, Intent.SCORE_WHY, Intent.SCORE_ADVANCE, Intent.WHAT_IF)
    for more in scopes:
        if intent in of_units and "unit_class" in more:
            continue
        if intent is Intent.WHAT_IF:
            more |= {"indicators": ("training",), "amount": 100}
        about = Intent.CUMULATIVE_RATE if intent is Intent.EXPLAIN else None
        found = asked(Role.OFFICIAL, intent, about=about, **more)
        assert found.outcome is Outcome.ANSWERED
        for language in ("zh_CN", "en"):
            assert catalog(language).lines(found.lines).text
        if intent is not Intent.HELP:
            assert found.period == Period(2022, 6)
