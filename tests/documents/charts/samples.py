"""The pictures that tests look at: real units, long names, zero, far beyond 100 %, missing, no target."""

from __future__ import annotations

from fractions import Fraction

from documents.charts.groups import class_trend_chart, ranking_chart
from documents.charts.specs import Chart, Frame, Ranked, RankingChart
from documents.charts.units import unit_progress_chart, unit_trend_chart
from programmes.periods import Period
from tests.documents.charts.year import LABEL, PROGRAMME, about, history, named, table, year

SCHOOL = named("焦作大学")
LONGEST = max(PROGRAMME.units, key=lambda unit: len(unit.name))
TRAINING = PROGRAMME.indicator("training")
CERTIFICATES = PROGRAMME.indicator("certificates")
# April is missing, 1+X begins at zero; 2 400 of 5 500 by June.
BEHIND = history(
    SCHOOL,
    {
        3: {"training": 500, "certificates": 200, "one_plus_x": 0},
        5: {"training": 700, "certificates": 300, "one_plus_x": 20},
        6: {"training": 400, "certificates": 310, "one_plus_x": 30},
    },
    {"training": 800, "certificates": 100, "one_plus_x": 5},
)
DECEMBER = Period(2022, 12)


def samples(language: str) -> dict[str, Chart]:
    """By name; all in the words of one language."""
    reports, target = year(), LONGEST.targets["training"]
    beyond = history(LONGEST, {3: {"training": target * 9}, 6: {"training": None}}, {"training": 0})
    unit = about(language, missing=None)
    demonstration, end = about(language, label=LABEL), about(language, DECEMBER)
    tables = [table(period) for period in PROGRAMME.calendar.periods()]
    city = PROGRAMME.units[0]
    found = {
        "unit": unit_progress_chart(unit, SCHOOL, TRAINING, BEHIND),
        "unit, whole year": unit_progress_chart(end, city, CERTIFICATES, reports[city.code]),
        "unit, nothing filed": unit_progress_chart(unit, SCHOOL, TRAINING, history(SCHOOL, {}, None)),
        "unit, far beyond, long name": unit_progress_chart(unit, LONGEST, TRAINING, beyond),
        "ranking of 143": ranking_chart(demonstration, table(), "schools", TRAINING, [SCHOOL.code]),
        "ranking of 28": ranking_chart(about(language), table(), "bureaus", CERTIFICATES),
        "ranking at year's end": ranking_chart(end, tables[-1], "bureaus", CERTIFICATES),
        "trend": unit_trend_chart(unit, SCHOOL, TRAINING, BEHIND),
        "trend, nothing filed": unit_trend_chart(unit, SCHOOL, TRAINING, history(SCHOOL, {}, None)),
        "class trend": class_trend_chart(end, tables, "schools", CERTIFICATES),
        "overlong": _overlong(),
    }
    return {name: chart for name, chart in found.items() if chart is not None}


def _overlong() -> RankingChart:
    """Two lines that are longer than any real one, and what would be mathematics or markup elsewhere."""
    name = "河南轻工职业学院（含河南省工业设计学校、河南省轻工业学校）" * 2
    rows = (
        Ranked("1", name, Fraction(30), "3 000.00%", "◀ 本单位 未报", own=True, missing=True),
        Ranked("2", "$x^2$ <b>&amp; \\alpha_", Fraction(0), "0.00%"),
    )
    return RankingChart(Frame(name * 2, name, (name,), LABEL), rows, Fraction(1, 2), "时序 50%")
