"""The first words with Telegram at the start: who we are, and whether updates are fetched or posted."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from bot.refusals import refuse
from bot.settings import Settings
from bot.transport.answers import Done, Refused
from bot.transport.api import TelegramApi
from bot.transport.backoff import backoff
from handlers.entrance import ALLOWED_UPDATES
from handlers.menus import FOR_ALL
from locales.catalog import catalog
from locales.text import text

WEBHOOK_PATH = "/telegram"
_CODES = {"zh_CN": "zh", "en": ""}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account. `reads_groups`: privacy mode is off."""

    id: int
    username: str
    reads_groups: bool = False


async def first_contact(api: TelegramApi) -> Me:
    """getMe, tried until Telegram answers; that it does not is said once. A refused token is the end."""
    attempts = 0
    while True:
        match await api.call("getMe"):
            case Done({"id": int(number), "username": str(username)} as me):
                return Me(number, username, bool(me.get("can_read_all_group_messages")))
            case Refused(401 | 403 | 404):
                raise refuse("service.token_refused")
            case answer:
                attempts += 1
                if attempts == 1:
                    log.warning("telegram is out of reach; trying on", extra={"outcome": type(answer).__name__})
        await asyncio.sleep(backoff(attempts, first=0.5, ceiling=30))


async def take_polling(api: TelegramApi) -> None:
    """A webhook that is still set would refuse every poll: take it away, and nothing that waits behind it."""
    match await api.call("getWebhookInfo"):
        case Done({"url": ""}) | Done({"url": None}):
            return
        case Done({"url": _}):
            await api.call("deleteWebhook", {"drop_pending_updates": False})


async def set_webhook(api: TelegramApi, settings: Settings) -> None:
    """Tell Telegram where to post, tried until it is taken."""
    secret = settings.webhook_secret
    request: dict[str, object] = {
        "url": f"{settings.public_url}{WEBHOOK_PATH}",
        "secret_token": secret.get_secret_value() if secret else "",
        "allowed_updates": list(ALLOWED_UPDATES),
        "drop_pending_updates": False,
    }
    attempts = 0
    while True:
        answer = await api.call("setWebhook", request)
        if isinstance(answer, Done):
            return
        attempts += 1
        if isinstance(answer, Refused) and answer.code == 400:
            raise refuse("service.webhook_refused", why=answer.description)
        await asyncio.sleep(backoff(attempts, ceiling=30))


async def announce_commands(api: TelegramApi) -> None:
    """The command menu, in both languages. A server that does not know the method is no reason not to serve."""
    for language, code in _CODES.items():
        commands = [
            {"command": name, "description": catalog(language).plain(text(f"service.command.{name}"))}
            for name in FOR_ALL
        ]
        request: dict[str, object] = {"commands": commands, "scope": {"type": "all_private_chats"}}
        answer = await api.call("setMyCommands", {**request, "language_code": code} if code else request)
        if not isinstance(answer, Done):
            log.info("the command menu was not taken", extra={"outcome": type(answer).__name__})
            return
