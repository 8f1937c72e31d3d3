"""The pushes of a programme: a coordinator's changes, the occurrences that have come, and what each person is sent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnClause, Index, UniqueConstraint, literal_column
from sqlmodel import Field

from store.columns import Row, UtcDateTime

_LIVE: ColumnClause[bool] = literal_column("state IN ('waiting', 'put')")


class PlanningRow(Row, table=True):
    """Since when (CLOCK time) the service plans for this programme: what was due before is not sent."""

    __tablename__ = "planning"

    programme: str = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)


class ScheduleChangeRow(Row, table=True):
    """What a coordinator changed in one schedule; None leaves the value of the programme. `at` is `HH:MM`."""

    __tablename__ = "schedule_change"

    programme: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    days: int | None = None
    at: str | None = None
    on: bool | None = None
    who: str
    changed_at: datetime = Field(sa_type=UtcDateTime)


class OccurrenceRow(Row, table=True):
    """A schedule's turn on one local date: the row is the proof that it happened, once. Its times are CLOCK time."""

    __tablename__ = "occurrence"
    __table_args__ = (UniqueConstraint("programme", "kind", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    kind: str
    day: date
    at: datetime = Field(sa_type=UtcDateTime)
    about: str
    state: str
    who: str
    decided_at: datetime = Field(sa_type=UtcDateTime)


class PushRow(Row, table=True):
    """One message to one person: waiting (not before a moment), put into the outbox under `key`, or ended.

    `seats` is JSON, `contents` are joined by commas. `sent_on` is the local date on which it was put. CLOCK time.
    """

    __tablename__ = "push"
    __table_args__ = (
        Index("ix_push_live", "id", sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index(None, "person", "sent_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    person: int = Field(foreign_key="person.id")
    kind: str
    rank: int
    contents: str
    about: str
    seats: str
    at: datetime = Field(sa_type=UtcDateTime)
    not_before: datetime = Field(sa_type=UtcDateTime)
    state: str
    reason: str = ""
    turns: int = 0
    key: str = ""
    sent_on: date | None = None
