"""Fields in the words of a broadcast: `{单位}`, `{累计完成率}`, `{剩余天数}`, filled in for each recipient.

Called by the preview, which refuses what is no field, and for each message when it is put into the outbox.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from locales.text import Argument, Listing, Month, Percent
from programmes.model import Unit
from programmes.periods import Period

_WRITTEN = re.compile(r"\{([^{}\n]{1,24})\}")
_NOTHING = "——"


class Field(StrEnum):
    """What can be filled in."""

    UNIT = "unit"
    NAME = "name"
    RATE = "rate"
    DAYS_LEFT = "days_left"
    DUE = "due"
    PERIOD = "period"


NAMES = {
    "单位": Field.UNIT,
    "姓名": Field.NAME,
    "累计完成率": Field.RATE,
    "剩余天数": Field.DAYS_LEFT,
    "截止日": Field.DUE,
    "报告期": Field.PERIOD,
    **{str(field): field for field in Field},
}
"""As written in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What one recipient's fields hold: each unit with its cumulative rate (None: no target), in the table's order."""

    name: str
    units: Sequence[tuple[Unit, Fraction | None]]
    period: Period
    due: date
    days_left: int


def unknown_fields(words: str) -> tuple[str, ...]:
    """What stands in braces and is no field, as written."""
    return tuple(dict.fromkeys(name for name in _WRITTEN.findall(words) if _field(name) is None))


def filled(words: str, filling: Filling) -> tuple[Argument, ...]:
    """The words in pieces, with the values in place of the fields; only the edge knows how a value is written."""
    pieces: list[Argument] = []
    end = 0
    for found in _WRITTEN.finditer(words):
        field = _field(found[1])
        if field is not None:
            pieces += [words[end : found.start()], _value(field, filling)]
            end = found.end()
    return (*pieces, words[end:])


def _field(name: str) -> Field | None:
    return NAMES.get(name.strip().casefold().replace(" ", "_"))


def _value(field: Field, filling: Filling) -> Argument:
    match field:
        case Field.UNIT:
            return Listing(tuple(unit.name for unit, _ in filling.units))
        case Field.NAME:
            return filling.name
        case Field.RATE:
            return Listing(tuple(_NOTHING if rate is None else Percent(rate) for _, rate in filling.units))
        case Field.DAYS_LEFT:
            return filling.days_left
        case Field.DUE:
            return filling.due
        case _:
            return Month(filling.period.year, filling.period.month)
