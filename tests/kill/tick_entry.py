"""The real service with a trap in a tick: `entry.py` and the points between planning, fire row and outbox rows."""

from __future__ import annotations

from bot.schedule import Schedule
from handlers.pushes import ticking
from store.posts import Posts
from store.pushes import Pushes
from store.rosters import Rosters
from store.schedules import Schedules
from tests.kill.entry import Points, serve

FURTHER: Points = {
    "tick.prepared": (Schedule, "prepare", "after"),
    "tick.begins": (Schedule, "tick", "before"),
    "tick.planned": (ticking, "plan", "after"),
    "tick.since": (Schedules, "since", "after"),
    "tick.fixed": (Rosters, "fix", "after"),
    "tick.fired": (Schedules, "occurred", "after"),
    "tick.posted": (Posts, "shown", "after"),
    "tick.pushed": (Pushes, "add", "after"),
    "tick.queued": (Pushes, "put", "after"),
    "tick.committed": (Schedule, "tick", "after"),
}

if __name__ == "__main__":
    serve(FURTHER)
