"""What people type in chat for a fact, turned into the word that a facts file has for it. Called by `values`.

Only ways of writing are taken together here; whether a value can stand is for `values` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from programmes.facts import FactKind

_NONE = frozenset({"无", "没有", "没", "零", "none", "zero", "nil", "nothing"})
_COUNTED = re.compile(r"([\d, ]*\d)\s*(?:人次|个月|[个条人次篇项笔本件份场家名])?", re.ASCII)
_COUNTED_IN_ENGLISH = re.compile(
    r"([\d, ]*\d)\s*(?:records?|people|persons?|times?|articles?|months?|items?)", re.ASCII
)
_MONEY = re.compile(r"([\d,]+(?:\.\d+)?)\s*(?:万元|万)", re.ASCII)
_MONTH_DAY = re.compile(r"(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?", re.ASCII)
_WITH_YEAR = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_ENGLISH_DAYS = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAMED},?(?:\s+(?P<year>\d{{4}}))?", re.ASCII),
    re.compile(rf"{_NAMED}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?(?:\s+(?P<year>\d{{4}}))?", re.ASCII),
)


def typed(kind: FactKind, words: str, year: int | None) -> str:
    """The plain words as a facts file would say them; left as they are where they are nothing known."""
    return _TYPED[kind](words.rstrip("。.!").strip(), year)


def _words(table: Mapping[str, Iterable[str]]) -> Callable[[str, int | None], str]:
    known = {word: value for value, words in table.items() for word in words}
    return lambda words, _year: known.get(words, words)


def _count(words: str, _year: int | None) -> str:
    found = _COUNTED.fullmatch(words) or _COUNTED_IN_ENGLISH.fullmatch(words)
    return found[1] if found else "0" if words in _NONE else words


def _amount(words: str, _year: int | None) -> str:
    found = _MONEY.fullmatch(words)
    return found[1] if found else "0" if words in _NONE else words


def _day(words: str, year: int | None) -> str:
    if words in _NOT_ISSUED:
        return "none"
    if found := _WITH_YEAR.fullmatch(words) or _DIGITS.fullmatch(words):
        return "-".join(found.groups())
    if year is not None and (found := _MONTH_DAY.fullmatch(words)):
        return f"{year}-{found[1]}-{found[2]}"
    for pattern in _ENGLISH_DAYS:
        found = pattern.fullmatch(words)
        if found and (found["year"] or year):
            return f"{found['year'] or year}-{_MONTHS.index(found['month']) + 1}-{found['day']}"
    return words


_NOT_ISSUED = frozenset(
    {"未出台", "没出台", "没有出台", "还没出台", "尚未出台", "未印发", "没有", "没", "无", "未", "否"}
    | {"none", "no", "never", "not issued", "not yet", "not issued yet"}
)
_YES_NO = {
    "yes": ("是", "是的", "有", "对", "已", "已有", "做到", "已做到", "开展了", "y", "yes", "true", "1"),
    "no": ("否", "不是", "没有", "没", "无", "未", "不", "没做到", "未做到", "未开展", "n", "no", "false", "0", "none"),
}
_STATES = {
    "met": ("符合", "已符合", "完全符合", "met", "yes"),
    "partly": ("部分符合", "部分", "partly", "partly met", "partially met", "in part", "partial"),
    "not": ("不符合", "未符合", "不", "not", "not met", "no"),
    "na": ("不适用", "不涉及", "na", "n/a", "n.a", "not applicable"),
}
_TYPED: Mapping[FactKind, Callable[[str, int | None], str]] = {
    FactKind.COUNT: _count,
    FactKind.AMOUNT: _amount,
    FactKind.YES_NO: _words(_YES_NO),
    FactKind.DATE: _day,
    FactKind.STATE: _words(_STATES),
}
