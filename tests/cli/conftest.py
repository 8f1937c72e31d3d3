"""An operator at the command line: settings and a folder of their own, and commands run in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import run_command
from bot.settings import Settings
from tests.databases import new_file

Run = Callable[..., tuple[int, str, str]]
Operate = Callable[..., None]


@pytest.fixture
def operate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Operate:
    """Nothing of this machine's settings; a new database in an empty folder; and the settings given."""

    def settle(**settings: str) -> None:
        for name in Settings.model_fields:
            monkeypatch.delenv(name.upper(), raising=False)
        own = {"DATABASE_URL": new_file(tmp_path / "yuebao.db"), "DATA_DIR": str(tmp_path), **settings}
        for name, value in own.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)

    return settle


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """A command's exit code, and what it said on standard output and standard error."""

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run_command(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command
