"""HTTP/1.1 for the load server, by hand: it must cost so little that the bots under test are what is measured.

It reads what HTTP clients of bot libraries send (a content length, no chunks) and nothing else. Used by `crowd`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from urllib.parse import parse_qsl

Parameters = dict[str, str]
Reply = Callable[[object], None]
Api = Callable[[str, Parameters, Reply], None]
"""Called with the method's name, its parameters, and what takes the result, now or later."""


class Connection(asyncio.Protocol):
    """One connection of a bot; requests come one after the other."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._unread = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._unread += data
        while (found := _request(self._unread)) is not None:
            method, parameters, self._unread = found
            self._api(method, parameters, self._reply)

    def _reply(self, result: object) -> None:
        body = json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        if self._transport and not self._transport.is_closing():
            self._transport.write(head.encode() + body)


def _request(unread: bytes) -> tuple[str, Parameters, bytes] | None:
    """Method, parameters and the rest; None while the request is not there in full."""
    head, found, rest = unread.partition(b"\r\n\r\n")
    if not found:
        return None
    lines = head.split(b"\r\n")
    length = next((int(line[15:]) for line in lines if line[:15].lower() == b"content-length:"), 0)
    if len(rest) < length:
        return None
    path = lines[0].split(b" ", 2)[1].decode()
    return path.rpartition("/")[2], dict(parse_qsl(rest[:length].decode())), rest[length:]
