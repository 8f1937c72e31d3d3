"""Strict reading of the folder's TOML: values are asked for by name and type; what is wrong is noted, not raised.

Called by the loader's files, one for each subject. A value that cannot be read comes back neutral (empty text, 0), so
that reading goes on and every problem is found in one go; the loader never hands out what was read with problems.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeGuard

from programmes.model import Citation, Named
from programmes.periods import Period
from programmes.problems import Problem

FILL_IN = "?"
"""What `programme new` writes where a person has to fill something in."""

CODE = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*", re.ASCII)
NO_DAY = date.min
NO_PERIOD = Period(1, 1)


@dataclass(slots=True)
class Section:
    """One TOML table: `path` is how its keys are named to a person, `problems` is shared by the whole folder."""

    file: str
    path: str
    data: Mapping[str, object]
    problems: list[Problem]
    known: set[str] = field(default_factory=set)
    children: list[Section] = field(default_factory=list)

    def string(self, key: str, *, required: bool = True) -> str:
        """A text that is not empty; optional ones may be left out."""
        value = self._value(key, required)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.note(key, value, "text")
            return ""
        return value.strip()

    def code(self, key: str, *, required: bool = True) -> str:
        """A short stable id: lower-case letters, digits, - and _."""
        value = self.string(key, required=required)
        if value and not CODE.fullmatch(value):
            self.note(key, value, "code")
            return ""
        return value

    def choice(self, key: str, choices: Iterable[str], *, required: bool = True) -> str:
        """A text that is one of `choices`; any text when there are none, because their own file failed."""
        value, allowed = self.string(key, required=required), tuple(choices)
        if value and allowed and value not in allowed:
            self.note(key, value, "one_of", choices=", ".join(allowed))
            return ""
        return value

    def whole(self, key: str, least: int, most: int, *, otherwise: int | None = None) -> int:
        """`otherwise` stands where the key may be left out."""
        value = self._value(key, otherwise is None)
        if value is None:
            return otherwise or 0
        if not _is_whole(value) or not least <= value <= most:
            self.note(key, value, "whole_between", least=least, most=most)
            return 0
        return value

    def amount(self, key: str, *, required: bool = True) -> Fraction:
        """A number of 0 or more with decimals, such as 0.1, taken exactly as it is written."""
        value = self._value(key, required)
        if value is None:
            return Fraction(0)
        if not (_is_whole(value) or isinstance(value, Decimal)) or not Decimal(value).is_finite() or value < 0:
            self.note(key, value, "amount")
            return Fraction(0)
        return Fraction(value)

    def wholes(self, key: str, *, required: bool = True) -> tuple[int, ...]:
        value = self._value(key, required)
        if value is None:
            return ()
        if not isinstance(value, list) or not value or not all(map(_is_whole, value)):
            self.note(key, value, "whole_numbers")
            return ()
        return tuple(value)

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        value = self._value(key, required)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.note(key, value, "texts")
            return ()
        return tuple(one.strip() for one in value)

    def flag(self, key: str, *, required: bool = True) -> bool:
        value = self._value(key, required)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.note(key, value, "flag")
        return False

    def day(self, key: str) -> date:
        """A date written as TOML writes it, 2022-03-02 without quotes."""
        value = self._value(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value or NO_DAY
        self.note(key, value, "date")
        return NO_DAY

    def period(self, key: str) -> Period:
        value = self.string(key)
        try:
            return Period.parse(value) if value else NO_PERIOD
        except ValueError:
            self.note(key, value, "period")
            return NO_PERIOD

    def named(self) -> Named:
        """This table as code and names in both languages."""
        return Named(self.code("code"), self.string("zh"), self.string("en"))

    def cites(self, documents: Iterable[str]) -> Citation:
        """The citation that every value of the documents carries."""
        citation = self.table("cites")
        if citation is None:
            return Citation("", "")
        return Citation(citation.choice("document", documents), citation.string("clause"))

    def table(self, key: str, *, required: bool = True) -> Section | None:
        value = self._value(key, required)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.note(key, value, "table")
            return None
        return self._child(self.named_key(key), value)

    def mapping(self, key: str) -> Mapping[str, object]:
        """An optional table with keys of the file's own choice; empty when it is left out."""
        value = self._value(key, False)
        if value is None or isinstance(value, dict):
            return value or {}
        self.note(key, value, "table")
        return {}

    def tables(self, key: str, *, required: bool = True) -> tuple[Section, ...]:
        """A list of tables, [[key]] in the file, at least one unless optional; each is named by its code."""
        value = self._value(key, required)
        if value is None:
            return ()
        if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
            self.note(key, value, "tables")
            return ()
        return tuple(self._child(f"{self.named_key(key)}[{_label(one, at)}]", one) for at, one in enumerate(value, 1))

    def once(self, key: str, values: Iterable[str], *, inside: str) -> None:
        """Note each value of `key` that stands more than once in the tables [[inside]]."""
        seen: set[str] = set()
        for value in values:
            if value and value in seen:
                self.note(f"{inside}[{value}].{key}", value, "only_once")
            seen.add(value)

    def note(self, key: str, found: object, expected: str, **arguments: str | int) -> None:
        """Add a problem about one of this table's keys."""
        self.problems.append(Problem(self.file, self.named_key(key), _shown(found), expected, arguments))

    def close(self) -> None:
        """Called once at the end for each file: every key that nobody asked for is unknown."""
        for key in self.data:
            if key not in self.known:
                self.note(key, key, "known_key", keys=", ".join(sorted(self.known)))
        for child in self.children:
            child.close()

    def named_key(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _value(self, key: str, required: bool = True) -> object | None:
        self.known.add(key)
        value = self.data.get(key)
        if value is None and required:
            self.note(key, None, "citation" if key == "cites" else "key")
        if value == FILL_IN:
            self.note(key, value, "filled_in")
            return None
        return value

    def _child(self, path: str, data: Mapping[str, object]) -> Section:
        child = Section(self.file, path, data, self.problems)
        self.children.append(child)
        return child


def opened(folder: Path, file: str, problems: list[Problem]) -> Section | None:
    """The TOML file of that name, or None with the reason noted."""
    text = content(folder, file, problems)
    if text is None:
        return None
    try:
        return Section(file, "", tomllib.loads(text, parse_float=Decimal), problems)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(file, "", str(error), "toml"))
        return None


def content(folder: Path, file: str, problems: list[Problem]) -> str | None:
    """The text of a file of the folder, UTF-8 with or without a byte order mark, or None with the reason noted."""
    try:
        return (folder / file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(Problem(file, "", error.object[error.start : error.end].hex(" "), "utf8"))
    except OSError:
        problems.append(Problem(file, "", None, "file"))
    return None


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _label(table: Mapping[str, object], position: int) -> object:
    """How a person finds one table of a list: by its code if it has one, else by its place."""
    names = (table.get(key) for key in ("code", "key", "indicator"))
    return next((name for name in names if isinstance(name, str) and name not in {"", FILL_IN}), position)


def _shown(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)
