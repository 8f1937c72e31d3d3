"""Charts over many units: the ranking of a class, and its totals month by month. Called by the answers' edge.

Who asks must be allowed to see all units' figures (`scoring.answers.permissions`): a ranking names them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from documents.charts.selecting import shown as stretches
from documents.charts.specs import Bar, Frame, Ranked, RankingChart, Skipped, TrendChart
from documents.charts.wording import About, class_name, indicator_name, measure_name, month
from locales.text import Argument, Name, Percent, text
from programmes.model import Indicator
from scoring.figures import Status
from scoring.progress import Progress, Row, Total

_MISSING = (Status.MISSING, Status.DRAFT)


def ranking_chart(
    about: About, table: Progress, unit_class: str, indicator: Indicator, own: Collection[str] = ()
) -> RankingChart | None:
    """The first and last ten of the class and the neighbours of `own` (unit codes); None where nobody has a target."""
    lines = [r for r in table.rows if r.unit.unit_class == unit_class and r.indicator.code == indicator.code]
    ranked = sorted((r for r in lines if r.rank is not None), key=lambda r: (r.rank, r.unit.number))
    if not ranked:
        return None
    asked = ranked[0].schedule
    unranked = sum(unit.unit_class == unit_class and unit.assessed for unit in about.programme.units) - len(ranked)
    notes = (text("charts.source.untargeted", count=unranked),) if unranked else ()
    subtitle = about.sentence("charts.ranking.subtitle", indicator=indicator_name(indicator), month=month(table.period))
    return RankingChart(
        Frame(
            _ranking_title(about, ranked, unit_class, own),
            subtitle,
            about.source(*notes, about.schedule_source()),
            about.label,
        ),
        tuple(_ranking_rows(about, ranked, own)),
        asked,
        about.asked(asked),
    )


def class_trend_chart(about: About, tables: Sequence[Progress], scope: str, indicator: Indicator) -> TrendChart | None:
    """The totals of a class, or of `all`, from the tables of all months up to the period; None without any target."""
    found = [(table, total) for table in tables if (total := _total(table, scope, indicator)) is not None]
    if not found or found[-1][1].share is None:
        return None
    last = found[-1][1]
    shown: dict[str, Argument] = {"indicator": indicator_name(indicator), "measure": measure_name(indicator)}
    title = about.sentence(
        "charts.trend.class",
        group=class_name(about.programme, scope),
        month=month(found[-1][0].period),
        value=last.completed,
        indicator=shown["indicator"],
        share=Percent(last.share or Fraction(0)),
    )
    frame = Frame(title, about.sentence("charts.trend.subtitle", **shown), about.source(), about.label)
    return TrendChart(frame, tuple(_total_bar(about, table, scope, total) for table, total in found))


def _ranking_title(about: About, ranked: Sequence[Row], unit_class: str, own: Collection[str]) -> str:
    shown: dict[str, Argument] = {
        "group": class_name(about.programme, unit_class),
        "indicator": indicator_name(ranked[0].indicator),
        "count": len(ranked),
    }
    mine = [row for row in ranked if row.unit.code in own]
    if len(mine) == 1:
        row = mine[0]
        share = Percent(row.share or Fraction(0))
        name = Name(row.unit.name, row.unit.name)
        return about.sentence("charts.ranking.own", unit=name, share=share, rank=row.rank or 0, **shown)
    behind = sum(bool(row.gap) for row in ranked)
    if behind:
        return about.sentence("charts.ranking.behind", behind=behind, **shown)
    return about.sentence("charts.ranking.reached", **shown)


def _ranking_rows(about: About, ranked: Sequence[Row], own: Collection[str]) -> list[Ranked | Skipped]:
    mine = [place for place, row in enumerate(ranked) if row.unit.code in own]
    found: list[Ranked | Skipped] = []
    end = 0
    for stretch in stretches(len(ranked), mine):
        if stretch.start > end:
            found.append(Skipped(about.say("charts.skipped", count=stretch.start - end)))
        found += [_ranked(about, ranked[place], ranked[place].unit.code in own) for place in stretch]
        end = stretch.stop
    return found


def _ranked(about: About, row: Row, own: bool) -> Ranked:
    missing = row.status in _MISSING
    tags = [about.say("charts.own")] * own + [about.say("charts.unreported")] * missing
    share = row.share or Fraction(0)
    return Ranked(
        about.say("charts.place", rank=row.rank or 0),
        row.unit.name,
        share,
        about.say("charts.percent", share=Percent(share)),
        " ".join(tags),
        own,
        missing,
    )


def _total(table: Progress, scope: str, indicator: Indicator) -> Total | None:
    totals = (one for one in table.totals if one.unit_class == scope and one.indicator.code == indicator.code)
    return next(totals, None)


def _total_bar(about: About, table: Progress, scope: str, total: Total) -> Bar:
    label = about.say("charts.point.month", month=month(table.period))
    lines = [row for row in table.rows if row.indicator.code == total.indicator.code]
    of_scope = [row for row in lines if scope in (row.unit.unit_class, "all") and row.target is not None]
    missing = sum(row.status in _MISSING for row in of_scope)
    note = about.say("charts.trend.missing", missing=missing) if missing else ""
    latest = table.period == about.period
    if missing == len(of_scope):
        return Bar(label, None, about.say("charts.unreported"), "", latest)
    return Bar(label, total.completed, about.say("charts.number", value=total.completed), note, latest)
