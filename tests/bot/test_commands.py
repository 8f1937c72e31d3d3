"""`yuebao invite` and `doctor`, and how every command fails: one sentence, the right exit code."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.chat import Chat
from tests.running import Bot


@pytest.fixture
def alone(chat: Chat, tmp_path: Path) -> Bot:
    """Commands with a folder of their own and no service."""
    return Bot(chat, tmp_path, LANGUAGE="en")


def test_an_invitation_has_the_shape_of_the_contract(alone: Bot, chat: Chat) -> None:
    told = alone.json("invite", "--role", "liaison", "--unit", "焦作大学")
    assert set(told) == {"code", "link", "role", "unit", "expires_at"}
    assert told["link"] == f"https://t.me/{chat.world.bot.username}?start={told['code']}"
    assert (told["role"], told["unit"]) == ("liaison", "焦作大学")
    assert datetime.fromisoformat(told["expires_at"]).tzinfo
    assert len(told["code"]) >= 22
    assert len(told["code"]) <= 64


def test_codes_are_not_in_the_database(alone: Bot) -> None:
    code = alone.invite("admin")
    assert code.encode() not in b"".join(file.read_bytes() for file in alone.folder.glob("yuebao.db*"))


def test_without_telegram_there_is_a_code_and_no_link(alone: Bot) -> None:
    told = alone.cli("invite", "--role", "admin", BOT_TOKEN="")
    assert told.returncode == 0
    assert "no link" in told.stderr


def test_one_code_for_each_unit(alone: Bot) -> None:
    file = alone.folder / "codes.xlsx"
    assert len(alone.json("invite", "--all", "--role", "liaison", "--out", str(file))) == 171
    sheet = load_workbook(file).active
    assert sheet
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sheet.max_row == 172
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["invite", "--role", "liaison"], 2, "--unit"),
        (["invite", "--role", "liaison", "--unit", "没有大学"], 1, "没有大学"),
        (["invite", "--role", "admin", "--unit", "焦作大学"], 2, "--unit"),
        (["invite", "--role", "king"], 2, "king"),
        (["invite"], 2, "--role"),
        (["invite", "--role", "admin", "--all", "--out", "x.xlsx"], 2, "liaison or leader"),
        (["invite", "--role", "liaison", "--all"], 2, "--out"),
        (["invite", "--role", "liaison", "--all", "--out", "/nowhere/x.xlsx"], 2, "/nowhere/x.xlsx"),
        (["invite", "--role", "liaison", "--all", "--revoke"], 2, "--revoke"),
        (["invite", "--role", "admin", "--revoke"], 1, "no open code"),
        (["invite", "--role", "admin", "--reissue"], 1, "no open code"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_a_refusal_is_one_sentence(alone: Bot, arguments: list[str], code: int, said: str) -> None:
    done = alone.cli(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


def test_help_names_the_commands(alone: Bot) -> None:
    alone.cold = True  # here as for operators: nothing is imported before
    assert {"run", "invite", "import", "progress", "programme", "db", "doctor"} <= set(
        alone.cli("--help").stdout.split()
    )


def test_the_doctor_finds_nothing_wrong(alone: Bot) -> None:
    done = alone.cli("doctor")
    assert done.returncode == 0, done.stdout
    assert all(line.startswith("[ok]") for line in done.stdout.splitlines())
    assert len(done.stdout.splitlines()) >= 6


def test_the_doctor_names_what_is_wrong_and_goes_on(alone: Bot) -> None:
    done = alone.cli("doctor", PROGRAMME="nowhere", BOT_API_URL="http://127.0.0.1:9")
    assert done.returncode == 1
    assert "[bad] programme" in done.stdout
    assert "[bad] Bot API" in done.stdout
    assert "[ok] fonts" in done.stdout


def test_a_database_of_a_newer_version_is_refused(alone: Bot) -> None:
    import sqlite3

    assert alone.cli("db", "upgrade").returncode == 0
    with sqlite3.connect(alone.database) as opened:
        opened.execute("update alembic_version set version_num = 'r9999'")
    opened.close()
    done = alone.cli("run")
    assert done.returncode == 1
    assert "r9999" in done.stderr
