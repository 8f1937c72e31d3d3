"""The service is killed for real, at named points of a turn and at any moment under load; nothing is lost or doubled.

`make test` runs a part, `make kill` (YUEBAO_KILLS=all) everything.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from programmes.loading import load
from tests.chat import Chat
from tests.kill import entry
from tests.kill.evidence import assert_nothing_lost_or_doubled, is_settled, wait_until_settled
from tests.running import Bot

pytestmark = pytest.mark.kill

ENTRY = ("-m", "tests.kill.entry")
POINTS = sorted(entry.POINTS)
EVERYTHING = os.environ.get("YUEBAO_KILLS") == "all"
# The points at which the most can go wrong; one of each kind.
CHOSEN = [
    "inbox.inserted",
    "inbox.committed",
    "turn.draft",
    "turn.filed",
    "turn.done",
    "turn.committed",
    "outbox.before_call",
    "outbox.answered",
    "outbox.noted",
]
# At which passage of the whole script to die; the second, unless the point is passed only once.
PASSAGES = dict.fromkeys(
    (point for point in POINTS if point.startswith(("start", "stop", "turn.fil", "outbox.ack"))), 1
)
SCRIPT = ["/report 2022-09", "是，已包含", "都从 0 开始", "1", "2", "3", "4", "120", "80", "30", "10", "确认提交"]
FIGURES = {
    "body_school": 1,
    "body_exam": 2,
    "body_public": 3,
    "body_special": 4,
    "training": 120,
    "certificates": 80,
    "senior": 30,
    "one_plus_x": 10,
}


@pytest.mark.parametrize("point", POINTS if EVERYTHING else CHOSEN)
def test_killed_at_a_named_point(point: str, tmp_path: Path) -> None:
    """Killed again and again at that point, one passage later each time, while one person files a report."""
    with Chat() as chat:
        bot = Bot(chat, tmp_path, entry=ENTRY)
        wang = chat.person("王老师", language_code="zh-hans")
        said = [f"/start {bot.invite(unit='焦作大学')}", *SCRIPT]
        kills, presses = 0, 0
        for number, words in enumerate(said, start=1):
            wang.say(words)
            if number == len(said) and wang.screens():
                wang.press("帮助")
                presses = 1
            if number in (2, len(said)):
                kills += _run_into_the_trap(chat, bot, f"{point}:{1 if number == 2 else PASSAGES.get(point, 2)}")
        assert kills, "the point was never passed"
        bot.start()
        wait_until_settled(chat, bot, 60)
        assert bot.stop() == 0
        found = assert_nothing_lost_or_doubled(chat, bot, len(said) + presses)
    assert found.filings == {"hn-075": 1}
    assert found.figures["hn-075"] == FIGURES


def test_killed_at_random_moments_under_load(tmp_path: Path) -> None:
    """Twenty people talk at once while the service dies again and again."""
    chance = random.Random(20220930)
    units = [unit for unit in load("henan-edu-2022").units if len(unit.targets) == 4][:20]
    with Chat() as chat:
        bot = Bot(chat, tmp_path)
        scripts = {}
        for unit in units:
            person = chat.person(f"{unit.name}联络员", language_code="zh-hans")
            scripts[person] = [f"/start {bot.invite(unit=unit.name)}", *SCRIPT]
        updates = sum(len(script) for script in scripts.values())
        for _ in range(50 if EVERYTHING else 3):
            bot.start()
            until = time.monotonic() + chance.uniform(0.6, 2.0)
            while time.monotonic() < until:
                speaking = [person for person, script in scripts.items() if script]
                if speaking:
                    person = chance.choice(speaking)
                    person.say(scripts[person].pop(0))
                time.sleep(chance.uniform(0, 0.05))
            bot.kill()
        for person, script in scripts.items():
            for words in script:
                person.say(words)
        bot.start()
        wait_until_settled(chat, bot, 120)
        assert bot.stop() == 0
        found = assert_nothing_lost_or_doubled(chat, bot, updates)
    assert found.filings == {unit.code: 1 for unit in units}
    assert all(found.figures[unit.code] == FIGURES for unit in units)


def _run_into_the_trap(chat: Chat, bot: Bot, where: str) -> bool:
    """Start with the trap set and wait for the death; where the point is not passed, stop. Whether it was killed."""
    bot.start(YUEBAO_KILL_AT=where)
    assert bot.process
    until = time.monotonic() + 30
    while bot.process.poll() is None and not is_settled(chat, bot):
        assert time.monotonic() < until, bot.log[-2000:]
        time.sleep(0.02)
    if bot.process.poll() is None:
        bot.stop()
    assert bot.process.returncode in (-9, 0), bot.log[-2000:]
    return bot.process.returncode == -9
