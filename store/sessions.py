"""The open conversation of each person: `tx.sessions`. The body is the dialog codec's JSON, not read here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from store.inserting import Put
from store.tables import SESSION

_LOAD = select(SESSION.c.body).where(SESSION.c.person == bindparam("of"))
_SAVE = Put(SESSION)


class Sessions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def load(self, person: int) -> str | None:
        found: str | None = self._connection.execute(_LOAD, {"of": person}).scalar()
        return found

    def save(self, person: int, body: str, now: datetime) -> None:
        _SAVE(self._connection, {"person": person, "body": body, "saved_at": now})

    def rewrite(self, person: int, body: str) -> None:
        """Change the conversation that stands; when the person said something last stays."""
        self._connection.execute(update(SESSION).where(SESSION.c.person == person).values(body=body))

    def delete(self, person: int) -> None:
        self._connection.execute(delete(SESSION).where(SESSION.c.person == person))
