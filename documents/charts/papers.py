"""A paper as PDF, by the same library and fonts as the pictures. Only the drawing process and the CLI import it.

The words stay words: they can be searched and copied. The same paper gives the same bytes.
"""

from __future__ import annotations

import io

import matplotlib as mpl
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from documents.charts.lettering import absent
from documents.charts.sheet import DPI, font, measured
from documents.papers import PADDING, PAGE_HEIGHT, PAGE_WIDTH, POINT, SIDE, TOP, Field, Paper, shown

_DOTS = 72
_BLACK = "#000000"
_HAIR = 0.6
_LINE_HEIGHT = 1.32
_SMALLEST = 5.0


class AbsentError(ValueError):
    """Characters that the fonts lack: an official paper has no 〓 in a name."""

    def __init__(self, characters: frozenset[str]) -> None:
        super().__init__(f"the fonts lack {' '.join(sorted(characters))}")
        self.characters = characters


def pdf(paper: Paper) -> bytes:
    """One A4 page."""
    lacking = absent("".join(shown(field.value).replace("\n", "") for field in paper.fields))
    if lacking:
        raise AbsentError(lacking)
    figure = Figure(figsize=(PAGE_WIDTH / POINT / _DOTS, PAGE_HEIGHT / POINT / _DOTS), dpi=_DOTS)
    FigureCanvasPdf(figure)
    page = _Page(paper, figure)
    for field in paper.fields:
        page.place(field)
    file = io.BytesIO()
    # Type 42 keeps the outlines of the fonts; without dates and versions the bytes are always the same.
    with mpl.rc_context({"pdf.fonttype": 42}):
        unsaid = dict.fromkeys(("Creator", "Producer", "CreationDate"))
        figure.savefig(file, format="pdf", dpi=_DOTS, metadata={"Title": paper.name, **unsaid})
    return file.getvalue()


class _Page:
    """Millimetres from the top left corner of the page, turned into points from the bottom left."""

    def __init__(self, paper: Paper, figure: Figure) -> None:
        self._figure = figure
        self._columns = [SIDE + edge for edge in paper.edges]
        self._rows = [TOP + sum(paper.heights[:row]) for row in range(len(paper.heights) + 1)]

    def place(self, field: Field) -> None:
        left, right = self._columns[field.left], self._columns[field.right]
        top, bottom = self._rows[field.top], self._rows[field.bottom]
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        if field.style.framed:
            self._draw(corners)
        elif field.style.ruled:
            # A little above the edge, where the words beside it stand.
            self._draw([(left, bottom - 3.2), (right, bottom - 3.2)])
        if field.value != "":
            self._write(field, left, right, (top + bottom) / 2)

    def _write(self, field: Field, left: float, right: float, middle: float) -> None:
        """All lines around the middle, smaller where one would be wider than its field."""
        style, lines = field.style, shown(field.value).split("\n")
        size, room = style.size, (right - left - PADDING) / POINT
        while size > _SMALLEST and max(measured(line, size, style.bold) * _DOTS / DPI for line in lines) > room:
            size -= 0.5
        inset = PADDING if style.framed else 0.0
        x = {"left": left + inset, "center": (left + right) / 2, "right": right - inset}[style.align]
        step = size * _LINE_HEIGHT * POINT
        y = middle - step * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            text = Text(
                x / POINT, (PAGE_HEIGHT - y - number * step) / POINT, line, color=_BLACK,
                fontproperties=font(size, style.bold), horizontalalignment=style.align,
                verticalalignment="center_baseline", parse_math=False,
            )  # fmt: skip
            text.set_figure(self._figure)
            self._figure.add_artist(text)
            text.set_transform(IdentityTransform())

    def _draw(self, points: list[tuple[float, float]]) -> None:
        xs, ys = [x / POINT for x, _ in points], [(PAGE_HEIGHT - y) / POINT for _, y in points]
        line = Line2D(xs, ys, color=_BLACK, linewidth=_HAIR, solid_capstyle="projecting", transform=IdentityTransform())
        self._figure.add_artist(line)
