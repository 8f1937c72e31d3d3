"""A made-up year of all 171 units, the same at every run, with the odd cases that a picture must bear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from random import Random

from documents.charts.wording import About
from locales.catalog import catalog
from programmes.loading import load
from programmes.model import Unit
from programmes.periods import Period
from scoring.figures import Figure, FiledMonth, History, Kind, Status, number
from scoring.progress import Progress, progress

PERIOD = Period(2022, 6)
PROGRAMME = load("henan-edu-2022")
AS_OF = datetime(2022, 6, 30, 10, tzinfo=UTC)
LABEL = "演示数据，不是真实填报"


def about(language: str, period: Period = PERIOD, label: str = "", missing: int | None = 12) -> About:
    return About(catalog(language), PROGRAMME, period, AS_OF, missing, label)


def named(name: str) -> Unit:
    unit = PROGRAMME.unit_named(name)
    assert unit is not None
    return unit


@cache
def year() -> dict[str, History]:
    """Most units report each month, some skip months, a few do nothing, a few far more than asked."""
    random = Random(2022)
    return {unit.code: _history(random, unit, PROGRAMME.calendar.periods()) for unit in PROGRAMME.units}


def _history(random: Random, unit: Unit, months: tuple[Period, ...]) -> History:
    pace = random.choice([0.0, 0.3, 0.7, 0.9, 1.0, 1.1, 1.3, 2.4])
    filed = {p: month(p, _figures(random, unit, pace)) for p in months if random.random() > 0.12}
    opening = {code: int(target * 0.1 * min(pace, 1)) for code, target in unit.targets.items()}
    return History(unit.code, opening, filed)


def _figures(random: Random, unit: Unit, pace: float) -> dict[str, Figure]:
    return {code: number(int(target / 11 * pace * random.uniform(0.4, 1.6))) for code, target in unit.targets.items()}


def month(period: Period, figures: Mapping[str, Figure], reported_in: Period | None = None) -> FiledMonth:
    at = datetime(period.year, period.month, 28, 9, tzinfo=UTC)
    return FiledMonth(period, figures, 1, Status.SUBMITTED, False, at, at, "chat", "R-1", reported_in)


def history(unit: Unit, figures: Mapping[int, Mapping[str, int | None]], opening: Mapping[str, int] | None) -> History:
    """By month's number; None is a line that is not applicable."""
    lines = {
        Period(2022, m): {c: Figure(Kind.NOT_APPLICABLE, None) if v is None else number(v) for c, v in found.items()}
        for m, found in figures.items()
    }
    return History(unit.code, opening, {period: month(period, found) for period, found in lines.items()})


@cache
def table(period: Period = PERIOD) -> Progress:
    """The table of that made-up year."""
    return progress(PROGRAMME, year(), frozenset(), period)
