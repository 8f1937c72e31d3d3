"""What the process tests run in processes of their own: `python -m tests.store.workers ROLE URL …`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from programmes.periods import Period
from scoring.figures import number
from store.database import Database
from store.records import Filing, Message
from store.transactions import Transaction
from tests.databases import PROGRAMME
from tests.store.moments import MINUTE, NOW


def claim(database: Database, owner: str) -> None:
    """Claim until nothing is left; print each id, and whether sending it was recorded."""
    while True:
        with database.write() as tx:
            parcels = tx.outbox.claim(owner, NOW, MINUTE, limit=7)
        if not parcels:
            return
        with database.write() as tx:
            for parcel in parcels:
                print(parcel.id, tx.outbox.sent(parcel.id, parcel.id, NOW))  # noqa: T201


def count(database: Database, times: str) -> None:
    """Read, add one, write: what a transaction that begins too late would lose."""
    for _ in range(int(times)):
        with database.write() as tx:
            tx.sessions.save(1, str(int(tx.sessions.load(1) or 0) + 1), NOW)
            tx.audit.append("hn-045", f"process:{os.getpid()}", "counted", None, None, NOW)


def die(database: Database, point: str) -> None:
    """One turn's writes; the process ends at the given one as if it were killed."""
    steps: list[Callable[[Transaction], object]] = [
        lambda tx: tx.inbox.done(1),
        lambda tx: tx.reports.file(
            Filing("hn-045", 45, Period(2022, 8), {"training": number(1)}, NOW, False, "chat", "person:1")
        ),
        lambda tx: tx.sessions.save(1, "{}", NOW),
        lambda tx: tx.outbox.put(Message("receipt", 1, "sendMessage", "{}", "person:1", "reply"), NOW),
    ]
    with database.write() as tx:
        _walk(tx, steps, int(point))
    os._exit(9)


def _walk(tx: Transaction, steps: Sequence[Callable[[Transaction], object]], point: int) -> None:
    for done, step in enumerate(steps):
        if done == point:
            os._exit(9)
        step(tx)
    if point == len(steps):
        os._exit(9)


if __name__ == "__main__":
    role, url, *rest = sys.argv[1:]
    {"claim": claim, "count": count, "die": die}[role](Database.open(url, programme=PROGRAMME), *rest)
