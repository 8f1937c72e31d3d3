"""The pushes of a programme as data: which message falls on which day, to whom, and what happens when it was missed.

`reminders.toml` lists them; their order there is their rank: of several messages to one person at one moment the
last one is sent. `dialog.reminders` computes the days from them, and a coordinator's changes are laid over them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from programmes.citations import Citation


class Anchor(StrEnum):
    """The day that a schedule counts from."""

    OPENING = "opening"
    """The day on which the period opens."""
    DUE = "due"
    """The day on which the period is due."""
    WEEK = "week"
    """Monday of every week."""
    QUARTER = "quarter"
    """The last day of every quarter."""
    YEAR = "year"
    """The first day of the month `Schedule.month`, every year."""


class Shift(StrEnum):
    """Where a day goes that is no workday."""

    STAYS = "stays"
    BEFORE = "before"
    AFTER = "after"


class Audience(StrEnum):
    """Who receives it."""

    LIAISONS = "liaisons"
    LEADERS = "leaders"
    COORDINATORS = "coordinators"
    GROUPS = "groups"


class Content(StrEnum):
    """What it says."""

    OPENING = "opening"
    REMINDER = "reminder"
    ESCALATION = "escalation"
    DIGEST = "digest"
    WEEKLY = "weekly"
    ROSTER = "roster"
    CIRCULAR = "circular"
    NOTICE = "notice"
    """The schedule's own name, and the day by which it is asked for: what other programmes add."""
    TEXTS = "texts"
    """The quarter's report in words and its due day, to who has not filed it."""
    FINDINGS = "findings"
    """What a visit found and is not mended yet; by `[findings]`, never by a line of the table."""
    FINDINGS_DIGEST = "findings-digest"
    """To officials: what is overdue, and what waits for their closing; by `[findings]` too."""


OF_FINDINGS = frozenset({Content.FINDINGS, Content.FINDINGS_DIGEST})


class CatchUp(StrEnum):
    """What happens to an occurrence whose day passed while the service was down."""

    CATCHES_UP = "catches-up"
    SKIPS = "skips"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class Schedule:
    """One line of the calendar. `kind` is its key; `days` are counted from the anchor, negative before it.

    `within`: the last day on which what a NOTICE asks for is in time, in days from the anchor.
    `document` and `clause` say where it comes from.
    """

    kind: str
    zh: str
    en: str
    anchor: Anchor
    days: int
    shift: Shift
    at: time
    to: Audience
    content: Content
    catch_up: CatchUp
    document: str
    clause: str
    month: int | None = None
    within: int | None = None
    on: bool = True


@dataclass(frozen=True, slots=True)
class FindingRule:
    """When a unit is reminded of what a visit (视导) found, until it is closed; `[findings]` of reminders.toml.

    `before`: so many days before the deadline, the farthest first; `again`: after it, every so many days. `digest`: the
    day of the week of the officials' digest, 0 for Monday. `offered`: deadlines to choose from, in days.
    """

    before: tuple[int, ...]
    again: int
    digest: int
    at: time
    offered: tuple[int, ...]
    reading: str
    cites: Citation
