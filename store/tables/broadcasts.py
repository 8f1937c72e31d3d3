"""Messages that a coordinator writes to many: each broadcast, and each of its recipients."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from store.columns import Row, UtcDateTime


class BroadcastRow(Row, table=True):
    """One broadcast from its first draft on. `selection` is JSON; `nonce` names the preview that may be confirmed.

    `starts_at`, `confirmed_at` and `ended_at` are CLOCK time, `edit_at` (the pace of the progress message) is real.
    """

    __tablename__ = "broadcast"
    __table_args__ = (UniqueConstraint("nonce"), Index(None, "programme", "state"))

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    author: int = Field(foreign_key="person.id")
    state: str
    nonce: str
    selection: str
    words: str
    file_kind: str
    file_id: str
    period: str
    starts_at: datetime | None = Field(sa_type=UtcDateTime)
    drafted_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    shown: str
    turns: int
    edit_at: datetime | None = Field(sa_type=UtcDateTime)


class RecipientRow(Row, table=True):
    """One person who gets it. `units` are codes joined by commas; `key` is the outbox key, empty until it is put."""

    __tablename__ = "recipient"

    broadcast: int = Field(primary_key=True, foreign_key="broadcast.id")
    person: int = Field(primary_key=True, foreign_key="person.id")
    chat: int = Field(sa_type=BigInteger)
    name: str
    units: str
    key: str
