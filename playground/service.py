"""The bot as a child process: started with its settings, watched, started again with a growing pause.

Owned by the supervisor. What the child writes goes to a log file; its last lines explain a crash on the page.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import subprocess
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
"""A child that lived so long has recovered: the pause starts small again."""
STOP_WITHIN = 15.0


@dataclass
class Service:
    command: list[str]
    environment: Callable[[], dict[str, str]]
    """Asked at each start: CLOCK is then what the clock says."""
    home: Path
    report: Callable[[str, str], None]
    """Told the state and its reason whenever it changes."""
    secret: str
    """Never shown: cut out of what the child writes."""
    first_pause: float = FIRST_PAUSE
    _process: asyncio.subprocess.Process | None = None
    _watch: asyncio.Task[None] | None = None
    _last_lines: deque[str] = field(default_factory=lambda: deque(maxlen=12))

    def start(self) -> None:
        self._watch = asyncio.create_task(self._keep_running(), name="bot")

    async def stop(self) -> None:
        """SIGTERM, and SIGKILL for a child that does not heed it; returns when it is gone."""
        if self._watch:
            self._watch.cancel()
            await asyncio.wait({self._watch})
            self._watch = None
        await self._end_child()
        self.report("stopped", "")

    async def run(self, *arguments: str) -> str:
        """One command of the command line, to its end; its standard output, or a `CommandFailed`."""
        process = await asyncio.create_subprocess_exec(
            *self.command, *arguments, env=self.environment(), cwd=self.home, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        try:
            out, err = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
        self._log(err.decode(errors="replace"))
        if process.returncode:
            raise CommandFailed(arguments, self._redacted(err.decode(errors="replace")))
        return out.decode()

    async def _keep_running(self) -> None:
        loop, pause = asyncio.get_running_loop(), self.first_pause
        while True:
            started = loop.time()
            why = await self._ended()
            if loop.time() - started > STEADY_AFTER:
                pause = self.first_pause
            self.report("failed", why)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            self.report("restarting", why)

    async def _ended(self) -> str:
        """Run the child to its end; why it ended. Also what cannot be started or logged is told, and tried again."""
        try:
            code = await self._run_once()
        except OSError as failure:
            await self._end_child()
            return str(failure)[:300]
        last = next((line for line in reversed(self._last_lines) if line.strip()), "")
        return f"exit {code}: {last}"[:300]

    async def _run_once(self) -> int:
        # A session of its own: Ctrl-C in the terminal is the supervisor's, which then ends the child in order.
        self._process = await asyncio.create_subprocess_exec(
            *self.command, "run", env=self.environment(), cwd=self.home, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        while chunk := await self._process.stdout.read(65_536):
            self._log(chunk.decode(errors="replace"))
        return await self._process.wait()

    async def _end_child(self) -> None:
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            # Read on: a child that cannot write its last lines does not end.
            async with asyncio.timeout(STOP_WITHIN):
                last_words, _ = await process.communicate()
            self._log(last_words.decode(errors="replace"))
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def _log(self, text: str) -> None:
        shown = self._redacted(text)
        self._last_lines.extend(shown.splitlines())
        with (self.home / "service.log").open("a", encoding="utf-8") as log:
            log.write(shown)

    def _redacted(self, text: str) -> str:
        return text.replace(self.secret, "<token>")


class CommandFailed(Exception):  # noqa: N818 - it is told, not raised further
    def __init__(self, arguments: tuple[str, ...], complaint: str) -> None:
        last = next((line for line in reversed(complaint.splitlines()) if line.strip()), "no reason given")
        super().__init__(f"yuebao {' '.join(arguments[:2])}: {last}"[:300])
