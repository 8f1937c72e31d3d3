"""The real service with a trap on a workbook's way: `entry.py` and the points from its download to its entries."""

from __future__ import annotations

from bot.transport.files import Files
from store.entering import EnteredFacts
from store.workbooks import Workbooks
from tests.kill.entry import Points, serve

FURTHER: Points = {
    "file.asked": (Files, "fetch", "before"),
    "file.fetched": (Files, "fetch", "after"),
    "file.kept": (Workbooks, "add", "after"),
    "file.entered": (EnteredFacts, "propose", "after"),
    "file.proposed": (Workbooks, "proposed", "after"),
    "file.confirmed": (EnteredFacts, "confirm", "after"),
}

if __name__ == "__main__":
    serve(FURTHER)
