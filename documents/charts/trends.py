"""Month by month as horizontal bars, each with its figure at its end."""

from __future__ import annotations

from documents.charts.framing import draw_frame, foot_height, head_height
from documents.charts.sheet import ALARM, BLUE, FAINT, GREY, HEIGHT, INK, LEAST, MARGIN, PALE, SMALL, WIDTH, Sheet
from documents.charts.specs import Bar, TrendChart

_PAD = 16
_THICKEST = 58.0
_PITCH = 112.0


def draw_trend(chart: TrendChart) -> Sheet:
    probe = Sheet()
    top, foot = head_height(probe, chart.frame), foot_height(probe, chart.frame)
    pitch = min(_PITCH, (HEIGHT - top - foot) / max(1, len(chart.bars)))
    sheet = Sheet(max(LEAST, top + foot + pitch * len(chart.bars)))
    draw_frame(sheet, chart.frame)
    left = MARGIN + _widest(sheet, [bar.label for bar in chart.bars]) + _PAD
    # Bars, the figures at their ends and the notes share the line: the longest of each still fit side by side.
    notes = _widest(sheet, [bar.note for bar in chart.bars])
    room = WIDTH - MARGIN - left - notes - _widest(sheet, [bar.shown for bar in chart.bars]) - 3 * _PAD
    most = max((bar.value or 0 for bar in chart.bars), default=0) or 1
    for number, bar in enumerate(chart.bars):
        _bar(sheet, bar, top + number * pitch, pitch, left, room / most)
    sheet.line([(left, top), (left, top + pitch * len(chart.bars))], FAINT, 1.4)
    return sheet


def _widest(sheet: Sheet, words: list[str]) -> float:
    """In bold, which is the wider one."""
    return max((sheet.width(each, SMALL, True) for each in words if each), default=0.0)


def _bar(sheet: Sheet, bar: Bar, top: float, pitch: float, left: float, scale: float) -> None:
    middle, thick = top + pitch / 2, min(_THICKEST, pitch * 0.66)
    sheet.words(left - _PAD, middle, bar.label, SMALL, INK if bar.latest else GREY, bar.latest, "right")
    length = (bar.value or 0) * scale
    if length:
        sheet.bar(left, middle - thick / 2, length, thick, BLUE if bar.latest else PALE)
    colour = ALARM if bar.value is None else INK
    sheet.words(left + length + _PAD, middle, bar.shown, SMALL, colour, bar.latest or bar.value is None)
    sheet.words(WIDTH - MARGIN, middle, bar.note, SMALL, GREY, align="right")
