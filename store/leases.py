"""One holder of a name at a time (`poller:<bot>`): `tx.leases`. Times are real time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from store.inserting import Put
from store.tables import LEASE

_TAKE = Put(LEASE)


class Leases:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def acquire(self, name: str, owner: str, ttl: timedelta, now: datetime) -> bool:
        """Take or renew; False while another holds it. `owner` carries the boot's nonce: a restart is another owner."""
        held = self._connection.execute(select(LEASE.c.owner, LEASE.c.until).where(LEASE.c.name == name)).first()
        if held and held.owner != owner and held.until > now:
            return False
        _TAKE(self._connection, {"name": name, "owner": owner, "until": now + ttl})
        return True

    def holder(self, name: str, now: datetime) -> str | None:
        """Who holds it now."""
        query = select(LEASE.c.owner).where(LEASE.c.name == name, LEASE.c.until > now)
        found: str | None = self._connection.execute(query).scalar()
        return found

    def owners(self, now: datetime) -> tuple[str, ...]:
        """Everyone who holds any name now."""
        return tuple(self._connection.execute(select(LEASE.c.owner).where(LEASE.c.until > now)).scalars())

    def release(self, name: str, owner: str) -> None:
        """Give it back at a clean end, so that the next process need not wait."""
        self._connection.execute(delete(LEASE).where(LEASE.c.name == name, LEASE.c.owner == owner))
