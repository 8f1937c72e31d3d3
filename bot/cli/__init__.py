"""The `yuebao` command: mounts the commands, one file each; a refusal becomes a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from bot.cli.database import database
from bot.cli.imports import import_figures
from bot.cli.inviting import invite
from bot.cli.output import complain
from bot.cli.programmes import programme
from bot.cli.progress import progress
from bot.cli.serving import run
from bot.refusals import WRONG_USAGE, RefusalError
from locales.text import text

app = typer.Typer(
    name="yuebao",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def yuebao() -> None:
    """Monthly reports, quick answers and reminders by chat."""


app.command()(run)
app.command()(invite)
app.command("import")(import_figures)
app.command()(progress)
app.add_typer(programme)
app.add_typer(database)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 the answer is no, 2 wrong usage."""
    sys.exit(run_command(sys.argv[1:] if arguments is None else arguments))


def run_command(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    try:
        return int(app(list(arguments), standalone_mode=False) or 0)
    except RefusalError as refusal:
        complain(refusal.said)
        return refusal.code
    except typer.Exit as stopped:
        return stopped.exit_code
    except typer.Abort:
        return WRONG_USAGE
    except typer.TyperException as wrong:
        complain(text("cli.usage", problem=wrong.format_message()))
        return WRONG_USAGE
