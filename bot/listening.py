"""Opens the HTTP server on LISTEN and says what readiness means. Called by the service."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable

from bot.refusals import refuse
from bot.settings import Settings
from bot.transport.intake import Intake
from bot.transport.polling import Polling

# A long poll answers within its time; three in vain and something is wrong.
_STALE_SECONDS = 120.0

log = logging.getLogger(__name__)


async def listen(settings: Settings, intake: Intake, polling: Polling) -> None:
    """Serve health and metrics, and the webhook when there is one. Polling can do without; a webhook cannot."""
    from bot.transport.http import Door, http_app, serve

    secret = settings.webhook_secret
    door = Door(secret.get_secret_value(), intake) if settings.public_url and secret else None
    listening = _bound(settings)
    if listening:
        await serve(http_app(_readiness(settings, intake, polling), door), listening)


def _bound(settings: Settings) -> socket.socket | None:
    from bot.transport.http import bind

    address = settings.listen
    where = f"{address.host}:{address.port}"
    try:
        return bind(address)
    except OSError as error:
        if settings.public_url or "listen" in settings.model_fields_set:
            raise refuse("service.port_taken", address=where, why=error.strerror or "") from error
        log.warning("the port is taken; serving without health and metrics", extra={"address": where})
        return None


def _readiness(settings: Settings, intake: Intake, polling: Polling) -> Callable[[], str]:
    def lacking() -> str:
        if settings.public_url:
            return ""
        if polling.last_good is None or intake.clock.monotonic() - polling.last_good > _STALE_SECONDS:
            return "no answer from telegram"
        return ""

    return lacking
