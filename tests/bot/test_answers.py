"""What became of a call is told by its cause: never sent, refused, done, or unclear."""

from __future__ import annotations

import json

import aiohttp
import aiohttp_socks
import pytest
from aiohttp.client_reqrep import ConnectionKey
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import NetworkError, TimedOut

from bot.transport.answers import Done, NeverSent, Refused, Unclear, read_answer, read_failure

_KEY = ConnectionKey("127.0.0.1", 443, True, True, None, None, None)


def test_done() -> None:
    assert read_answer(200, b'{"ok": true, "result": {"message_id": 7}}') == Done({"message_id": 7})


def test_a_refusal_names_pause_and_new_address() -> None:
    early = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 9}}
    moved = {"ok": False, "error_code": 400, "description": "moved", "parameters": {"migrate_to_chat_id": -100}}
    assert read_answer(429, json.dumps(early).encode()) == Refused(429, "Too Many Requests", 9)
    assert read_answer(400, json.dumps(moved).encode()) == Refused(400, "moved", None, -100)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (502, b"<html>Bad Gateway</html>"),
        (500, b'{"ok": false, "error_code": 500, "description": "Internal Server Error"}'),
        (200, b'{"ok": true, "result": {"mess'),
        (200, b"[]"),
        (200, b'{"ok": "yes"}'),
    ],
)
def test_unclear(status: int, body: bytes) -> None:
    assert isinstance(read_answer(status, body), Unclear)


@given(st.integers(100, 599), st.binary())
def test_any_answer_is_read(status: int, body: bytes) -> None:
    assert isinstance(read_answer(status, body), Done | Refused | Unclear)


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (aiohttp.ClientConnectorError(_KEY, OSError("x")), NeverSent),
        (aiohttp.ConnectionTimeoutError("x"), NeverSent),
        (aiohttp.ClientProxyConnectionError(_KEY, OSError("x")), NeverSent),
        (aiohttp_socks.ProxyError("x"), NeverSent),
        (aiohttp_socks.ProxyTimeoutError("x"), NeverSent),
        (aiohttp.SocketTimeoutError("x"), Unclear),
        (aiohttp.ServerDisconnectedError("x"), Unclear),
        (aiohttp.ClientOSError("x"), Unclear),
        (aiohttp.ClientPayloadError("x"), Unclear),
        (TimeoutError("x"), Unclear),
    ],
)
@pytest.mark.parametrize("wrapper", [NetworkError("x"), TimedOut("x")])
def test_a_failure_is_read_by_its_cause(cause: Exception, kind: type, wrapper: Exception) -> None:
    wrapper.__cause__ = cause
    assert isinstance(read_failure(wrapper), kind)
