"""What is known of the units for an evaluation, read from the store: the one way for chat and `yuebao score`.

Figures that the units reported, figures and judgements that two persons saw, and the lateness of reports. What is only
proposed or claimed is not known: its item stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from handlers.evaluating.records import records_of
from programmes.evaluations import Rulebook
from programmes.facts import Fact
from programmes.model import Programme
from programmes.periods import Period
from programmes.quarters import Quarter
from scoring.figures import History
from scoring.rulebooks.facts import NOTHING, Amount, Facts, Gathering, Judgement, Source, UnitFacts
from scoring.rulebooks.reported import moment_of, recorded
from scoring.rulebooks.values import UnfitError, parsed, whole
from store.facts import Entry
from store.transactions import Transaction


def known(
    tx: Transaction,
    programme: Programme,
    book: Rulebook,
    as_of: date,
    now: datetime | None = None,
    histories: Mapping[str, History] | None = None,
) -> Facts:
    """By the units' codes. With `now`, a report that is due today is not overdue yet.

    `histories`: where everything that was filed has been read already.
    """
    records = records_of(tx, programme, histories)
    found = recorded(programme, records, moment_of(programme.calendar, as_of, now))
    for unit, more in entered(programme, book, tx.facts.standing(book.code)).items():
        own = found.get(unit, NOTHING)
        found[unit] = replace(own, amounts=(*own.amounts, *more.amounts), judgements=more.judgements)
    return found


def entered(programme: Programme, book: Rulebook, entries: Iterable[Entry]) -> dict[str, UnitFacts]:
    """The entries as facts. One that the rulebook does not know any more, since it was changed, is left out."""
    gathering, facts = Gathering(), book.facts()
    indicators = frozenset(one.code for one in programme.flows)
    for entry in entries:
        try:
            one = _read(entry, facts, indicators)
        except (UnfitError, ValueError):
            one = None
        if one is not None:
            gathering.add(entry.spot.unit, one)
    return gathering.facts()


def _read(entry: Entry, facts: Mapping[str, Fact], indicators: frozenset[str]) -> Amount | Judgement | None:
    key, period, value = entry.spot.key, entry.spot.period, entry.value or ""
    if key in facts:
        quarter = Quarter.parse(period).number if period else None
        return Judgement(key, quarter, parsed(facts[key], value))
    if key in indicators:
        quarter, month = _time(period)
        source = Source[entry.spot.source.upper()] if entry.spot.source else Source.PLATFORM
        return Amount(key, quarter, month, whole(value), source)
    return None


def _time(period: str) -> tuple[int, int | None]:
    """Quarter, and the month where it is one."""
    if "Q" in period:
        return Quarter.parse(period).number, None
    month = Period.parse(period)
    return month.quarter, month.month
