"""Where one person stands in the report or in a correction: saved by the edge as JSON after every turn.

Answers are not here (they are the unit's, in the draft), so a lost session loses no figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialog.events import Event
from programmes.periods import Period
from scoring.figures import Figure


class Place(StrEnum):
    """Which question is open."""

    IDLE = "idle"
    FILED = "filed"
    PERIODS = "periods"
    TAKE_OVER = "take_over"
    CONTAINS = "contains"
    OPENING = "opening"
    OPENING_LINE = "opening_line"
    OPENING_OR_MONTH = "opening_or_month"
    BODIES = "bodies"
    LINE = "line"
    WHICH_NUMBER = "which_number"
    WHICH_LINE = "which_line"
    REASON = "reason"
    SUMMARY = "summary"
    CANCEL = "cancel"
    CORRECT_PERIOD = "correct_period"
    CORRECT_LINE = "correct_line"
    CORRECT_VALUE = "correct_value"
    CORRECT_REASON = "correct_reason"
    CORRECT_CONFIRM = "correct_confirm"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction under way. `period` None is the opening balance; `revises` the revision that was on the screen."""

    period: Period | None = None
    line: str = ""
    figure: Figure | None = None
    reason: str = ""
    revises: int = 0


@dataclass(frozen=True, slots=True)
class ReportSession:
    """`screen` numbers the last screen shown; `seen` is the draft version it was drawn from (0: no draft yet).

    `numbers` are the readings of an answer that is being asked back; `then` is where a side step returns to.
    """

    screen: int = 0
    place: Place = Place.IDLE
    period: Period | None = None
    line: str = ""
    seen: int = 0
    numbers: tuple[int, ...] = ()
    said: str = ""
    then: Place = Place.IDLE
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn leaves: the session to save and the events to apply, in order."""

    session: ReportSession
    events: tuple[Event, ...]
