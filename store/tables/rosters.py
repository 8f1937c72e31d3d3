"""The roster of a period: which units are expected, fixed at its due moment, and which are exempt and why."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from store.columns import Row, UtcDateTime


class RosterRow(Row, table=True):
    """A period whose roster is fixed. CLOCK time."""

    __tablename__ = "roster"

    programme: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    fixed_at: datetime = Field(sa_type=UtcDateTime)


class RosterUnitRow(Row, table=True):
    """One unit of a roster. Before it is fixed only exempt units have a row."""

    __tablename__ = "roster_unit"

    programme: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    unit: str = Field(primary_key=True)
    exempt: str | None = None
    who: str
    at: datetime = Field(sa_type=UtcDateTime)
