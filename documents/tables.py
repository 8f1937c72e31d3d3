"""Tables that people send, whatever they were saved as: rows of cells as text, each with its line in the file.

Called by `yuebao import` and by every document taken in by chat. What cannot be read as a table is a TableError.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from locales.text import Argument, Text, text

# A year of figures of the largest programme is below 2 MB; what is far above is no monthly report.
MAX_BYTES = 20_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read at all: the rows of a table, and what a workbook unpacks into."""

    rows: int = MAX_ROWS
    unpacked: int = 60_000_000


USUAL = Limits()


class TableError(Exception):
    """A file that is no table, or one that must not be opened. `said` tells a person what to do."""

    def __init__(self, key: str, /, **arguments: Argument) -> None:
        super().__init__(key)
        self.said: Text = text(key, **arguments)


@dataclass(frozen=True, slots=True)
class Line:
    """One row that is not blank: its number in the file (a worksheet's row, a text file's line) and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A worksheet, or the whole of a text file, then without a name."""

    name: str
    lines: tuple[Line, ...]


def read_tables(path: Path) -> tuple[Table, ...]:
    """Every table of the file, told apart by its content and not by its name."""
    return tables_in(_bytes(path), path.name)


def tables_in(content: bytes, file: str, limits: Limits = USUAL) -> tuple[Table, ...]:
    """The same of a file's bytes; `file` is only said in errors."""
    if len(content) > MAX_BYTES:
        raise TableError("errors.table.too_large", file=file, limit=MAX_BYTES // 1_000_000)
    if content.startswith(b"PK\x03\x04"):
        from documents.workbooks import read_workbook

        return read_workbook(content, file, limits)
    if content.startswith(b"%PDF"):
        # It may hold nothing but text, and would be read as a table without its columns.
        raise TableError("errors.table.not_a_table", file=file)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError("errors.table.old_workbook", file=file)
    from documents.delimited import read_delimited

    return (read_delimited(content, file, limits.rows),)


def trimmed(number: int, cells: list[str]) -> Line | None:
    """The line without the blanks around its cells and after its last one; None when nothing is left."""
    kept = [cell.strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return Line(number, tuple(kept)) if kept else None


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise TableError("errors.table.too_large", file=path.name, limit=MAX_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise TableError("errors.table.unreadable", file=str(path), reason=error.strerror or "?") from error
