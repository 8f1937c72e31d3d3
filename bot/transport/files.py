"""Fetches a file that a person sent, before the turn that reads it. Made by the service for the entrance.

`getFile` tells the path, which is fetched at once: Telegram keeps it for an hour. The address holds the token, so no
error says it. The library's own download would take a path that also exists on this machine for a local file.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from urllib.parse import quote

from telegram.error import TelegramError

from bot.transport.answers import Answer, Done, Refused
from bot.transport.api import TelegramApi
from bot.transport.backoff import backoff
from documents.tables import MAX_BYTES
from handlers.fetching import FetchError

# Telegram gives no bot a larger one.
MOST = min(20 << 20, MAX_BYTES)
_TRIES = 3
_SECONDS = 40.0
_LONGEST_WAIT = 10

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Files:
    """`first_pause`: how long the second try waits."""

    api: TelegramApi
    first_pause: float = 1.0

    async def fetch(self, file_id: str, name: str, size: int | None) -> bytes:
        """The file's content; a FetchError says why there is none. What is too large is not even asked for."""
        _refuse_large(name, size)
        for attempt in range(1, _TRIES + 1):
            answer = await self.api.call("getFile", {"file_id": file_id})
            if isinstance(answer, Refused) and answer.retry_after is None:
                raise _refusal(name, answer)
            content = await self._downloaded(answer, name)
            if content is not None:
                return content
            if attempt < _TRIES:
                await asyncio.sleep(_pause(answer, backoff(attempt, self.first_pause)))
        raise FetchError("errors.file.not_fetched", file=name)

    async def _downloaded(self, answer: Answer, name: str) -> bytes | None:
        """None where it may come at another try."""
        if not isinstance(answer, Done) or not isinstance(answer.result, dict):
            log.warning("a file's path was not told", extra={"outcome": type(answer).__name__})
            return None
        _refuse_large(name, answer.result.get("file_size"))
        path = quote(str(answer.result.get("file_path", "")))
        try:
            status, body = await self.api.sending.do_request(
                url=f"{self.api.root}/file/bot{self.api.token}/{path}", method="GET", read_timeout=_SECONDS
            )
        except TelegramError as error:
            log.warning("a file was not fetched", extra={"why": type(error).__name__})
            return None
        if status != 200:
            log.warning("a file was not fetched", extra={"status": status})
            return None
        _refuse_large(name, len(body))
        return body


def _refuse_large(name: str, size: int | None) -> None:
    if size is not None and size > MOST:
        raise FetchError("errors.file.too_large", file=name, limit=MOST // 1_000_000)


def _refusal(name: str, answer: Refused) -> FetchError:
    """Telegram's no: too large, or it has the file no more."""
    log.warning("a file was refused", extra={"code": answer.code})
    if "too big" in answer.description:
        return FetchError("errors.file.too_large", file=name, limit=MOST // 1_000_000)
    return FetchError("errors.file.not_fetched", file=name)


def _pause(answer: Answer, otherwise: float) -> float:
    asked = answer.retry_after if isinstance(answer, Refused) else None
    return otherwise if asked is None else min(asked, _LONGEST_WAIT)
