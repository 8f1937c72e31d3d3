"""`yuebao doctor`: whether everything a service needs is there, one line each. Changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import operator_language, print_json, print_text
from bot.refusals import ANSWER_IS_NO, RefusalError
from bot.settings import Settings
from locales.catalog import catalog
from locales.text import Text, text
from store.refusals import StoreError

_FONTS = Path(__file__).parents[2] / "playground" / "fonts"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing."""

    what: str
    ok: bool
    said: Text


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """Check settings, programme, clock, database, fonts and the Bot API."""
    findings = _examine()
    if as_json:
        words = catalog(operator_language())
        print_json([{"what": one.what, "ok": one.ok, "text": words.plain(one.said)} for one in findings])
    else:
        for one in findings:
            sign = text("cli.doctor.good") if one.ok else text("cli.doctor.bad")
            print_text(text("cli.doctor.line", sign=sign, what=text(f"cli.doctor.what.{one.what}"), said=one.said))
    raise typer.Exit(0 if all(one.ok for one in findings) else ANSWER_IS_NO)


def _examine() -> list[Finding]:
    """Each thing alone, so that one fault does not hide the next; without settings there is nothing else to look at."""
    try:
        settings = Settings.load()
    except RefusalError as refusal:
        return [Finding("settings", False, refusal.said)]
    checks: dict[str, Callable[[Settings], Text]] = {
        "programme": _programme,
        "clock": _clock,
        "database": _database,
        "fonts": _fonts,
        "api": _api,
        "groups": _groups,
        "inline": _inline,
        "outbox": _outbox,
        "channels": _channels,
    }
    mode = text("cli.doctor.serves" if settings.bot_token else "cli.doctor.plays")
    return [Finding("settings", True, mode), *(_checked(what, check, settings) for what, check in checks.items())]


def _checked(what: str, check: Callable[[Settings], Text], settings: Settings) -> Finding:
    try:
        return Finding(what, True, check(settings))
    except (RefusalError, StoreError) as refusal:
        return Finding(what, False, refusal.said)


def _programme(settings: Settings) -> Text:
    from bot.wiring import open_programme

    programme = open_programme(settings)
    return text("cli.doctor.programme", id=programme.id, units=len(programme.units))


def _clock(settings: Settings) -> Text:
    from bot.wiring import open_clock, open_programme

    programme = open_programme(settings)
    now = open_clock(settings, programme).now()
    key = "cli.doctor.clock_over" if programme.calendar.over(now) else "cli.doctor.clock"
    return text(key, now=now, year=str(programme.year))


def _database(settings: Settings) -> Text:
    """Whether it can be opened and is of this version. One that is not there yet is made at the first start."""
    from store.database import Database

    url = settings.database_url.get_secret_value()
    file = Path(url.removeprefix("sqlite:///"))
    if not settings.uses_postgresql and not file.exists():
        return text("cli.doctor.database_new")
    database = Database.open(url)
    try:
        database.require_current()
    finally:
        database.close()
    return text("cli.doctor.database")


def _fonts(_: Settings) -> Text:
    """The fonts that come along; the playground's page shows Chinese with them."""
    found = sum(1 for _ in _FONTS.glob("*.woff2"))
    if not found:
        raise RefusalError(text("cli.doctor.fonts_missing"))
    return text("cli.doctor.fonts", count=found)


def _api(settings: Settings) -> Text:
    """getMe, once."""
    from bot.cli.desk import ask_username

    if settings.bot_token is None:
        return text("cli.doctor.api_none")
    username = asyncio.run(ask_username(settings))
    if username is None:
        raise RefusalError(text("cli.doctor.api_silent", url=settings.bot_api_url))
    return text("cli.doctor.api", username=username)


def _inline(settings: Settings) -> Text:
    """Whether inline mode is on, which only its owner can do. Off is no fault: everything else works."""
    from bot.cli.desk import ask_me

    if settings.bot_token is None:
        return text("cli.doctor.api_none")
    on = bool(asyncio.run(ask_me(settings)).get("supports_inline_queries"))
    return text("cli.doctor.inline" if on else "cli.doctor.inline_off")


def _groups(settings: Settings) -> Text:
    """How many work groups are bound, and whether mentions reach the bot there. Nothing yet is no fault."""
    from bot.cli.desk import ask_me
    from store.database import Database
    from store.groups import GroupState

    file = Path(settings.database_url.get_secret_value().removeprefix("sqlite:///"))
    if not settings.uses_postgresql and not file.exists():
        return text("cli.doctor.groups_none")
    database = Database.open(settings.database_url.get_secret_value(), programme=_programme_id(settings))
    try:
        database.require_current()
        with database.read() as tx:
            groups = tx.groups.every()
    finally:
        database.close()
    if not groups:
        return text("cli.doctor.groups_none")
    reads = bool(asyncio.run(ask_me(settings)).get("can_read_all_group_messages"))
    active = sum(1 for one in groups if one.state is GroupState.ACTIVE)
    return text("cli.doctor.groups" if reads else "cli.doctor.groups_private", count=len(groups), active=active)


def _programme_id(settings: Settings) -> str:
    from bot.wiring import open_programme

    return open_programme(settings).id


def _outbox(settings: Settings) -> Text:
    """What waits, and what a person has to look at: nobody knows of some calls whether they arrived."""
    from store.database import Database
    from store.outbox import State

    url = settings.database_url.get_secret_value()
    if not settings.uses_postgresql and not Path(url.removeprefix("sqlite:///")).exists():
        return text("cli.doctor.database_new")
    database = Database.open(url)
    try:
        with database.read() as tx:
            counts = tx.outbox.counts()
    finally:
        database.close()
    waiting = counts.get(State.QUEUED, 0) + counts.get(State.SENDING, 0)
    failed, unknown = counts.get(State.FAILED, 0), counts.get(State.UNKNOWN, 0)
    return text("cli.doctor.outbox", waiting=waiting, failed=failed, unknown=unknown)


def _channels(settings: Settings) -> Text:
    """Whether each address of CHANNELS is understood; nothing is sent there."""
    from bot.channels import channels_of

    return text("cli.doctor.channels", count=len(channels_of(settings, b"")))
