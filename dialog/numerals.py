"""Chinese numerals, read and written: 一千二百, 两千, 廿三, 壹仟贰佰, 1万2千, 1.2万. Called by `dialog.numbers`.

Units must fall from left to right and each needs its digit, but for the 一 before 十, which people leave out.
"""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = "零一二三四五六七八九"
_SMALL = (("千", 1000), ("百", 100), ("十", 10))
_LARGE = (("亿", 100_000_000), ("万", 10_000))
UNITS = dict((*_LARGE, *_SMALL))
SIGNS = frozenset(_DIGITS) | frozenset(UNITS)
# Formal and old characters, and the ways to say two, in everyday ones.
_EVERYDAY = str.maketrans(
    "〇两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億弍弌", "零二二一二二三三四五六六七八九十百千万亿二一"
)
_TENS = (("廿", "二十"), ("卅", "三十"), ("卌", "四十"))
_NUMERAL = re.compile(r"[0-9.零一二三四五六七八九十百千万亿]+")
_MISPLACED_ZERO = re.compile(r"零(?![0-9一二三四五六七八九十])|^零.|(?<![千百万亿])零(?=.)")
_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def everyday(text: str) -> str:
    """The same numeral in everyday characters."""
    for old, new in _TENS:
        text = text.replace(old, new)
    return text.translate(_EVERYDAY)


def readings(numeral: str) -> tuple[Fraction, ...]:
    """What the numeral can mean: one value, two when it breaks off (三百五 is 350 or 305), none when it is no numeral.

    `numeral` is in everyday characters. Digits run together (一二三) are one reading, which the caller may doubt.
    """
    if re.fullmatch(f"[{_DIGITS}]+", numeral):
        return (Fraction(int("".join(str(_DIGITS.index(sign)) for sign in numeral))),)
    if not _NUMERAL.fullmatch(numeral) or _MISPLACED_ZERO.search(numeral):
        return ()
    broken = re.fullmatch(r"(.+([百千万亿]))([1-9一二三四五六七八九])", numeral)
    value = _read(numeral)
    if value is None:
        return ()
    if broken:
        head = value - _digit(broken[3])
        return (head + Fraction(UNITS[broken[2]], 10) * _digit(broken[3]), value)
    return (value,)


def written(value: int) -> str:
    """The whole number in everyday characters: 1205 is 一千二百零五. Up to 亿."""
    for sign, size in _LARGE:
        if value >= size:
            rest = value % size
            zero = "零" if 0 < rest < size // 10 else ""
            return written(value // size) + sign + zero + (written(rest) if rest else "")
    return _written_small(value)


def _written_small(value: int) -> str:
    for sign, size in _SMALL:
        if value >= size:
            rest = value % size
            zero = "零" if 0 < rest < size // 10 else ""
            lead = "" if size == value // 10 * 10 == 10 else _DIGITS[value // size]
            return lead + sign + zero + (_written_small(rest) if rest else "")
    return _DIGITS[value]


def _digit(sign: str) -> int:
    return int(sign) if sign.isdecimal() else _DIGITS.index(sign)


def _read(numeral: str) -> Fraction | None:
    """Sum of coefficient × unit, units falling from the left; None when they do not fall or one has no coefficient."""
    for sign, size in _LARGE:
        head, found, tail = numeral.partition(sign)
        if found:
            many, rest = _read(head), _read(tail.removeprefix("零")) if tail else Fraction(0)
            if many is None or rest is None or not many > 0 or rest >= size or ("." in head and tail):
                return None
            return many * size + rest
    return _read_small(numeral)


def _read_small(numeral: str) -> Fraction | None:
    total, rest = Fraction(0), numeral
    for sign, size in _SMALL:
        head, found, tail = rest.partition(sign)
        if not found:
            continue
        many = _coefficient(head.removeprefix("零"), implied=size == 10)
        if many is None or not 0 < many < 10 or ("." in head and tail):
            return None
        total, rest = total + many * size, tail
    if not rest:
        return total
    last = _coefficient(rest.removeprefix("零"), implied=False)
    if last is None or (rest != numeral and last >= _smallest(numeral)):
        return None
    return total + last


def _smallest(numeral: str) -> int:
    return min(size for sign, size in _SMALL if sign in numeral)


def _coefficient(part: str, *, implied: bool) -> Fraction | None:
    if not part:
        return Fraction(1) if implied else None
    if len(part) == 1 and part in _DIGITS:
        return Fraction(_DIGITS.index(part))
    return Fraction(part) if _ARABIC.fullmatch(part) else None
