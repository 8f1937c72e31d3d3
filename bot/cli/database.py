"""`yuebao db upgrade | verify [--heads FILE] | mark LABEL | backup FILE | restore FILE | copy URL`.

Mounted by `bot.cli`; `copy` has a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.copying import copy
from bot.cli.output import print_json, print_text
from bot.folders import make_folder_of
from bot.refusals import ANSWER_IS_NO, WRONG_USAGE, refuse
from bot.secret_key import made_key, put_back
from bot.settings import Settings
from locales.text import Text, text

if TYPE_CHECKING:
    from store.database import Database
    from store.records import Break

database = typer.Typer(name="db", no_args_is_help=True, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@database.callback()
def about() -> None:
    """The database: its schema, its audit trail, whose it is, copies of it."""


@database.command()
def upgrade(as_json: Json = False) -> None:
    """Bring the schema to this version."""
    settings = Settings.load()
    make_folder_of(settings.database_url.get_secret_value())
    with _opened(settings) as opened:
        done = opened.upgrade()
    _tell(text("store.upgraded" if done else "store.is_current"), {"upgraded": done}, as_json)


@database.command()
def verify(
    heads: Annotated[Path | None, typer.Option(help="A kept audit-heads.jsonl: shows a cut tail too.")] = None,
    as_json: Json = False,
) -> None:
    """Recompute the audit chains and compare the filed figures with them."""
    if heads and not heads.is_file():
        raise refuse("store.heads_missing", WRONG_USAGE, file=str(heads))
    with _opened(Settings.load()) as opened:
        opened.require_current()
        breaks = opened.verify(heads)
    if as_json:
        print_json({"sound": not breaks, "breaks": [asdict(one) for one in breaks]})
    else:
        _print_breaks(breaks)
    raise typer.Exit(ANSWER_IS_NO if breaks else 0)


@database.command()
def mark(label: Annotated[str, typer.Argument(help="Such as: playground.")], as_json: Json = False) -> None:
    """Mark the database as the one of the bot that BOT_TOKEN names; another bot's service is then refused."""
    from store.marks import token_hash

    settings = Settings.load()
    if settings.bot_token is None:
        raise refuse("store.mark_needs_token", WRONG_USAGE)
    hashed = token_hash(settings.bot_token.get_secret_value())
    make_folder_of(settings.database_url.get_secret_value())
    with _opened(settings) as opened:
        opened.upgrade()
        with opened.write() as tx:
            tx.marks.mark(label, hashed)
    _tell(text("store.marked", label=label), {"marked": label}, as_json)


@database.command()
def backup(
    file: Annotated[Path, typer.Argument(help="A file that does not exist yet.")], as_json: Json = False
) -> None:
    """Copy the database to FILE while the service runs, with the key that the service made for itself."""
    settings = Settings.load()
    with _opened(settings) as opened:
        opened.backup(file, made_key(settings))
    _tell(text("store.backed_up", file=str(file)), {"backup": str(file)}, as_json)


@database.command()
def restore(file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")], as_json: Json = False) -> None:
    """Replace the database by the copy in FILE. Stop the service first."""
    from bot.clock import Clock
    from bot.transport.leases import died_here

    settings = Settings.load()
    make_folder_of(settings.database_url.get_secret_value())
    with _opened(settings) as opened:
        key = opened.restore(file, Clock().real(), died_here)
    if key and not settings.secret_key:
        put_back(settings, key)
    _tell(text("store.restored", file=str(file)), {"restored": str(file)}, as_json)


database.command()(copy)


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    """The database as it is, not upgraded."""
    from store.database import Database

    with closing(Database.open(settings.database_url.get_secret_value())) as opened:
        yield opened


def _tell(said: Text, document: dict[str, object], as_json: bool) -> None:
    if as_json:
        print_json(document)
    else:
        print_text(said)


def _print_breaks(breaks: tuple[Break, ...]) -> None:
    for one in breaks:
        print_text(text(f"store.break.{one.fault}", unit=one.unit or "-", row=one.number))
    if not breaks:
        print_text(text("store.sound"))
