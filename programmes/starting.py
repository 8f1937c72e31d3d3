"""Begins the folder of a next year or another city: a copy of a sound one, with `?` wherever a person must fill in.

Called by `yuebao programme new`. The copy keeps comments, readings and the order of the lines; the check then insists
on every `?`, so that nothing of the old documents can pass as the new ones.
"""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

from programmes.loading import CALENDAR, IDENTITY, TOTALS, check, folder_of, load
from programmes.problems import Problem, ProgrammeError
from programmes.sections import CODE, FILL_IN
from programmes.units import FILE as UNITS

# (table, key) of what is never the same again; "" is the top of the file.
BLANKS = {
    IDENTITY: [
        *(("", key) for key in ("title", "title_en", "jurisdiction", "year")),
        *(("documents", key) for key in ("title", "number", "issued")),
        ("category_reading", "text"),
        *(("next_year", key) for key in ("code", "zh", "en")),
    ],
    CALENDAR: [("first_period", "value"), ("last_period", "value")],
}
_HEADING = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(#.*)?")
_VALUE = r"\s*=\s*)(\"(?:[^\"\\]|\\.)*\"|[^\"#\s]+)(\s*(?:#.*)?)"


def start(path: Path, source: str | Path, *, empty_targets: bool) -> tuple[Problem, ...]:
    """Make the folder `path` from the programme `source`; what is left to fill in, as the check names it."""
    load(source)
    _refuse_place(path, folder_of(source).name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".new-") as draft:
        copy = Path(draft) / path.name
        shutil.copytree(folder_of(source), copy)
        _set(copy, IDENTITY, "", "id", path.name)
        for file, blanks in BLANKS.items():
            for table, key in blanks:
                _set(copy, file, table, key, FILL_IN)
        if empty_targets:
            _set(copy, TOTALS, "totals", "sum", FILL_IN)
        _rewrite_units(copy / UNITS, empty_targets)
        copy.rename(path)
    return check(path)


def _refuse_place(path: Path, source: str) -> None:
    """The folder's name becomes the id, so it must be able to be one, and a new one."""
    if path.exists():
        raise ProgrammeError(str(path), [Problem(str(path), "", path.name, "new_folder")])
    if not CODE.fullmatch(path.name) or path.name == source:
        raise ProgrammeError(str(path), [Problem(str(path), "id", path.name, "new_id", {"source": source})])


def _set(folder: Path, file: str, table: str, key: str, value: str) -> None:
    """Put `value` for `key` in each [table] or [[table]], leaving comments and all else as they stand."""
    target, found = re.compile(rf"(\s*{key}{_VALUE}"), ""
    lines = (folder / file).read_text(encoding="utf-8-sig").splitlines()
    for at, line in enumerate(lines):
        if heading := _HEADING.fullmatch(line):
            found = heading[1]
        elif found == table and (held := target.fullmatch(line)):
            lines[at] = f'{held[1]}"{value}"{held[3]}'
    text = "\n".join(lines) + "\n"
    _refuse_unset(file, table, key, value, text)
    (folder / file).write_text(text, encoding="utf-8")


def _refuse_unset(file: str, table: str, key: str, value: str, text: str) -> None:
    """A hand-written source may spread a value over lines, which this simple editing cannot follow."""
    parsed: Any = tomllib.loads(text)
    held = parsed[table] if table else parsed
    tables: list[dict[str, Any]] = held if isinstance(held, list) else [held]
    for one in tables:
        if one[key] != value:
            raise ProgrammeError(file, [Problem(file, f"{table}.{key}" if table else key, str(one[key]), "one_line")])


def _rewrite_units(file: Path, empty_targets: bool) -> None:
    """With a byte order mark, so that a spreadsheet program opens the Chinese rightly; targets emptied if asked."""
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    kept = {"code", "name", "short_names", "class", "category", "parent", "assessed"}
    blank = {at for at, column in enumerate(rows[0]) if empty_targets and column.strip() not in kept}
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([FILL_IN if at in blank else cell for at, cell in enumerate(row)] for row in rows[1:])
    file.write_text(written.getvalue(), encoding="utf-8-sig")
