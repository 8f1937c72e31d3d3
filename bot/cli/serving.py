"""`yuebao run`: the service; without BOT_TOKEN this process becomes the playground."""

from __future__ import annotations

import os
import sys

from bot.settings import Settings

# From the signal to the end, and from the end of the service to that of its threads.
_ORDERLY_SECONDS = 14.0
_THREADS_SECONDS = 3.0


def run() -> None:
    """Serve Telegram, or open the playground when there is no BOT_TOKEN."""
    settings = Settings.load()
    if settings.bot_token is None:
        _become_playground(settings)
        return
    import asyncio

    from bot.last_resort import LastResort
    from bot.logs import set_up_logging
    from bot.service import run_service
    from bot.wiring import open_catalogs

    set_up_logging(settings.secrets)
    open_catalogs()
    last, token, code = LastResort(), settings.bot_token, 1

    async def serve() -> None:
        nonlocal code
        try:
            await run_service(settings, token, lambda: last.arm(_ORDERLY_SECONDS, 1))
            code = 0
        finally:
            last.arm(_THREADS_SECONDS, code)

    asyncio.run(serve())


def _become_playground(settings: Settings) -> None:
    """The playground is a world of its own: it is started, never imported, and starts this command again as its bot.

    What only `.env` holds reaches it through the environment, the one thing that both sides read.
    """
    sys.stdout.flush()
    told = {"DATA_DIR": str(settings.data_dir), "PROGRAMME": settings.programme, "LANGUAGE": settings.language}
    command = [sys.executable, "-m", "playground"]
    os.execve(sys.executable, command, {**os.environ, **told})  # noqa: S606 - our own interpreter, no shell
