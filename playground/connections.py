"""A connection that a fault can cut: uvicorn's HTTP protocol with its transport within the application's reach.

Used by `server`; `api` finds the means to cut under `ABORT` in the extensions of the ASGI scope.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

ABORT = "yuebao.abort"


class CuttableProtocol(H11Protocol):
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        original = self.app

        async def with_abort(scope: Any, receive: Any, send: Any) -> None:
            scope.setdefault("extensions", {})[ABORT] = transport.abort
            await original(scope, receive, send)

        self.app = with_abort
