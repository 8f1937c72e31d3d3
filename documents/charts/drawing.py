"""Pictures off the event loop: one warm drawing process, and the pictures that were drawn lately.

    charts = Charts(folder=data_dir / "cache")
    charts.warm_up()                                    # after start; returns at once
    png = await charts.draw(spec, version)

A process and not a thread: importing matplotlib and drawing hold the interpreter, and chat would wait for them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections import OrderedDict
from pathlib import Path

from documents.charts.specs import Chart
from documents.charts.worker import LENGTH_BYTES, PICTURE
from documents.papers import Paper

# A year of rankings, and some evenings of single units.
MAX_BYTES = 32_000_000
# Far beyond any picture; a process that takes longer is stuck and is replaced.
PATIENCE = 30.0

_Key = tuple[Chart | Paper, str]


class DrawingError(Exception):
    """No picture came. The answer in words stands without it."""


class Charts:
    """All methods are called in one event loop. `close()` ends the process; without it, it ends with this one."""

    def __init__(self, folder: Path | None = None, max_bytes: int = MAX_BYTES) -> None:
        """`folder` is where matplotlib keeps its list of fonts; a temporary one where the home cannot be written."""
        self._folder, self._max_bytes = folder, max_bytes
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()
        self._held = 0
        self._drawing: dict[_Key, asyncio.Task[bytes]] = {}
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._warming: asyncio.Task[None] | None = None

    def warm_up(self) -> None:
        """Start the process now, so that the first picture does not wait for it."""
        if self._warming is None:
            self._warming = asyncio.create_task(self._warm())

    async def draw(self, chart: Chart | Paper, version: str) -> bytes:
        """The chart as PNG, the paper as PDF; `version` names the state of the data. Asked twice, it is drawn once."""
        key = (chart, version)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = asyncio.create_task(self._draw(key))
            task.add_done_callback(lambda done: self._drawn(key, done))
        # One who gives up waiting must not take the picture from the others.
        return await asyncio.shield(task)

    async def close(self) -> None:
        tasks = [task for task in (self._warming, *self._drawing.values()) if task is not None]
        for task in tasks:
            task.cancel()
        # Gathered, not awaited one by one: that could not tell their cancellation from that of whoever closes.
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._end()

    async def _warm(self) -> None:
        # What fails here fails again, and is told, when somebody asks for a picture.
        with contextlib.suppress(DrawingError):
            async with self._turn:
                await self._ready()

    async def _draw(self, key: _Key) -> bytes:
        content = pickle.dumps(key[0])
        async with self._turn:
            reply = await self._ask(content)
        if not reply.startswith(PICTURE):
            raise DrawingError(f"a {type(key[0]).__name__} cannot be drawn: {reply[1:].decode()}")
        return reply[1:]

    def _drawn(self, key: _Key, done: asyncio.Task[bytes]) -> None:
        del self._drawing[key]
        if done.cancelled() or done.exception() or len(done.result()) > self._max_bytes:
            return
        self._kept[key] = done.result()
        self._held += len(done.result())
        while self._held > self._max_bytes:
            self._held -= len(self._kept.popitem(last=False)[1])

    async def _ask(self, content: bytes) -> bytes:
        """One question to the process and its reply; afterwards there is none or one that works."""
        process = await self._ready()
        try:
            async with asyncio.timeout(PATIENCE):
                return await _exchanged(process, content)
        except (OSError, EOFError, TimeoutError) as error:
            await self._end()
            raise DrawingError(f"the drawing process gave no picture ({type(error).__name__}); ask again") from error
        except asyncio.CancelledError:
            # Its reply would be taken for that to the next question.
            await self._end()
            raise

    async def _ready(self) -> Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        try:
            command = (sys.executable, "-m", "documents.charts.worker")
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, env=_environment(self._folder), limit=1 << 20
            )
            async with asyncio.timeout(PATIENCE):
                await _reply(self._process)
        except (OSError, EOFError, TimeoutError) as error:
            await self._end()
            raise DrawingError(f"the drawing process does not start ({error}); see its words above") from error
        except asyncio.CancelledError:
            await self._end()
            raise
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def _exchanged(process: Process, content: bytes) -> bytes:
    if process.stdin is None:
        raise EOFError
    process.stdin.write(len(content).to_bytes(LENGTH_BYTES, "big") + content)
    await process.stdin.drain()
    return await _reply(process)


async def _reply(process: Process) -> bytes:
    if process.stdout is None:
        raise EOFError
    length = int.from_bytes(await process.stdout.readexactly(LENGTH_BYTES), "big")
    return await process.stdout.readexactly(length)


def _environment(folder: Path | None) -> dict[str, str]:
    """This process's, without secrets' names in it, and with one thread for what matplotlib computes."""
    kept = {name: value for name, value in os.environ.items() if name in _PASSED}
    fonts = {"MPLCONFIGDIR": str(folder / "matplotlib")} if folder else {}
    return {**kept, **fonts, "MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


# What an interpreter needs to run; the bot's token and keys are not the drawing's business.
_PASSED = frozenset({"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "PYTHONPATH"})
