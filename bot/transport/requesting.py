"""The HTTP client under python-telegram-bot: its documented extension point `BaseRequest`, on aiohttp.

The library's own runs on httpx, whose connection pool costs more processor time than everything else that a turn does.
Made by `transport.api`, one for sending and one for polling. Every failure is a library error whose cause is aiohttp's,
for `transport.answers` decides by the cause whether a request can have left.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from aiohttp import BaseConnector, ClientError, ClientSession, ClientTimeout, DummyCookieJar, FormData, TCPConnector
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_CONNECT_SECONDS = 5.0
_POOL_SECONDS = 10.0
# A picture or a document may take its time to leave; a call without files is bounded by what reading may take.
_UPLOAD_SECONDS = 60.0
# A file is 20 MB at most; nobody is to fill the memory with what claims to be an answer.
_LARGEST = 32 << 20
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": BaseRequest.USER_AGENT}
_MULTIPART = {"User-Agent": BaseRequest.USER_AGENT}


class AiohttpRequest(BaseRequest):
    """At most `connections` calls at once; `proxy` is an http or socks5 address. Times out by what it is given."""

    def __init__(self, *, connections: int, read_timeout: float, proxy: str | None = None) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._proxy = proxy
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; harmless when it is open."""
        if self._session is None:
            by_socks = self._proxy is not None and self._proxy.startswith("socks")
            self._session = ClientSession(
                connector=self._connector(by_socks),
                proxy=None if by_socks else self._proxy,
                cookie_jar=DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close all connections; harmless when they are closed."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - aiohttp bounds sending by the whole call
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body, whatever the status is."""
        if self._session is None:
            raise RuntimeError("initialize() must be called before the first request")
        uploads = bool(request_data and request_data.multipart_data)
        timeout = _timeout(
            _given(read_timeout, self._read_timeout),
            _given(connect_timeout, _CONNECT_SECONDS),
            _given(pool_timeout, _POOL_SECONDS),
            uploads=uploads,
        )
        headers, body = (_MULTIPART if uploads else _FORM), _body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                if (response.content_length or 0) > _LARGEST:
                    raise NetworkError("TooLarge")
                return response.status, await response.read()
        except (TimeoutError, ProxyTimeoutError) as error:
            raise TimedOut(type(error).__name__) from error
        except (ClientError, OSError, ProxyConnectionError, ProxyError) as error:
            # The class alone: the message names the address, and the address holds the token.
            raise NetworkError(type(error).__name__) from error

    def _connector(self, by_socks: bool) -> BaseConnector:
        if by_socks and self._proxy is not None:
            return ProxyConnector.from_url(self._proxy, limit=self._connections, rdns=True)
        return TCPConnector(limit=self._connections)


def _given(value: Any, otherwise: float) -> float | None:
    """A time that the caller named, None for "without end"; or ours."""
    return otherwise if isinstance(value, DefaultValue) else value


def _timeout(read: float | None, connect: float | None, pool: float | None, *, uploads: bool) -> ClientTimeout:
    """`connect` of aiohttp holds the wait for a free connection too. The whole is bounded only by known parts."""
    known = read is not None and connect is not None and pool is not None
    until_connected = connect + pool if connect is not None and pool is not None else None
    whole = (read or 0) + (until_connected or 0) + (_UPLOAD_SECONDS if uploads else 0)
    return ClientTimeout(total=whole if known else None, connect=until_connected, sock_connect=connect, sock_read=read)


def _body(data: RequestData | None) -> bytes | FormData | None:
    """The parameters as a form, with the files in it where there are any."""
    if data is None:
        return None
    if not data.multipart_data:
        return urlencode(data.json_parameters).encode()
    form = FormData(quote_fields=False)  # a Chinese file name goes as it is, which Telegram reads
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form
