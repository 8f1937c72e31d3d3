"""The audit trail. Triggers made by the migrations forbid changing and deleting its rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from store.columns import Row, UtcDateTime


class AuditRow(Row, table=True):
    """Link `number` of the chain of one unit, or of the chain `` for what belongs to no unit.

    `hash` covers every other column and the hash before it; `before` and `after` are canonical JSON.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("unit", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    unit: str
    number: int
    at: datetime = Field(sa_type=UtcDateTime)
    who: str
    what: str
    before: str
    after: str
    previous: str
    hash: str
