"""The playground with the fake bot, as a process: `python stage.py HOME`. Started by the `stage` fixture."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from playground.__main__ import serve
from playground.supervisor import Supervisor

FAKE_BOT = Path(__file__).with_name("fake_bot.py")


async def main() -> None:
    supervisor = Supervisor(Path(sys.argv[1]), command=(sys.executable, str(FAKE_BOT)))
    supervisor.service.first_pause = 0.1
    await serve(supervisor)


if __name__ == "__main__":
    asyncio.run(main())
