"""Where one person stands in the report in words. The words are not here but in the unit's draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialog.text_reports.events import Event
from programmes.quarters import Quarter


class Place(StrEnum):
    """Which question is open."""

    CLOSED = "closed"
    QUARTERS = "quarters"
    TAKE_OVER = "take_over"
    PART = "part"
    SUMMARY = "summary"
    REASON = "reason"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class TextSession:
    """`seen` is the mark of the draft that the open screen was drawn from; empty while there was none.

    `going_on`: words are put behind what `part` holds instead of in its place, because a long text comes in pieces.
    """

    place: Place = Place.CLOSED
    quarter: Quarter | None = None
    part: str = ""
    seen: str = ""
    going_on: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn leaves: the session to save and the events to apply, in order."""

    session: TextSession
    events: tuple[Event, ...]
