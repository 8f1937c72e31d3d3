"""What an item lost, and what it can still bring. Called by the answers to "why did we lose points" and "how far".

A quarter missed stays a miss, incidents stay incidents, late reports late: nothing comes back there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from programmes.rules import Dates, Deductions, FirstBonus, Rule, Schedule, ShareBonus, Timeliness
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.parts import ZERO, Part
from scoring.rulebooks.scores import ItemScore
from scoring.rulebooks.stages import Stage

_BONUSES = (ShareBonus, FirstBonus)


def lost(score: ItemScore, stage: Stage) -> Fraction:
    """How far a scored item is from its most; bonuses are not lost before the year's end, when they are given."""
    if score.state is not ItemState.SCORED:
        return ZERO
    pairs = zip(score.item.rules, score.parts, strict=True)
    counted = ((rule, part) for rule, part in pairs if stage is Stage.YEAR_END or not isinstance(rule, _BONUSES))
    return sum((rule.most - part.low for rule, part in counted), ZERO)


def gain(score: ItemScore, day: date) -> Fraction:
    """How much more a scored item can still bring at best, after `day`."""
    if score.state is not ItemState.SCORED:
        return ZERO
    return sum(
        (
            _GAINS.get(type(rule), _rest)(rule, part, day)
            for rule, part in zip(score.item.rules, score.parts, strict=True)
        ),
        ZERO,
    )


def spread(score: ItemScore) -> tuple[Fraction, Fraction]:
    """Between which points an open item lies."""
    return sum((part.low for part in score.parts), ZERO), sum((part.high for part in score.parts), ZERO)


def _rest(rule: Rule, part: Part, _day: date) -> Fraction:
    return rule.most - part.low


def _nothing(_rule: Rule, _part: Part, _day: date) -> Fraction:
    return ZERO


def _bonus(rule: ShareBonus, part: Part, _day: date) -> Fraction:
    """Without a target there is no rate, and no bonus."""
    return rule.points - part.low if part.inputs else ZERO


def _first(rule: FirstBonus, part: Part, _day: date) -> Fraction:
    return ZERO if None in part.inputs.values() else rule.points - part.low


def _deductions(rule: Deductions, part: Part, _day: date) -> Fraction:
    """Only a condition that is not met yet can still be met."""
    return rule.base if rule.condition is not None and part.inputs.get(rule.condition) is False else ZERO


def _dates(rule: Dates, part: Part, day: date) -> Fraction:
    """Issued is issued; else the first day that is still ahead counts."""
    issued = part.inputs.get(rule.fact)
    if isinstance(issued, date) and issued <= day:
        return ZERO
    ahead = (one.points for one in rule.by if one.day > day)
    return max((*ahead, rule.later), default=ZERO)


_GAINS: Mapping[type, Callable[[Any, Part, date], Fraction]] = {
    Schedule: _nothing,
    Timeliness: _nothing,
    Deductions: _deductions,
    ShareBonus: _bonus,
    FirstBonus: _first,
    Dates: _dates,
}
