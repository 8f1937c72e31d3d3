"""A class ranking: one line a unit, the bar behind its name, so that a long name and a small figure both have room."""

from __future__ import annotations

from fractions import Fraction

from documents.charts.framing import draw_frame, foot_height, head_height
from documents.charts.sheet import (
    ALARM,
    AMBER,
    EMPTY,
    FAINT,
    GLOW,
    GREY,
    HAIR,
    HEIGHT,
    INK,
    LEAST,
    MARGIN,
    PALE,
    SHADE,
    SMALL,
    WIDTH,
    Sheet,
)  # fmt: skip
from documents.charts.specs import Ranked, RankingChart, Skipped

_LEFT = MARGIN + 84
_RIGHT = WIDTH - MARGIN
_PAD = 14
_HEADER = 46
_PITCHES = (42.0, 62.0)
# One unit at 900 % must not press the others to nothing; its figure stands beside the bar that fills the line.
_MOST = Fraction(3, 2)


def draw_ranking(chart: RankingChart) -> Sheet:
    probe = Sheet()
    around = head_height(probe, chart.frame) + foot_height(probe, chart.frame) + _HEADER
    pitch = min(_PITCHES[1], max(_PITCHES[0], (HEIGHT - around) / max(1, len(chart.rows))))
    sheet = Sheet(max(LEAST, around + pitch * len(chart.rows)))
    draw_frame(sheet, chart.frame)
    top = head_height(sheet, chart.frame) + _HEADER
    scale = _scale(chart)
    for number, row in enumerate(chart.rows):
        _row(sheet, row, top + number * pitch, pitch, scale)
    _asked(sheet, chart, top, top + pitch * len(chart.rows), scale)
    return sheet


def _scale(chart: RankingChart) -> Fraction:
    """The share that a full line stands for."""
    shares = [row.share for row in chart.rows if isinstance(row, Ranked)]
    return min(_MOST, max([Fraction(1), *shares]))


def _row(sheet: Sheet, row: Ranked | Skipped, top: float, pitch: float, scale: Fraction) -> None:
    middle = top + pitch / 2
    if isinstance(row, Skipped):
        sheet.words(_LEFT + _PAD, middle, row.label, SMALL, GREY)
        return
    room = _RIGHT - _LEFT
    sheet.bar(_LEFT, top + 2, room, pitch - 4, GLOW if row.own else EMPTY)
    length = room * float(min(row.share, scale) / scale)
    sheet.bar(_LEFT, top + 2, max(3.0, length), pitch - 4, AMBER if row.own else SHADE if row.missing else PALE)
    sheet.words(_LEFT - 12, middle, row.place, SMALL, INK if row.own else GREY, row.own, "right")
    value = sheet.words(_RIGHT - _PAD, middle, row.shown, SMALL, INK, row.own, "right")
    tag = sheet.width(row.tag, SMALL, True) + _PAD if row.tag else 0
    name = sheet.fitted(row.name, value.left - _LEFT - 3 * _PAD - tag, SMALL, row.own)
    end = sheet.words(_LEFT + _PAD, middle, name, SMALL, INK, row.own).right
    sheet.words(end + _PAD, middle, row.tag, SMALL, ALARM if row.missing else INK, True)


def _asked(sheet: Sheet, chart: RankingChart, top: float, bottom: float, scale: Fraction) -> None:
    """The schedule's line, with its name at its upper end."""
    if chart.asked is None or not 0 < chart.asked <= scale:
        return
    x = _LEFT + (_RIGHT - _LEFT) * float(chart.asked / scale)
    sheet.line([(x, top - 6), (x, bottom)], FAINT, 1.4, dashed=True)
    half = sheet.width(chart.asked_label) / 2
    sheet.words(min(x, _RIGHT - half), top - 26, chart.asked_label, SMALL, GREY, align="center")
    sheet.line([(_LEFT, bottom), (_RIGHT, bottom)], HAIR)
