"""A part can never exceed its whole (senior ≤ certificates): in a month, in the opening balance, in the sum so far.

Called by `scoring.imports` with a unit's ledger as it would be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from locales.text import Name, Text
from programmes.model import Indicator, Programme
from programmes.periods import Period
from scoring.entries import Entry, Fault, Ledger


def above_in_a_month(programme: Programme, entries: Sequence[Entry], ledger: Ledger) -> Iterator[Fault]:
    """One unit's months of the file for which part and whole are known and disagree."""
    for part, whole, lines in _pairs(programme, entries):
        for period in dict.fromkeys(entry.period for entry in lines):
            mine, most = ledger[period].get(part.code), ledger[period].get(whole.code)
            if mine and most and most.value is not None and mine.counted > most.value:
                yield _fault(_blamed(lines, part, period), mine.counted, "cli.import.expected.part", whole, most.value)


def above_so_far(programme: Programme, entries: Sequence[Entry], ledger: Ledger) -> Iterator[Fault]:
    """For each part the first month, from the file's first on, by whose end one unit's sums disagree.

    A whole of which nothing was ever filed is not judged: it may come in another file.
    """
    for part, whole, lines in _pairs(programme, entries):
        mine = most = 0
        known = False
        for period in sorted(ledger, key=_order):
            known = known or whole.code in ledger[period]
            mine, most = mine + _counted(ledger, period, part), most + _counted(ledger, period, whole)
            if period and known and mine > most and _order(period) >= min(_order(entry.period) for entry in lines):
                yield _fault(_blamed(lines, part, period), mine, "cli.import.expected.part_so_far", whole, most)
                break


def _pairs(programme: Programme, entries: Sequence[Entry]) -> Iterator[tuple[Indicator, Indicator, list[Entry]]]:
    """Each part with its whole and the entries about either; pairs that the file is not about are left out."""
    for part in programme.flows:
        lines = [entry for entry in entries if entry.indicator.code in (part.code, part.part_of)]
        if part.part_of and lines:
            yield part, programme.indicator(part.part_of), lines


def _counted(ledger: Ledger, period: Period | None, indicator: Indicator) -> int:
    figure = ledger[period].get(indicator.code)
    return figure.counted if figure else 0


def _fault(entry: Entry, found: int, key: str, whole: Indicator, most: int) -> Fault:
    """`key` says whether it is about the month or about the sum so far."""
    return Fault(entry.line, "completed", str(found), Text(key, {"whole": Name(whole.zh, whole.en), "most": most}))


def _blamed(lines: Sequence[Entry], part: Indicator, period: Period | None) -> Entry:
    """The part's line of that month, else the whole's, else the last one before it."""
    earlier = [entry for entry in lines if _order(entry.period) <= _order(period)]
    return max(earlier, key=lambda entry: (_order(entry.period), entry.indicator.code == part.code))


def _order(period: Period | None) -> Period:
    """The opening balance comes before all months."""
    return period or Period(1, 1)
