"""The rules of what was done against a target: schedule, bonus at a share, bonus for the first places."""

from __future__ import annotations

from fractions import Fraction

from locales.text import Listing, Percent, text
from programmes.rules import FirstBonus, Schedule, ShareBonus
from scoring.arithmetic import percent
from scoring.rulebooks.parts import ZERO, Asked, Input, Part, Place, decided
from scoring.rulebooks.stages import Stage


def schedule(rule: Schedule, at: Asked) -> Part:
    """A quarter's end below the schedule is a miss, made up later or not."""
    target = at.standing.target(rule.indicator)
    done = at.standing.done.get(rule.indicator) or (0,) * at.moment.ended
    inputs: dict[str, Input] = {f"{rule.indicator}.target": target, f"{rule.indicator}.done": done}
    if not target:
        return decided(ZERO, inputs, text("score.why.no_target"))
    missed = [number for number, sum_ in enumerate(done, 1) if sum_ < target * at.schedule[number - 1]]
    points = max(ZERO, rule.base - rule.miss * len(missed))
    if not missed:
        return decided(points, inputs, text("score.why.kept", quarters=len(done), points=points))
    quarters = Listing(tuple(text("score.quarter", number=number) for number in missed))
    why = text("score.why.missed", count=len(missed), quarters=quarters, base=rule.base, miss=rule.miss, points=points)
    return decided(points, inputs, why)


def share_bonus(rule: ShareBonus, at: Asked) -> Part:
    """Given at the year's end only."""
    rate = at.standing.rate(rule.indicator)
    if rate is None:
        return decided(ZERO, {}, text("score.why.no_target"))
    inputs: dict[str, Input] = {f"{rule.indicator}.rate": percent(rate)}
    if at.moment.stage is not Stage.YEAR_END:
        return decided(ZERO, inputs, text("score.why.bonus_at_year_end", bonus=rule.points))
    points = rule.points if rate >= rule.share else ZERO
    why = text("score.why.share_bonus", rate=Percent(rate), line=Percent(rule.share), points=points)
    return decided(points, inputs, why)


def first_bonus(rule: FirstBonus, at: Asked, place: Place) -> Part:
    """Given at the year's end only, to every unit whose place is within the first ones."""
    inputs: dict[str, Input] = {f"{rule.indicator}.place": place.number}
    if place.number is None:
        return decided(ZERO, inputs, text("score.why.no_target"))
    if at.moment.stage is not Stage.YEAR_END:
        return decided(ZERO, inputs, text("score.why.bonus_at_year_end", bonus=rule.points))
    points: Fraction = rule.points if place.number <= rule.within else ZERO
    why = text("score.why.first_bonus", place=place.number, among=place.among, within=rule.within, points=points)
    return decided(points, inputs, why)
