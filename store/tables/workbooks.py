"""Workbooks of an evaluation that were sent by chat: what one said waits here from its preview to its confirmation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from store.columns import Row, UtcDateTime


class WorkbookRow(Row, table=True):
    """One file that could be read. `said` is its values as JSON while it is only previewed; then the facts tell."""

    __tablename__ = "workbook"
    __table_args__ = (Index(None, "programme", "state"),)

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    file: str
    sha256: str
    said: str
    entries: int
    state: str
    sent_by: int = Field(foreign_key="person.id")
    sent_at: datetime = Field(sa_type=UtcDateTime)
