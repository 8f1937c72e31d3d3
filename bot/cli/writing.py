"""A file that a command was told to write: that it was written, or in one sentence and no trace why it was not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import print_json, print_text
from bot.refusals import refuse
from locales.text import text

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@contextmanager
def writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refuse("cli.document.not_written", file=str(out), reason=error.strerror or "?") from error


def told(out: Path, as_json: bool) -> None:
    """The last word of a command whose answer is a file."""
    if as_json:
        print_json({"file": str(out)})
    else:
        print_text(text("cli.document.written", file=str(out)))
