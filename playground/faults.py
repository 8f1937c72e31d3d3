"""Scripted faults: what goes wrong between the bot and Telegram, on demand.

A fault is scripted for a method, a chat and the n-th matching call. `delivered` says whether the call took
effect before its answer was lost: the journal then has what the bot cannot know. Applied in `api`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from playground import refusals
from playground.refusals import Refusal

LONGEST_HANG = 120.0


@dataclass(frozen=True)
class Fault:
    """What happens to one call. Exactly one of the outcomes below is set."""

    status: int = 0
    body: bytes = b""
    content_type: str = "application/json"
    hang: float = 0.0
    close: bool = False
    cut: bool = False
    delivered: bool = False


def refuse(refusal: Refusal) -> Fault:
    return Fault(status=refusal.code, body=json.dumps(refusal.as_json()).encode())


def too_many_requests(retry_after: int) -> Fault:
    return refuse(refusals.too_many_requests(retry_after))


def forbidden(reason: str) -> Fault:
    """`reason` is a key of `refusals.FORBIDDEN`."""
    return refuse(refusals.forbidden(reason))


def bad_request(reason: str) -> Fault:
    return refuse(refusals.bad_request(reason))


def migrated(to: int) -> Fault:
    return refuse(refusals.migrated(to))


def internal_error(*, delivered: bool = False) -> Fault:
    answer = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
    return Fault(status=500, body=json.dumps(answer).encode(), delivered=delivered)


def bad_gateway(*, delivered: bool = False) -> Fault:
    page = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
    return Fault(status=502, body=page, content_type="text/html", delivered=delivered)


def hang(seconds: float = LONGEST_HANG, *, delivered: bool = True) -> Fault:
    """No answer for so long, then the connection is closed."""
    return Fault(hang=min(seconds, LONGEST_HANG), close=True, delivered=delivered)


def close(*, delivered: bool) -> Fault:
    """The connection ends without an answer, before or after the call took effect."""
    return Fault(close=True, delivered=delivered)


def cut_json() -> Fault:
    """A 200 whose JSON breaks off in the middle; the call took effect."""
    return Fault(cut=True, delivered=True)


@dataclass
class Script:
    fault: Fault
    method: str
    chat_id: int | None
    skip: int
    times: int

    def matches(self, method: str, chat_id: int | None) -> bool:
        right_method = self.method in ("*", method) or (self.method == "send*" and method.startswith("send"))
        return right_method and self.chat_id in (None, chat_id) and self.times > 0


@dataclass
class Faults:
    scripts: list[Script] = field(default_factory=list)

    def script(
        self, fault: Fault, method: str = "send*", *, chat_id: int | None = None, nth: int = 1, times: int = 1
    ) -> None:
        """From the n-th matching call on, so many times. `method` may be `*`, `send*`, or `file` for a download."""
        self.scripts.append(Script(fault, method, chat_id, nth - 1, times))

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        for script in self.scripts:
            if not script.matches(method, chat_id):
                continue
            if script.skip:
                script.skip -= 1
                continue
            script.times -= 1
            return script.fault
        return None

    def clear(self) -> None:
        self.scripts.clear()
