"""The rules of one quantity against another, or against the other units: ratio, ceiling, hard line, rank."""

from __future__ import annotations

from fractions import Fraction

from locales.text import Percent, text
from programmes.rules import Ceiling, Line, Rank, Ratio
from scoring.arithmetic import percent
from scoring.rulebooks.parts import ZERO, Asked, Input, Part, Place, decided
from scoring.rulebooks.unknown import unknown


def ratio(rule: Ratio, at: Asked) -> Part:
    """Whole percentage points above the line add, below it take; from 0 to the cap."""
    share = at.share(rule.part, rule.whole)
    inputs = _inputs(at, rule.part, rule.whole)
    if share is None:
        nothing = at.quantity(rule.part) == 0
        return _without(at, rule.whole, _by_steps(rule, ZERO)[1] if nothing else rule.cap, inputs)
    steps, points = _by_steps(rule, share)
    side = "above" if share >= rule.line else "below"
    why = text(f"score.why.ratio.{side}", share=Percent(share), line=Percent(rule.line), steps=steps, points=points)
    return decided(points, inputs, why)


def _by_steps(rule: Ratio, share: Fraction) -> tuple[int, Fraction]:
    if share >= rule.line:
        steps = whole_points(share - rule.line)
        return steps, min(rule.cap, rule.base + rule.up * steps)
    steps = whole_points(rule.line - share)
    return steps, max(ZERO, rule.base - rule.down * steps)


def ceiling(rule: Ceiling, at: Asked) -> Part:
    share = at.share(rule.part, rule.whole)
    inputs = _inputs(at, rule.part, rule.whole)
    if share is None:
        return _without(at, rule.whole, rule.base, inputs)
    steps = whole_points(share - rule.line) if share > rule.line else 0
    points = max(ZERO, rule.base - rule.down * steps)
    why = text("score.why.ceiling", share=Percent(share), line=Percent(rule.line), steps=steps, points=points)
    return decided(points, inputs, why)


def line(rule: Line, at: Asked) -> Part:
    share = at.share(rule.part, rule.whole)
    inputs = _inputs(at, rule.part, rule.whole)
    if share is None:
        short = at.quantity(rule.part) == 0 and rule.line > 0
        return _without(at, rule.whole, ZERO if short else rule.points, inputs)
    points = rule.points if share >= rule.line else ZERO
    why = text("score.why.line", share=Percent(share), line=Percent(rule.line), points=points)
    return decided(points, inputs, why)


def rank(rule: Rank, at: Asked, place: Place) -> Part:
    """By the place among the units that have one."""
    inputs = _inputs(at, rule.part, rule.whole) | {f"{rule.part}.place": place.number}
    if rule.condition is not None:
        met = at.finding(rule.condition)
        if met is None:
            return unknown(ZERO, rule.top, inputs)
        if not met:
            return decided(ZERO, inputs, text("score.why.not_carried_out"))
    if place.number is None:
        return _without(at, rule.whole, rule.top, inputs, placed=True)
    points = max(ZERO, rule.top - rule.step * (place.number - 1))
    why = text("score.why.rank", place=place.number, among=place.among, top=rule.top, step=rule.step, points=points)
    return decided(points, inputs, why)


def ranked_by(rule: Rank, at: Asked) -> Fraction | None:
    """What the unit is placed by, the greatest first; None takes no place."""
    if rule.condition is not None and not at.finding(rule.condition):
        return None
    value = at.share(rule.part, rule.whole) if rule.whole else at.quantity(rule.part)
    if value is None:
        return None
    return -Fraction(value) if rule.lowest else Fraction(value)


def whole_points(distance: Fraction) -> int:
    """Whole percentage points in a distance of 0 or more."""
    return int(distance * 100 // 1)


def _inputs(at: Asked, part: str, whole: str | None) -> dict[str, Input]:
    inputs: dict[str, Input] = {name: at.quantity(name) for name in (part, whole) if name}
    share = at.share(part, whole) if whole else None
    return inputs if share is None else inputs | {f"{part}.share": percent(share)}


def _without(at: Asked, whole: str | None, most: Fraction, inputs: dict[str, Input], *, placed: bool = False) -> Part:
    """No share can be made: the whole is 0, which earns 0, or something is unknown.

    `most`: what it can still earn. Nothing of an unknown whole is a share of 0, or none at all.
    """
    if whole is not None and at.quantity(whole) == 0:
        unplaced = "score.why.unplaced" if placed else "score.why.nothing_to_share"
        return decided(ZERO, inputs, text(unplaced))
    return unknown(ZERO, most, inputs)
