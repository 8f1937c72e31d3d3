"""The bot's own record of the units, as the evaluation's evidence and the commendation look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.figures import History
from scoring.rulebooks.recording import Record, Records
from store.transactions import Transaction


def records_of(tx: Transaction, programme: Programme, histories: Mapping[str, History] | None = None) -> Records:
    """Of every unit; `histories` where they were read already."""
    exempt: defaultdict[str, set[Period]] = defaultdict(set)
    for period in programme.calendar.periods():
        for unit in tx.rosters.of(period).exempt:
            exempt[unit].add(period)
    held = tx.reports.histories() if histories is None else histories
    return {
        unit.code: Record(held.get(unit.code, History(unit.code)), frozenset(exempt[unit.code]))
        for unit in programme.units
    }


def record_of(tx: Transaction, programme: Programme, unit: Unit) -> Record:
    """Of one unit."""
    periods = programme.calendar.periods()
    exempt = frozenset(period for period in periods if unit.code in tx.rosters.of(period).exempt)
    return Record(tx.reports.history(unit.code), exempt)
