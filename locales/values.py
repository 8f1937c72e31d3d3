"""How each type of argument is written in a language: numbers, percentages, months, days and moments, names.

Called by the renderer only. A catalog text may ask for another form of a value: `{due:weekday}`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction

from babel import Locale
from babel.dates import format_date

from locales import numbers
from locales.languages import Language
from locales.text import Month, Name, Percent

# British English, so that days and lists read alike: 30 June 2022; a, b and c.
BABEL: dict[Language, Locale] = {"zh_CN": Locale("zh", "CN", script="Hans"), "en": Locale("en", "GB")}

# Patterns of Babel (CLDR) by form; a day stands without its year unless the text asks for it.
_DAYS: dict[tuple[Language, str], str] = {
    ("zh_CN", ""): "M月d日",
    ("zh_CN", "weekday"): "M月d日（EEE）",
    ("zh_CN", "year"): "y年M月d日",
    ("en", ""): "d MMMM",
    ("en", "weekday"): "EEEE d MMMM",
    ("en", "year"): "d MMMM y",
}
_MONTHS: dict[tuple[Language, str], str] = {
    ("zh_CN", ""): "y年M月",
    ("zh_CN", "month"): "M月",
    ("zh_CN", "brief"): "M月",
    ("en", ""): "MMMM y",
    ("en", "month"): "MMMM",
    ("en", "brief"): "MMM",
}
_SHORT: dict[Language, Callable[[int], str]] = {"zh_CN": numbers.short_chinese, "en": numbers.short_english}

Value = str | int | Fraction | Percent | Month | Name | date | datetime


def written(value: Value, form: str, language: Language) -> str:
    """The value in words; ValueError for a form that its type does not have."""
    match value:
        case datetime():
            return _moment(value, form, language)
        case date():
            return _dated(_DAYS, value, form, language)
        case Month():
            return _dated(_MONTHS, date(value.year, value.month, 1), form, language)
        case int() if form == "short" and not isinstance(value, bool):
            return _SHORT[language](value)
    if form:
        raise ValueError(f"{type(value).__name__} has no form {form!r}")
    return _plainly(value, language)


def _plainly(value: Value, language: Language) -> str:
    match value:
        case str():
            return value
        case Name():
            return value.zh if language == "zh_CN" or not value.en else value.en
        case Percent():
            return f"{_spaced(numbers.percent(value.share))}%"
        case Fraction():
            return _spaced(numbers.plain(value))
        case int() if not isinstance(value, bool):
            return numbers.grouped(value)
    raise ValueError(f"an argument cannot be a {type(value).__name__}")


def _spaced(decimal: str) -> str:
    """The whole part of a decimal grouped like every number: `3 307.5`."""
    whole, dot, rest = decimal.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{numbers.grouped(int(whole.lstrip('-')))}{dot}{rest}"


def _moment(value: datetime, form: str, language: Language) -> str:
    clock = f"{value:%H:%M}"
    if form == "clock":
        return clock
    return f"{_dated(_DAYS, value.date(), form, language)} {clock}"


def _dated(patterns: dict[tuple[Language, str], str], day: date, form: str, language: Language) -> str:
    pattern = patterns.get((language, form))
    if pattern is None:
        raise ValueError(f"a day or month has no form {form!r}")
    return format_date(day, pattern, BABEL[language])
