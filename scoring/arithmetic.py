"""The few sums that every number shown is made of: exact fractions inside, rounded half up only when written."""

from __future__ import annotations

from fractions import Fraction

from locales import numbers


def rate(cumulative: int, target: int | None) -> Fraction | None:
    """Cumulative ÷ target, exact; None without a target or with a target of 0."""
    return Fraction(cumulative, target) if target else None


def percent(share: Fraction) -> str:
    """A share of one as percent with two decimals, rounded half up: Fraction(2400, 5500) is `43.64`."""
    return numbers.percent(share)


def expected(target: int, share: Fraction) -> Fraction:
    """What the schedule curve asks: target × share."""
    return target * share


def gap(cumulative: int, wanted: Fraction | int) -> int:
    """The smallest whole number that reaches `wanted`; 0 when it is reached."""
    return max(0, -((cumulative - wanted) // 1))


def plain(value: Fraction) -> str:
    """A decimal string without trailing zeros: Fraction(6615, 2) is `3307.5`; one that never ends has two decimals."""
    return numbers.plain(value)
