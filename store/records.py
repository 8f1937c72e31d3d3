"""What leaves the store and what is handed to it: frozen data, without a trace of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from programmes.periods import Period
from programmes.roles import Role
from scoring.figures import Figure, FiledMonth


@dataclass(frozen=True, slots=True)
class Person:
    """One Telegram account. `language` is None until it was chosen or could be told."""

    id: int
    telegram_id: int
    name: str
    language: str | None
    unreachable_why: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """What a person is, for which unit; `unit` is None where the role is for all."""

    role: Role
    unit: str | None


@dataclass(frozen=True, slots=True)
class Seated:
    """A person with all roles. `session` is the open conversation's body, saved at `answered_at` (CLOCK time)."""

    person: Person
    roles: tuple[Membership, ...]
    session: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation without its code, which nobody can read back."""

    id: int
    role: Role
    unit: str | None
    name: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """The unit's open answers for a period. `filler` is the id of the person who answered last."""

    unit: str
    period: str
    body: str
    version: int
    filler: int
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class Filing:
    """A confirmed report, to be filed. `revises` is the revision that the person saw: 0 for a first filing.

    `number` is the unit's number in its programme's table, for the receipt. `contains` names earlier months whose
    figures are in this one, each with whether it is late by this filing. `late` counts for a first filing only:
    later revisions keep the first one's. `held_up`: `filed_at` is the due moment, because of an outage across it, and
    `confirmed_at` the true time.
    """

    unit: str
    number: int
    period: Period
    figures: Mapping[str, Figure]
    filed_at: datetime
    late: bool | None
    source: str
    who: str
    revises: int = 0
    reason: str = ""
    contains: Mapping[Period, bool | None] = field(default_factory=dict)
    held_up: bool = False
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Balances:
    """A stated opening balance, to be filed under the pseudo-period `opening`. `revises` as in a Filing."""

    unit: str
    number: int
    values: Mapping[str, int]
    stated_at: datetime
    source: str
    who: str
    revises: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """What is filed now. Not `new`: it had been filed before (confirmed twice, from two phones, after a crash)."""

    month: FiledMonth
    new: bool


class Observation(NamedTuple):
    """One figure of one filed month, raw, for whole-table computing; a month without figures is one row of Nones.

    `period` is `2022-06` or `opening`.
    """

    unit: str
    period: str
    status: str
    late: bool | None
    reported_in: str | None
    indicator: str | None
    kind: str | None
    value: int | None


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as Telegram sent it. `person` orders: updates of one person are handled one after the other."""

    update_id: int
    person: int
    body: str


@dataclass(frozen=True, slots=True)
class Received:
    """An update in the inbox. `received_at` (CLOCK time) is when a report that it confirms was filed."""

    id: int
    update_id: int
    person: int
    body: str
    received_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Message:
    """A call of the Bot API to be made. `key` is its business key: a second one of the same key is not put.

    `payload` is JSON; `chat` None where no chat is concerned (the answer to a button). `who` caused it (`person:12`),
    `why` says what it is for (`reply`, `reminder:2022-06`). Smaller priorities go first.
    """

    key: str
    chat: int | None
    method: str
    payload: str
    who: str
    why: str
    priority: int = 0
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed outbox row: this process alone may send it, until its lease ends."""

    id: int
    key: str
    chat: int | None
    method: str
    payload: str
    priority: int
    attempts: int
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An outbox row that failed or whose fate is unknown, for a person to look at."""

    id: int
    key: str
    chat: int | None
    method: str
    who: str
    why: str
    state: str
    error: str
    put_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Contact:
    """The last answer of Telegram: when by real time and by CLOCK, and the offset to poll on from."""

    poll_offset: int
    real_at: datetime
    clock_at: datetime


@dataclass(frozen=True, slots=True)
class Outage:
    """A time without contact, in CLOCK time. `lasted`: how long by real time, known when it ends."""

    began: datetime
    ended: datetime
    lasted: timedelta = field(default=timedelta(), compare=False)


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of one audit chain: how many there are and the hash that covers them all."""

    unit: str
    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the audit trail; `before` and `after` are canonical JSON."""

    unit: str
    number: int
    at: datetime
    who: str
    what: str
    before: str
    after: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the audit trail is not what was written: unit, row, and what is wrong there."""

    unit: str
    number: int
    fault: str
