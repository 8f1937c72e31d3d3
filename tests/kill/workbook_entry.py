"""The real service with a trap on a workbook's way: `entry.py` and the points from its download to its entries."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Any

from bot.cli import main
from bot.transport.files import Files
from store.entering import EnteredFacts
from store.workbooks import Workbooks

ENTRY: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("entry.py")))
POINTS: dict[str, tuple[Any, str, str]] = {
    "file.asked": (Files, "fetch", "before"),
    "file.fetched": (Files, "fetch", "after"),
    "file.kept": (Workbooks, "add", "after"),
    "file.entered": (EnteredFacts, "propose", "after"),
    "file.proposed": (Workbooks, "proposed", "after"),
    "file.confirmed": (EnteredFacts, "confirm", "after"),
}

if __name__ == "__main__":
    ENTRY["POINTS"].update(POINTS)
    if wanted := os.environ.get("YUEBAO_KILL_AT"):
        named, _, count = wanted.partition(":")
        ENTRY["trap"](named, int(count or 1))
    main(sys.argv[1:])
