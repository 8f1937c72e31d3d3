"""CSV as Excel, WPS and programs write it: UTF-8 with or without a mark, GB18030, UTF-16; comma, semicolon or tab.

Called by `documents.tables` only.
"""

from __future__ import annotations

import codecs
import csv
import io

from documents.tables import MAX_COLUMNS, MAX_ROWS, Line, Table, TableError, trimmed

_DELIMITERS = (",", ";", "\t")


def read_delimited(content: bytes, file: str, rows: int = MAX_ROWS) -> Table:
    """The text file's rows. A quoted cell may hold line breaks; a row counts from the line it begins on."""
    decoded = _decoded(content, file)
    reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=_delimiter(decoded), strict=True)
    lines: list[Line] = []
    begins = 1
    try:
        for cells in reader:
            if len(lines) >= rows or len(cells) > MAX_COLUMNS:
                raise TableError("errors.table.too_long", file=file, rows=rows, columns=MAX_COLUMNS)
            line = trimmed(begins, cells)
            lines += [line] if line else []
            begins = reader.line_num + 1
    except csv.Error as error:
        raise TableError("errors.table.quotes", file=file, line=begins) from error
    return Table("", tuple(lines))


def _decoded(content: bytes, file: str) -> str:
    """GB18030 comes last, because it takes almost any bytes for text."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in decoded:
            return decoded
    raise TableError("errors.table.not_a_table", file=file)


def _delimiter(decoded: str) -> str:
    """The one that parts the first line into most cells; quoted text does not count."""
    first = next((line for line in decoded.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)
