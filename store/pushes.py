"""Messages of the calendar to single persons: `tx.pushes`. A push waits, is put into the outbox, and ends. CLOCK time.

What it says is not here: it is made when it is put, and made anew when it has to wait in the outbox overnight.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy import text as sql

from dialog.reminders.people import Seat
from programmes.periods import Period
from programmes.roles import Role
from programmes.schedules import Content
from store.outbox import State as Outgoing
from store.tables import OUTBOX, PUSH


class Stage(StrEnum):
    WAITING = "waiting"
    PUT = "put"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Planned:
    """What a person is to be sent."""

    person: int
    kind: str
    rank: int
    contents: tuple[Content, ...]
    about: Period
    to: tuple[Seat, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class LivePush:
    """A push that has not ended. `outgoing` is the state of its outbox row, None while it waits.

    `turns` counts how often it was put; `sent_on` is the local date of the last time.
    """

    id: int
    planned: Planned
    stage: Stage
    turns: int
    sent_on: date | None
    outgoing: Outgoing | None


_COLUMNS = ("id", "person", "kind", "rank", "contents", "about", "seats", "at", "stage", "turns", "sent_on", "outgoing")
_STATES = (PUSH.c.state.label("stage"), OUTBOX.c.state.label("outgoing"))
_LIVE = (
    select(*(PUSH.c[name] for name in _COLUMNS if name in PUSH.c), *_STATES)
    .select_from(PUSH.outerjoin(OUTBOX, (OUTBOX.c.key == PUSH.c.key) & (PUSH.c.state == str(Stage.PUT))))
    # The words of the partial index: a bound parameter would keep both databases from using it.
    .where(sql("push.state IN ('waiting', 'put')"), PUSH.c.programme == bindparam("in_programme"))
    .order_by(PUSH.c.id)
)
_READY = _LIVE.where((PUSH.c.state == str(Stage.PUT)) | (PUSH.c.not_before <= bindparam("now")))


class Pushes:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme

    def add(self, planned: Planned) -> int:
        """One more to be decided at the next moment."""
        values = {
            "programme": self._programme,
            "person": planned.person,
            "kind": planned.kind,
            "rank": planned.rank,
            "contents": ",".join(planned.contents),
            "about": str(planned.about),
            "seats": _seats(planned.to),
            "at": planned.at,
            "not_before": planned.at,
            "state": str(Stage.WAITING),
            "reason": "",
            "turns": 0,
            "key": "",
        }
        return int(self._connection.execute(insert(PUSH).values(**values).returning(PUSH.c.id)).scalar_one())

    def live(self, now: datetime) -> tuple[LivePush, ...]:
        """Those that wait no longer than `now`, and those in the outbox, oldest first."""
        found = self._connection.execute(_READY, {"in_programme": self._programme, "now": now})
        return tuple(
            LivePush(
                row.id,
                Planned(
                    row.person,
                    row.kind,
                    row.rank,
                    tuple(Content(one) for one in row.contents.split(",")),
                    Period.parse(row.about),
                    tuple(Seat(unit, Role(role)) for unit, role in json.loads(row.seats)),
                    row.at,
                ),
                Stage(row.stage),
                row.turns,
                row.sent_on,
                Outgoing(row.outgoing) if row.outgoing else None,
            )
            for row in found
        )

    def put(self, push: int, key: str, sent_on: date, to: Sequence[Seat], contents: Sequence[Content]) -> None:
        """It stands in the outbox under that key, for that local date, for those seats and with those contents."""
        what = {"seats": _seats(to), "contents": ",".join(contents)}
        self._set([push], state=str(Stage.PUT), key=key, sent_on=sent_on, turns=PUSH.c.turns + 1, **what)

    def wait(self, push: int, until: datetime, reason: str = "") -> None:
        """Decide again then; it counts for no day meanwhile."""
        self._set([push], state=str(Stage.WAITING), not_before=until, reason=reason, key="", sent_on=None)

    def end(self, pushes: Iterable[int], reason: str) -> None:
        """Nothing more becomes of them. `reason`: sent, failed, unknown, filed, merged, …"""
        self._set(list(pushes), state=str(Stage.ENDED), reason=reason)

    def drop(self, push: int, reason: str) -> None:
        """It ends without having been sent, and counts for no day."""
        self._set([push], state=str(Stage.ENDED), reason=reason, sent_on=None)

    def counts(self, day: date) -> Counter[int]:
        """How many were put on that local date, by person."""
        query = select(PUSH.c.person, func.count().label("puts")).where(PUSH.c.sent_on == day).group_by(PUSH.c.person)
        return Counter({row.person: row.puts for row in self._connection.execute(query)})

    def _set(self, pushes: list[int], **values: object) -> None:
        if pushes:
            self._connection.execute(update(PUSH).where(PUSH.c.id.in_(pushes)).values(**values))


def _seats(to: Iterable[Seat]) -> str:
    return json.dumps([[seat.unit, str(seat.role)] for seat in to])
