"""The value of one fact: strictly out of a facts file and the store (`parsed`), widely out of what people type in chat
(`read_value`), and its one way of being written (`canonical`).

Called by `documents.facts`, by whoever hears a judgement in chat, and by whoever reads the store's entries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from locales import numbers
from locales.text import Argument, Text, text
from programmes.facts import FACT_CEILING, Fact, FactKind
from scoring.rulebooks.checklists import STATES
from scoring.rulebooks.facts import NEVER, Value
from scoring.rulebooks.typed_values import typed

CEILING = FACT_CEILING
_WHOLE = re.compile(r"(\d{1,12}|\d{1,3}(?:[, ]\d{3}){1,3})(?:\.0+)?", re.ASCII)
_DECIMAL = re.compile(r"\d{1,12}(?:\.\d{1,9})?", re.ASCII)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_YES_NO = dict.fromkeys(("yes", "true", "1", "是", "有"), True) | dict.fromkeys(("no", "false", "0", "否", "无"), False)
_NEVER = frozenset({"none", "no", "never", "无", "否", "未出台"})
_YEARS = range(2000, 2101)


class UnfitError(Exception):
    """A value that cannot stand: what was expected there."""

    def __init__(self, key: str, /, **arguments: Argument) -> None:
        super().__init__(key)
        self.expected: Text = Text(key, arguments)


@dataclass(frozen=True, slots=True)
class Unfit:
    """What somebody typed cannot be read as the fact's value; `expected` says what can."""

    expected: Text


def read_value(fact: Fact, words: str, year: int | None = None) -> str | Unfit:
    """The value that somebody typed, as it is written; a day without a year is of the programme's `year`."""
    try:
        return canonical(parsed(fact, typed(fact.kind, plain(words), year)))
    except UnfitError:
        return Unfit(in_full(fact))


def read_figure(words: str) -> str | Unfit:
    """An indicator's figure that somebody typed, as it is written."""
    try:
        return canonical(whole(typed(FactKind.COUNT, plain(words), None)))
    except UnfitError:
        return Unfit(text("score.wanted.count", ceiling=CEILING))


def expected(fact: Fact) -> Text:
    """What can be typed for the fact, as it is asked: a ceiling that is only there against slips is not read out."""
    if fact.kind is FactKind.COUNT and fact.most >= CEILING:
        return text("score.wanted.whole")
    return text("score.wanted.any_amount") if fact.kind is FactKind.AMOUNT else in_full(fact)


def in_full(fact: Fact) -> Text:
    """The same, with all its bounds, for whoever typed something else."""
    if fact.kind is FactKind.COUNT:
        return text("score.wanted.count", ceiling=fact.most)
    if fact.kind is FactKind.AMOUNT:
        return text("score.wanted.amount", ceiling=CEILING)
    return text(f"score.wanted.{fact.kind.value}")


def parsed(fact: Fact, cell: str) -> Value:
    """The cell of a facts file, or a canonical value, read as that fact's kind, within its range; an UnfitError."""
    if fact.kind is FactKind.COUNT:
        return whole(cell, fact.most)
    return _READERS[fact.kind](plain(cell))


def whole(cell: str, most: int = CEILING) -> int:
    """A count or a figure: a whole number, 0 or more."""
    found = _WHOLE.fullmatch(plain(cell))
    number = int(re.sub(r"[, ]", "", found[1])) if found else -1
    if not 0 <= number <= most:
        raise UnfitError("score.expected.whole", ceiling=most)
    return number


def canonical(value: Value) -> str:
    """The one way in which a value is written: 3, 12.5, yes, 2023-05-21, none, met."""
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return "none" if value == NEVER else value.isoformat()
        case str():
            return value
    return numbers.plain(value)


def plain(cell: str) -> str:
    """Width and letter case do not matter."""
    return unicodedata.normalize("NFKC", cell).strip().casefold()


def _amount(cell: str) -> Fraction:
    digits = cell.replace(",", "")
    if not _DECIMAL.fullmatch(digits) or Fraction(digits) > CEILING:
        raise UnfitError("score.expected.amount", ceiling=CEILING)
    return Fraction(digits)


def _yes_no(cell: str) -> bool:
    if cell not in _YES_NO:
        raise UnfitError("score.expected.yes_no")
    return _YES_NO[cell]


def _day(cell: str) -> date:
    if cell in _NEVER:
        return NEVER
    found = _DAY.fullmatch(cell)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise UnfitError("score.expected.day")
    return day


def _state(cell: str) -> str:
    if cell not in STATES:
        raise UnfitError("score.expected.state", states=", ".join(STATES))
    return cell


_READERS: Mapping[FactKind, Callable[[str], Value]] = {
    FactKind.AMOUNT: _amount,
    FactKind.YES_NO: _yes_no,
    FactKind.DATE: _day,
    FactKind.STATE: _state,
}
