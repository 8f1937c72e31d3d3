"""What became of one call of the Bot API, decided by its cause. Called by the API client; read by polling and delivery.

The difference that matters is whether the request can have left: a send whose answer never came may have been
delivered, and Telegram offers no key that would make sending it again safe.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import aiohttp
import aiohttp_socks


@dataclass(frozen=True, slots=True)
class Done:
    """Telegram did it."""

    result: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram said no. `retry_after` seconds when only too early; `moved_to` when the group became a supergroup."""

    code: int
    description: str
    retry_after: int | None = None
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class NeverSent:
    """The request did not leave: calling again is safe."""

    why: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """The request may have been carried out, and nobody knows."""

    why: str


Answer = Done | Refused | NeverSent | Unclear

# Everything that happens before there is a connection: no address, no answer, no free place, a proxy that refuses.
_NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
    aiohttp_socks.ProxyError,
    aiohttp_socks.ProxyConnectionError,
    aiohttp_socks.ProxyTimeoutError,
)


def read_answer(status: int, body: bytes) -> Answer:
    """The answer in an HTTP response. A broken body or a 5xx leaves open what happened."""
    try:
        said = json.loads(body)
        if said["ok"] is True:
            return Done(said["result"])
        code = int(said.get("error_code", status))
        description = str(said.get("description", ""))
        parameters = said.get("parameters") or {}
        retry_after, moved_to = parameters.get("retry_after"), parameters.get("migrate_to_chat_id")
    except (ValueError, KeyError, TypeError, AttributeError):
        return Unclear(f"status {status} with an unreadable body")
    if not 400 <= code < 500:
        return Unclear(f"{code} {description}")
    if code == 429 and retry_after is None:
        retry_after = 1
    return Refused(code, description, retry_after, moved_to)


def read_failure(error: BaseException) -> Answer:
    """What a failed request means, by its first cause; the library's own classes do not tell a time-out's kind."""
    cause = error.__cause__ or error
    why = type(cause).__name__
    return NeverSent(why) if isinstance(cause, _NEVER_SENT) else Unclear(why)
