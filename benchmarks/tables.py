"""What a benchmark found, as a table: printed, and written to `benchmarks/results.md` when that is asked for."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")


@dataclass(frozen=True, slots=True)
class Table:
    """`said`: one paragraph on what was done, and with what noise."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    said: str

    def markdown(self) -> str:
        rule = "|---|" + "---:|" * (len(self.columns) - 1)
        lines = [f"## {self.title}", "", _line(self.columns), rule, *map(_line, self.rows), "", self.said, ""]
        return "\n".join(lines)


def write(tables: Sequence[Table]) -> None:
    """Replace the results file by these tables."""
    head = (
        "# Results of `make bench ARGS=--write`\n\n"
        f"Python {platform.python_version()}, {os.cpu_count()} cores. Medians, the least and the most in brackets; "
        "what stands beside each other ran in turns in one run. How to read them: `docs/benchmarks.md`.\n"
    )
    RESULTS.write_text("\n".join([head, *(table.markdown() for table in tables)]), "utf-8")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
