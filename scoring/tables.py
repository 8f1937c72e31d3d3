"""The progress table of all units at once, computed in columns. Called by `yuebao progress`, circulars and workbooks.

`scoring.progress` says what the numbers mean, one unit at a time; a property test holds both to the same rows. pandas
is imported when a table is asked for and never with this module: the first reply in chat must not wait for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import Kind, Status
from scoring.progress import Progress, Row, totals

if TYPE_CHECKING:
    from pandas import DataFrame, Series

OPENING = "opening"

# One filed figure as the store reads it: unit, period, status, late, reported in, indicator, kind, value.
Filed = tuple[str, str, str, bool | None, str | None, str | None, str | None, int | None]
_COLUMNS = ["unit", "period", "status", "late", "reported_in", "indicator", "kind", "value"]
_LINE = ["unit", "indicator"]
_RANKED = ["class", "indicator"]


def progress_table(programme: Programme, filed: Sequence[Filed], drafts: Collection[str], period: Period) -> Progress:
    """The table of all units from every figure that stands (`tx.reports.series()`)."""
    lines = _lines(programme, _upto(filed, period), period)
    lines["rank"] = _places(lines)
    plain = lines.astype(object).where(lines.notna(), None)
    columns = ("number", "code", "target", "completed", "cumulative", "applicable", "status", "late", "rank")
    schedule = programme.calendar.share_at(period)
    rows = tuple(
        Row(
            unit := programme.units[number],
            programme.indicators[code],
            target,
            completed,
            cumulative,
            schedule,
            applicable,
            Status(status or (Status.DRAFT if unit.code in drafts else Status.MISSING)),
            late,
            rank,
        )
        for number, code, target, completed, cumulative, applicable, status, late, rank in zip(
            *(plain[column] for column in columns), strict=True
        )
    )
    return Progress(period, rows, tuple(totals(programme, rows)))


def _upto(filed: Sequence[Filed], period: Period) -> DataFrame:
    """The figures that count by then, the opening balances among them."""
    from pandas import DataFrame

    frame = DataFrame(filed, columns=_COLUMNS).astype({"value": "Int64", "period": str})
    return frame[(frame["period"] == OPENING) | (frame["period"] <= str(period))]


def _lines(programme: Programme, filed: DataFrame, period: Period) -> DataFrame:
    """One line for each row of the table: what the programme asks, joined with what was filed."""
    figures, month = filed[filed["indicator"].notna()], filed[filed["period"] == str(period)]
    levels = figures[figures["indicator"].isin([stock.code for stock in programme.stocks])]
    stated = levels[levels["value"].notna() & (levels["period"] != OPENING)].sort_values("period")
    lines = (
        _asked(programme)
        .join(figures.groupby(_LINE, sort=False)["value"].sum().rename("cumulative"), on=_LINE)
        .join(stated.groupby(_LINE, sort=False)["value"].last().rename("level"), on=_LINE)
        .join(_line_of(month).rename(columns={"value": "completed"}), on=_LINE)
        .join(month.drop_duplicates("unit").set_index("unit")[["status", "late"]], on="unit")
    )
    lines = lines[lines["level"].notna() | ~lines["stock"]]
    cumulative = lines["cumulative"].astype("Int64").fillna(0)
    applicable = lines["kind"].isna() | (lines["kind"] != Kind.NOT_APPLICABLE.value)
    return lines.assign(cumulative=cumulative.mask(lines["stock"], lines["level"]), applicable=applicable)


def _asked(programme: Programme) -> DataFrame:
    """Every unit × indicator with a target, and every stock; `number` and `code` are places in the programme."""
    from pandas import DataFrame

    lines = [
        (
            number,
            code,
            unit.code,
            unit.unit_class,
            unit.assessed,
            indicator.code,
            indicator.stock,
            unit.targets.get(indicator.code),
        )
        for number, unit in enumerate(programme.units)
        for code, indicator in enumerate(programme.indicators)
        if indicator.stock or indicator.code in unit.targets
    ]
    columns = ["number", "code", "unit", "class", "assessed", "indicator", "stock", "target"]
    return DataFrame(lines, columns=columns).astype({"target": "Int64", "stock": bool, "assessed": bool})


def _line_of(month: DataFrame) -> DataFrame:
    return month[month["indicator"].notna()].set_index(_LINE)[["kind", "value"]]


def _places(lines: DataFrame) -> Series[int]:
    """Places of the assessed units within class and indicator by the exact rate; equal rates share one.

    A rate is compared as its whole part and 62 binary places of the rest, in 64-bit integers: two fractions with
    denominators below 2³¹ that agree in so many places are equal. Floats would call near rates ties.
    """
    held = lines[lines["assessed"] & lines["applicable"] & (lines["target"].fillna(0) > 0)]
    target, cumulative = held["target"].astype("int64"), held["cumulative"].astype("int64")
    left = (cumulative % target) * 2**31
    fraction = (left // target) * 2**31 + (left % target) * 2**31 // target
    rated = held.assign(whole=cumulative // target, fraction=fraction)[[*_RANKED, "whole", "fraction"]]
    ordered = rated.sort_values(["whole", "fraction"], ascending=False)
    place = ordered.groupby(_RANKED).cumcount() + 1
    return place.groupby([ordered[column] for column in ordered]).transform("min").reindex(lines.index).astype("Int64")
