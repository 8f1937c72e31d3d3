"""The grammar of answers: what a person typed, as exactly one typed result. Called where a figure is asked for.

A grammar of our own, because `int("１２")`, `int("1_000")` and `float("nan")` succeed. Nothing raises, and only what is
surely a whole number of 0 to the ceiling is a `Number`; what can mean two things is asked back.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from dialog import numerals

CEILING = 100_000_000


class Problem(StrEnum):
    """Why an answer is refused; the names are ends of catalog keys (`report.refused.negative`)."""

    NEGATIVE = "negative"
    FRACTION = "fraction"
    SCIENTIFIC = "scientific"
    UNDERSCORE = "underscore"
    GROUPING = "grouping"
    TOO_LARGE = "too_large"
    NOT_FINITE = "not_finite"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, 0 to the ceiling."""

    value: int


@dataclass(frozen=True, slots=True)
class SameAsLast:
    """同上月."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """无: nothing to report, counts as 0."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """不适用: no figure; `reason` is empty when it has still to be asked."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """跳过: put off."""


@dataclass(frozen=True, slots=True)
class AskBack:
    """It can be read in these ways."""

    readings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Not an answer; `problem` says why."""

    problem: Problem


Answer = Number | SameAsLast | Nothing | NotApplicable | Skip | AskBack | Refused

_WORDS: dict[str, Answer] = {
    **dict.fromkeys(
        ("同上月", "同上", "与上月相同", "和上月相同", "跟上月一样", "和上月一样", "不变", "没变"), SameAsLast()
    ),
    **dict.fromkeys(("same", "same as last month", "as last month", "unchanged", "no change"), SameAsLast()),
    **dict.fromkeys(("无", "没有", "暂无", "none", "nothing", "nil", "nothing to report"), Nothing()),
    **dict.fromkeys(("不适用", "n/a", "na", "not applicable"), NotApplicable()),
    **dict.fromkeys(("跳过", "先跳过", "稍后再填", "skip", "later", "skip for now"), Skip()),
}
_WITH_REASON = re.compile(
    r"(?:不适用|not applicable|n/a)\s*[,:;—-]+\s*(?:因为|because\s)?\s*(.+)", re.IGNORECASE | re.DOTALL
)
_MEASURE = re.compile(r"\s*(?:人次|人|个|名|次|所|家|people|persons?|times|person-times|bodies)$", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+")
# A space beside a unit means nothing (1 万 2 千); between digits it is grouping and must be right.
_SPACE_AT_SIGN = re.compile(r"(?<![0-9]) | (?![0-9])")
_MINUS = "-−–—负"
_REFUSALS = (
    (Problem.UNDERSCORE, re.compile(r"[0-9]+(?:_[0-9]+)+")),
    (Problem.SCIENTIFIC, re.compile(r"[0-9]+(?:\.[0-9]*)?e[+-]?[0-9]+", re.IGNORECASE)),
    (Problem.NOT_FINITE, re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)),
    (Problem.FRACTION, re.compile(r"[0-9]*[.·][0-9]+|[0-9]+\.|[0-9]+[/⁄][0-9]+|.+(?:分之|点).+|半")),
    (Problem.GROUPING, re.compile(r"[0-9]+(?:[, ][0-9]*)+")),
)
# Signs that NFKC would turn into plain digits though they are none: 10² is not 102.
_NOT_DIGITS = ("<super>", "<sub>", "<fraction>", "<circle>")


def answer(said: str, ceiling: int = CEILING) -> Answer:
    """Read one answer. Never raises."""
    if any(unicodedata.decomposition(sign).startswith(_NOT_DIGITS) for sign in said):
        return Refused(Problem.TEXT)
    cleaned = tidy(said)
    word = _WORDS.get(cleaned.casefold())
    if word is not None:
        return word
    reasoned = _WITH_REASON.fullmatch(cleaned)
    if reasoned:
        return NotApplicable(reasoned[1].strip())
    if cleaned.endswith("?"):
        return _doubted(_number(_without_measure(cleaned.rstrip("? ")), ceiling))
    return _number(_without_measure(cleaned), ceiling)


def tidy(said: str) -> str:
    """One form of writing: full width and half width alike, one space at a time, no full stop at the end."""
    joined = " ".join(unicodedata.normalize("NFKC", said).split())
    return joined.rstrip("。!;, ") if joined.rstrip("。!;, ") else joined


def _without_measure(text: str) -> str:
    return _MEASURE.sub("", text)


def _number(text: str, ceiling: int) -> Answer:
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return _bounded(text.replace(",", "").replace(" ", ""), ceiling)
    if text[:1] and text[0] in _MINUS:
        magnitude = _number(text[1:].strip(), ceiling)
        return Refused(Problem.NEGATIVE) if _numeric(magnitude) else magnitude
    for problem, pattern in _REFUSALS:
        if pattern.fullmatch(text) and (problem is not Problem.FRACTION or _counts(text)):
            return Refused(problem)
    return _numeral(text, ceiling)


def _numeral(text: str, ceiling: int) -> Answer:
    plain = numerals.everyday(_SPACE_AT_SIGN.sub("", text))
    values = numerals.readings(plain) if len(plain) <= 40 else ()
    if not values:
        return Refused(Problem.TEXT)
    if any(value.denominator != 1 for value in values):
        return Refused(Problem.FRACTION)
    if max(values) > ceiling:
        return Refused(Problem.TOO_LARGE)
    return _surely(tuple(int(value) for value in values), plain)


def _surely(values: tuple[int, ...], plain: str) -> Answer:
    """One reading is a number, unless it was digit after digit (一二三), which may be a slip."""
    run = len(plain) > 1 and not set(plain) & set(numerals.UNITS)
    return Number(values[0]) if len(values) == 1 and not run else AskBack(values)


def _bounded(digits: str, ceiling: int) -> Answer:
    significant = digits.lstrip("0") or "0"
    if len(significant) > len(str(ceiling)) or int(significant) > ceiling:
        return Refused(Problem.TOO_LARGE)
    return Number(int(significant))


def _counts(text: str) -> bool:
    """Whether a would-be fraction is made of number signs only (重点 is a word, not a fraction)."""
    return all(sign in "0123456789.·/⁄分之点半" or sign in numerals.SIGNS for sign in text)


def _numeric(found: Answer) -> bool:
    return isinstance(found, Number | AskBack) or (isinstance(found, Refused) and found.problem is not Problem.TEXT)


def _doubted(found: Answer) -> Answer:
    """`120?` is asked back, so that nobody is taken at a word they doubt."""
    return AskBack((found.value,)) if isinstance(found, Number) else found
