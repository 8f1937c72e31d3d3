"""A printed page before it is one: a grid in millimetres, and what stands where in which type.

Made by `documents.forms`; written as a worksheet by `documents.paper_writing` and as PDF by `documents.charts.papers`,
which put the same words in the same places. A paper is hashable, so that a drawn one can be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from locales import numbers
from locales.text import Percent

# A4 upright, in millimetres. What is left of the page beside the margins is the grid's to fill.
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
SIDE, TOP, BOTTOM = 18.0, 18.0, 14.0
POINT = 25.4 / 72
# What a framed field keeps free at each side.
PADDING = 1.0

_TOKEN = re.compile(r"[“（《]?(?:[^\s“”\u2e80-\uffef]+|\S)[”，。、；：）》]*\s*")


class Looks(StrEnum):
    """What a field is for, which decides how it looks."""

    TITLE = "title"
    LINE = "line"
    LINE_RIGHT = "line_right"
    HEADING = "heading"
    LABEL = "label"
    FIGURE = "figure"
    SIGNATURE = "signature"
    SIGNATURE_RIGHT = "signature_right"
    RULE = "rule"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Style:
    """`size` in points. `framed`: with a line on all sides; `ruled`: with one below, to write on."""

    size: float
    align: Literal["left", "center", "right"]
    bold: bool = False
    framed: bool = False
    ruled: bool = False


STYLES: Mapping[Looks, Style] = {
    Looks.TITLE: Style(18, "center", bold=True),
    Looks.LINE: Style(12, "left"),
    Looks.LINE_RIGHT: Style(12, "right"),
    Looks.HEADING: Style(10, "center", framed=True),
    Looks.LABEL: Style(12, "center", framed=True),
    Looks.FIGURE: Style(12, "center", framed=True),
    Looks.SIGNATURE: Style(11, "left"),
    Looks.SIGNATURE_RIGHT: Style(11, "right"),
    Looks.RULE: Style(11, "left", ruled=True),
    Looks.NOTE: Style(9, "left"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number between the paper's own parentheses, with its measure: （ 2 ）个."""

    value: int
    measure: str


Value = str | int | Percent | Count


@dataclass(frozen=True, slots=True)
class Field:
    """A rectangle of the grid from row `top` to before `bottom`, column `left` to before `right`, all counted from 0.

    Words come broken into their lines. A percentage stands without its sign, which is in the heading.
    """

    top: int
    bottom: int
    left: int
    right: int
    value: Value
    looks: Looks

    @property
    def style(self) -> Style:
        return STYLES[self.looks]


@dataclass(frozen=True, slots=True)
class Paper:
    """One page. `edges` are the grid's vertical lines from the left margin, `heights` its rows, in millimetres."""

    name: str
    edges: tuple[float, ...]
    heights: tuple[float, ...]
    fields: tuple[Field, ...]


def shown(value: Value) -> str:
    """The words of a value as they are printed."""
    match value:
        case str():
            return value
        case Percent():
            whole, dot, rest = numbers.percent(value.share).partition(".")
            return f"{numbers.grouped(int(whole))}{dot}{rest}"
        case Count():
            return f"（ {numbers.grouped(value.value)} ）{value.measure}"
    return numbers.grouped(value)


def width_of(words: str, size: float) -> float:
    """About how wide one line of these words is, in millimetres: a Chinese character is as wide as high."""
    return sum(0.53 if character < "\u0250" else 1.0 for character in words) * size * POINT


def broken(words: str, size: float, width: float) -> str:
    """The words in as few lines as the width takes, the lines about equally long."""
    tokens = _TOKEN.findall(words)
    if not tokens or width_of(words, size) <= width:
        return words
    fewest = sum(1 for _ in _lines(tokens, size, width))
    narrow = width_of(words, size) / fewest
    while narrow < width and sum(1 for _ in _lines(tokens, size, narrow)) > fewest:
        narrow += 1
    return "\n".join(_lines(tokens, size, min(narrow, width)))


def _lines(tokens: list[str], size: float, width: float) -> Iterator[str]:
    line = ""
    for token in tokens:
        if line and width_of(f"{line}{token}".rstrip(), size) > width:
            yield line.rstrip()
            line = ""
        line += token
    yield line.rstrip()
