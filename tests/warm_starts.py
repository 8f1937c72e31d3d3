"""Starts processes of the product out of one that has imported it already, so that a start costs no second of imports.

A test run has one such nursery in each of its workers. `start` gives what `subprocess.Popen` gives: a process with an
environment, output and exit code of its own, killed as any other; only its imports were done before its birth.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
# What the service and the commands import, sooner or later.
IMPORTED = (
    *("bot.cli", "bot.service", "bot.transport.http", "uvicorn.lifespan.off", "uvicorn.protocols.http.h11_impl"),
    *("store.migrations.running", "store.migrations.triggers", "tests.databases"),
)
_LONGEST = 1 << 20


class Started:
    """A process out of the nursery, with what tests need of a `subprocess.Popen`."""

    def __init__(self, command: Sequence[str], news: socket.socket) -> None:
        self._command, self._news, self._heard = command, news, b""
        self.pid = self._number(None)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, minus the signal's number where one killed it."""
        if self.returncode is None:
            self.returncode = self._number(timeout)
            self._news.close()
        return self.returncode

    def _number(self, timeout: float | None) -> int:
        """The next line of the keeper's; of a process that ended at once both may come together."""
        self._news.settimeout(timeout)
        while b"\n" not in self._heard:
            try:
                said = self._news.recv(100)
            except (BlockingIOError, TimeoutError) as error:
                raise subprocess.TimeoutExpired(self._command, timeout or 0) from error
            if not said:
                raise EOFError(f"nobody can tell any more how {self._command} ended")
            self._heard += said
        line, _, self._heard = self._heard.partition(b"\n")
        return int(line)

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def _send(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


class _Nursery:
    """The process that has imported everything, and the way to it; closing the way ends it.

    What a failing test leaves running is kept here, so that its socket warns in nobody else's test, and ends with us.
    """

    def __init__(self) -> None:
        self._running: list[Started] = []
        self._way, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "tests.warm_starts", str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], cwd=ROOT)

    def bear(self, command: Sequence[str], environment: Mapping[str, str], outputs: Sequence[IO[bytes]]) -> Started:
        request = json.dumps({"command": list(command), "environment": dict(environment)}).encode()
        ours, keepers = socket.socketpair()
        with keepers:
            socket.send_fds(self._way, [request], [keepers.fileno(), *(one.fileno() for one in outputs)])
        born = Started(command, ours)
        self._running = [one for one in self._running if one.returncode is None] + [born]
        return born

    def close(self) -> None:
        for one in self._running:
            if one.poll() is None:
                one.kill()
                one.wait()
        self._way.close()
        self._process.wait()


@cache
def _nursery() -> _Nursery:
    nursery = _Nursery()
    atexit.register(nursery.close)
    return nursery


def start(command: Sequence[str], environment: Mapping[str, str], output: IO[bytes], errors: IO[bytes]) -> Started:
    """`python *command` (`-m module …` or `script …`) in the project's folder."""
    return _nursery().bear(command, environment, (output, errors))


def _serve(way: socket.socket) -> list[str] | None:
    """Bear a process for each request; in that process, its command."""
    signal.signal(signal.SIGCHLD, _reap)
    while True:
        request, descriptors, _, _ = socket.recv_fds(way, _LONGEST, 3)
        if not request:
            return None
        if os.fork() == 0:
            way.close()
            return _keep(json.loads(request), socket.socket(fileno=descriptors[0]), descriptors[1:])
        for one in descriptors:
            os.close(one)


def _reap(*_: object) -> None:
    """Keepers that have told the end of theirs."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _keep(request: dict[str, object], news: socket.socket, outputs: Sequence[int]) -> list[str]:
    """Stand by the new process as its parent and tell its end; in the new process itself, its command."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child:
        news.send(b"%d\n" % child)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        news.send(b"%d\n" % code)
        os._exit(0)
    news.close()
    for number, one in enumerate(outputs, start=1):
        os.dup2(one, number)
        os.close(one)
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[call-overload]
    return request["command"]  # type: ignore[return-value]


def _become(command: Sequence[str]) -> None:
    """Run the command as `python` would."""
    if command[0] == "-m":
        sys.argv = [command[1], *command[2:]]
        runpy.run_module(command[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = list(command)
        sys.path.insert(0, str(Path(command[0]).parent))
        runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    for module in IMPORTED:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    if given := _serve(socket.socket(fileno=int(sys.argv[1]))):
        _become(given)
