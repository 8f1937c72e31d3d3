"""Which function computes which rule kind: two tables, and the one place where a rule is applied to a unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from programmes.rules import (
    Ceiling,
    Counted,
    Dates,
    Deductions,
    FirstBonus,
    Line,
    Met,
    Money,
    Rank,
    Ratio,
    Rule,
    Schedule,
    ShareBonus,
    Timeliness,
)
from scoring.rulebooks.comparing import ceiling, line, rank, ratio
from scoring.rulebooks.counting import first_bonus, schedule, share_bonus
from scoring.rulebooks.judging import counted, dates, deductions, met, money, timeliness
from scoring.rulebooks.parts import Asked, Part, Place

ALONE: Mapping[type, Callable[[Any, Asked], Part]] = {
    Schedule: schedule,
    ShareBonus: share_bonus,
    Ratio: ratio,
    Ceiling: ceiling,
    Line: line,
    Deductions: deductions,
    Met: met,
    Dates: dates,
    Counted: counted,
    Money: money,
    Timeliness: timeliness,
}
AMONG: Mapping[type, Callable[[Any, Asked, Place], Part]] = {FirstBonus: first_bonus, Rank: rank}
"""Rules that look at the unit's place among the others."""


def apply(rule: Rule, at: Asked, place: Place | None) -> Part:
    """What the rule makes of the unit; `place` is there for the rules of `AMONG`."""
    if place is not None:
        return AMONG[type(rule)](rule, at, place)
    return ALONE[type(rule)](rule, at)
