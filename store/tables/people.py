"""People, what they may do for which unit, their invitations and their open conversations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from store.columns import Row, UtcDateTime


class PersonRow(Row, table=True):
    """One Telegram account. `unreachable_why`: it blocked the bot or is gone; cleared when it writes again."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("telegram_id"),)

    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = Field(sa_type=BigInteger)
    name: str
    language: str | None = None
    added_at: datetime = Field(sa_type=UtcDateTime)
    unreachable_why: str | None = None


class MembershipRow(Row, table=True):
    """A role, for one unit or (unit empty) for all. Taken away by `revoked_at`; the row stays."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person", "role", "unit"),
        Index(None, "unit", "role"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person: int = Field(foreign_key="person.id")
    role: str
    unit: str = ""
    granted_by: str
    granted_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class InviteRow(Row, table=True):
    """A one-time code, kept only as its hash. Its times are real time, not CLOCK."""

    __tablename__ = "invite"
    __table_args__ = (
        UniqueConstraint("code_hash"),
        Index(None, "unit", "role"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str
    role: str
    unit: str = ""
    name: str = ""
    issued_by: str
    issued_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    redeemed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    redeemed_by: int | None = Field(default=None, sa_type=BigInteger)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AttemptRow(Row, table=True):
    """A wrong code that an account tried, in real time: too many and it has to wait."""

    __tablename__ = "attempt"
    __table_args__ = (Index(None, "telegram_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    telegram_id: int = Field(sa_type=BigInteger)
    at: datetime = Field(sa_type=UtcDateTime)


class SessionRow(Row, table=True):
    """The open conversation of one person, as the dialog's codec wrote it."""

    __tablename__ = "session"

    person: int = Field(primary_key=True, foreign_key="person.id")
    body: str
    saved_at: datetime = Field(sa_type=UtcDateTime)
