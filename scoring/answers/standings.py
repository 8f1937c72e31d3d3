"""Where one unit stands in one indicator: its row of the progress table, and the month its last figures are of.

Everything about a single unit is computed from this, so that its cost does not grow with the number of units.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from programmes.model import Indicator, Unit
from programmes.periods import Period
from scoring.answers.given import Facts
from scoring.answers.timing import Timed
from scoring.figures import History
from scoring.progress import Row, unit_rows


class State(StrEnum):
    """Whether there is a figure to show, and if not, why."""

    FILED = "filed"
    EARLIER = "earlier"
    NOT_REPORTED = "not_reported"
    REPORTED_IN = "reported_in"
    NOT_APPLICABLE = "not_applicable"
    NO_TARGET = "no_target"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Standing:
    """`row` is of the answer's period; `basis` is the month that its cumulative goes up to, None before any report.

    EARLIER: no period was named, the unit has not filed it, and its last cumulative stands for it.
    """

    unit: Unit
    indicator: Indicator
    history: History
    state: State
    row: Row | None
    basis: Period | None
    period: Period

    @property
    def shown(self) -> bool:
        return self.state in (State.FILED, State.EARLIER)


def standing(facts: Facts, unit: Unit, indicator: Indicator, time: Timed) -> Standing:
    """How the unit stands in that indicator at the answer's period."""
    history = facts.history(unit.code)
    drafted = unit.code in facts.drafts(time.period)
    rows = unit_rows(facts.programme, unit, history, drafted, time.period)
    row = next((one for one in rows if one.indicator.code == indicator.code), None)
    basis = last_filed(history, indicator.code, time.period)
    state = _state(history, row, basis, time)
    return Standing(unit, indicator, history, state, row, basis, time.period)


def last_filed(history: History, indicator: str, upto: Period) -> Period | None:
    """The latest month filed with that line; a month that is reported in a later one has no figures of its own."""
    return max((p for p, month in history.months.items() if p <= upto and indicator in month.figures), default=None)


def _state(history: History, row: Row | None, basis: Period | None, time: Timed) -> State:
    if row is None or row.target is None:
        return State.NO_TARGET
    month = history.months.get(time.period)
    if month is not None and row.indicator.code in month.figures:
        return State.FILED if row.applicable else State.NOT_APPLICABLE
    # A contained month that was corrected states figures of its own; only without them it lives in the later one.
    if month is not None and month.reported_in is not None:
        return State.REPORTED_IN
    return State.NOT_REPORTED if time.named or basis is None else State.EARLIER
