"""A call of unknown fate is sent again by a coordinator only, once, after the warning that it may arrive twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from playground import faults
from tests.chat import Chat, Person
from tests.running import Bot, running


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with Chat() as chat, running(chat, tmp_path_factory.mktemp("again")) as bot:
        yield bot


@pytest.fixture(scope="module")
def boss(bot: Bot) -> Person:
    return bot.join("李协调", role="coordinator")


def count(person: Person, words: str) -> int:
    return sum(words in screen.text for screen in person.screens())


def test_sent_again_after_a_warning_and_once(bot: Bot, boss: Person) -> None:
    wang = bot.join("王老师", unit="焦作大学")
    bot.chat.world.faults.script(faults.close(delivered=False), chat_id=wang.id)
    wang.say("/help")
    listed = boss.expect("有 1 条消息不知道是否送达", "王老师：对话回复", timeout=60)
    assert count(wang, "/report") == 0
    boss.press("再发")
    screen = boss.expect("对方可能收到两遍", "王老师：对话回复")
    assert count(wang, "/report") == 0, "only warned so far"
    data = screen.button("仍要再发").data
    assert data
    boss.press_data(data, on=screen.message_id)
    wang.expect("/report")
    query = boss.press_data(data, on=screen.message_id)
    assert "已经处理过了" in boss.wait_for_answer(query)
    assert count(wang, "/report") == 1
    ask = listed.button("再发").data
    assert ask
    assert "已经处理过了" in boss.wait_for_answer(boss.press_data(ask, on=listed.message_id))


def test_unknown_again_it_is_listed_again(bot: Bot, boss: Person) -> None:
    li = bot.join("李老师", unit="开封大学")
    bot.chat.world.faults.script(faults.close(delivered=True), chat_id=li.id)
    li.say("/help")
    boss.expect("李老师：对话回复", timeout=60)
    boss.tap("再发")
    bot.chat.world.faults.script(faults.close(delivered=True), chat_id=li.id)
    before = count(boss, "不知道是否送达")
    boss.press("仍要再发")
    bot.chat.wait_until(lambda: count(boss, "不知道是否送达") == before + 1, "the notice to come again", 60)
    assert count(li, "/report") == 2, "it did arrive twice, as was said"
