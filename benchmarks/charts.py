"""Drawing each kind of chart after warm-up, beside one plain matplotlib line of the same number of pixels.

A chart is asked for as an answer asks for it: through the drawing process, never from what is kept.
"""

from __future__ import annotations

import asyncio
from io import BytesIO
from itertools import count
from statistics import median
from time import perf_counter

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread

from benchmarks.rounds import fixed_work, noise, spread, timed
from benchmarks.sizes import Sizes
from benchmarks.tables import Table
from documents.charts.drawing import Charts
from documents.charts.specimens import specimens

_PLAIN = "one plain matplotlib line"
_DPI = 100


def measure(sizes: Sizes) -> list[Table]:
    """A row for each kind."""
    taken, pixels, strayed = asyncio.run(_taken(sizes.rounds))
    base = median(taken[_PLAIN])
    return [
        Table(
            title="Charts: one picture, after warm-up",
            columns=("chart", "ms", "ratio"),
            rows=tuple(
                (way, spread(found, 1000), f"{median(found) / base:.2f}") for way, found in taken.items()
            ),
            said=f"{sizes.rounds} rounds, {pixels[0]} × {pixels[1]} pixels for the plain line. "
            f"The same fixed work strayed {strayed}.",
        )
    ]  # fmt: skip


async def _taken(rounds: int) -> tuple[dict[str, list[float]], tuple[int, int], str]:
    """Seconds of each kind in each round; all kinds take turns."""
    charts, kinds, versions = Charts(), specimens(), count()
    taken: dict[str, list[float]] = {way: [] for way in (*(type(kind).__name__ for kind in kinds), _PLAIN)}
    strayed = []
    try:
        first = await charts.draw(kinds[0], str(next(versions)))
        tall, wide, _ = imread(BytesIO(first)).shape
        _line(wide, tall)
        for _ in range(rounds):
            strayed.append(timed(fixed_work)())
            for kind in kinds:
                begun = perf_counter()
                await charts.draw(kind, str(next(versions)))
                taken[type(kind).__name__].append(perf_counter() - begun)
            taken[_PLAIN].append(timed(lambda: _line(wide, tall))())
    finally:
        await charts.close()
    return taken, (wide, tall), noise(strayed)


def _line(wide: int, tall: int) -> None:
    figure = Figure(figsize=(wide / _DPI, tall / _DPI), dpi=_DPI)
    FigureCanvasAgg(figure)
    figure.add_subplot().plot(range(12), range(12))
    figure.savefig(BytesIO(), format="png")
