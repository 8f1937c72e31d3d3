"""Finds the periods that a question names: months, quarters, halves, years, "as of". Called by the cutting.

Months without a year are of the programme's year; 本月 and 上月 are calendar months. What is no whole month (a week,
the 15th) is tagged `bad_period`, so that it is asked back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dialog.questions.numerals import CHINESE, ENGLISH, small
from dialog.questions.tokens import Token, tagged
from programmes.periods import Period
from scoring.answers.asked import When

_N = rf"(?:\d{{1,2}}|{CHINESE})"
_YEAR = r"(?:(?:20)?\d{2}年度?|今年|去年|明年|前年|本年|上年|上一年)"
_MONTH = rf"(?P<year>{_YEAR})?(?:的|度)?(?P<month>{_N})月(?:份)?"
_RELATIVE = (
    "(?P<relative>本月份?|这个月份?|这月|上上个月|上上月|上个月份?|上月份?|上一个月|"
    "上一月|前一个月|下个月份?|下月份?|下一个月)"
)
_UPTO = r"(?:截至|截止至|截止到|截止|截至到|直到|到|至)(?:了)?"
_END = r"(?:的)?(?:月底|月末|底|末|(?:(?:28|29|30|31)[日号]))"
_STOP = r"(?:为止|止)"
_BEFORE = r"(?:之前|以前|前)"
_SINCE = r"(?:以来|至今|到现在|到目前|到目前为止|到今天|起|开始|份以来|以后到现在)"

_NAMES = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_EN_MONTH = (
    rf"(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?![a-z0-9])(?!(?<=may) (?:i|we|you)\b)\.?(?:'s)?"
)
_EN_YEAR = r"(?:,? ?(?:of )?(?P<year>20\d{2}))?"
_EN_UPTO = (
    r"(?:as of|as at|until|till|up to|up until|through|thru|by|to|by the end of|as of the end of|at the end of|end of|"
    r"up to the end of|through the end of|until the end of|by end of|as of end of|at end of|since the start up to)"
    r"(?: the)?(?: end of)?"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4}
_QUARTERS = {"首": 1, "头": 1, "末": 4, "第一": 1, "第二": 2, "第三": 3, "第四": 4}

Build = Callable[[re.Match[str]], Iterator["Spot"] | None]


@dataclass(frozen=True, slots=True)
class Spot:
    """What a pattern found: the period, or only tags."""

    when: When | None
    tags: frozenset[str]


@dataclass(frozen=True)
class PeriodReader:
    """Reads periods as somebody means them on the day `today` about the programme's `year`."""

    today: date
    year: int

    def tokens(self, text: str) -> Iterator[Token]:
        """Every stretch that can be read as a period; stretches may overlap, the cutting chooses."""
        for pattern, build in _PATTERNS:
            for found in pattern.finditer(text):
                spot = build(self, found)
                if spot is not None:
                    yield Token(found.start(), found.end(), found[0], spot.tags, 1.0, when=spot.when)

    # --- months ---------------------------------------------------------------------------------------------------

    def month(self, found: re.Match[str]) -> Spot | None:
        period = self._period(found["year"], small(found["month"]))
        return _bad() if period is None else _at(period, False)

    def month_end(self, found: re.Match[str]) -> Spot | None:
        period = self._period(found["year"], small(found["month"]))
        return _bad() if period is None else _at(period, True)

    def relative(self, found: re.Match[str]) -> Spot:
        return _at(self._relative(found["relative"]), False)

    def relative_end(self, found: re.Match[str]) -> Spot:
        return _at(self._relative(found["relative"]), True)

    def written(self, found: re.Match[str]) -> Spot | None:
        year, month = int(found["y"]), int(found["m"])
        return _at(Period(year, month), bool(found["upto"])) if 1 <= month <= 12 else None

    def range(self, found: re.Match[str]) -> Spot | None:
        first = self._period(found["year"], small(found["from"]))
        last = self._period(found["year"], small(found["to"]))
        if first is None or last is None or last < first:
            return _bad()
        return _between(first, last)

    def neighbours(self, found: re.Match[str]) -> Spot | None:
        """四五月: two months that follow each other."""
        spot = self.range(found)
        return spot if spot and spot.when and spot.when.first.plus(1) == spot.when.last else None

    def listed(self, found: re.Match[str]) -> Spot | None:
        """3、4、5月: months that follow each other; scattered ones are no stretch."""
        numbers = [small(part) for part in re.split(r"[、,/和跟]", found["list"])]
        months = [self._period(found["year"], number) for number in numbers]
        first, last = months[0], months[-1]
        follow = all(a and b and a.plus(1) == b for a, b in pairwise(months))
        return _between(first, last) if first and last and follow else _bad()

    def since(self, found: re.Match[str]) -> Spot:
        return self._since(self._period(found["year"], small(found["month"])))

    def english_since(self, found: re.Match[str]) -> Spot:
        return self._since(Period(self.year, _NAMES[found["name"]]))

    def day(self, _found: re.Match[str]) -> Spot:
        return _bad()

    def month_before(self, found: re.Match[str]) -> Spot:
        """9月前: no month of its own, but what is supposed by then can count in the one before."""
        period = self._period(found["year"], small(found["month"]))
        return _bad() if period is None else _before(period)

    def english_before(self, found: re.Match[str]) -> Spot:
        return _before(Period(self.year, _NAMES[found["name"]]))

    # --- quarters, halves, years --------------------------------------------------------------------------------------

    def quarter(self, found: re.Match[str]) -> Spot | None:
        name = found["quarter"]
        number = _QUARTERS.get(name) or _QUARTERS.get(name.removesuffix("个")) or small(name.removeprefix("第"))
        return self._quarter(self._year(found["year"]), number)

    def this_quarter(self, found: re.Match[str]) -> Spot | None:
        shift = {"上": -1, "前": -1, "下": 1, "l": -1, "p": -1, "n": 1}.get(found["which"][0], 0)
        period = Period.of(self.today).plus(3 * shift)
        return self._quarter(period.year, period.quarter)

    def first_quarters(self, found: re.Match[str]) -> Spot | None:
        number = small(found["n"])
        if number is None or not 1 <= number <= 4:
            return None
        return Spot(_when(self.year, 1, 3 * number), tagged("period", "horizon_quarter"))

    def first_months(self, found: re.Match[str]) -> Spot | None:
        number = small(found["n"])
        return (
            Spot(_when(self.year, 1, number), tagged("period", "period_range"))
            if number and 1 <= number <= 12
            else None
        )

    def last_months(self, found: re.Match[str]) -> Spot | None:
        number = small(found["n"])
        if not number or not 2 <= number <= 12:
            return None
        last = Period.of(self.today)
        return Spot(When(last.plus(1 - number), last), tagged("period", "trailing"))

    def half(self, found: re.Match[str]) -> Spot:
        second = found["half"][0] in "下后" or found["half"].startswith(("second", "h2", "2nd", "latter"))
        year = self._year(found["year"])
        return Spot(_when(year, 7, 12) if second else _when(year, 1, 6), tagged("period", "period_range"))

    def whole_year(self, found: re.Match[str]) -> Spot:
        year = self._year(found["year"])
        if year == self.year:
            return Spot(None, tagged("horizon_year"))
        return Spot(_when(year, 1, 12), tagged("period"))

    # --- English ------------------------------------------------------------------------------------------------------

    def english_month(self, found: re.Match[str]) -> Spot:
        year = int(found["year"]) if found["year"] else self.year
        return _at(Period(year, _NAMES[found["name"]]), False)

    def english_end(self, found: re.Match[str]) -> Spot:
        year = int(found["year"]) if found["year"] else self.year
        return _at(Period(year, _NAMES[found["name"]]), True)

    def english_relative(self, found: re.Match[str]) -> Spot:
        return _at(self._english_relative(found["relative"]), bool(found["upto"]))

    def english_range(self, found: re.Match[str]) -> Spot:
        first, last = Period(self.year, _NAMES[found["from"]]), Period(self.year, _NAMES[found["to"]])
        return _bad() if last < first else _between(first, last)

    def english_quarter(self, found: re.Match[str]) -> Spot | None:
        name = found["quarter"]
        number = _ORDINALS.get(name) or small(name)
        return self._quarter(int(found["year"]) if found["year"] else self.year, number)

    # --- the parts ------------------------------------------------------------

    def _year(self, text: str | None) -> int:
        words = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}
        words |= {"last year": -1, "previous year": -1, "the year before": -1, "next year": 1, "prior year": -1}
        if not text:
            return self.year
        if text in words:
            return self.today.year + words[text]
        digits = re.sub(r"\D", "", text)
        return int(digits) if len(digits) == 4 else 2000 + int(digits)

    def _period(self, year: str | None, month: int | None) -> Period | None:
        return Period(self._year(year), month) if month and 1 <= month <= 12 else None

    def _relative(self, word: str) -> Period:
        shift = {"上上": -2, "上": -1, "前": -1, "下": 1}
        steps = next((shift[start] for start in shift if word.startswith(start)), 0)
        return Period.of(self.today).plus(steps)

    def _english_relative(self, word: str) -> Period:
        steps = {"last": -1, "previous": -1, "past": -1, "prior": -1, "next": 1}
        if word.startswith("month before last"):
            return Period.of(self.today).plus(-2)
        return Period.of(self.today).plus(next((steps[key] for key in steps if word.startswith(key)), 0))

    def _since(self, first: Period | None) -> Spot:
        last = Period.of(self.today)
        return _bad() if first is None or first > last else _between(first, last)

    def _quarter(self, year: int, number: int | None) -> Spot | None:
        if not number or not 1 <= number <= 4:
            return None
        return Spot(_when(year, 3 * number - 2, 3 * number), tagged("period", "period_quarter", "horizon_quarter"))


def _when(year: int, first: int, last: int) -> When:
    return When(Period(year, first), Period(year, last))


def _at(period: Period, upto: bool) -> Spot:
    return Spot(When(period, period, upto), tagged("period", "period_upto" if upto else "period_month"))


def _between(first: Period, last: Period) -> Spot:
    return Spot(When(first, last), tagged("period", "period_range"))


def _before(period: Period) -> Spot:
    last = period.plus(-1)
    return Spot(When(last, last, True), tagged("bad_period", "before_month"))


def _bad() -> Spot:
    return Spot(None, tagged("bad_period"))


def _compiled(pattern: str) -> re.Pattern[str]:
    """Latin letters and digits at the ends must be whole words."""
    return re.compile(rf"(?:(?=[^a-z0-9])|(?<![a-z0-9]))(?:{pattern})(?:(?<=[^a-z0-9])|(?![a-z0-9]))")


_R = PeriodReader
_HALF = r"(?P<half>上半年|下半年|前半年|后半年|上半年度|下半年度)"
_EN_NAMES = "|".join(sorted(_NAMES, key=len, reverse=True))
_TABLE: tuple[tuple[str, Callable[[PeriodReader, re.Match[str]], Spot | None]], ...] = (
    (
        rf"(?P<year>{_YEAR})?(?:的)?(?P<from>[一二三四五六七八])(?P<to>[二三四五六七八九])(?:两个)?月(?:份)?",
        _R.neighbours,
    ),
    (rf"(?P<year>{_YEAR})?(?:的)?(?P<list>{_N}(?:[、,/和跟]{_N})+)月(?:份)?", _R.listed),
    (_MONTH, _R.month),
    (rf"{_MONTH}{_END}{_STOP}?", _R.month_end),
    (rf"{_MONTH}{_STOP}", _R.month_end),
    (rf"{_UPTO}?{_MONTH}{_END}{_BEFORE}", _R.month_end),
    (rf"{_MONTH}{_BEFORE}", _R.month_before),
    (rf"(?:从|自)?{_MONTH}{_SINCE}", _R.since),
    (rf"(?:since|from) {_EN_MONTH}(?: on| onwards| to now| until now| till now)?", _R.english_since),
    (rf"(?:before|prior to) {_EN_MONTH}", _R.english_before),
    (rf"after {_EN_MONTH}", _R.day),
    (rf"{_UPTO}{_MONTH}(?:{_END})?{_STOP}?", _R.month_end),
    (rf"{_MONTH}(?:\d{{1,2}})[日号]", _R.day),
    (_RELATIVE, _R.relative),
    (rf"{_RELATIVE}{_END}{_STOP}?", _R.relative_end),
    (rf"{_RELATIVE}{_STOP}", _R.relative_end),
    (rf"{_UPTO}{_RELATIVE}(?:{_END})?{_STOP}?", _R.relative_end),
    (
        (
            r"(?P<upto>(?:as of|until|up to|through|by|as at|截至|截止|截止到|到|至) ?)?"
            r"(?P<y>20\d{2})[-/.](?P<m>\d{1,2})(?:月|底|月底)?"
        ),
        _R.written,
    ),
    (rf"(?P<year>{_YEAR})?(?:从|自)?(?P<from>{_N})月?(?:份)?(?:到|至|-|~)(?P<to>{_N})月(?:份)?(?:底)?", _R.range),
    (
        r"(?P<year>(?:20)?\d{2}年|今年|去年|明年)?(?:的)?(?P<quarter>第?[一二三四1-4]|首|头一个|末)(?:个)?季度?(?:末|底)?",
        _R.quarter,
    ),
    (r"(?P<which>本|这个|这一|这|当前|上一个|上个|上一|上|下一个|下个|下一|下)季度?(?:末|底)?", _R.this_quarter),
    (r"前(?P<n>[两二三四234])(?:个)?季度", _R.first_quarters),
    (rf"前(?P<n>{_N})个月", _R.first_months),
    (rf"(?:近|最近|过去|最近这|这|过去的)(?P<n>{_N})个月", _R.last_months),
    (rf"(?P<year>{_YEAR})?(?:的)?{_HALF}", _R.half),
    (
        (
            r"(?P<year>(?:20)\d{2}(?:年度?)?|去年|前年|明年|上年|上一年|今年|"
            r"last year|previous year|next year|prior year)(?:全年|一年|同期|整年|底|末|年底|度)?"
        ),
        _R.whole_year,
    ),
    (
        (
            r"(?:上次|上一次|上回|上一回|前次|前几次|本周|上周|这周|下周|这个星期|上个星期|这星期|上星期|"
            r"昨天|昨日|前天|明天|每天|每周|本旬|上旬|中旬|下旬|this week|last week|yesterday|tomorrow|"
            r"daily|weekly|per day|per week|next week|each day|each week|every day|every week)"
        ),
        _R.day,
    ),
    (rf"(?:in |for |during |of |in the month of |the month of )?{_EN_MONTH}{_EN_YEAR}", _R.english_month),
    (rf"{_EN_MONTH}{_EN_YEAR}", _R.english_month),
    (rf"{_EN_UPTO} {_EN_MONTH}{_EN_YEAR}", _R.english_end),
    (rf"{_EN_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?", _R.day),
    (rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_EN_MONTH}", _R.day),
    (
        (
            r"(?P<upto>(?:as of|until|up to|through|by the end of|by) )?(?:the )?"
            r"(?P<relative>month before last|this month|(?:the )?current month|last month|previous month|"
            r"past month|prior month|next month)(?:'s)?"
        ),
        _R.english_relative,
    ),
    (
        rf"(?:from |between )?(?P<from>{_EN_NAMES})(?: to | through | until | till | and |-| - |~)(?P<to>{_EN_NAMES})",
        _R.english_range,
    ),
    (
        (
            r"(?:(?:by |at )?(?:the )?end of )?(?:the )?"
            r"(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?:'s)?(?: end)?"
            r"(?: of)?(?: (?P<year>20\d{2}))?"
        ),
        _R.english_quarter,
    ),
    (
        r"(?:(?:by |at )?(?:the )?end of )?q(?P<quarter>[1-4])(?: (?P<year>20\d{2}))?(?:'s)?(?: end)?",
        _R.english_quarter,
    ),
    (rf"quarter (?P<quarter>[1-4]|{ENGLISH})(?: (?:of )?(?P<year>20\d{{2}}))?", _R.english_quarter),
    (
        (
            r"(?:(?:by |at )?(?:the )?end of )?(?:the )?"
            r"(?P<which>this|current|last|previous|past|next) quarter(?:'s)?(?: end)?"
        ),
        _R.this_quarter,
    ),
    (
        (
            r"(?:the )?(?P<half>first half|second half|1st half|2nd half|h1|h2|latter half)"
            r"(?: of)?(?: the year| this year)?(?: (?P<year>20\d{2}))?"
        ),
        _R.half,
    ),
    (rf"(?:the )?(?:last|past|previous|recent) (?P<n>\d{{1,2}}|{ENGLISH}) months", _R.last_months),
    (rf"(?:the )?first (?P<n>\d{{1,2}}|{ENGLISH}) months(?: of the year)?", _R.first_months),
)
_PATTERNS = tuple((_compiled(pattern), build) for pattern, build in _TABLE)
