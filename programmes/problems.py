"""What is wrong with a programme folder: file, key, found, expected.

Raised by the loader, put into words by the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `found` is None where nothing stands; `line` is the row of a table, the heading being row 1.

    `expected` is the last part of a catalog key (`programme.expected.whole_number`), with its `arguments`.
    """

    file: str
    key: str
    found: str | None
    expected: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    line: int | None = None

    def __str__(self) -> str:
        """For logs and tracebacks; people read the catalog's words."""
        row = f"row {self.line}, " if self.line else ""
        details = ", ".join(f"{name} {value}" for name, value in self.arguments.items())
        wanted = self.expected.replace("_", " ") + (f" ({details})" if details else "")
        found = "nothing" if self.found is None else repr(self.found)
        return f"{self.file}: {row}{self.key or 'the file'}: found {found}, expected {wanted}"


class ProgrammeError(Exception):
    """The folder cannot be used as it stands; `problems` has all that was found, in the order of the files."""

    def __init__(self, folder: str, problems: Iterable[Problem]) -> None:
        self.folder = folder
        self.problems = tuple(problems)
        super().__init__(f"programme {folder}: " + "; ".join(map(str, self.problems)))
