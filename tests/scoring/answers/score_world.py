"""Ten city departments whose points at mid-year 2023 can be counted on fingers, one that is open, the rest unknown.

Everybody keeps the schedule exactly in the first two quarters, on reported figures, and has every judgement at its
best: 95 points at mid-year, since bonuses come at the year's end. 市科技局 loses 11 of them, 市民政局 2.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache

from programmes.facts import Fact, FactKind
from programmes.loading import load
from programmes.model import Programme, Unit
from scoring.rulebooks.facts import Amount, Judgement, Source, UnitFacts, Value

AUGUST = datetime(2023, 8, 10, 4, tzinfo=UTC)
OWN, EIGHTH, OPEN = "市科技局", "市民政局", "市教育局"
FULL = ("市工信局", "市公安局", "市资源规划局", "市住建局", "市文旅局", "市卫健委", "市退役军人局", "市总工会")
CHANGED: Mapping[str, Mapping[str, Value]] = {
    OWN: {"2.1.2.incomplete": 3, "3.2.issued_on": date(2023, 6, 1), "3.6.national": 0},
    EIGHTH: {"2.1.2.incomplete": 5},
}


@cache
def xinxiang() -> Programme:
    return load("xinxiang-2023")


def code(name: str) -> str:
    return named(name).code


def named(name: str) -> Unit:
    found = xinxiang().unit_named(name)
    assert found is not None
    return found


@cache
def judged() -> dict[str, UnitFacts]:
    known = {code(name): _unit(name) for name in (OWN, EIGHTH, *FULL[:7], OPEN)}
    left = known[code(OPEN)]
    known[code(OPEN)] = UnitFacts(left.amounts, tuple(one for one in left.judgements if one.key != "3.7.met"))
    return known


def _unit(name: str) -> UnitFacts:
    facts = xinxiang().rulebooks["departments"].facts()
    values = {key: _best(fact) for key, fact in facts.items() if key not in ("liability", "disqualified")}
    values |= CHANGED.get(name, {})
    return UnitFacts(_amounts(named(name)), tuple(Judgement(key, None, value) for key, value in values.items()))


def _amounts(unit: Unit) -> tuple[Amount, ...]:
    """A quarter of each target in each of two quarters; 市科技局 is one high-skilled worker short in the first."""
    found = []
    for indicator, target in unit.targets.items():
        first = -(-target // 4)
        if unit.name == OWN and indicator == "high_skilled":
            first -= 1
        found.append(Amount(indicator, 1, 2, first, Source.REPORTED))
        found.append(Amount(indicator, 2, 5, -(-target // 2) - first, Source.REPORTED))
    return tuple(found)


def _best(fact: Fact) -> Value:
    match fact.kind:
        case FactKind.YES_NO:
            return True
        case FactKind.DATE:
            return date(2023, 5, 21)
    return 10 if fact.name == "national" else 0
