"""What people find out for an evaluation: facts, evidence, and the units' own assessments (年底自查)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnClause, Index, literal_column
from sqlmodel import Field

from store.columns import Row, UtcDateTime

_STANDING: ColumnClause[bool] = literal_column("state = 'standing'")
_OPEN_OF_UNIT: ColumnClause[bool] = literal_column("state IN ('draft', 'proposed') AND origin = 'unit'")
_OPEN_OF_OFFICE: ColumnClause[bool] = literal_column("state IN ('draft', 'proposed') AND origin <> 'unit'")
_SPOT = ("programme", "rulebook", "unit", "key", "period", "source")


def _one_each(name: str, where: ColumnClause[bool]) -> Index:
    return Index(name, *_SPOT, unique=True, sqlite_where=where, postgresql_where=where)


class FactRow(Row, table=True):
    """One entry at a spot of a facts file. At a spot one stands at most, and one of each side is open at most.

    `value` None takes back what stood. `batch` names the workbook or walk in which it was entered. CLOCK time.
    """

    __tablename__ = "fact"
    __table_args__ = (
        _one_each("ix_fact_standing", _STANDING),
        _one_each("ix_fact_open_of_unit", _OPEN_OF_UNIT),
        _one_each("ix_fact_open_of_office", _OPEN_OF_OFFICE),
        Index(None, *_SPOT[:3], "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    rulebook: str
    unit: str
    key: str
    period: str
    source: str
    value: str | None
    remark: str
    origin: str
    state: str
    entered_by: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)
    settled_by: int | None = Field(foreign_key="person.id")
    settled_at: datetime | None = Field(sa_type=UtcDateTime)
    reason: str
    batch: str


class EvidenceRow(Row, table=True):
    """What shows an item: a photo or document (Telegram's file id), a link, or a note. Taken away, the row stays."""

    __tablename__ = "evidence"
    __table_args__ = (Index(None, *_SPOT[:3], "item"),)

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    rulebook: str
    unit: str
    item: str
    kind: str
    content: str
    name: str
    added_by: int = Field(foreign_key="person.id")
    added_at: datetime = Field(sa_type=UtcDateTime)
    removed_by: int | None = Field(foreign_key="person.id")
    removed_at: datetime | None = Field(sa_type=UtcDateTime)


class SelfAssessmentRow(Row, table=True):
    """A unit handed in its claims: how many, by whom. The claims are facts of the unit's own side."""

    __tablename__ = "self_assessment"
    __table_args__ = (Index(None, *_SPOT[:3]),)

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    rulebook: str
    unit: str
    claims: int
    submitted_by: int = Field(foreign_key="person.id")
    submitted_at: datetime = Field(sa_type=UtcDateTime)
