"""The HTTP server on LISTEN: health, metrics and, in webhook mode, the door for Telegram's updates."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.settings import Address
from bot.transport.intake import Intake

WEBHOOK_PATH = "/telegram"
_LARGEST_BODY = 1_000_000
# How long a request under way may keep the service from stopping.
_SHUTDOWN_SECONDS = 3

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Door:
    """Where Telegram posts updates; `secret` is what it must show."""

    secret: str
    intake: Intake

    async def receive(self, request: Request) -> Response:
        """200 only once the update is committed; 503 makes Telegram send it again."""
        shown = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(shown.encode(), self.secret.encode()):
            return Response(status_code=403)
        body = await _limited_body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except ValueError:
            return Response(status_code=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return Response(status_code=400)
        try:
            await self.intake.accept([update])
        except Exception:
            log.exception("an update could not be kept")
            return Response(status_code=503)
        return Response(status_code=200)


def http_app(ready: Callable[[], str], door: Door | None) -> Starlette:
    """`ready` tells what is missing, an empty text when nothing is."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        lacking = ready()
        return PlainTextResponse(f"{lacking or 'ready'}\n", status_code=503 if lacking else 200)

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
    if door:
        # A reverse proxy may leave the path of PUBLIC_URL in front.
        paths = (WEBHOOK_PATH, "/{before:path}" + WEBHOOK_PATH)
        routes += [Route(path, door.receive, methods=["POST"]) for path in paths]
    return Starlette(routes=routes)


class _Server(uvicorn.Server):
    """Leaves the signals to the service."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def bind(address: Address) -> socket.socket:
    """A listening socket; OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address.host, address.port))
        listening.listen(256)
    except OSError:
        listening.close()
        raise
    return listening


async def serve(app: Starlette, listening: socket.socket) -> None:
    """Answer until cancelled."""
    host, port = listening.getsockname()[:2]
    log.info("listening", extra={"address": f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"})
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=_SHUTDOWN_SECONDS
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True
        await serving
        raise
    finally:
        # Who has not ended by now would be served by a service that is closed; Telegram posts again.
        for connection in tuple(server.server_state.connections):
            connection.transport.abort()


async def _limited_body(request: Request) -> bytes | None:
    """The body, or None when it is larger than any update."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST_BODY:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)
