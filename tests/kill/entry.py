"""Runs the real service with a trap: at the n-th passage of a named point the process kills itself with SIGKILL.

    YUEBAO_KILL_AT=turn.saved:2 python -m tests.kill.entry run

The traps are set from outside around the service's own functions, so that the product holds no code for them. The
modules beside this one call `serve` with points of their own.
"""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from bot import service
from bot.cli import main
from bot.transport import delivery, outcomes
from bot.transport.api import TelegramApi
from bot.transport.delivery import Delivery
from bot.transport.intake import Intake
from bot.transport.lanes import Lanes
from bot.transport.leases import PollerLease
from handlers.desks import Desk
from handlers.turns import Turn
from store.audit import Audit
from store.database import Database
from store.drafts import Drafts
from store.inbox import Inbox
from store.outbox import Outbox
from store.people import People
from store.reports import Reports
from store.sessions import Sessions
from store.writer import Writer

# name: where, which function, before or after it.
Points = dict[str, tuple[Any, str, str]]
POINTS: Points = {
    "start.upgraded": (Database, "upgrade", "after"),
    "start.lease": (PollerLease, "take", "after"),
    "start.settled": (Outbox, "expire_leases", "after"),
    "start.resumed": (Intake, "resume", "after"),
    "inbox.fetched": (Intake, "accept", "before"),
    "inbox.inserted": (Inbox, "add", "after"),
    "inbox.committed": (Intake, "_queue", "before"),
    "inbox.queued": (Intake, "accept", "after"),
    "inbox.polling_on": (TelegramApi, "poll", "before"),
    "turn.begins": (Desk, "turn", "before"),
    "turn.person": (People, "by_telegram", "after"),
    "turn.draft": (Drafts, "save", "after"),
    "turn.filing": (Reports, "file", "before"),
    "turn.filed": (Reports, "file", "after"),
    "turn.audited": (Audit, "append", "after"),
    "turn.shown": (Turn, "show", "after"),
    "turn.put": (Outbox, "put", "after"),
    "turn.saved": (Sessions, "save", "after"),
    "turn.done": (Inbox, "done", "after"),
    "turn.claimed": (Outbox, "claim", "after"),
    "turn.closed": (Writer, "_run_alone", "after"),
    "turn.committed": (Database, "committed", "before"),
    "outbox.taken": (Delivery, "take", "before"),
    "outbox.before_call": (TelegramApi, "call", "before"),
    "outbox.answered": (TelegramApi, "call", "after"),
    "outbox.noting": (delivery, "record", "before"),
    "outbox.noted": (Outbox, "sent", "after"),
    "outbox.recorded": (delivery, "record", "after"),
    "outbox.acknowledged": (Delivery, "_acknowledge", "after"),
    "stop.lanes": (Lanes, "close", "before"),
    "stop.drain": (Delivery, "close", "before"),
    "stop.release": (PollerLease, "release", "before"),
}


def trap(point: str, passage: int) -> None:
    """Wrap the function of that point."""
    place, name, when = POINTS[point]
    original, passed = getattr(place, name), 0

    def step(now: str) -> None:
        nonlocal passed
        if now == when:
            passed += 1
            if passed == passage:
                os.kill(os.getpid(), signal.SIGKILL)

    setattr(place, name, _around(original, step))


def _around(original: Any, step: Callable[[str], None]) -> Any:
    if asyncio.iscoroutinefunction(original):

        @functools.wraps(original)
        async def waiting(*args: Any, **kwargs: Any) -> Any:
            step("before")
            result = await original(*args, **kwargs)
            step("after")
            return result

        return waiting

    @functools.wraps(original)
    def plain(*args: Any, **kwargs: Any) -> Any:
        step("before")
        result = original(*args, **kwargs)
        step("after")
        return result

    return plain


def serve(further: Points | None = None) -> None:
    """Be the service, with the trap set that YUEBAO_KILL_AT names, at one of these points or of `further` ones."""
    assert vars(service)["Delivery"] is Delivery
    assert vars(delivery)["record"] is outcomes.record
    POINTS.update(further or {})
    if wanted := os.environ.get("YUEBAO_KILL_AT"):
        named, _, count = wanted.partition(":")
        trap(named, int(count or 1))
    main(sys.argv[1:])


if __name__ == "__main__":
    serve()
