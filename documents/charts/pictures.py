"""The kinds of picture and what draws each. Imported in the drawing process only, because it brings matplotlib."""

from __future__ import annotations

from documents.charts.curves import draw_unit_progress
from documents.charts.rankings import draw_ranking
from documents.charts.sheet import Sheet
from documents.charts.specs import Chart, RankingChart, TrendChart, UnitProgressChart
from documents.charts.trends import draw_trend


def sheet(chart: Chart) -> Sheet:
    """The picture with its words still known: tests look at them."""
    match chart:
        case UnitProgressChart():
            return draw_unit_progress(chart)
        case RankingChart():
            return draw_ranking(chart)
        case TrendChart():
            return draw_trend(chart)


def picture(chart: Chart) -> bytes:
    """The PNG; the same bytes for the same spec."""
    return sheet(chart).png()
