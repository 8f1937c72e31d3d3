"""Histories made for tests: a unit's months from plain numbers, and the same as the store's raw rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from programmes.periods import Period
from scoring.figures import Figure, FiledMonth, History, Status, number
from scoring.tables import OPENING, Filed

MOMENT = datetime(2022, 6, 25, tzinfo=UTC)


def filed_month(
    period: str, figures: Mapping[str, Figure | int], late: bool | None = False, reported_in: str | None = None
) -> FiledMonth:
    lines = {code: number(one) if isinstance(one, int) else one for code, one in figures.items()}
    inside = Period.parse(reported_in) if reported_in else None
    return FiledMonth(
        Period.parse(period), lines, 1, Status.SUBMITTED, late, MOMENT, MOMENT, "chat", "1", reported_in=inside
    )


def history(unit: str, *months: FiledMonth, opening: Mapping[str, int] | None = None) -> History:
    return History(unit, opening, {month.period: month for month in months})


def raw(histories: Iterable[History]) -> list[Filed]:
    """What `tx.reports.series()` would say of the histories."""
    rows: list[Filed] = []
    for one in histories:
        for code, value in (one.opening or {}).items():
            rows.append((one.unit, OPENING, "submitted", None, None, code, "number", value))
        for month in one.months.values():
            head = (one.unit, str(month.period), str(month.status), month.late)
            inside = str(month.reported_in) if month.reported_in else None
            rows += [(*head, inside, c, str(figure.kind), figure.value) for c, figure in month.figures.items()]
            rows += [] if month.figures else [(*head, inside, None, None, None)]
    return rows
