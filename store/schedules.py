"""The calendar as it was changed, and the occurrences that have come: `tx.schedules`. All times are CLOCK time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import Connection, select, update

from dialog.reminders.changes import Change
from programmes.periods import Period
from store.inserting import InsertNew, Put
from store.tables import OCCURRENCE, PLANNING, SCHEDULE_CHANGE


class Decision(StrEnum):
    """What became of an occurrence."""

    FIRED = "fired"
    SKIPPED = "skipped"
    ASKED = "asked"
    """Missed, and put to the coordinators: fire it late or not?"""


@dataclass(frozen=True, slots=True)
class Occurred:
    """The row of an occurrence. `day` is its local date, the key together with the kind."""

    id: int
    kind: str
    day: date
    at: datetime
    about: Period
    state: Decision


_ADD = InsertNew(OCCURRENCE)
_CHANGE = Put(SCHEDULE_CHANGE)
_SINCE = Put(PLANNING)
_COLUMNS = tuple(OCCURRENCE.c[name] for name in ("id", "kind", "day", "at", "about", "state"))


class Schedules:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme

    def since(self, now: datetime) -> datetime:
        """When this service first planned for the programme; asked first, that is now.

        A rehearsal may set its clock back: then the earlier moment counts.
        """
        query = select(PLANNING.c.since).where(PLANNING.c.programme == self._programme)
        known: datetime | None = self._connection.execute(query).scalar()
        if known is None or now < known:
            _SINCE(self._connection, {"programme": self._programme, "since": now})
            return now
        return known

    def changes(self) -> tuple[Change, ...]:
        """Everything that coordinators changed, for `dialog.reminders.changes.changed`."""
        return tuple(change for change, _ in self._changes())

    def changed_at(self) -> dict[str, datetime]:
        """When each changed schedule was changed last: what would have been due before that is not sent."""
        return {change.kind: at for change, at in self._changes()}

    def change(self, change: Change, who: str, now: datetime) -> None:
        """Lay a change over what was changed before; None keeps that."""
        before = {one.kind: one for one in self.changes()}.get(change.kind, Change(change.kind))
        at = change.at or before.at
        values = {
            "programme": self._programme,
            "kind": change.kind,
            "days": before.days if change.days is None else change.days,
            "at": None if at is None else f"{at:%H:%M}",
            "on": before.on if change.on is None else change.on,
            "who": who,
            "changed_at": now,
        }
        _CHANGE(self._connection, values)

    def occurred(
        self, kind: str, day: date, at: datetime, about: Period, state: Decision, who: str, now: datetime
    ) -> int | None:
        """Write that it has come, once; None where it had: another tick, process or press was first."""
        values = {
            "programme": self._programme,
            "kind": kind,
            "day": day,
            "at": at,
            "about": str(about),
            "state": str(state),
            "who": who,
            "decided_at": now,
        }
        return _ADD(self._connection, values)

    def rows(self, first: date) -> frozenset[tuple[str, date]]:
        """The keys of the occurrences that have come on `first` or after it."""
        query = select(OCCURRENCE.c.kind, OCCURRENCE.c.day).where(
            OCCURRENCE.c.programme == self._programme, OCCURRENCE.c.day >= first
        )
        return frozenset((row.kind, row.day) for row in self._connection.execute(query))

    def occurrence(self, occurrence: int) -> Occurred | None:
        query = select(*_COLUMNS).where(OCCURRENCE.c.id == occurrence, OCCURRENCE.c.programme == self._programme)
        found = self._connection.execute(query).first()
        if found is None:
            return None
        return Occurred(found.id, found.kind, found.day, found.at, Period.parse(found.about), Decision(found.state))

    def settle(self, occurrence: int, state: Decision, who: str, now: datetime) -> bool:
        """A coordinator answered what was asked; False where somebody had before."""
        asked = update(OCCURRENCE).where(
            OCCURRENCE.c.id == occurrence,
            OCCURRENCE.c.programme == self._programme,
            OCCURRENCE.c.state == str(Decision.ASKED),
        )
        return bool(self._connection.execute(asked.values(state=str(state), who=who, decided_at=now)).rowcount)

    def _changes(self) -> list[tuple[Change, datetime]]:
        query = select(SCHEDULE_CHANGE).where(SCHEDULE_CHANGE.c.programme == self._programme)
        return [
            (Change(row.kind, row.days, None if row.at is None else time.fromisoformat(row.at), row.on), row.changed_at)
            for row in self._connection.execute(query.order_by(SCHEDULE_CHANGE.c.kind))
        ]
