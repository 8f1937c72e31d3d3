"""A file that a command was told to write: where it cannot be, that is said in one sentence and no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.refusals import refuse


@contextmanager
def writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refuse("cli.document.not_written", file=str(out), reason=error.strerror or "?") from error
