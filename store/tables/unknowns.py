"""Calls whose fate is unknown and who was told of them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from store.columns import Row, UtcDateTime


class ToldUnknownRow(Row, table=True):
    """An outbox row of unknown fate that the coordinators have been told of. Real time."""

    __tablename__ = "told_unknown"

    outbox: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    told_at: datetime = Field(sa_type=UtcDateTime)
