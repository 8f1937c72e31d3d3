"""The last contact with Telegram and the times without any: `tx.contacts`."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, select

from store.inserting import Put
from store.records import Contact, Outage
from store.tables import CONTACT, OUTAGE

# Shorter gaps are a slow answer or a restart, not an outage.
SHORTEST_OUTAGE = timedelta(minutes=2)
# A rehearsal restarts the service with a new CLOCK: a gap up to this long is a rehearsed outage, a longer one a jump.
LONGEST_REHEARSED = timedelta(hours=18)
# A confirmation within this time after an outage across the due moment counts as filed at that moment.
GRACE = timedelta(hours=1)

_LAST = select(CONTACT.c.poll_offset, CONTACT.c.real_at, CONTACT.c.clock_at).where(CONTACT.c.bot == bindparam("of"))
_NOTE = Put(CONTACT)


class Contacts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self, bot: int) -> Contact | None:
        """The last contact; None before the first."""
        found = self._connection.execute(_LAST, {"of": bot}).first()
        return Contact(*found) if found else None

    def touch(
        self, bot: int, poll_offset: int, real: datetime, clock: datetime, *, restarted: bool = False
    ) -> Outage | None:
        """Telegram answered; `restarted`: the first time in a process. An outage that this ends is noted, returned."""
        last = self.last(bot)
        _NOTE(self._connection, {"bot": bot, "poll_offset": poll_offset, "real_at": real, "clock_at": clock})
        if last is None or not _is_outage(real - last.real_at, clock - last.clock_at, restarted):
            return None
        self._connection.execute(insert(OUTAGE).values(bot=bot, began=last.clock_at, ended=clock))
        return Outage(last.clock_at, clock, real - last.real_at)

    def outage_across(self, bot: int, moment: datetime, now: datetime) -> Outage | None:
        """An outage that held `moment` and ended no more than the grace before `now` (all CLOCK time)."""
        query = select(OUTAGE.c.began, OUTAGE.c.ended).where(
            OUTAGE.c.bot == bot,
            OUTAGE.c.began < moment,
            OUTAGE.c.ended >= moment,
            OUTAGE.c.ended <= now,
            OUTAGE.c.ended >= now - GRACE,
        )
        found = self._connection.execute(query.order_by(OUTAGE.c.ended.desc()).limit(1)).first()
        return Outage(*found) if found else None


def _is_outage(real: timedelta, clock: timedelta, restarted: bool) -> bool:
    """Whether a gap of this length between two contacts, by real time and by CLOCK, is an outage."""
    if real >= SHORTEST_OUTAGE:
        return clock > timedelta()
    return restarted and SHORTEST_OUTAGE <= clock <= LONGEST_REHEARSED
