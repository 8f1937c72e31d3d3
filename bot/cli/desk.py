"""What the commands that write need: programme, clock, database and, where it can be asked, the bot's own name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.clock import Clock
from bot.settings import Settings
from bot.wiring import open_clock, open_database, open_programme
from programmes.model import Programme
from store.database import Database


@dataclass(frozen=True, slots=True)
class CliDesk:
    settings: Settings
    programme: Programme
    clock: Clock
    database: Database

    def username(self) -> str | None:
        """The bot's name by getMe; None without a token or when Telegram cannot be reached now."""
        return asyncio.run(ask_username(self.settings))


@contextmanager
def cli_desk(settings: Settings) -> Iterator[CliDesk]:
    """Opened for one command."""
    programme = open_programme(settings)
    database = open_database(settings, programme)
    try:
        yield CliDesk(settings, programme, open_clock(settings, programme), database)
    finally:
        database.close()


async def ask_username(settings: Settings) -> str | None:
    me = await ask_me(settings)
    return str(me["username"]) if "username" in me else None


async def ask_me(settings: Settings) -> dict[str, object]:
    """What getMe says, asked once; empty without a token or an answer."""
    if settings.bot_token is None:
        return {}
    from bot.transport.answers import Done
    from bot.transport.api import TelegramApi

    api = TelegramApi.from_settings(settings, settings.bot_token)
    await api.open()
    try:
        answer = await api.call("getMe")
    finally:
        await api.close()
    return answer.result if isinstance(answer, Done) and isinstance(answer.result, dict) else {}
