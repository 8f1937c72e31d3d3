"""`python -m playground`: what `yuebao run` becomes without a BOT_TOKEN. Serves until Ctrl-C or SIGTERM."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

from starlette.applications import Starlette

from playground import staged
from playground.server import HOST, free_socket, new_server
from playground.supervisor import FIRST_PORT, Supervisor


def main() -> None:
    programme = os.environ.get("PROGRAMME", "")
    home = Path(os.environ.get("DATA_DIR") or "var") / stage_name(staged.folder_of(programme).name)
    try:
        supervisor = Supervisor(home, programme=programme)
    except (OSError, ValueError, KeyError) as failure:
        sys.exit(f"演练场打不开 The playground cannot open: {failure}")
    asyncio.run(serve(supervisor))


def stage_name(programme: str) -> str:
    """A stage for each programme: figures and people of one mean nothing to another."""
    return "playground" if programme == staged.DEFAULT else f"playground-{programme}"


async def serve(supervisor: Supervisor, first_port: int = FIRST_PORT) -> None:
    listener = free_socket(first_port)
    supervisor.url = f"http://{HOST}:{listener.getsockname()[1]}"
    server = new_server(Starlette(routes=supervisor.routes()))
    # uvicorn would take the signals itself and end before the bot has been stopped in order.
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
    ending = asyncio.Event()
    # The bot has a session of its own: closing the terminal would end the playground alone. `nohup` is heeded.
    closing = () if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else (signal.SIGHUP,)
    for name in (signal.SIGINT, signal.SIGTERM, *closing):
        asyncio.get_running_loop().add_signal_handler(name, ending.set)
    sys.stdout.write(f"演练场 Playground: {supervisor.url}/ (演示数据 demonstration data; Ctrl-C ends it)\n")
    sys.stdout.flush()
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    tasks = [asyncio.create_task(supervisor.notice_polls()), asyncio.create_task(supervisor.open())]
    try:
        await ending.wait()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await supervisor.close()
        server.should_exit = True
        await serving
        listener.close()


if __name__ == "__main__":
    main()
