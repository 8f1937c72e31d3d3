"""Finds how much more is supposed to be done: 再培训500人, 1.2万人次, 五百人, 500 more. Called by the cutting.

Only where the words suppose something: elsewhere a bare amount is unknown, and keeps the number back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialog.numerals import everyday, readings
from dialog.questions.tokens import Token, tagged

_CUE = re.compile(
    r"如果|假如|假设|假使|倘若|要是|若|再|多|那|呢|增加|"
    r"(?<![a-z])(?:if|suppose|supposing|assume|assuming|more|another|additional|extra|with|about)(?![a-z])"
)
_NUMERAL = r"(?:\d{1,3}(?: \d{3})+|\d[\d,]*(?:\.\d+)?[万千百]?|[一二两三四五六七八九十百千万零〇]+)"
_OF = r"(?:多)?(?:人次|个人|名|人|个|次|本|张|个证)"
_NO_TIME = r"(?![\d.,]*(?:年|月|号|日|季|%|点|分))"
_AMOUNT = re.compile(rf"(?<![\d.,-])(?P<n>{_NUMERAL}){_NO_TIME}(?P<of>{_OF})?(?![a-z\d])")
_LEAST, _MOST = 100, 10**9
# Four digits that say a year, when nothing is said to be counted.
_YEARS = range(2010, 2040)
# A count (50个) is read as a count first; what is supposed then takes it as its amount. 2000 is rather no year.
_COST, _THOUSANDS_COST = 1.15, 0.95


def amounts(text: str) -> Iterator[Token]:
    """Whole numbers from 100 on, and smaller ones that are said to be of people."""
    if not _CUE.search(text):
        return
    for found in _AMOUNT.finditer(text):
        value = _value(found["n"])
        if value is not None and (found["of"] or (value >= _LEAST and value not in _YEARS)):
            cost = _THOUSANDS_COST if len(found["n"]) == 4 else _COST
            yield Token(found.start(), found.end(), found[0], tagged("amount"), cost, count=value)


def _value(written: str) -> int | None:
    """None where it can be two numbers (三百五), or is no whole one."""
    read = readings(everyday(re.sub("[, ]", "", written)))
    if len(read) != 1 or read[0].denominator != 1 or not 0 < read[0] <= _MOST:
        return None
    return int(read[0])
