"""The real service with a trap where a report in words is filed or a report reviewed: `entry.py` with more points."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Any

from bot.cli import main
from handlers.reviewing import deciding
from store.drafts import Drafts
from store.reports import Reports
from store.text_reports import TextReports

ENTRY: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("entry.py")))
POINTS: dict[str, tuple[Any, str, str]] = {
    "text.filing": (TextReports, "file", "before"),
    "text.filed": (TextReports, "file", "after"),
    "text.discarded": (Drafts, "delete", "after"),
    "review.begins": (Reports, "review", "before"),
    "review.added": (Reports, "review", "after"),
    "review.told": (deciding, "_tell", "after"),
}

if __name__ == "__main__":
    ENTRY["POINTS"].update(POINTS)
    if wanted := os.environ.get("YUEBAO_KILL_AT"):
        named, _, count = wanted.partition(":")
        ENTRY["trap"](named, int(count or 1))
    main(sys.argv[1:])
