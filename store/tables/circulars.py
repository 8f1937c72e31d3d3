"""Circulars (通报) and their corrections (更正): drafts, and what was approved, numbered and frozen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from store.columns import Row, UtcDateTime


class CircularRow(Row, table=True):
    """`body` is canonical JSON and `sha256` its hash; a draft's number in it is 0. `corrects`: the number it corrects.

    `last_report`: the newest filed revision when it was computed. `papers`: whether picture and table are still to be
    made (`wanted`) for the groups; `preview_for`: the person who waits to see them. Times are CLOCK time.
    """

    __tablename__ = "circular"
    __table_args__ = (
        UniqueConstraint("programme", "number"),
        Index(None, "programme", "period", "unit_class"),
    )

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    period: str
    unit_class: str
    state: str
    number: int | None
    corrects: int | None
    body: str
    sha256: str
    last_report: int
    drafted_at: datetime = Field(sa_type=UtcDateTime)
    approved_by: int | None = Field(foreign_key="person.id")
    approved_at: datetime | None = Field(sa_type=UtcDateTime)
    papers: str
    preview_for: int | None = Field(foreign_key="person.id")
