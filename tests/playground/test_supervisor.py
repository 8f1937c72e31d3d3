"""The playground as a newcomer starts it: set-up, a bot that is watched, a clock that moves, a clean end."""

from __future__ import annotations

import asyncio
import csv
import os
import signal
import socket
import stat
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from playground import staged
from playground.clock import NotAheadError, RehearsalClock, opening
from playground.demonstration import write_figures
from playground.server import free_socket
from playground.service import Service
from playground.supervisor import COMMAND, Supervisor
from tests.playground.conftest import Stage

HENAN = staged.read(staged.folder_of("henan-edu-2022"))


def test_the_first_start_sets_everything_up_and_people_have_joined(stage: Stage) -> None:
    stage.wait_until_online()
    asked = stage.commands()
    assert [arguments for arguments, _ in asked] == [
        ["db", "upgrade"],
        ["db", "mark", "demonstration"],
        ["import", str(stage.home / "demonstration.csv")],
        ["invite", "--role", "liaison", "--unit", "焦作大学", "--name", "王联络", "--json"],
        ["invite", "--role", "official", "--name", "李处长", "--json"],
        ["invite", "--role", "coordinator", "--name", "陈协调", "--json"],
        ["run"],
    ]
    clock, database = asked[0][1].split(" ")
    assert datetime.fromisoformat(clock) == opening(2022)
    assert database == f"sqlite:///{stage.home}/yuebao.db"
    stage.wait_for(lambda: len(stage.messages("王联络")) == 2, "the answer to the invitation")
    assert stage.messages("王联络")[0].startswith("/start code-liaison-")
    token = stage.home / "token"
    assert stat.S_IMODE(token.stat().st_mode) == 0o600
    assert token.read_text() not in stage.first_line + (stage.home / "service.log").read_text()


def test_moving_the_clock_restarts_the_bot_with_it_and_never_backwards(stage: Stage) -> None:
    stage.wait_until_online()
    assert stage.act("clock", to="2022-09-30T10:00:00+08:00").status_code == 200
    stage.wait_until_online()
    stage.wait_for(lambda: stage.commands()[-1][1].startswith("2022-09-30T10:00:0"), "the new CLOCK")
    assert stage.commands()[-1][0] == ["run"]
    back = stage.act("clock", to="2022-09-29T10:00:00+08:00")
    assert back.status_code == 400
    assert "not ahead" in back.json()["error"]


def test_it_ends_cleanly_and_goes_on_from_there(stage: Stage) -> None:
    stage.wait_until_online()
    stage.act("clock", to="2022-10-20T10:00:00+08:00")
    stage.wait_until_online()
    bot = int((stage.home / "bot.pid").read_text())
    assert stage.stop() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(bot, 0)
    before = len(stage.commands())
    again = Stage(stage.home)
    again.wait_until_online()
    arguments, settings = again.commands()[-1]
    assert arguments == ["run"]
    assert len(again.commands()) == before + 1, "no second set-up"
    assert settings.startswith("2022-10-20T10:00")
    assert {chat["title"] for chat in again.state()["chats"]} >= {"王联络", "人人持证工作群"}
    assert again.stop() == 0


def test_a_crash_is_shown_and_mended(stage: Stage) -> None:
    stage.wait_until_online()
    wang = stage.state()["backstage"]["first"]
    stage.act("say", person=wang, chat=wang, text="/crash")
    stage.wait_for(lambda: sum(arguments == ["run"] for arguments, _ in stage.commands()) == 2, "a second run")
    stage.wait_until_online()
    assert "crashed on purpose" in (stage.home / "service.log").read_text()


def test_a_set_up_that_broke_off_is_shown_and_can_be_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "playground").mkdir()
    (tmp_path / "playground" / "broken").write_text("import")
    stage = Stage(tmp_path / "playground")
    stage.wait_for(lambda: stage.state()["backstage"]["state"] == "failed", "the failure")
    assert stage.state()["backstage"]["reason"].endswith("import is broken")
    (stage.home / "broken").unlink()
    stage.act("again")
    stage.wait_until_online()
    assert [arguments[0] for arguments, _ in stage.commands()].count("import") == 2
    assert stage.stop() == 0


def test_someone_new_is_invited_or_a_stranger(stage: Stage) -> None:
    stage.wait_until_online()
    stage.act("person", name="赵组长", role="leader", unit="焦作大学")
    assert stage.commands()[-1][0] == [
        "invite", "--role", "leader", "--unit", "焦作大学", "--name", "赵组长", "--json",
    ]  # fmt: skip
    stage.wait_for(lambda: len(stage.messages("赵组长")) == 2, "the answer to the invitation")
    stage.act("person", name="路人", role="", unit="")
    assert stage.messages("路人") == []
    assert stage.act("person", name="某某", role="emperor").status_code == 400


def test_the_clock_runs_and_is_kept(tmp_path: Path) -> None:
    now = [0.0]
    clock = RehearsalClock(opening(2022), timer=lambda: now[0])
    now[0] = 90.0
    assert clock.now().isoformat() == "2022-09-26T09:01:30+08:00"
    clock.save(tmp_path / "clock.json")
    assert RehearsalClock.load(tmp_path / "clock.json", opening(2022)).now() >= clock.now()
    with pytest.raises(NotAheadError):
        clock.move(opening(2022))


def test_the_next_free_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with free_socket(port) as found:
            assert found.getsockname()[1] > port


def test_demonstration_figures_are_plausible_and_the_same_each_time(tmp_path: Path) -> None:
    write_figures(HENAN, tmp_path / "a.csv")
    write_figures(HENAN, tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    with (tmp_path / "a.csv").open(encoding="utf-8") as source:
        read = list(csv.DictReader(source))
    bodies = Counter(row["unit"] for row in read if row["indicator"].startswith("body_"))
    rows = [row for row in read if not row["indicator"].startswith("body_")]
    units = {staged.short_name(unit): unit for unit in HENAN.units}
    assert bodies == dict.fromkeys(units, 4), "each unit states its four bodies once"
    periods = {name: {row["period"] for row in rows if row["unit"] == name} for name in units}
    months = [f"2022-0{month}" for month in range(3, 10)]
    assert {name for name, held in periods.items() if held != set(months)} == {HENAN.newcomer}
    assert periods[HENAN.newcomer] == set(months[:-1])
    cumulative: Counter[tuple[str, str]] = Counter()
    month = {(row["unit"], row["period"], row["indicator"]): int(row["completed"]) for row in rows}
    for (unit, period, indicator), completed in month.items():
        assert units[unit][indicator], f"{unit} has no target for {indicator}"
        cumulative[unit, indicator] += completed
        if indicator == "senior":
            assert completed <= month[unit, period, "certificates"]
    rates = sorted(total / int(units[unit][indicator]) for (unit, indicator), total in cumulative.items())
    assert rates[0] < 0.2 < 0.5 < rates[len(rates) // 2] < 0.8 < rates[-1] <= 1.1


def test_another_programme_comes_with_figures_that_it_takes(tmp_path: Path) -> None:
    xinxiang = staged.read(staged.folder_of("xinxiang-2023"))
    write_figures(xinxiang, tmp_path / "figures.csv")
    home = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}", "DATA_DIR": str(tmp_path), "PROGRAMME": "xinxiang-2023"}
    for command in (["db", "upgrade"], ["import", str(tmp_path / "figures.csv")]):
        told = subprocess.run(
            [*COMMAND, *command], env={**os.environ, **home}, capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr
    with (tmp_path / "figures.csv").open(encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    assert {row["period"] for row in rows if row["indicator"] == "subsidised"} == {"2023-03", "2023-06", "2023-09"}
    assert {row["period"] for row in rows if row["unit"] == xinxiang.newcomer} == {f"2023-0{n}" for n in range(1, 9)}


@pytest.mark.parametrize(
    ("programme", "said"), [("jiaozuo-edu-2022", "no unit has all its targets"), ("nowhere", "no such programme")]
)
def test_a_programme_without_units_is_refused_in_one_sentence(programme: str, said: str, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "playground"],
        env={**os.environ, "DATA_DIR": str(tmp_path), "PROGRAMME": programme},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 1
    assert said in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_a_closed_terminal_ends_the_bot_too(stage: Stage) -> None:
    stage.wait_until_online()
    bot = int((stage.home / "bot.pid").read_text())
    assert stage.stop(signal.SIGHUP) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(bot, 0)


SLOW_TO_END = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.5), sys.exit(0)))
print("started", flush=True)
time.sleep(600)
"""


async def test_the_end_in_the_middle_of_a_moved_clock_leaves_no_bot_behind(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path, command=(sys.executable, "-c", SLOW_TO_END))
    (tmp_path / "ready").touch()
    await supervisor.open()
    log = tmp_path / "service.log"
    while not (log.exists() and "started" in log.read_text()):  # noqa: ASYNC110 - another process writes it
        await asyncio.sleep(0.01)
    moving = asyncio.create_task(supervisor.move_clock(supervisor.clock.now() + timedelta(days=1)))
    await asyncio.sleep(0)
    await supervisor.close()
    await moving
    assert supervisor.state == "stopped"
    assert log.read_text().count("started") == 1


async def test_a_bot_that_cannot_be_started_is_told_and_tried_again(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    twice = asyncio.Event()

    def hear(state: str, reason: str) -> None:
        told.append((state, reason))
        if [state for state, _ in told].count("failed") == 2:
            twice.set()

    service = Service([str(tmp_path / "nothing")], dict, tmp_path, hear, secret="x", first_pause=0.01)
    service.start()
    await twice.wait()
    await service.stop()
    assert told[-1] == ("stopped", "")
    assert "nothing" in told[0][1]
