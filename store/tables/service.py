"""What the running service knows of itself: leases, its last contact with Telegram, outages, whose database this is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from store.columns import Row, UtcDateTime


class LeaseRow(Row, table=True):
    """One holder of a name at a time, in real time."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    owner: str
    until: datetime = Field(sa_type=UtcDateTime)


class ContactRow(Row, table=True):
    """The last answer of Telegram to one bot, in both times, and the offset from which to poll on."""

    __tablename__ = "contact"

    bot: int = Field(sa_type=BigInteger, primary_key=True)
    poll_offset: int = Field(sa_type=BigInteger)
    real_at: datetime = Field(sa_type=UtcDateTime)
    clock_at: datetime = Field(sa_type=UtcDateTime)


class OutageRow(Row, table=True):
    """A time without contact: kept in CLOCK time, because due moments are."""

    __tablename__ = "outage"

    id: int | None = Field(default=None, primary_key=True)
    bot: int = Field(sa_type=BigInteger)
    began: datetime = Field(sa_type=UtcDateTime)
    ended: datetime = Field(sa_type=UtcDateTime)


class MarkRow(Row, table=True):
    """Whose database this is: a label such as `playground` and the hash of its bot's token. At most one row."""

    __tablename__ = "mark"

    id: int = Field(primary_key=True)
    label: str
    token_hash: str
