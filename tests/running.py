"""The real service as a process of its own, talking to the stand-in: started, stopped, killed, started again by tests.

with Chat() as chat, running(chat, folder) as bot:
    wang = bot.join("王老师", unit="焦作大学")
    wang.ask("/report")
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, redirect_stdout
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import pytest

from tests import warm_starts
from tests.chat import Chat, Person

CLOCK = "2022-09-26T09:00:00+08:00"
STOP_SECONDS = 20
SERVING = " INFO yuebao serving "
ENTRY = ("-m", "bot")
COLD = os.environ.get("YUEBAO_KILLS") == "all"
"""`make kill` starts every process from nothing."""
_KEPT = ("PATH", "HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV", "COVERAGE_PROCESS_START", "SYSTEMROOT")


class Bot:
    """`yuebao` with a folder of its own. `entry` is the module to run in place of `bot`.

    A start takes its imports from the nursery of `tests.warm_starts`, unless it is `cold`, as for operators.
    """

    def __init__(
        self, chat: Chat, folder: Path, *, entry: Sequence[str] = ENTRY, cold: bool = COLD, **settings: str
    ) -> None:
        self.chat, self.folder, self.entry = chat, folder, tuple(entry)
        self.settings = {
            "CLOCK": CLOCK,
            "DATABASE_URL": f"sqlite:///{folder / 'yuebao.db'}",
            "DATA_DIR": str(folder),
            "LISTEN": "127.0.0.1:0",
            **settings,
        }
        self.cold = cold
        self.process: subprocess.Popen[bytes] | warm_starts.Started | None = None
        self._starts_seen = 0

    @property
    def database(self) -> Path:
        return self.folder / "yuebao.db"

    @property
    def log(self) -> str:
        """Everything the service has written so far, over all its starts."""
        file = self.folder / "log"
        return file.read_text("utf-8") if file.exists() else ""

    @property
    def is_serving(self) -> bool:
        """Whether the last start has come so far as to serve."""
        return self.log.count(SERVING) > self._starts_seen

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return {**kept, **self.chat.environment(**self.settings), **more}

    def start(self, **more: str) -> None:
        """Begin; returns at once."""
        self._starts_seen = self.log.count(SERVING)
        with (self.folder / "log").open("ab") as log:
            self.process = self._started([*self.entry, "run"], log, log, **more)

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        assert self.process
        self.process.terminate()
        return self.process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """SIGKILL: no last words."""
        assert self.process
        self.process.kill()
        self.process.wait(STOP_SECONDS)

    def wait(self, timeout: float = STOP_SECONDS) -> int:
        """Until it ends by itself."""
        assert self.process
        return self.process.wait(timeout)

    def cli(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One command with the same settings, in a process of its own."""
        with TemporaryFile() as output, TemporaryFile() as errors:
            code = self._started([*ENTRY, *arguments], output, errors, **more).wait()
            for file in (output, errors):
                file.seek(0)
            return subprocess.CompletedProcess(arguments, code, output.read().decode(), errors.read().decode())

    def _started(
        self, command: Sequence[str], output: IO[bytes], errors: IO[bytes], **more: str
    ) -> subprocess.Popen[bytes] | warm_starts.Started:
        environment = self.environment(**more)
        if not self.cold:
            return warm_starts.start(command, environment, output, errors)
        return subprocess.Popen(
            [sys.executable, *command], env=environment, stdout=output, stderr=errors, cwd=warm_starts.ROOT
        )

    def json(self, *arguments: str) -> Any:
        """The document that a command prints with --json; run in this process, which is much faster."""
        from bot.cli import commands

        printed = io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(printed):
            for name, value in self.environment().items():
                patch.setenv(name, value)
            commands()([*arguments, "--json"], standalone_mode=False)
        return json.loads(printed.getvalue())

    def invite(self, role: str = "liaison", unit: str | None = None, *more: str) -> str:
        """A code."""
        of_unit = ("--unit", unit) if unit else ()
        return str(self.json("invite", "--role", role, *of_unit, *more)["code"])

    def join(self, name: str = "王老师", role: str = "liaison", unit: str | None = None, **details: Any) -> Person:
        """A new person who has redeemed a code and sees the first screen."""
        person = self.chat.person(name, **{"language_code": "zh-hans", **details})
        person.ask(f"/start {self.invite(role, unit)}")
        return person

    def age_contact(self, hours: float) -> None:
        """Let the last contact with Telegram lie so far back, as a real outage would."""
        with closing(sqlite3.connect(self.database)) as database:
            earlier = f"-{hours} hours"
            database.execute("update contact set real_at = strftime('%Y-%m-%d %H:%M:%f000', real_at, ?)", (earlier,))
            database.commit()


@contextmanager
def running(chat: Chat, folder: Path, *, cold: bool = COLD, **settings: str) -> Iterator[Bot]:
    """A started service; ended however the test ends, with its log shown when the test fails."""
    bot = Bot(chat, folder, cold=cold, **settings)
    bot.start()
    try:
        yield bot
    except BaseException:
        sys.stderr.write(bot.log)
        raise
    finally:
        if bot.process and bot.process.poll() is None:
            bot.kill()
    secrets = [chat.token, settings.get("WEBHOOK_SECRET", chat.token)]
    assert not [secret for secret in secrets if secret in bot.log], "a secret stands in the log"
