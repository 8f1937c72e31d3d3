"""Tables of words and numbers for a terminal, where a Chinese character is two columns wide. Called by the commands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

_GAP = "  "


def aligned(rows: Sequence[Sequence[str]], left: int) -> str:
    """The rows as lines, the first `left` columns to the left and the others, numbers, to the right."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths, left) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int], left: int) -> str:
    padded = []
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - cell_len(cell))
        padded.append(cell + space if place < left else space + cell)
    return _GAP.join(padded).rstrip()
