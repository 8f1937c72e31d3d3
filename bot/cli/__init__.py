"""The `yuebao` command: mounts the commands, one file each; a refusal becomes a sentence and an exit code."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import typer

from bot.cli.asking import ask
from bot.cli.database import database
from bot.cli.doctor import doctor
from bot.cli.documenting import document
from bot.cli.imports import import_figures
from bot.cli.inviting import invite
from bot.cli.output import complain
from bot.cli.programmes import programme
from bot.cli.progress import progress
from bot.cli.rehearsing import rehearse
from bot.cli.scoring import score
from bot.cli.serving import run
from bot.logs import set_up_logging
from bot.refusals import ANSWER_IS_NO, WRONG_USAGE, RefusalError
from locales.text import text
from store.refusals import AddressError, StoreError

_WITH_SECRETS = re.compile(r"(\b[a-z+0-9]+://)[^\s/]\S*")

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
app.command()(score)
app.command()(rehearse)
app.command()(ask)
app.command()(doctor)
app.add_typer(programme)
app.add_typer(document)
app.add_typer(database)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 the answer is no, 2 wrong usage."""
    sys.exit(run_command(sys.argv[1:] if arguments is None else arguments))


def run_command(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    set_up_logging(level=logging.WARNING)
    try:
        return int(commands()(list(arguments), standalone_mode=False) or 0)
    except RefusalError as refusal:
        complain(refusal.said)
        return refusal.code
    except StoreError as error:
        complain(error.said)
        return WRONG_USAGE if isinstance(error, AddressError) else ANSWER_IS_NO
    except typer.Exit as stopped:
        return stopped.exit_code
    except typer.Abort:
        return WRONG_USAGE
    except typer.TyperException as wrong:
        _explain(wrong.format_message())
        return WRONG_USAGE
    except Exception as error:
        logging.getLogger(__name__).critical("stopped by an error", exc_info=error)
        complain(text("cli.unexpected", kind=type(error).__name__))
        return ANSWER_IS_NO


@cache
def commands() -> Callable[..., Any]:
    """Every command with its options, gathered at the first call."""
    return typer.main.get_command(app)


def _explain(problem: str) -> None:
    """One sentence; a command that was given nothing is answered by its help, which has many lines.

    It may quote what was given in the wrong place, such as a second address with its password.
    """
    problem = _WITH_SECRETS.sub(r"\1***", problem).replace("Value error, ", "")
    if problem.startswith("Usage:"):
        sys.stderr.write(problem + "\n")
    else:
        complain(text("cli.usage", problem=" ".join(problem.split()).rstrip(".")))
