"""`yuebao run`: the service; without BOT_TOKEN this process becomes the playground."""

from __future__ import annotations

import os
import sys

from bot.settings import Settings


def run() -> None:
    """Serve Telegram, or open the playground when there is no BOT_TOKEN."""
    settings = Settings.load()
    if settings.bot_token is None:
        _become_playground()
        return
    import asyncio

    from bot.logs import set_up_logging
    from bot.service import run_service

    set_up_logging(settings.secrets)
    asyncio.run(run_service(settings, settings.bot_token))


def _become_playground() -> None:
    """The playground is a world of its own: it is started, never imported, and starts this command again as its bot."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "playground"])  # noqa: S606 - our own interpreter, no shell
