"""Raw calls of the Bot API through python-telegram-bot's request layer: plain JSON in and out, no exception for a "no".

Used by polling (updates must be kept raw until they are stored) and by delivery (the outbox holds raw calls).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from telegram import InputFile
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.settings import Settings
from bot.transport.answers import Answer, Refused, read_answer, read_failure
from bot.transport.requesting import AiohttpRequest

POLL_SECONDS = 25


@dataclass(frozen=True, slots=True)
class TelegramApi:
    """The server at `root`, spoken to as the bot of `token`. `polling` has connections of its own, for it keeps one."""

    root: str
    token: str
    sending: BaseRequest
    polling: BaseRequest
    files: Path

    @classmethod
    def from_settings(cls, settings: Settings, token: SecretStr) -> TelegramApi:
        """Both request objects go through PROXY_URL when it is set."""
        proxy = settings.proxy_url.get_secret_value() if settings.proxy_url else None
        sending = AiohttpRequest(connections=40, read_timeout=20, proxy=proxy)
        polling = AiohttpRequest(connections=2, read_timeout=POLL_SECONDS + 15, proxy=proxy)
        return cls(settings.bot_api_url, token.get_secret_value(), sending, polling, settings.data_dir)

    async def open(self) -> None:
        await self.sending.initialize()
        await self.polling.initialize()

    async def close(self) -> None:
        await self.sending.shutdown()
        await self.polling.shutdown()

    async def call(self, method: str, payload: Mapping[str, object] | None = None) -> Answer:
        """One call; the Answer says what became of it."""
        return await self._call(self.sending, method, payload or {})

    async def poll(self, payload: Mapping[str, object]) -> Answer:
        """getUpdates, which may take as long as POLL_SECONDS."""
        return await self._call(self.polling, "getUpdates", payload)

    async def _call(self, request: BaseRequest, method: str, payload: Mapping[str, object]) -> Answer:
        try:
            parameters = [self._parameter(name, value) for name, value in payload.items()]
        except OSError as error:
            return Refused(400, f"the file cannot be read: {error.strerror}")
        try:
            status, body = await request.do_request(
                url=f"{self.root}/bot{self.token}/{method}",
                method="POST",
                request_data=RequestData(parameters),
            )
        except TelegramError as error:
            return read_failure(error)
        return read_answer(status, body)

    def _parameter(self, name: str, value: object) -> RequestParameter:
        """A value, or a file of DATA_DIR that the payload names as `{"file": path, "name": shown}`."""
        if isinstance(value, dict) and value.keys() == {"file", "name"}:
            content = (self.files / value["file"]).read_bytes()
            return RequestParameter(name, None, [InputFile(content, filename=value["name"])])
        return RequestParameter(name, value, None)
