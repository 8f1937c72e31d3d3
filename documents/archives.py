"""A look into a zip file before anything unpacks it: 200 kB can hold 200 MB. Called before every opening."""

from __future__ import annotations

import io
import zipfile

from documents.tables import TableError

MAX_ENTRIES = 2_000
# Real worksheets shrink 5 to 30 times; small parts may shrink more without harm.
MAX_RATIO = 150
_SMALL = 4_000_000


def check_archive(content: bytes, file: str, most: int) -> None:
    """TableError where the archive is broken, or would unpack into more than `most` bytes or far more than it shows.

    The sizes are the archive's own claim; the unpacking below stops at them, so that a false one gains nothing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise TableError("errors.table.broken_workbook", file=file) from error
    total = sum(entry.file_size for entry in entries)
    swollen = total > _SMALL and total > MAX_RATIO * len(content)
    if len(entries) > MAX_ENTRIES or total > most or swollen or any(e.flag_bits & 1 for e in entries):
        raise TableError("errors.table.suspicious_workbook", file=file)
