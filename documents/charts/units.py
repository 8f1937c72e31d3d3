"""One unit's charts: its progress against the schedule, and its figures month by month. Called by the answers' edge.

The cost does not grow with the number of units.
"""

from __future__ import annotations

from fractions import Fraction

from documents.charts.specs import Bar, Frame, Point, Task, TrendChart, UnitProgressChart
from documents.charts.wording import About, indicator_name, measure_name, month
from locales.text import Argument, Name, Percent, Text, text
from programmes.model import Indicator, Unit
from programmes.periods import Period, months_between
from scoring import arithmetic
from scoring.figures import History, Kind
from scoring.progress import Row, unit_rows


def unit_progress_chart(about: About, unit: Unit, indicator: Indicator, history: History) -> UnitProgressChart | None:
    """The year's way of one indicator, other tasks below; None without a target, which leaves nothing to compare with.

    A month before the first report, and one that was not filed, has no share: what stands there is the word for it.
    """
    found = _row(about, unit, indicator, history, about.period)
    if found is None or not found.target:
        return None
    calendar = about.programme.calendar
    points = tuple(_point(about, unit, indicator, history, period) for period in calendar.periods())
    others = tuple(one for one in about.programme.flows if one.code != indicator.code)
    tasks = tuple(_task(about, unit, other, history) for other in others)
    return UnitProgressChart(
        Frame(_title(about, found, history), _subtitle(about, found, history), _source(about), about.label),
        points,
        about.asked(found.schedule),
        found.schedule,
        tasks,
        about.say("charts.tasks") if tasks else "",
    )


def unit_trend_chart(about: About, unit: Unit, indicator: Indicator, history: History) -> TrendChart:
    """What the unit completed in each month up to the period."""
    months = months_between(about.programme.calendar.first_period, about.period)
    bars = tuple(_bar(about, indicator, history, period) for period in months)
    shown: dict[str, Argument] = {"indicator": indicator_name(indicator), "measure": measure_name(indicator)}
    subtitle = about.sentence("charts.trend.subtitle", **shown)
    return TrendChart(Frame(_trend_title(about, unit, indicator, history), subtitle, about.source(), about.label), bars)


def _source(about: About) -> tuple[str, ...]:
    return about.source(about.schedule_source())


def _row(about: About, unit: Unit, indicator: Indicator, history: History, period: Period) -> Row | None:
    rows = unit_rows(about.programme, unit, history, False, period)
    return next((row for row in rows if row.indicator.code == indicator.code), None)


def _point(about: About, unit: Unit, indicator: Indicator, history: History, period: Period) -> Point:
    row = _row(about, unit, indicator, history, period)
    figure = history.figure(indicator.code, period) if period <= about.period else None
    label = about.say("charts.point.month", month=month(period))
    asked = about.programme.calendar.share_at(period)
    if row is None or row.share is None or figure is None or figure.value is None:
        words = "" if period > about.period else about.catalog.plain(_absence(history, indicator, period))
        return Point(label, asked, None, words)
    return Point(label, asked, row.share, about.say("charts.percent", share=Percent(row.share)))


def _absence(history: History, indicator: Indicator, period: Period) -> Text:
    """Why a month has no figure."""
    month_filed = history.months.get(period)
    if month_filed is not None and month_filed.reported_in is not None:
        return text("charts.contained")
    figure = history.figure(indicator.code, period)
    absent = figure is not None and figure.kind is Kind.NOT_APPLICABLE
    return text("charts.not_applicable") if absent else text("charts.unreported")


def _task(about: About, unit: Unit, indicator: Indicator, history: History) -> Task:
    name = about.sentence("charts.name", name=indicator_name(indicator))
    row = _row(about, unit, indicator, history, about.period)
    if row is None or row.share is None or row.target is None:
        key = "charts.not_applicable" if row is not None and not row.applicable else "charts.task.none"
        return Task(name, None, about.say(key), "")
    detail = about.say("charts.task.detail", cumulative=row.cumulative, target=row.target)
    return Task(name, row.share, about.say("charts.percent", share=Percent(row.share)), detail)


def _title(about: About, row: Row, history: History) -> str:
    """The finding in words: how far, and how far from the schedule."""
    shown: dict[str, Argument] = {"unit": _unit_name(row.unit), "indicator": indicator_name(row.indicator)}
    share = row.share
    if share is None:
        return about.say("charts.unit.not_applicable", **shown)
    if _basis(row, history, about.period) is None:
        return about.say("charts.unit.never", **shown)
    away = abs(row.schedule - share)
    points = arithmetic.percent(away)
    shown |= {"share": Percent(share), "points": points, "gap": row.gap or 0, "measure": measure_name(row.indicator)}
    if row.gap:
        # Behind by so little that the points would read 0.00.
        return about.say("charts.unit.behind" if Fraction(points) else "charts.unit.hardly_behind", **shown)
    return about.say("charts.unit.ahead" if Fraction(points) else "charts.unit.on", **shown)


def _subtitle(about: About, row: Row, history: History) -> str:
    """The same in whole numbers, and the month that they go up to."""
    if row.expected is None or row.target is None:
        return ""
    measure = measure_name(row.indicator)
    shown: dict[str, Argument] = {"measure": measure, "target": row.target, "expected": row.expected}
    basis = _basis(row, history, about.period)
    if basis is None:
        return about.say("charts.unit.nothing", **shown)
    shown |= {"basis": basis, "cumulative": row.cumulative, "gap": row.gap or 0}
    return about.say("charts.unit.short" if row.gap else "charts.unit.reached", **shown)


def _basis(row: Row, history: History, upto: Period) -> Argument | None:
    """The month of the last figures; the opening balance where only that was stated; None before both."""
    filed = [p for p, one in history.months.items() if p <= upto and row.indicator.code in one.figures]
    if filed:
        return text("charts.basis.month", month=month(max(filed)))
    return text("charts.basis.opening") if history.opening is not None else None


def _bar(about: About, indicator: Indicator, history: History, period: Period) -> Bar:
    label = about.say("charts.point.month", month=month(period))
    figure = history.figure(indicator.code, period)
    latest = period == about.period
    if figure is None or figure.value is None:
        return Bar(label, None, about.catalog.plain(_absence(history, indicator, period)), "", latest)
    cumulative = history.cumulative(indicator.code, period)
    note = "" if indicator.stock else about.say("charts.trend.cumulative", cumulative=cumulative)
    return Bar(label, figure.value, about.say("charts.number", value=figure.value), note, latest)


def _trend_title(about: About, unit: Unit, indicator: Indicator, history: History) -> str:
    before = about.period.plus(-1)
    now, then = (history.figure(indicator.code, period) for period in (about.period, before))
    shown: dict[str, Argument] = {
        "unit": _unit_name(unit), "indicator": indicator_name(indicator),
        "month": month(about.period), "before": month(before),
    }  # fmt: skip
    if now is None or now.value is None:
        return about.say("charts.trend.unit.unreported", **shown)
    shown["value"] = now.value
    if then is None or then.value is None:
        return about.say("charts.trend.unit.alone", **shown)
    change = now.value - then.value
    shown["change"] = abs(change)
    if change == 0:
        return about.say("charts.trend.unit.same", **shown)
    return about.say("charts.trend.unit.more" if change > 0 else "charts.trend.unit.fewer", **shown)


def _unit_name(unit: Unit) -> Name:
    return Name(unit.name, unit.name)
