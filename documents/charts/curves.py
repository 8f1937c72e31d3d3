"""A unit's way through the year: its cumulative share against the steps that the schedule asks; other tasks as bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from typing import TypeVar

from documents.charts.framing import draw_frame, foot_height, head_height
from documents.charts.sheet import (
    ALARM,
    BLUE,
    GREY,
    HAIR,
    INK,
    MARGIN,
    MIDDLE,
    PALE,
    SHADE,
    SMALL,
    WIDTH,
    Box,
    Sheet,
    line_height,
)  # fmt: skip
from documents.charts.specs import Point, Task, UnitProgressChart

T = TypeVar("T")

_AXIS = 104
_MONTHS = 128
_TASK = 92
_TASKS_HEAD = 66
_FIGURE = MIDDLE + 2


@dataclass(frozen=True, slots=True)
class _Plot:
    """The curve's place on the sheet, and what its height stands for."""

    box: Box
    count: int
    most: Fraction

    def x(self, place: float) -> float:
        """The middle of the month of that place."""
        return self.box.left + (self.box.right - self.box.left) * (place + 0.5) / self.count

    def y(self, share: Fraction) -> float:
        return self.box.bottom - (self.box.bottom - self.box.top) * float(share / self.most)


def draw_unit_progress(chart: UnitProgressChart) -> Sheet:
    sheet = Sheet()
    draw_frame(sheet, chart.frame)
    tasks = len(chart.tasks) * _TASK + _TASKS_HEAD if chart.tasks else 0
    foot = sheet.height - foot_height(sheet, chart.frame)
    top = head_height(sheet, chart.frame) + line_height(SMALL)
    plot = _plot(chart, Box(MARGIN + _AXIS, top, WIDTH - MARGIN, foot - tasks - _MONTHS))
    _grid(sheet, plot)
    _unreported(sheet, plot, chart.points)
    _months(sheet, plot, chart.points)
    _asked(sheet, plot, chart)
    _progress(sheet, plot, chart)
    if chart.tasks:
        _tasks(sheet, chart, foot - tasks)
    return sheet


def _plot(chart: UnitProgressChart, box: Box) -> _Plot:
    shares = [point.share for point in chart.points if point.share is not None]
    return _Plot(box, len(chart.points), max([Fraction(1), *shares]) * Fraction(21, 20))


def _grid(sheet: Sheet, plot: _Plot) -> None:
    """Quarters of the target, or whole targets where the curve goes far beyond."""
    step = Fraction(1, 4) if plot.most < 2 else Fraction(-(-plot.most // 6), 1)
    share = Fraction(0)
    while share <= plot.most:
        y = plot.y(share)
        sheet.line([(plot.box.left, y), (plot.box.right, y)], HAIR if share else GREY, 1.2)
        sheet.words(plot.box.left - 14, y, f"{int(share * 100)}%", SMALL, GREY, align="right")
        share += step


def _unreported(sheet: Sheet, plot: _Plot, points: tuple[Point, ...]) -> None:
    """A shade over months without a figure, and once below each stretch the word for it."""
    half = (plot.x(1) - plot.x(0)) / 2
    for words, run in _runs(points, lambda point: "" if point.share is not None else point.shown):
        if words:
            left, right = plot.x(run[0]) - half, plot.x(run[-1]) + half
            sheet.bar(left, plot.box.top, right - left, plot.box.bottom - plot.box.top, SHADE)
            _below(sheet, (left + right) / 2, plot.box.bottom + 24 + line_height(SMALL), words)


def _below(sheet: Sheet, x: float, y: float, words: str) -> None:
    """Words for a stretch of months, a line lower where those of the stretch before reach over."""
    half, tall = sheet.width(words, SMALL, True) / 2, line_height(SMALL) / 2
    middle = min(x, WIDTH - 10 - half)
    lower = not sheet.free(Box(middle - half - 6, y - tall, middle + half, y + tall))
    sheet.words(middle, y + lower * tall * 1.7, words, SMALL, ALARM, True, "center")


def _months(sheet: Sheet, plot: _Plot, points: tuple[Point, ...]) -> None:
    latest = max((number for number, point in enumerate(points) if point.shown), default=-1)
    for number, point in enumerate(points):
        here = number == latest
        sheet.words(
            plot.x(number), plot.box.bottom + 24, point.label, SMALL, INK if here else GREY, here, "center"
        )  # fmt: skip


def _asked(sheet: Sheet, plot: _Plot, chart: UnitProgressChart) -> None:
    """The schedule asks for the same share in all months of a quarter: a staircase."""
    stairs = _stairs(plot, chart)
    sheet.line(stairs, GREY, 2.0, dashed=True)
    here = [(x, y) for x, y in stairs if y == plot.y(chart.asked)]
    sheet.line(here, GREY, 3.6)


def _stairs(plot: _Plot, chart: UnitProgressChart) -> list[tuple[float, float]]:
    half = (plot.x(1) - plot.x(0)) / 2
    corners: list[tuple[float, float]] = []
    for asked, run in _runs(chart.points, lambda point: point.asked):
        corners += [(plot.x(run[0]) - half, plot.y(asked)), (plot.x(run[-1]) + half, plot.y(asked))]
    return corners


def _progress(sheet: Sheet, plot: _Plot, chart: UnitProgressChart) -> None:
    """The curve, its last figure beside it, and the schedule's name on the stair that counts now."""
    found = [(n, point) for n, point in enumerate(chart.points) if point.share is not None]
    where = [(plot.x(n), plot.y(point.share or Fraction(0))) for n, point in found]
    if len(where) > 1:
        sheet.line(where, BLUE, 3.4)
    sheet.dots(where, BLUE, 9)
    corners = _stairs(plot, chart)
    lines = [_around(one, other, 5) for one, other in pairwise(corners)]
    dots = [_around(dot, dot, 16) for dot in where]
    if where:
        _name(sheet, _beside(*where[-1]), found[-1][1].shown, _FIGURE, BLUE, [*lines, *dots])
    here = [(x, y) for x, y in corners if y == plot.y(chart.asked)]
    if here:
        _name(sheet, _along(here[0], here[-1]), chart.asked_label, SMALL, GREY, [*lines, *dots])


def _around(one: tuple[float, float], other: tuple[float, float], by: float) -> Box:
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Box(x0 - by, y0 - by, x1 + by, y1 + by)


# Where words may stand: from x to the right (0), around it (-0.5) or to the left (-1), and how far below y in lines.
_Place = tuple[float, float, float]


def _beside(x: float, y: float) -> list[_Place]:
    """Right and below first: the curve comes from the left and rises."""
    right = [(x + 22, y + drop, 0.0) for drop in (26, -26, 60, -60)]
    return [*right, (x, y - 50, -0.5), (x, y + 50, -0.5), (x - 22, y - 40, -1.0), (x, y - 90, -0.5), (x, y + 90, -0.5)]


def _along(start: tuple[float, float], end: tuple[float, float]) -> list[_Place]:
    """Above the stair, else below it, else further above."""
    x0, x1, y = start[0], end[0], start[1]
    drops = (-28, 28, -62, 62, -96, 96)
    return [place for drop in drops for place in ((x0 + 8, y + drop, 0.0), (x1 - 8, y + drop, -1.0))]


def _name(
    sheet: Sheet, places: list[_Place], words: str, size: float, colour: str, obstacles: list[Box]
) -> None:  # fmt: skip
    """Set the words at the first place where nothing stands, else where no other words do."""
    bold = size != SMALL
    width, tall = sheet.width(words, size, bold), line_height(size) * 0.8
    boxes = [_box(x + width * shift, y, width, tall) for x, y, shift in places]
    free = [box for box in boxes if sheet.free(box)] or boxes
    clear = [box for box in free if not any(box.meets(one) for one in obstacles)] or free
    sheet.words(clear[0].left, (clear[0].top + clear[0].bottom) / 2, words, size, colour, bold)


def _box(left: float, middle: float, width: float, tall: float) -> Box:
    """Kept within the margins."""
    left = max(MARGIN, min(left, WIDTH - MARGIN - width))
    return Box(left, middle - tall / 2, left + width, middle + tall / 2)


def _tasks(sheet: Sheet, chart: UnitProgressChart, top: float) -> None:
    """One bar each, the schedule as a tick on it."""
    sheet.line([(MARGIN, top), (WIDTH - MARGIN, top)], HAIR, 1.2)
    sheet.words(MARGIN, top + 30, chart.tasks_label, SMALL, GREY)
    room = WIDTH - 2 * MARGIN
    most = max([Fraction(1), *(task.share for task in chart.tasks if task.share is not None)])
    for number, task in enumerate(chart.tasks):
        y = top + _TASKS_HEAD + number * _TASK
        _task_words(sheet, task, y + 20)
        sheet.bar(MARGIN, y + 46, room, 16, "#eef1f4")
        sheet.bar(MARGIN, y + 46, max(3.0, room * float((task.share or Fraction(0)) / most)), 16, PALE)
        if task.share is not None:
            tick = MARGIN + room * float(chart.asked / most)
            sheet.line([(tick, y + 40), (tick, y + 68)], GREY, 2.2)


def _task_words(sheet: Sheet, task: Task, y: float) -> None:
    shown = sheet.words(WIDTH - MARGIN, y, task.shown, SMALL, INK, True, "right")
    detail = sheet.words(shown.left - 20, y, task.detail, SMALL, GREY, align="right") if task.detail else shown
    sheet.words(MARGIN, y, sheet.fitted(task.name, detail.left - MARGIN - 20), SMALL)


def _runs(points: tuple[Point, ...], key: Callable[[Point], T]) -> Iterable[tuple[T, list[int]]]:
    """Stretches of neighbouring months for which `key` is the same, with their places."""
    for found, run in groupby(enumerate(points), lambda one: key(one[1])):
        yield found, [number for number, _ in run]
