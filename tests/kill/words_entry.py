"""The real service with a trap where a report in words is filed or a report reviewed: `entry.py` with more points."""

from __future__ import annotations

from handlers.reviewing import deciding
from store.drafts import Drafts
from store.reports import Reports
from store.text_reports import TextReports
from tests.kill.entry import Points, serve

FURTHER: Points = {
    "text.filing": (TextReports, "file", "before"),
    "text.filed": (TextReports, "file", "after"),
    "text.discarded": (Drafts, "delete", "after"),
    "review.begins": (Reports, "review", "before"),
    "review.added": (Reports, "review", "after"),
    "review.told": (deciding, "_tell", "after"),
}

if __name__ == "__main__":
    serve(FURTHER)
