"""How numbers are written: grouped, as decimals rounded half up, and short with 万 and 亿.

Called by the catalogs and by `scoring.arithmetic`. Integer arithmetic throughout: Babel rounds half to even, and
officials expect 四舍五入.
"""

from __future__ import annotations

from fractions import Fraction

_CHINESE = ((10_000, "万"), (100_000_000, "亿"))
_ENGLISH = ((1_000_000, " million"), (1_000_000_000, " billion"))


def grouped(value: int) -> str:
    """Groups of three with a plain space: 2400 is `2 400`."""
    return f"{value:,}".replace(",", " ")


def half_up(value: Fraction | int, places: int) -> str:
    """Exactly so many decimals, rounded half away from zero; never `-0.00`."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = f"{whole:0{places + 1}d}"
    body = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{body}" if value < 0 < whole else body


def trimmed(value: Fraction | int, places: int) -> str:
    """At most so many decimals, rounded half up, no trailing zeros: 3307.50 is `3307.5`."""
    body = half_up(value, places)
    return body.rstrip("0").rstrip(".") if "." in body else body


def plain(value: Fraction | int) -> str:
    """The exact decimal without trailing zeros; a fraction that never ends (1/3) is rounded to two decimals."""
    places = _decimals(value.denominator)
    return trimmed(value, 2 if places is None else places)


def percent(share: Fraction) -> str:
    """A share of one as percent with two decimals, without the sign: Fraction(2400, 5500) is `43.64`."""
    return half_up(share * 100, 2)


def short_chinese(value: int) -> str:
    """`1.2万`, `80万`, `1亿`: two decimals at most, and carried over where rounding fills the unit (99 999 999)."""
    return _short(value, _CHINESE)


def short_english(value: int) -> str:
    """`1.1 million`; below a million the number itself, grouped."""
    return _short(value, _ENGLISH)


def _short(value: int, scales: tuple[tuple[int, str], ...]) -> str:
    written, reached = grouped(value), abs(value)
    for scale, word in scales:
        if reached < scale:
            break
        hundredths = (abs(value) * 200 + scale) // (2 * scale)
        written = trimmed(Fraction(hundredths if value >= 0 else -hundredths, 100), 2) + word
        reached = hundredths * scale // 100
    return written


def _decimals(denominator: int) -> int | None:
    """How many decimals the fraction needs, or None where it never ends: denominators of 2s and 5s only do."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
