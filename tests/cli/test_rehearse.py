"""`yuebao rehearse`: the contract's month on an empty store, and with people, filings and calendar of a real one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cli import run_command
from bot.settings import Settings
from bot.wiring import open_database, open_programme
from dialog.reminders.changes import Change
from programmes.periods import Period
from programmes.roles import Role
from scoring.figures import number
from store.groups import GroupState
from store.records import Filing
from store.transactions import Transaction
from tests.cli.conftest import Operate

NOW = datetime(2022, 4, 19, 1, tzinfo=UTC)
Rehearse = Callable[..., list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def operator(operate: Operate) -> None:
    operate()


@pytest.fixture
def rehearse(capsys: pytest.CaptureFixture[str]) -> Rehearse:
    def command(month: str = "2022-04") -> list[dict[str, Any]]:
        assert run_command(("rehearse", "--month", month, "--json")) == 0
        said = capsys.readouterr()
        assert not said.err
        lines: list[dict[str, Any]] = json.loads(said.out)
        return lines

    return command


def _store(change: Callable[[Transaction], object]) -> None:
    settings = Settings.load()
    database = open_database(settings, open_programme(settings))
    with database.write() as tx:
        change(tx)
    database.close()


def test_an_empty_store_rehearses_everybody(rehearse: Rehearse) -> None:
    lines = rehearse()
    assert [(line["at"], line["kind"], line["group"], len(line["to"])) for line in lines] == [
        ("2022-04-20T10:00:00+08:00", "opening", None, 171),
        ("2022-04-20T10:00:00+08:00", "roster", "bureaus", 0),
        ("2022-04-20T10:00:00+08:00", "roster", "schools", 0),
        ("2022-04-22T10:00:00+08:00", "t-7", None, 171),
        ("2022-04-25T10:00:00+08:00", "weekly", None, 1),
        ("2022-04-27T10:00:00+08:00", "t-3", None, 171),
        ("2022-04-29T10:00:00+08:00", "t-1", None, 171),
        ("2022-04-30T10:00:00+08:00", "due", None, 171),
        ("2022-04-30T10:00:00+08:00", "leaders", None, 171),
        ("2022-05-05T10:00:00+08:00", "circular", None, 1),
    ]
    assert lines[-1]["to"] == [{"unit": None, "role": "coordinator"}]
    assert lines[0]["to"][0] == {"unit": "郑州市", "role": "liaison"}
    assert all(line["text"] for line in lines)


def test_who_has_filed_is_not_reminded_and_the_groups_are_those_bound(rehearse: Rehearse) -> None:
    def change(tx: Transaction) -> None:
        chief = tx.people.add(9, "李", "zh_CN", NOW)
        tx.people.grant(chief.id, Role.COORDINATOR, None, "cli", NOW)
        group = tx.groups.propose(-1, None, "schools", "群", "zh_CN", chief.id, NOW)
        tx.groups.set_state(group.id, GroupState.ACTIVE, "", NOW)
        april = Period(2022, 4)
        tx.reports.file(Filing("hn-001", 1, april, {"training": number(1)}, NOW, False, "chat", "person:1"))

    _store(change)
    lines = rehearse()
    assert [line["group"] for line in lines if line["kind"] == "roster"] == ["schools"]
    assert not [line for line in lines if {"unit": "郑州市", "role": "liaison"} in line["to"]]
    assert {len(line["to"]) for line in lines if line["kind"].startswith("t-")} == {170}


def test_the_changed_calendar_is_rehearsed(rehearse: Rehearse) -> None:
    def change(tx: Transaction) -> None:
        tx.schedules.change(Change("t-7", on=False), "person:1", NOW)

    _store(change)
    assert "t-7" not in {line["kind"] for line in rehearse()}


def test_for_people_each_message_stands_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(("rehearse", "--month", "2022-04")) == 0
    said = capsys.readouterr().out
    assert "171 人（郑州市、开封市、洛阳市…）" in said
    assert "工作群（地方教育局）" in said
    assert "1 人（协调员）" in said


def test_the_language_of_those_who_have_chosen_none_is_the_setting(
    rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert {line["kind"] for line in rehearse() if line["text"].isascii()} >= {"opening", "t-7", "due", "leaders"}


@pytest.mark.parametrize(("month", "code"), [("2023-04", 1), ("22-4", 2), ("2022-13", 1)])
def test_a_month_that_cannot_be_rehearsed_is_one_sentence(
    month: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(("rehearse", "--month", month)) == code
    said = capsys.readouterr()
    assert not said.out
    assert len(said.err.splitlines()) == 1
