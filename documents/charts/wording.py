"""What every chart's words have in common: source lines, names, months, the title of a unit that is behind or ahead.

The specs are made by `documents.charts.units` and `documents.charts.groups`. All numbers come from `scoring`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from locales import numbers
from locales.catalog import Catalog
from locales.text import Argument, Listing, Month, Name, Text, text
from programmes.model import Indicator, Programme
from programmes.periods import Period
from scoring.progress import ALL


@dataclass(frozen=True, slots=True)
class About:
    """What a picture is made for. `missing`: units that have not reported the period, None where nobody counted them.

    `label` is the mark of a demonstration database, shown on every picture.
    """

    catalog: Catalog
    programme: Programme
    period: Period
    as_of: datetime
    missing: int | None = None
    label: str = ""

    def say(self, key: str, /, **arguments: Argument) -> str:
        return self.catalog.plain(Text(key, arguments))

    def sentence(self, key: str, /, **arguments: Argument) -> str:
        """The same with a capital first letter, as a title or a line of its own begins."""
        words = self.say(key, **arguments)
        return words[:1].upper() + words[1:]

    def source(self, *more: Text) -> tuple[str, ...]:
        """Period, as-of time and units missing, then what else a reader must know."""
        shown: dict[str, Argument] = {
            "month": month(self.period),
            "at": self.as_of.astimezone(self.programme.calendar.zone),
        }
        if self.missing is None:
            first = text("charts.source.unit", **shown)
        else:
            first = text("charts.source.units", **shown, missing=self.missing)
        return tuple(self.catalog.plain(line) for line in (first, *more))

    def schedule_source(self) -> Text:
        shares = tuple(_whole(share) for share in self.programme.calendar.schedule)
        return text("charts.source.schedule", shares=Listing(shares))

    def asked(self, share: Fraction) -> str:
        return self.say("charts.asked", share=_whole(share))


def month(period: Period) -> Month:
    return Month(period.year, period.month)


def indicator_name(indicator: Indicator) -> Name:
    return Name(indicator.zh, indicator.en)


def measure_name(indicator: Indicator) -> Name:
    return Name(indicator.measure.zh, indicator.measure.en)


def class_name(programme: Programme, code: str) -> Argument:
    if code == ALL:
        return text("charts.group.all")
    return next(Name(one.zh, one.en) for one in programme.classes if one.code == code)


def _whole(share: Fraction) -> str:
    """25% without decimals; 12.5% with the one it needs."""
    return f"{numbers.trimmed(share * 100, 2)}%"
