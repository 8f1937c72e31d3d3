"""The kinds of picture and what draws each, and papers. Only the drawing process imports it: it brings matplotlib."""

from __future__ import annotations

from documents.charts.curves import draw_unit_progress
from documents.charts.papers import pdf
from documents.charts.rankings import draw_ranking
from documents.charts.sheet import Sheet
from documents.charts.specs import Chart, RankingChart, TrendChart, UnitProgressChart
from documents.charts.trends import draw_trend
from documents.papers import Paper


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


def drawn(asked: Chart | Paper) -> bytes:
    """A picture, or a paper as PDF."""
    return pdf(asked) if isinstance(asked, Paper) else picture(asked)
