"""Each outcome by its cause, over real HTTP: what is sent again, what never, what waits and who is told nothing."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from playground import faults
from playground.faults import Fault
from playground.refusals import FORBIDDEN
from tests.chat import Chat, Person
from tests.running import Bot, running

ENDED = ("sent", "failed", "unknown")


def states(bot: Bot, chat_id: int) -> list[str]:
    with closing(sqlite3.connect(bot.database)) as opened:
        rows = opened.execute("select state from outbox where chat = ? order by id", (chat_id,))
        return [state for (state,) in rows]


def ended(bot: Bot, chat_id: int, count: int) -> list[str]:
    """The states of so many calls, once none of them can change any more."""
    until = time.monotonic() + 15
    while len(found := states(bot, chat_id)) < count or not set(found) <= set(ENDED):
        assert time.monotonic() < until, found
        time.sleep(0.02)
    return found


@pytest.fixture
def guest(chat: Chat) -> Iterator[Person]:
    """Someone without rights: each of their messages gets one reply."""
    yield chat.person("路人", language_code="zh")
    chat.world.faults.clear()


def shown(guest: Person) -> int:
    return len(guest.screens())


def test_a_reply_is_sent_once(bot: Bot, guest: Person) -> None:
    guest.ask("你好")
    assert ended(bot, guest.id, 1) == ["sent"]


@pytest.mark.parametrize(
    "fault",
    [
        faults.close(delivered=True),
        faults.close(delivered=False),
        faults.internal_error(delivered=True),
        faults.bad_gateway(delivered=True),
        faults.cut_json(),
    ],
    ids=["closed after", "closed before", "500", "502", "cut"],
)
def test_a_send_without_an_answer_is_unknown_and_not_repeated(
    chat: Chat, bot: Bot, guest: Person, fault: Fault
) -> None:
    chat.world.faults.script(fault, "sendMessage", chat_id=guest.id)
    guest.say("你好")
    assert ended(bot, guest.id, 1) == ["unknown"]
    guest.ask("还在吗")
    assert ended(bot, guest.id, 2) == ["unknown", "sent"]
    assert shown(guest) == 1 + fault.delivered


@pytest.mark.parametrize(
    "fault", [faults.close(delivered=True), faults.internal_error(delivered=True), faults.cut_json()]
)
def test_an_edit_without_an_answer_is_repeated(chat: Chat, bot: Bot, guest: Person, fault: Fault) -> None:
    guest.ask("你好")
    chat.world.faults.script(fault, "editMessageText", chat_id=guest.id)
    guest.tap("中文 / English")
    assert ended(bot, guest.id, 2) == ["sent", "sent"]
    assert shown(guest) == 1


def test_too_many_requests_waits_as_long_as_telegram_says(chat: Chat, bot: Bot, guest: Person) -> None:
    chat.world.faults.script(faults.too_many_requests(2), "sendMessage", chat_id=guest.id)
    guest.say("你好")
    said = time.monotonic()
    other = chat.person("别人", language_code="zh")
    other.ask("你好")
    assert states(bot, guest.id) != ["sent"], "one slow chat holds nobody else"
    guest.wait_for_reply()
    assert time.monotonic() - said >= 1.9
    assert ended(bot, guest.id, 1) == ["sent"]


def test_a_refused_message_is_tried_once(chat: Chat, bot: Bot, guest: Person) -> None:
    chat.world.faults.script(faults.bad_request("chat not found"), "sendMessage", chat_id=guest.id, times=9)
    guest.say("你好")
    assert ended(bot, guest.id, 1) == ["failed"]


@pytest.mark.parametrize("reason", FORBIDDEN)
def test_who_cannot_be_reached_is_noted_until_they_write_again(
    chat: Chat, bot: Bot, guest: Person, reason: str
) -> None:
    guest.ask(f"/start {bot.invite('official')}")
    chat.world.faults.script(faults.forbidden(reason), "sendMessage", chat_id=guest.id)
    guest.say("/help")
    assert ended(bot, guest.id, 2)[-1] == "failed"
    assert unreachable(bot, guest)
    guest.ask("/help")
    assert not unreachable(bot, guest)


def unreachable(bot: Bot, guest: Person) -> bool:
    with closing(sqlite3.connect(bot.database)) as opened:
        why = opened.execute("select unreachable_why from person where telegram_id = ?", (guest.id,))
        return why.fetchone()[0] is not None


def test_an_unchanged_screen_counts_as_sent(chat: Chat, bot: Bot, guest: Person) -> None:
    guest.ask("你好")
    guest.tap("中文 / English")
    query = guest.press("中文 / English") if "中文 / English" in guest.screen.buttons else None
    if query:
        guest.wait_for_answer(query)
    assert set(ended(bot, guest.id, 2)) == {"sent"}


def test_a_screen_that_is_gone_is_sent_anew(chat: Chat, bot: Bot, guest: Person) -> None:
    guest.ask("你好")
    chat.world.faults.script(faults.bad_request("message to edit not found"), "editMessageText", chat_id=guest.id)
    guest.tap("中文 / English")
    guest.chat.wait_until(lambda: shown(guest) == 2, "a new message")
    assert ended(bot, guest.id, 3) == ["sent", "failed", "sent"]


def test_a_group_that_moved_is_followed(chat: Chat, bot: Bot, guest: Person) -> None:
    guest.ask(f"/start {bot.invite('official')}")
    old, new = chat.group("旧群", guest), chat.group("新群", guest, supergroup=True)
    chat.world.faults.script(faults.migrated(new.id), "sendMessage", chat_id=old.id)
    guest.at(old).say("/help")
    assert ended(bot, new.id, 1) == ["sent"]
    assert ended(bot, old.id, 1) == ["failed"]


def test_a_pause_is_kept_across_a_restart(tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path) as bot:
        guest = chat.person("路人", language_code="zh")
        guest.ask("你好")
        chat.world.faults.script(faults.too_many_requests(4), "sendMessage", chat_id=guest.id)
        guest.say("还在吗")
        said = time.monotonic()
        while not paused(bot):
            assert time.monotonic() < said + 10
            time.sleep(0.02)
        bot.kill()
        bot.start()
        guest.wait_for_reply()
        assert time.monotonic() - said >= 3.9
        assert ended(bot, guest.id, 2) == ["sent", "sent"]


def paused(bot: Bot) -> bool:
    with closing(sqlite3.connect(bot.database)) as opened:
        return bool(opened.execute("select count(*) from pause").fetchone()[0])
