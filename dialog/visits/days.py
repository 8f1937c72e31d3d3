"""A day as an official types it: `今天`, `6月20日`, `2022-06-20`, `20 June`; a deadline also as `+7`, `15天内`.

A day without its year is the nearest one: said in January, 12月28日 is last year's.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from dialog.numerals import everyday, readings

_WORDS = {
    "今天": 0, "今日": 0, "today": 0, "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2,
    "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十廿卅两]+")
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_NAMED = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?:{_YEAR}\s*[-/.年]\s*)?{_MONTH}\s*[-/.月]\s*{_DAY}\s*[日号]?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        rf"{_DAY}\s*[日号]",
        rf"{_DAY}(?:st|nd|rd|th)?\s+{_NAMED}(?:,?\s+{_YEAR})?",
        rf"{_NAMED}\s+{_DAY}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?",
    )
)
_SPANS = (
    (re.compile(r"\+\s*(\d{1,3})(?:\s*(?:天|日|days?))?", re.ASCII), 1),
    (re.compile(r"(?:in\s+)?(\d{1,3})\s*(?:天(?:之?[内后])?|日之?内|days?)", re.ASCII), 1),
    (re.compile(r"(?:in\s+)?(\d{1,2})\s*(?:个?(?:周|星期)(?:之?[内后])?|weeks?)", re.ASCII), 7),
)


def read_day(words: str, today: date) -> date | None:
    """The day that the words name; None where they name none, or one that no calendar has."""
    said = _plain(words)
    if said in _WORDS:
        return today + timedelta(days=_WORDS[said])
    found = next((match for form in _FORMS if (match := form.fullmatch(said))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = _MONTHS.index(parts["name"]) + 1 if parts.get("name") else int(parts.get("month") or today.month)
    if parts.get("year"):
        return _day(int(parts["year"]), month, int(parts["day"]))
    near = (_day(today.year + step, month, int(parts["day"])) for step in (0, -1, 1))
    return min((day for day in near if day), key=lambda day: abs(day - today), default=None)


def read_deadline(words: str, today: date) -> date | None:
    """A day, or so many days or weeks from today."""
    said = _plain(words)
    for form, days in _SPANS:
        if found := form.fullmatch(said):
            return today + timedelta(days=days * int(found[1]))
    return read_day(words, today)


def _plain(words: str) -> str:
    """Half width, lower case, Chinese numerals as digits."""
    said = unicodedata.normalize("NFKC", words).strip().casefold()
    return said if said in _WORDS else _NUMERAL.sub(_digits, everyday(said))


def _digits(found: re.Match[str]) -> str:
    """六 is 6, 二十 is 20, 二〇二二 is 2022; what can mean two things stays as it is."""
    values = readings(found[0])
    return str(values[0]) if len(values) == 1 else found[0]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
