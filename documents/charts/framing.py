"""What every picture has: the finding as title, a subtitle, and at the foot where the figures come from."""

from __future__ import annotations

from documents.charts.sheet import ALARM, GREY, HAIR, INK, MARGIN, MIDDLE, SMALL, TITLE, WIDTH, Sheet, line_height
from documents.charts.specs import Frame

_GAP = 18


def head_height(sheet: Sheet, frame: Frame) -> float:
    """How much of the sheet the head takes, its margin included."""
    width = WIDTH - 2 * MARGIN
    titles, subtitles = (
        sheet.broken(frame.title, TITLE, True, width), sheet.broken(frame.subtitle, MIDDLE, False, width),
    )  # fmt: skip
    return MARGIN + len(titles) * line_height(TITLE) + len(subtitles) * line_height(MIDDLE) + _GAP


def foot_height(sheet: Sheet, frame: Frame) -> float:
    lines = [line for words in _foot(frame) for line in sheet.broken(words, SMALL, False, WIDTH - 2 * MARGIN)]
    return 2 * _GAP + len(lines) * line_height(SMALL) + MARGIN / 2


def draw_frame(sheet: Sheet, frame: Frame) -> None:
    """The head from the top, the foot from the bottom; between them is the picture's own place."""
    below = sheet.paragraph(MARGIN, frame.title, TITLE, INK, bold=True)
    sheet.paragraph(below, frame.subtitle, MIDDLE, GREY)
    top = sheet.height - foot_height(sheet, frame) + _GAP
    sheet.line([(MARGIN, top), (WIDTH - MARGIN, top)], HAIR, 1.2)
    top += _GAP / 2
    for words in _foot(frame):
        top = sheet.paragraph(top, words, SMALL, ALARM if words == frame.warning else GREY)


def _foot(frame: Frame) -> tuple[str, ...]:
    return (*((frame.warning,) if frame.warning else ()), *frame.source)
