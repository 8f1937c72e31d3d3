"""Small whole numbers in questions: 5, 五, 十二, five. Called by the readers of periods, units' numbers and counts."""

from __future__ import annotations

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

CHINESE = "[零〇一二两三四五六七八九十百]+"
ENGLISH = "|".join(sorted((*_ENGLISH, "fifteen", "twenty"), key=len, reverse=True))


def small(text: str) -> int | None:
    """A whole number below 1 000, or None."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text in _ENGLISH:
        return _ENGLISH.index(text) + 1
    if text in ("fifteen", "twenty"):
        return {"fifteen": 15, "twenty": 20}[text]
    return _chinese(text)


def _chinese(text: str) -> int | None:
    hundreds, mark, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    parts = (hundreds if mark else "零", (tens or "一") if ten else "零", ones.lstrip("零〇") or "零")
    values = [_DIGITS.get(part) for part in parts]
    if None in values or not text:
        return None
    return sum(value * place for value, place in zip(values, (100, 10, 1), strict=True) if value)
