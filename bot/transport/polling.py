"""The poll loop: getUpdates, commit to the inbox, and only then move the offset.

python-telegram-bot's own updater confirms a batch while it still sits in memory; killed then, it loses the batch.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.refusals import refuse
from bot.transport.answers import Answer, Done, NeverSent, Refused, Unclear
from bot.transport.api import POLL_SECONDS, TelegramApi
from bot.transport.backoff import backoff
from bot.transport.intake import Intake
from handlers.entrance import ALLOWED_UPDATES

# After so long a silence Telegram may begin its numbers anywhere; an old offset would then hide them.
_SILENCE_SECONDS = 6 * 86_400.0
_MOST = 100

log = logging.getLogger(__name__)


@dataclass
class Polling:
    """`last_good` is the monotonic time of the last answer; readiness goes by it."""

    api: TelegramApi
    intake: Intake
    clock: Clock
    last_good: float | None = None
    _offset: int | None = None
    _heard: float = field(default=0.0)
    _failures: int = 0

    async def run(self) -> None:
        """Poll until cancelled. A RefusalError when there is no use in going on."""
        self._heard = self.clock.monotonic()
        while True:
            answer = await self.api.poll(self._request())
            if isinstance(answer, Done):
                await self._commit(answer.result)
            else:
                await self._wait_after(answer)

    def _request(self) -> dict[str, object]:
        if self.clock.monotonic() - self._heard > _SILENCE_SECONDS:
            self._offset = None
        request: dict[str, object] = {"timeout": POLL_SECONDS, "limit": _MOST, "allowed_updates": list(ALLOWED_UPDATES)}
        return request if self._offset is None else {**request, "offset": self._offset}

    async def _commit(self, updates: list[dict[str, object]]) -> None:
        """Keep the batch; when the store fails, the offset stays and Telegram hands it over again."""
        if self._failures:
            log.info("telegram answers again")
        numbers = [number for update in updates if isinstance(number := update.get("update_id"), int)]
        offset = max(numbers) + 1 if numbers else self._offset
        try:
            await self.intake.accept(updates, offset or 0)
        except Exception:
            self._failures += 1
            log.exception("a batch could not be kept, it will be fetched again", extra={"updates": len(updates)})
            await asyncio.sleep(backoff(self._failures))
            return
        self.last_good, self._failures, self._offset = self.clock.monotonic(), 0, offset
        if numbers:
            self._heard = self.last_good

    async def _wait_after(self, answer: Answer) -> None:
        self._failures += 1
        match answer:
            case Refused(401 | 404):
                raise refuse("service.token_refused")
            case Refused(409, description):
                log.warning("someone else polls or a webhook is set", extra={"why": description})
                if "webhook" in description:
                    await self.api.call("deleteWebhook", {"drop_pending_updates": False})
                await asyncio.sleep(backoff(self._failures))
            case Refused(_, _, int(seconds)):
                await asyncio.sleep(seconds)
            case Refused(_, why) | NeverSent(why) | Unclear(why):
                if self._failures == 1:
                    log.warning("telegram does not answer; trying on", extra={"why": why})
                await asyncio.sleep(backoff(self._failures, ceiling=30))
