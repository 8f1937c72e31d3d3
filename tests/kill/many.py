"""The traps of what goes to many: `YUEBAO_KILL_AT=broadcast.fed:2 python -m tests.kill.many run`."""

from __future__ import annotations

import os
import sys
from typing import Any

from bot.cli import main
from handlers.circulars import publishing
from store.broadcasts import Broadcasts
from store.circulars import Circulars
from tests.kill.entry import POINTS, trap

# Where a broadcast or a circular can be cut through, from the confirmation to the last note.
BROADCAST_POINTS: dict[str, tuple[Any, str, str]] = {
    "broadcast.confirmed": (Broadcasts, "confirm", "after"),
    "broadcast.started": (Broadcasts, "start", "after"),
    "broadcast.fed": (Broadcasts, "fed", "after"),
    "broadcast.ended": (Broadcasts, "end", "after"),
}
CIRCULAR_POINTS: dict[str, tuple[Any, str, str]] = {
    "circular.numbered": (Circulars, "next_number", "after"),
    "circular.published": (Circulars, "publish", "after"),
    "circular.posted": (publishing, "post", "after"),
    "circular.papers": (Circulars, "papers_done", "after"),
}
SHARED_POINTS = ("turn.committed", "outbox.before_call", "outbox.answered", "outbox.noted")

if __name__ == "__main__":
    POINTS.update(BROADCAST_POINTS | CIRCULAR_POINTS)
    if wanted := os.environ.get("YUEBAO_KILL_AT"):
        named, _, count = wanted.partition(":")
        trap(named, int(count or 1))
    main(sys.argv[1:])
