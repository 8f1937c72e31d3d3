"""CSV for Excel: UTF-8 with a mark, and no text that a spreadsheet would run as a formula. Called by the exports."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

# A spreadsheet takes a cell that begins so for a formula or a command (CWE-1236).
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def write_csv(path: Path, rows: Iterable[Sequence[str | int | float | date | None]]) -> None:
    """The rows; a dangerous text gets an apostrophe before it, real numbers (−5 too) stay as they are."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_harmless(value) for value in row] for row in rows)


def _harmless(value: str | int | float | date | None) -> str | int | float | date | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUNS) else value
