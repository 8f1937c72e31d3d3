"""A message before it is words: a catalog key with typed arguments.

Everything that decides speaks in `Text`; only `locales.catalog` turns it into words of a language. A key is
`domain.rest.of.key`; its domain names the catalog file (`report.ask` stands in `report.po`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of one (Fraction(2, 5) is 40.00 %), shown with two decimals, rounded half up."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month: 2022年6月, June 2022."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name that data brings in both languages: a unit, an indicator, a document."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Several arguments joined as the language joins a list (郑州、开封和洛阳)."""

    items: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A catalog key and its arguments: whole numbers are grouped, dates written out, strings taken as data."""

    key: str
    arguments: Mapping[str, Argument]


Argument = str | int | Fraction | Percent | Month | Name | Listing | Text | date | datetime


def text(key: str, /, **arguments: Argument) -> Text:
    """`text("report.ask", left=3)`: the short way to say a Text."""
    return Text(key, arguments)
