"""Whose database this is: `tx.marks`. The playground marks its own, and the service of another bot is refused there."""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest

from sqlalchemy import Connection, delete, insert, select

from locales.text import text
from store.refusals import StoreError
from store.tables import MARK


def token_hash(token: str) -> str:
    """What a mark keeps of a token: a hash of the bot's id, so that a new token of the same bot is no other bot."""
    return sha256(f"yuebao:{token.partition(':')[0]}".encode()).hexdigest()


class Marks:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def label(self) -> str | None:
        """The label, None where the database bears none."""
        found: str | None = self._connection.execute(select(MARK.c.label)).scalar()
        return found

    def mark(self, label: str, token_hash: str) -> None:
        """Put the mark, in place of an earlier one."""
        self._connection.execute(delete(MARK))
        self._connection.execute(insert(MARK).values(id=1, label=label, token_hash=token_hash))

    def check(self, token_hash: str) -> None:
        """Refuse a database that is marked for another token; one without a mark serves any."""
        found = self._connection.execute(select(MARK.c.label, MARK.c.token_hash)).first()
        if found and not compare_digest(found.token_hash, token_hash):
            raise StoreError(text("store.marked_for_another", label=found.label))
