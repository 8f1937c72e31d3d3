"""`yuebao db copy URL`: the whole database into another, empty one. Mounted by `bot.cli.database`."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import operator_language, print_json, print_text
from bot.folders import make_folder_of
from bot.refusals import WRONG_USAGE, refuse
from bot.settings import Settings
from locales.catalog import catalog
from locales.text import Text, text
from store.refusals import AddressError

if TYPE_CHECKING:
    from store.database import Database


def copy(
    url: Annotated[str, typer.Argument(metavar="URL", help="An empty database: sqlite:///path or postgresql://…")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Copy the whole database into the empty one at URL. Stop the service first."""
    settings = Settings.load()
    with closing(_target(url)) as target:
        copied = _copied(settings, url, target)
    rows, then = sum(copied.values()), _then(settings, url)
    if as_json:
        print_json({"rows": rows, "tables": copied, "then": catalog(operator_language()).plain(then)})
    else:
        print_text(text("store.copied", rows=rows, tables=len(copied), database=target.name))
        print_text(then)


def _target(url: str) -> Database:
    """Nothing is connected yet; an address that cannot be one is wrong usage and never shown."""
    from store.database import Database

    try:
        return Database.open(url)
    except AddressError as error:
        raise refuse("store.copy_address", WRONG_USAGE) from error


def _copied(settings: Settings, url: str, target: Database) -> dict[str, int]:
    from bot.clock import Clock
    from bot.transport.leases import died_here
    from store.database import Database

    with closing(Database.open(settings.database_url.get_secret_value())) as source:
        source.require_current()
        make_folder_of(url)
        return source.copy_to(target, Clock().real(), died_here)


def _then(settings: Settings, url: str) -> Text:
    """What is left to do, so that old buttons go on working. The key itself is never shown."""
    file = settings.data_dir / "secret"
    if settings.secret_key:
        return text("store.copy_then_same_key")
    if url.startswith("sqlite"):
        return text("store.copy_then_same_file", file=str(file))
    return text("store.copy_then_key", file=str(file)) if file.exists() else text("store.copy_then_new_key")
