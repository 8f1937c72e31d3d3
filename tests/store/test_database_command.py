"""`yuebao db`: what it says, and its exit codes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bot.cli import run_command
from programmes.periods import Period
from scoring.figures import number
from store.database import Database
from store.marks import token_hash
from store.records import Filing
from tests.databases import PROGRAMME
from tests.store.moments import NOW

TOKEN = "1:playground-token"


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own for the settings, the database and `.env`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'yuebao.db'}")
    monkeypatch.setenv("LANGUAGE", "en")
    for name in ("BOT_TOKEN", "SECRET_KEY", "DATA_DIR"):
        monkeypatch.delenv(name, raising=False)


def _opened(tmp_path: Path) -> Database:
    heads = tmp_path / "audit-heads.jsonl"
    return Database.open(f"sqlite:///{tmp_path / 'yuebao.db'}", programme=PROGRAMME, heads_file=heads)


def _filled(tmp_path: Path) -> None:
    database = _opened(tmp_path)
    database.upgrade()
    for month in (6, 7):
        with database.write() as tx:
            filing = Filing("hn-045", 45, Period(2022, month), {"training": number(7)}, NOW, False, "chat", "person:1")
            tx.reports.file(filing)
    database.close()


def _tamper(tmp_path: Path, *statements: str) -> None:
    connection = sqlite3.connect(tmp_path / "yuebao.db")
    for statement in ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_upgrade_makes_the_schema_and_says_so_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["db", "upgrade"]) == 0
    assert run_command(["db", "upgrade"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first != second
    assert "current" in second


def test_a_sound_trail_is_a_yes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _filled(tmp_path)
    assert run_command(["db", "verify", "--heads", "audit-heads.jsonl", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"sound": True, "breaks": []}


def test_an_edit_is_a_no_that_names_unit_and_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _filled(tmp_path)
    _tamper(tmp_path, "UPDATE audit SET after = replace(after, '7', '8') WHERE number = 2")
    assert run_command(["db", "verify"]) == 1
    assert "hn-045" in capsys.readouterr().out
    assert run_command(["db", "verify", "--json"]) == 1
    assert {"unit": "hn-045", "number": 2, "fault": "edited"} in json.loads(capsys.readouterr().out)["breaks"]


def test_a_cut_tail_is_found_by_the_heads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _filled(tmp_path)
    _tamper(
        tmp_path,
        "DELETE FROM audit WHERE number = 2",
        "DELETE FROM figure WHERE report = (SELECT id FROM report WHERE period = '2022-07')",
        "DELETE FROM report WHERE period = '2022-07'",
    )
    assert run_command(["db", "verify"]) == 0
    assert run_command(["db", "verify", "--heads", "audit-heads.jsonl", "--json"]) == 1
    breaks = json.loads(capsys.readouterr().out.splitlines()[-1])["breaks"]
    assert breaks == [{"unit": "hn-045", "number": 2, "fault": "cut"}]


def test_every_fault_has_its_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _filled(tmp_path)
    _tamper(
        tmp_path,
        "UPDATE audit SET hash = 'x' WHERE number = 1",
        "DELETE FROM figure",
        "UPDATE report SET audit_number = 9 WHERE period = '2022-07'",
    )
    assert run_command(["db", "verify", "--heads", "audit-heads.jsonl"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 6


def test_looking_makes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["db", "verify"]) == 1
    assert not (tmp_path / "yuebao.db").exists()
    assert "yuebao.db" in capsys.readouterr().err


def test_heads_that_are_not_there_are_wrong_usage() -> None:
    assert run_command(["db", "upgrade"]) == 0
    assert run_command(["db", "verify", "--heads", "none.jsonl"]) == 2


def test_a_mark_belongs_to_the_bot_of_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_command(["db", "mark", "playground"]) == 2
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert run_command(["db", "mark", "playground"]) == 0
    database = _opened(tmp_path)
    with database.read() as tx:
        assert tx.marks.label() == "playground"
        tx.marks.check(token_hash(TOKEN))
    database.close()


def test_backup_and_restore_by_command(tmp_path: Path) -> None:
    _filled(tmp_path)
    assert run_command(["db", "backup", "copy.db"]) == 0
    assert run_command(["db", "backup", "copy.db"]) == 1
    _tamper(tmp_path, "DELETE FROM audit")
    assert run_command(["db", "verify"]) == 1
    assert run_command(["db", "restore", "copy.db"]) == 0
    assert run_command(["db", "verify"]) == 0


def test_a_backup_brings_the_made_key_back_to_a_new_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that buttons that were sent go on working."""
    _filled(tmp_path)
    Path("var").mkdir()
    Path("var/secret").write_bytes(b"the-made-key")
    assert run_command(["db", "backup", "copy.db"]) == 0
    monkeypatch.setenv("DATA_DIR", "elsewhere")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///elsewhere/deep/yuebao.db")
    assert run_command(["db", "restore", "copy.db"]) == 0
    assert run_command(["db", "verify"]) == 0
    assert Path("elsewhere/secret").read_bytes() == b"the-made-key"
    assert Path("elsewhere/secret").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_set_is_in_no_backup_and_none_is_put_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(tmp_path)
    Path("var").mkdir()
    Path("var/secret").write_bytes(b"the-made-key")
    assert run_command(["db", "backup", "with.db"]) == 0
    monkeypatch.setenv("SECRET_KEY", "the-set-key")
    assert run_command(["db", "backup", "without.db"]) == 0
    assert b"-key" not in Path("without.db").read_bytes()
    Path("var/secret").unlink()
    assert run_command(["db", "restore", "with.db"]) == 0
    assert not Path("var/secret").exists()


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [(["upgrade"], {"upgraded"}), (["backup", "b.db"], {"backup"}), (["restore", "a.db"], {"restored"})],
)
def test_every_command_can_answer_in_json(
    arguments: list[str], keys: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _filled(tmp_path)
    assert run_command(["db", "backup", "a.db"]) == 0
    capsys.readouterr()
    assert run_command(["db", *arguments, "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == keys


def test_the_folder_of_a_new_database_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/deep/yuebao.db")
    assert run_command(["db", "upgrade"]) == 0
    assert (tmp_path / "var" / "deep" / "yuebao.db").exists()
