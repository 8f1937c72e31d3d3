"""Bots as processes, each before a crowd in a process of its own, and what the operating system says of them.

Used by `report` and `start`. A bot is a command and an environment; everything else is the same for all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import IO, Any

from benchmarks.crowd import TOKEN
from benchmarks.town import ROOT

_STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Bot:
    """`command` after the interpreter; `joining` is what each person says before anything is counted."""

    command: Sequence[str]
    environment: Mapping[str, str]
    joining: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """One run. `processor` and `memory` (seconds, MB) of the bot are None where the system does not tell.

    `seconds` begin when the people say their first words; `started`: from the bot's start to the end of the run.
    """

    seconds: float
    started: float
    latencies: tuple[float, ...]
    load_share: float
    processor: float | None
    memory: float | None

    @property
    def rate(self) -> float:
        """Turns per second."""
        return len(self.latencies) / self.seconds

    def quantile(self, share: float) -> float:
        """The latency that so many of the turns did not exceed."""
        return sorted(self.latencies)[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


def run(bot: Bot, people: int, opening: Sequence[str], reports: int, log: Path) -> Measured:
    """Let so many people use the bot at once, from the `opening` words through so many reports each."""
    told = {"people": people, "joining": list(bot.joining), "opening": list(opening), "reports": reports}
    with _showing(log), _crowd(told) as crowd:
        url = _next(crowd, "url")
        begun = monotonic()
        with _serving(bot, str(url), log) as process:
            _next(crowd, "began")
            before = _processor(process.pid)
            done = _next(crowd, "done")
            started, after = monotonic() - begun, _processor(process.pid)
            memory = _memory(process.pid)
    return Measured(
        seconds=done["seconds"],
        started=started,
        latencies=tuple(done["latencies"]),
        load_share=done["share"],
        processor=None if before is None or after is None else after - before,
        memory=memory,
    )


@contextmanager
def _showing(log: Path) -> Iterator[None]:
    """When the run fails, the bot's last words say why."""
    try:
        yield
    except BaseException:
        sys.stderr.write(log.read_text("utf-8")[-2000:] if log.exists() else "")
        raise


@contextmanager
def _crowd(told: Mapping[str, object]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "benchmarks.crowd"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            _pipe(process.stdin).write(json.dumps(told) + "\n")
            _pipe(process.stdin).flush()
            yield process
        finally:
            process.kill()


@contextmanager
def _serving(bot: Bot, url: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**bot.environment, "BOT_TOKEN": TOKEN, "BOT_API_URL": url}
    with (
        log.open("ab") as written,
        subprocess.Popen(
            [sys.executable, *bot.command], env=environment, cwd=ROOT, stdout=written, stderr=written
        ) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _next(crowd: subprocess.Popen[str], name: str) -> Any:
    """What the crowd tells next, which is to be of that name."""
    line = _pipe(crowd.stdout).readline()
    assert line, "the crowd gave up: the bot left someone without an answer"
    return json.loads(line)[name]


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _processor(pid: int) -> float | None:
    """Seconds of processor time that the process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float | None:
    """MB in memory now."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), None)
