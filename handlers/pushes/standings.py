"""How a period stands, read from the store: without figures for pushes, with them for broadcasts and circulars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from programmes.model import Programme
from programmes.periods import Period
from programmes.quarters import Quarter
from scoring.figures import History
from scoring.progress import Progress, progress
from scoring.standing import Standing
from store.transactions import Transaction


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything filed, the table of the period, and who is expected and has filed."""

    histories: Mapping[str, History]
    table: Progress
    standing: Standing


def standing_of(tx: Transaction, programme: Programme, period: Period) -> Standing:
    """Who is expected, has filed, is late. Without anybody's figures, so that a tick stays cheap."""
    roster = tx.rosters.of(period)
    kept = frozenset(roster.expected)
    expected = tuple(
        unit.code
        for unit in programme.units
        if (unit.code in kept if roster.fixed_at else unit.code not in roster.exempt)
    )
    filed = {unit: late for unit, late in tx.reports.filed(period).items() if unit in frozenset(expected)}
    return Standing(
        period,
        expected,
        frozenset(filed),
        frozenset(unit for unit, late in filed.items() if late is False),
        tx.drafts.of_period(period),
        frozenset(unit for unit, late in filed.items() if late),
    )


def texts_standing_of(tx: Transaction, programme: Programme, period: Period) -> Standing:
    """The same for the report in words of the quarter that the month ends: every unit is asked for one."""
    expected = tuple(unit.code for unit in programme.units)
    if not programme.text_forms:
        return Standing(period, (), frozenset())
    quarter = Quarter.of(period)
    filed = tx.text_reports.of(programme.text_forms[0].code, str(quarter))
    late = frozenset(unit for unit, one in filed.items() if one.late)
    return Standing(period, expected, frozenset(filed), frozenset(filed) - late, tx.drafts.of_period(quarter), late)


def read_figures(tx: Transaction, programme: Programme, period: Period) -> Figures:
    """As of this transaction."""
    histories = tx.reports.histories()
    table = progress(programme, histories, tx.drafts.of_period(period), period)
    return Figures(histories, table, standing_of(tx, programme, period))
