"""The real service with a trap in a tick: `entry.py` and the points between planning, fire row and outbox rows."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Any

from bot.cli import main
from bot.schedule import Schedule
from handlers.pushes import ticking
from store.posts import Posts
from store.pushes import Pushes
from store.rosters import Rosters
from store.schedules import Schedules

ENTRY: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("entry.py")))
POINTS: dict[str, tuple[Any, str, str]] = {
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
    ENTRY["POINTS"].update(POINTS)
    if wanted := os.environ.get("YUEBAO_KILL_AT"):
        named, _, count = wanted.partition(":")
        ENTRY["trap"](named, int(count or 1))
    main(sys.argv[1:])
