"""A page of pixels, y downwards, for words, bars and lines. Only the drawing process imports it.

matplotlib by its `Figure` alone: no pyplot, no display, no state shared between two pictures. Fonts are given as files,
so that no other font of the machine can slip in.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform, Transform

from documents.charts.lettering import BOLD, REGULAR, clause_end, drawable, tokens

# A person's matplotlibrc must not change the pictures.
mpl.rcdefaults()

DPI = 180
WIDTH = 1080
HEIGHT = 1296
# Few lines need no empty half of a page, but a picture much wider than high shows small in a chat.
LEAST = 720
MARGIN = 48
# Points; the smallest is still read on a phone that shows the 1080 pixels on 360.
SMALL, MIDDLE, TITLE = 13, 14, 20

INK, GREY, FAINT, HAIR = "#1f2933", "#52606d", "#aab4bf", "#dde3e9"
BLUE, PALE, AMBER, ALARM, SHADE = "#0b5cad", "#cfe0f1", "#ffd28a", "#a63f00", "#f6ede6"
EMPTY, GLOW = "#f4f6f8", "#fff4de"

Align = Literal["left", "center", "right"]


def line_height(size: float) -> float:
    """From one line of words to the next, in pixels."""
    return size * DPI / 72 * 1.36


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Words that stand on the sheet, and where."""

    words: str
    box: Box


class Sheet:
    """One picture in the making."""

    def __init__(self, height: float = HEIGHT) -> None:
        self.height = round(height)
        self.labels: list[Label] = []
        self._figure = Figure(figsize=(WIDTH / DPI, self.height / DPI), dpi=DPI, facecolor="white")
        self._canvas = FigureCanvasAgg(self._figure)
        self._renderer = self._canvas.get_renderer()  # type: ignore[no-untyped-call]

    def words(
        self, x: float, y: float, words: str, size: float = SMALL, colour: str = INK,
        bold: bool = False, align: Align = "left",
    ) -> Box:  # fmt: skip
        """One line of words, vertically centred on `y`. Nothing in them is taken for mathematics."""
        text = Text(
            x, self.height - y, drawable(words), color=colour, fontproperties=font(size, bold),
            horizontalalignment=align, verticalalignment="center_baseline", parse_math=False,
        )  # fmt: skip
        text.set_figure(self._figure)
        self._figure.add_artist(text)
        text.set_transform(_pixels())
        extent = text.get_window_extent(self._renderer)
        box = Box(*(float(edge) for edge in (extent.x0, self.height - extent.y1, extent.x1, self.height - extent.y0)))
        if words:
            self.labels.append(Label(words, box))
        return box

    def paragraph(self, top: float, words: str, size: float = SMALL, colour: str = INK, bold: bool = False) -> float:
        """Words over the whole width, broken into lines; the y below them."""
        for line in self.broken(words, size, bold, WIDTH - 2 * MARGIN):
            self.words(MARGIN, top + line_height(size) / 2, line, size, colour, bold)
            top += line_height(size)
        return top

    def bar(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        patch = Rectangle((left, self.height - top - height), width, height, facecolor=colour, edgecolor="none")
        patch.set_transform(_pixels())
        self._figure.add_artist(patch)

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, width: float = 1.0, dashed: bool = False
    ) -> None:
        stroke = self._stroke(points, colour)
        stroke.set_linewidth(width)
        if dashed:
            stroke.set_linestyle((0, (4, 2.5)))

    def dots(self, points: Sequence[tuple[float, float]], colour: str, size: float) -> None:
        stroke = self._stroke(points, colour)
        stroke.set(linestyle="", marker="o", markersize=size, markeredgecolor="white")

    def _stroke(self, points: Sequence[tuple[float, float]], colour: str) -> Line2D:
        xs, ys = [x for x, _ in points], [self.height - y for _, y in points]
        stroke = Line2D(xs, ys, color=colour, transform=_pixels())
        self._figure.add_artist(stroke)
        return stroke

    def width(self, words: str, size: float = SMALL, bold: bool = False) -> float:
        """How wide one line of these words is."""
        return measured(drawable(words), size, bold)

    def broken(self, words: str, size: float, bold: bool, width: float) -> list[str]:
        """The words as lines no wider than `width`, broken after clauses where that takes no further line."""
        plain, gentle = (self._broken(words, size, bold, width, by_clause) for by_clause in (False, True))
        return gentle if len(gentle) == len(plain) else plain

    def _broken(self, words: str, size: float, bold: bool, width: float, by_clause: bool) -> list[str]:
        lines: list[str] = []
        line: list[str] = []
        for token in tokens(words):
            if line and self.width("".join([*line, token]).strip(), size, bold) > width:
                kept = (clause_end(line) if by_clause else 0) or len(line)
                lines.append("".join(line[:kept]).strip())
                line = line[kept:]
            line.append(token)
        lines.append("".join(line).strip())
        return [each for each in lines if each]

    def fitted(self, words: str, width: float, size: float = SMALL, bold: bool = False) -> str:
        """The words, cut with … where they are wider than `width`."""
        if self.width(words, size, bold) <= width:
            return words
        while words and self.width(f"{words}…", size, bold) > width:
            words = words[:-1]
        return f"{words}…"

    def free(self, box: Box) -> bool:
        """Whether no words stand there, and it lies on the sheet."""
        inside = box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= self.height
        return inside and not any(box.meets(label.box) for label in self.labels)

    def png(self) -> bytes:
        """The picture; the same bytes for the same content."""
        file = io.BytesIO()
        self._figure.savefig(file, format="png", metadata={"Software": None})
        return file.getvalue()


@lru_cache(maxsize=8192)
def measured(words: str, size: float, bold: bool) -> float:
    """Kept, because most of the time of a picture goes into measuring the same beginnings of lines."""
    measured = _measure().get_text_width_height_descent(words, font(size, bold), False)  # type: ignore[no-untyped-call]
    return float(measured[0])


@cache
def _measure() -> RendererAgg:
    return RendererAgg(WIDTH, HEIGHT, DPI)  # type: ignore[no-untyped-call]


@cache
def font(size: float, bold: bool) -> FontProperties:
    return FontProperties(fname=str(BOLD if bold else REGULAR), size=size)


def _pixels() -> Transform:
    return IdentityTransform()
