"""Work groups, their one-time bind codes, their deadline posts, and who confirmed a post (收到)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from store.columns import Row, UtcDateTime


class WorkGroupRow(Row, table=True):
    """A group that a coordinator bound. `unit_class` is empty for all classes; `bound_by` the person's id.

    `privileged`: the bot is an administrator there and so sees every message. Times are CLOCK time.
    """

    __tablename__ = "work_group"
    __table_args__ = (UniqueConstraint("programme", "chat"),)

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    chat: int = Field(sa_type=BigInteger)
    topic: int | None = Field(default=None, sa_type=BigInteger)
    unit_class: str = ""
    title: str
    language: str
    privileged: bool = False
    state: str
    reason: str = ""
    bound_by: int = Field(foreign_key="person.id")
    bound_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class BindCodeRow(Row, table=True):
    """A one-time code that binds a group, kept only as its hash; its times are real time."""

    __tablename__ = "bind_code"
    __table_args__ = (UniqueConstraint("code_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    programme: str
    code_hash: str
    unit_class: str = ""
    issued_by: int = Field(foreign_key="person.id")
    issued_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DeadlinePostRow(Row, table=True):
    """A group's post of a period with its live roster. `key` is the outbox key of the message, `shown` what it says.

    `edit_at` (real time): the earliest moment for the next edit, after the one that waits or left last.
    """

    __tablename__ = "deadline_post"
    __table_args__ = (UniqueConstraint("group", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    group: int = Field(foreign_key="work_group.id")
    period: str
    key: str
    turns: int = 0
    shown: str = ""
    posted_at: datetime = Field(sa_type=UtcDateTime)
    edit_at: datetime = Field(sa_type=UtcDateTime)


class AcknowledgementRow(Row, table=True):
    """收到: who confirmed which message, once. `subject` is `post:12` or what else can be confirmed. CLOCK time."""

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("subject", "telegram_id"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    telegram_id: int = Field(sa_type=BigInteger)
    name: str
    at: datetime = Field(sa_type=UtcDateTime)
