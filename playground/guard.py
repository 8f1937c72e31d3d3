"""Who may use the page: only a browser on this machine that opened it here.

A foreign site could otherwise make the browser talk to the loopback port: the Host must be loopback (against a
re-bound name), the Origin our own (against forged posts), and every call but the page itself must bring the
random session cookie. Wrapped around the page's routes by `webchat`; the Bot API has its token.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Endpoint = Callable[[Request], Awaitable[Response]]


class Guard:
    def __init__(self) -> None:
        self.session = secrets.token_urlsafe(32)

    def page(self, endpoint: Endpoint) -> Endpoint:
        """The page and its parts: no cookie needed yet, and the answer sets it."""

        async def guarded(request: Request) -> Response:
            refusal = foreign(request)
            response = refusal or await endpoint(request)
            response.headers.update(HEADERS)
            if refusal is None:
                response.set_cookie(cookie_name(request), self.session, httponly=True, samesite="strict")
            return response

        return guarded

    def session_only(self, endpoint: Endpoint) -> Endpoint:
        async def guarded(request: Request) -> Response:
            brought = request.cookies.get(cookie_name(request), "")
            refusal = foreign(request)
            if refusal is None and not secrets.compare_digest(brought.encode(), self.session.encode()):
                refusal = PlainTextResponse("This page has expired: load it again.", 403)
            response = refusal or await endpoint(request)
            response.headers.update(HEADERS)
            return response

        return guarded


def foreign(request: Request) -> Response | None:
    host = request.headers.get("host", "")
    if host.rpartition(":")[0] not in LOOPBACK and host not in LOOPBACK:
        return PlainTextResponse("The playground answers on this machine only.", 421)
    origin = request.headers.get("origin")
    if origin != f"http://{host}" and (origin is not None or request.method == "POST"):
        return PlainTextResponse("Requests come from the playground's own page only.", 403)
    return None


def cookie_name(request: Request) -> str:
    """Cookies do not tell ports apart, and two playgrounds may run side by side."""
    return f"yuebao_{request.url.port or 80}"
