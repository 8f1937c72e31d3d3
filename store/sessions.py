"""The open conversation of each person: `tx.sessions`. The body is the dialog codec's JSON, not read here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from store.inserting import put
from store.tables import SESSION


class Sessions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def load(self, person: int) -> str | None:
        found: str | None = self._connection.execute(select(SESSION.c.body).where(SESSION.c.person == person)).scalar()
        return found

    def save(self, person: int, body: str, now: datetime) -> None:
        put(self._connection, SESSION, ["person"], {"person": person, "body": body, "saved_at": now})

    def delete(self, person: int) -> None:
        self._connection.execute(delete(SESSION).where(SESSION.c.person == person))
