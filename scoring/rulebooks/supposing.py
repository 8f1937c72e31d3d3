"""What would be if a unit did more: an amount put where it counts. Called by what-if; stores nothing.

A figure's source matters: a platform's month would hide a reported one, so the amount takes the source that counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from programmes.periods import Period
from scoring.rulebooks.facts import Amount, Source, UnitFacts


def supposed(known: UnitFacts, indicator: str, month: Period, value: int) -> UnitFacts:
    """What is to be added to `known`, so that exactly `value` more is done in that month's quarter."""
    quarter = [one for one in known.amounts if (one.indicator, one.quarter) == (indicator, month.quarter)]
    source, at = _place(quarter, month.month)
    return UnitFacts((Amount(indicator, month.quarter, at, value, source),))


def _place(quarter: Sequence[Amount], month: int) -> tuple[Source, int | None]:
    """The highest source's whole quarter stands for its months; else the highest source that has the month counts."""
    sources = sorted({one.source for one in quarter}, reverse=True) or [Source.REPORTED]
    held = {(one.source, one.month) for one in quarter}
    if (sources[0], None) in held:
        return sources[0], None
    return next((one for one in sources if (one, month) in held), sources[-1]), month
