"""The rules of what people found: deductions, met or not, days, counted things, money, late reports."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from locales.text import Argument, Text, text
from programmes.rules import Counted, Dates, Deductions, Met, Money, Priced, Timeliness
from scoring.rulebooks.facts import NEVER
from scoring.rulebooks.parts import ZERO, Asked, Input, Part, decided
from scoring.rulebooks.unknown import unknown


def deductions(rule: Deductions, at: Asked) -> Part:
    """The base stops at 0. What does not apply to the unit is full; what lacks its condition is 0."""
    inputs = {one.fact: at.quantity(one.fact) for one in rule.each}
    flags: dict[str, Input] = {name: at.finding(name) for name in (rule.applies, rule.condition) if name}
    applies = None if rule.applies is None else at.finding(rule.applies)
    if applies is False:
        return decided(rule.base, flags | inputs, text("score.why.does_not_apply", points=rule.base))
    met = True if rule.condition is None else at.finding(rule.condition)
    if met is False:
        return decided(ZERO, flags | inputs, text("score.why.condition_missing"))
    low, high = _less(rule, at, inputs)
    if met is None:
        low = ZERO
    if rule.applies is not None and applies is None:
        high = rule.base
    if low != high or None in inputs.values():
        return unknown(low, high, flags | inputs)
    return decided(high, flags | inputs, text("score.why.deducted", base=rule.base, less=rule.base - high, points=high))


def met(rule: Met, at: Asked) -> Part:
    found = at.finding(rule.fact)
    if found is None:
        return unknown(ZERO, rule.points, {rule.fact: None})
    points = rule.points if found else ZERO
    return decided(points, {rule.fact: found}, text("score.why.met" if found else "score.why.not_met", points=points))


def dates(rule: Dates, at: Asked) -> Part:
    """A day after the evaluation's own has not come yet."""
    day = at.day(rule.fact)
    if day is None:
        return unknown(ZERO, rule.most, {rule.fact: None})
    if day > at.moment.day:
        return decided(
            ZERO, {rule.fact: None if day == NEVER else day}, text("score.why.not_issued", day=at.moment.day)
        )
    points = next((one.points for one in rule.by if day <= one.day), rule.later)
    limit = rule.by[0].day
    return decided(points, {rule.fact: day}, text("score.why.issued", day=day, limit=limit, points=points))


def counted(rule: Counted, at: Asked) -> Part:
    inputs: dict[str, Input] = {one.fact: at.quantity(one.fact) for one in rule.each}
    known = min(rule.cap, _priced(rule.each, at))
    if None in inputs.values():
        return unknown(known, rule.cap, inputs)
    return decided(known, inputs, text("score.why.counted", cap=rule.cap, points=known))


def money(rule: Money, at: Asked) -> Part:
    """Only whole steps beyond the first amount count."""
    amount = at.quantity(rule.fact)
    if amount is None:
        return unknown(ZERO, rule.cap, {rule.fact: None})
    given: dict[str, Argument] = {"amount": Fraction(amount), "first": rule.first}
    if amount < rule.first:
        return decided(ZERO, {rule.fact: amount}, Text("score.why.money_short", given))
    steps = (Fraction(amount) - rule.first) // rule.step
    points = min(rule.cap, rule.points + rule.more * steps)
    why = Text("score.why.money", given | {"steps": int(steps), "points": points})
    return decided(points, {rule.fact: amount}, why)


def timeliness(rule: Timeliness, at: Asked) -> Part:
    """The bot's own record goes before what a person entered."""
    entered = at.quantity(rule.fact)
    late = entered if at.standing.late is None else at.standing.late
    if late is None:
        return unknown(ZERO, rule.base, {rule.fact: None})
    points = max(ZERO, rule.base - rule.each * late)
    own = "entered" if at.standing.late is None else "recorded"
    inputs: dict[str, Input] = {rule.fact: late, f"{rule.fact}.source": own}
    return decided(points, inputs, text(f"score.why.late.{own}", count=int(late), each=rule.each, points=points))


def _less(rule: Deductions, at: Asked, inputs: dict[str, int | Fraction | None]) -> tuple[Fraction, Fraction]:
    """The worst and the best that the known incidents leave."""
    high = max(ZERO, rule.base - _priced(rule.each, at))
    return (ZERO if None in inputs.values() else high), high


def _priced(each: Sequence[Priced], at: Asked) -> Fraction:
    return sum((one.points * (at.quantity(one.fact) or 0) for one in each), ZERO)
