"""A worksheet before it is one: columns with their widths, rows of values, and what may be entered where.

Made by whatever exports a workbook for people (circulars, evaluations); written by `documents.page_writing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locales.text import Percent

Value = str | int | float | date | Percent | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters; `wrapped`: long texts go on in the next line. `entered`: people write here."""

    title: str
    width: int
    wrapped: bool = False
    entered: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number from 0 to `most`."""

    most: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Check:
    """What may be entered in a column's rows from `first` to `last`, counted from 0 below the heading.

    `said` is shown where something else is entered; None of `rule` checks nothing and only tells.
    """

    column: int
    first: int
    last: int
    rule: Choices | Numbers | None
    said: str


@dataclass(frozen=True, slots=True)
class Page:
    """The heading and the first `fixed` columns stay in sight. Without any title there is no heading."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    fixed: int = 0
    checks: tuple[Check, ...] = ()
    filtered: bool = False

    @property
    def headed(self) -> bool:
        return any(column.title for column in self.columns)
