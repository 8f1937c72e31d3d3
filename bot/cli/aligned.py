"""Tables of words and numbers for a terminal, where a Chinese character is two columns wide. Called by the commands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

_GAP = "  "


def aligned(rows: Sequence[Sequence[str]], left: int, *, notes: bool = False) -> str:
    """The rows as lines, the first `left` columns to the left and the others, numbers, to the right.

    `notes`: the last column holds words of any length, so it begins at one place.
    """
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths, left, notes) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int], left: int, notes: bool) -> str:
    padded, last = [], len(row) - 1
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - cell_len(cell))
        padded.append(cell + space if place < left or (notes and place == last) else space + cell)
    return _GAP.join(padded).rstrip()
