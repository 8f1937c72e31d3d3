"""Serving an application on a free loopback port, from a thread of its own or in the running loop.

Used by the tests' chat client (thread) and by the supervisor (loop).
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import uvicorn

from playground.connections import CuttableProtocol

HOST = "127.0.0.1"


def free_socket(first_port: int = 0, tries: int = 200) -> socket.socket:
    """A bound socket on the first free port from `first_port` on; 0 is any. Bound here, so nobody can take it."""
    for port in range(first_port, first_port + tries) if first_port else (0,):
        candidate = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            candidate.bind((HOST, port))
            # From here on clients wait instead of being refused while the server starts.
            candidate.listen(128)
            return candidate
        candidate.close()
    raise OSError(f"no free port from {first_port} to {first_port + tries} on {HOST}")


def new_server(app: Any) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        http=CuttableProtocol,
        ws="none",
        log_level="critical",
        access_log=False,
        lifespan="off",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


@contextlib.contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve from a thread while the block runs; gives the root address."""
    listener = free_socket()
    server = new_server(app)
    # Signals belong to the test runner, and only the main thread could take them.
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), name="bot-api", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()
