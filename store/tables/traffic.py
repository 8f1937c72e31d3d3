"""What came in and what goes out. Written with the effects of a turn, so that a crash loses and doubles nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ColumnClause, Index, UniqueConstraint, literal_column
from sqlmodel import Field

from store.columns import Row, UtcDateTime

_WAITING: ColumnClause[bool] = literal_column("state = 'pending'")
_UNDELIVERED: ColumnClause[bool] = literal_column("state IN ('queued', 'sending')")
_TO_LOOK_AT: ColumnClause[bool] = literal_column("state IN ('failed', 'unknown')")


class InboxRow(Row, table=True):
    """One raw update. `received_at` is CLOCK time and decides when a report was filed; `next_try` is real time."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("bot", "update_id"),
        Index("ix_inbox_waiting", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_inbox_waiting_person", "person", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: int | None = Field(default=None, primary_key=True)
    bot: int = Field(sa_type=BigInteger)
    update_id: int = Field(sa_type=BigInteger)
    person: int = Field(sa_type=BigInteger)
    body: str
    received_at: datetime = Field(sa_type=UtcDateTime)
    state: str
    attempts: int = 0
    next_try: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str = ""


class OutboxRow(Row, table=True):
    """One call of the Bot API. All its times are real time. `who` caused it, `why` says what it is for."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_outbox_undelivered", "priority", "id", sqlite_where=_UNDELIVERED, postgresql_where=_UNDELIVERED),
        Index("ix_outbox_undelivered_chat", "chat", "id", sqlite_where=_UNDELIVERED, postgresql_where=_UNDELIVERED),
        Index("ix_outbox_to_look_at", "state", "id", sqlite_where=_TO_LOOK_AT, postgresql_where=_TO_LOOK_AT),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    chat: int | None = Field(sa_type=BigInteger)
    method: str
    payload: str
    priority: int
    who: str
    why: str
    state: str
    put_at: datetime = Field(sa_type=UtcDateTime)
    not_before: datetime = Field(sa_type=UtcDateTime)
    attempts: int = 0
    owner: str = ""
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str = ""


class PauseRow(Row, table=True):
    """Telegram asked to wait: one chat, or (chat 0) everything."""

    __tablename__ = "pause"

    chat: int = Field(sa_type=BigInteger, primary_key=True)
    until: datetime = Field(sa_type=UtcDateTime)
