"""A broadcast to hundreds of people before a stand-in that enforces Telegram's limits: its pace, and what replies wait.

The service is a process of its own. The broadcast is in its database, confirmed, when it starts; meanwhile a person
keeps asking.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.sizes import Sizes
from benchmarks.tables import Table
from benchmarks.town import ROOT, build
from dialog.reminders.selections import Selection
from handlers.broadcasts.audience import dump_selection
from playground import people
from playground.api import bot_api
from playground.messages import User
from playground.server import serving
from playground.world import World
from programmes.periods import Period
from programmes.roles import Role
from store.broadcasts import Recipient
from store.database import Database

_LIMIT = 30.0
# Several, because one chat takes one message a second.
_ASKERS, _ASKER, _EVERY = 8, "提问的人", 0.4
_WORDS = "通知：请按时填报。"
_PATIENCE = 120.0


def measure(sizes: Sizes) -> list[Table]:
    """Pace as a ratio to the limit, refusals, and the delay of replies."""
    count = 3 * sizes.people
    with tempfile.TemporaryDirectory() as folder:
        town, world = build(Path(folder, "town"), 0), World(conflict_delay=0.05)
        world.pace.strict = True
        _fill(town.environment()["DATABASE_URL"], world, count)
        with serving(bot_api(world)) as url:
            environment = town.environment(BOT_TOKEN=world.token, BOT_API_URL=url)
            service = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], env=environment, cwd=ROOT, stderr=subprocess.DEVNULL
            )
            try:
                delays = _talk_until_done(world, count)
            finally:
                service.terminate()
                service.wait(20)
    return [_table(world, delays, count)]


def _fill(url: str, world: World, count: int) -> None:
    """So many liaisons who have all pressed Start, and a broadcast to them that was just confirmed."""
    now = datetime.now(UTC)
    database = Database.open(url, programme="henan-edu-2022")
    with database.write() as tx:
        recipients = []
        for number in range(count + _ASKERS):
            user = world.add_person(f"{_ASKER if number < _ASKERS else '联络员'}{number}", language_code="zh-hans")
            people.say(world, user, world.chats[user.id], "你好")
            person = tx.people.add(user.id, user.first_name, "zh_CN", now)
            tx.people.grant(person.id, Role.LIAISON, "hn-075", "benchmark", now)
            recipients.append(Recipient(person.id, person.telegram_id, person.name, ("hn-075",)))
        one = tx.broadcasts.begin(recipients[0].person, "{}", Period(2022, 9), now)
        one = tx.broadcasts.change(one.id, words=_WORDS, selection=dump_selection(Selection()))
        tx.broadcasts.confirm(one.id, one.nonce, now)
        tx.broadcasts.start(one.id, recipients[_ASKERS:])
    database.close()
    world.updates.pending.clear()


def _talk_until_done(world: World, count: int) -> list[float]:
    """Ask again and again while the broadcast goes out; how long each answer took."""
    askers = [user for user in world.users.values() if user.first_name.startswith(_ASKER)]
    delays: list[float] = []
    _until(lambda: _sent(world) > 0)
    while _sent(world) < count:
        asker = askers[len(delays) % len(askers)]
        delays.append(_answered(world, asker))
        time.sleep(_EVERY)
    return delays


def _answered(world: World, asker: User) -> float:
    """Seconds from a question to the reply."""
    asked, before = world.timer(), len(world.journal.sent(asker.id))
    people.say(world, asker, world.chats[asker.id], "/help")
    _until(lambda: len(world.journal.sent(asker.id)) > before)
    return world.journal.sent(asker.id)[before].at - asked


def _sent(world: World) -> int:
    return sum(one.text == _WORDS for one in world.journal)


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("the broadcast does not go on")
        time.sleep(0.005)


def _table(world: World, delays: list[float], count: int) -> Table:
    moments = [one.at for one in world.journal if one.text == _WORDS]
    every = [one.at for one in world.journal.sent() if moments[0] <= one.at <= moments[-1]]
    pace = (len(every) - 1) / (moments[-1] - moments[0]) if len(moments) > 1 else 0.0
    ordered = sorted(delays) or [0.0]
    late = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    doubled = len(moments) - len({one.chat_id for one in world.journal if one.text == _WORDS})
    return Table(
        f"A broadcast to {count} people",
        (
            "messages a second",
            "ratio to 30/s",
            "refused as too fast",
            "sent twice",
            "reply ms, median",
            "reply ms, p95",
        ),
        (
            (
                f"{pace:.2f}",
                f"{pace / _LIMIT:.3f}",
                str(world.pace.refused),
                str(doubled),
                f"{median(ordered) * 1000:.0f}",
                f"{late * 1000:.0f}",
            ),
        ),
        f"The stand-in refuses what is above 30 a second; the {len(delays)} replies meanwhile are part of the pace.",
    )
