"""The bot's own record of the units, as evaluation, evidence and commendation look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from programmes.model import Programme, Unit
from programmes.periods import Period
from programmes.quarters import Quarter
from scoring.figures import History
from scoring.rulebooks.recording import Record, Records
from store.transactions import Transaction


def records_of(tx: Transaction, programme: Programme, histories: Mapping[str, History] | None = None) -> Records:
    """Of every unit; `histories` where they were read already."""
    exempt: defaultdict[str, set[Period]] = defaultdict(set)
    for period in programme.calendar.periods():
        for unit in tx.rosters.of(period).exempt:
            exempt[unit].add(period)
    texts: defaultdict[str, dict[tuple[str, Quarter], bool | None]] = defaultdict(dict)
    for form in programme.text_forms:
        for filed in tx.text_reports.all(form.code):
            texts[filed.unit][form.code, Quarter.parse(filed.quarter)] = filed.late
    held = tx.reports.histories() if histories is None else histories
    return {
        unit.code: Record(held.get(unit.code, History(unit.code)), frozenset(exempt[unit.code]), texts[unit.code])
        for unit in programme.units
    }


def record_of(tx: Transaction, programme: Programme, unit: Unit) -> Record:
    """Of one unit, for its evidence: its reports in words are not looked at there."""
    periods = programme.calendar.periods()
    exempt = frozenset(period for period in periods if unit.code in tx.rosters.of(period).exempt)
    return Record(tx.reports.history(unit.code), exempt)
