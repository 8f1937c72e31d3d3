"""The traps of what goes to many: `YUEBAO_KILL_AT=broadcast.fed:2 python -m tests.kill.many run`."""

from __future__ import annotations

from handlers.circulars import publishing
from store.broadcasts import Broadcasts
from store.circulars import Circulars
from tests.kill.entry import Points, serve

# Where a broadcast or a circular can be cut through, from the confirmation to the last note.
BROADCAST_POINTS: Points = {
    "broadcast.confirmed": (Broadcasts, "confirm", "after"),
    "broadcast.started": (Broadcasts, "start", "after"),
    "broadcast.fed": (Broadcasts, "fed", "after"),
    "broadcast.ended": (Broadcasts, "end", "after"),
}
CIRCULAR_POINTS: Points = {
    "circular.numbered": (Circulars, "next_number", "after"),
    "circular.published": (Circulars, "publish", "after"),
    "circular.posted": (publishing, "post", "after"),
    "circular.papers": (Circulars, "papers_done", "after"),
}
SHARED_POINTS = ("turn.committed", "outbox.before_call", "outbox.answered", "outbox.noted")

if __name__ == "__main__":
    serve(BROADCAST_POINTS | CIRCULAR_POINTS)
