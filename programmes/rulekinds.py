"""How each rule kind is written in a rulebook: one reader a kind, in the table `KINDS`. Called by `rulebooks`.

docs/rulebooks.md shows an example of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from programmes.rules import (
    Ceiling,
    Counted,
    Dates,
    Deductions,
    FirstBonus,
    Line,
    Met,
    Money,
    Priced,
    Rank,
    Ratio,
    Rule,
    Schedule,
    ShareBonus,
    Threshold,
    Timeliness,
)
from programmes.sections import Section


@dataclass(frozen=True, slots=True)
class Names:
    """What a rule may speak of: the facts of its item, the indicators of the programme."""

    facts: frozenset[str]
    indicators: frozenset[str]

    def fact(self, section: Section, key: str, *, required: bool = True) -> str:
        return section.choice(key, sorted(self.facts) or ("?",), required=required)

    def indicator(self, section: Section) -> str:
        return section.choice("indicator", sorted(self.indicators))

    def quantity(self, section: Section, key: str, *, required: bool = True) -> str:
        return section.choice(key, sorted(self.facts | self.indicators), required=required)


def _schedule(section: Section, names: Names) -> Rule:
    return Schedule(names.indicator(section), section.amount("base"), section.amount("miss"))


def _share_bonus(section: Section, names: Names) -> Rule:
    return ShareBonus(names.indicator(section), _percent(section), section.amount("points"))


def _first_bonus(section: Section, names: Names) -> Rule:
    return FirstBonus(names.indicator(section), section.whole("within", 1, 100), section.amount("points"))


def _ratio(section: Section, names: Names) -> Rule:
    base = section.amount("base")
    up, cap = section.amount("up", required=False), section.amount("cap", required=False)
    part, whole = names.quantity(section, "part"), names.quantity(section, "whole")
    return Ratio(part, whole, _percent(section), base, up, section.amount("down"), cap or base)


def _ceiling(section: Section, names: Names) -> Rule:
    part, whole = names.quantity(section, "part"), names.quantity(section, "whole")
    return Ceiling(part, whole, _percent(section), section.amount("base"), section.amount("down"))


def _line(section: Section, names: Names) -> Rule:
    part, whole = names.quantity(section, "part"), names.quantity(section, "whole")
    return Line(part, whole, _percent(section), section.amount("points"))


def _rank(section: Section, names: Names) -> Rule:
    return Rank(
        part=names.quantity(section, "part"),
        whole=names.quantity(section, "whole", required=False) or None,
        lowest=section.choice("first", ("highest", "lowest")) == "lowest",
        top=section.amount("top"),
        step=section.amount("step"),
        condition=names.fact(section, "condition", required=False) or None,
    )


def _deductions(section: Section, names: Names) -> Rule:
    return Deductions(
        base=section.amount("base"),
        each=_priced(section, names),
        condition=names.fact(section, "condition", required=False) or None,
        applies=names.fact(section, "applies", required=False) or None,
    )


def _met(section: Section, names: Names) -> Rule:
    return Met(names.fact(section, "fact"), section.amount("points"))


def _dates(section: Section, names: Names) -> Rule:
    by = tuple(Threshold(one.day("day"), one.amount("points")) for one in section.tables("by"))
    return Dates(names.fact(section, "fact"), by, section.amount("later"))


def _counted(section: Section, names: Names) -> Rule:
    return Counted(_priced(section, names), section.amount("cap"))


def _money(section: Section, names: Names) -> Rule:
    return Money(
        fact=names.fact(section, "fact"),
        first=section.amount("first"),
        points=section.amount("points"),
        step=section.amount("step") or Fraction(1),
        more=section.amount("more"),
        cap=section.amount("cap"),
    )


def _timeliness(section: Section, names: Names) -> Rule:
    return Timeliness(names.fact(section, "fact"), section.amount("base"), section.amount("each"))


def _priced(section: Section, names: Names) -> tuple[Priced, ...]:
    return tuple(Priced(names.fact(one, "fact"), one.amount("points")) for one in section.tables("each"))


def _percent(section: Section) -> Fraction:
    return section.amount("percent") / 100


KINDS: Mapping[str, Callable[[Section, Names], Rule]] = {
    "schedule": _schedule,
    "share_bonus": _share_bonus,
    "first_bonus": _first_bonus,
    "ratio": _ratio,
    "ceiling": _ceiling,
    "line": _line,
    "rank": _rank,
    "deductions": _deductions,
    "met": _met,
    "dates": _dates,
    "counted": _counted,
    "money": _money,
    "timeliness": _timeliness,
}
