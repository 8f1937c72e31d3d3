"""/remind, /bind and the work group through the real service, from a coordinator's tap to the message that arrives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from playground import groups
from tests.chat import Chat, Person
from tests.handlers.binding import bind
from tests.running import Bot, running

BEFORE, DUE = "2022-09-22T09:00:00+08:00", "2022-09-23T10:00:30+08:00"
UNIT = "焦作大学"
LINES = "培训120 取证80 高级工30 1+X10"


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture
def bot(chat: Chat, tmp_path: Path) -> Iterator[Bot]:
    with running(chat, tmp_path, CLOCK=BEFORE) as bot:
        yield bot


@pytest.fixture
def chief(bot: Bot) -> Person:
    return bot.join("李处长", role="coordinator")


@pytest.fixture
def liaison(bot: Bot) -> Person:
    return bot.join("王老师", unit=UNIT)


def restart(bot: Bot, clock: str) -> None:
    """The same service at another time, as the playground moves its clock."""
    assert bot.stop() == 0
    bot.start(CLOCK=clock)


def test_a_liaison_is_reminded_by_one_button_and_not_after_filing(bot: Bot, chat: Chat, liaison: Person) -> None:
    restart(bot, DUE)
    liaison.expect("2022年9月月报尚未报送", "还剩 7 天")
    assert "包含" in liaison.tap("开始填报").text
    liaison.ask(LINES)
    liaison.tap("确认提交")
    liaison.expect("回执")
    before = len(liaison.screens())
    restart(bot, "2022-09-27T10:00:30+08:00")
    chat.wait_until_online()
    liaison.ask("/status")
    assert not [one for one in liaison.screens()[before:] if "尚未报送" in one]


def test_a_reminders_button_typed_as_text_does_the_same(bot: Bot, liaison: Person) -> None:
    restart(bot, DUE)
    liaison.expect("尚未报送")
    assert "包含" in liaison.ask("开始填报").text


def test_a_reminder_now_goes_once_to_those_who_have_not_filed(
    bot: Bot, chat: Chat, chief: Person, liaison: Person
) -> None:
    done = bot.join("赵老师", unit="河南工业大学")
    done.ask(LINES)
    done.tap("确认提交")
    restart(bot, "2022-09-22T14:00:00+08:00")
    chat.wait_until_online()
    chief.ask("/remind")
    asked = chief.tap("立即提醒")
    assert "提醒 1 人" in asked.text
    data = asked.button("确认发送").data or ""
    first = chief.press_data(data, on=asked.message_id)
    second = chief.press_data(data, on=asked.message_id)
    chief.wait_for_answer(first)
    assert "已经发过" in chief.wait_for_answer(second)
    liaison.expect("尚未报送")
    assert len([one for one in liaison.screens() if "尚未报送" in one]) == 1
    assert not [one for one in done.screens() if "尚未报送" in one]


def test_who_is_out_of_reach_is_listed_by_name(bot: Bot, chat: Chat, chief: Person, liaison: Person) -> None:
    liaison.block()
    chat.wait_until(chat.handled, "the update to be handled")
    chief.ask("/remind")
    shown = chief.tap("联系不上的人").text
    assert f"王老师（{UNIT}）" in shown
    assert "171 个单位" in shown


def test_a_group_is_bound_posted_to_and_its_roster_lives(bot: Bot, chat: Chat, chief: Person, liaison: Person) -> None:
    group = chat.group("学校工作群", chief, liaison)
    there = bind(chat, chief, group)
    assert "收不到提及" in chief.ask("/bind").text
    chief.tap("学校工作群")
    assert "已发出" in chief.wait_for_answer(chief.press("现在发报送名单"))
    assert "已报 0 / 143" in there.expect("9月月报").text
    teacher = liaison.at(group)
    assert "还有 143 个单位未报" in teacher.wait_for_answer(teacher.press("还差谁"))
    assert len(teacher.toasts[-1]) <= 200
    assert "已记下" in teacher.wait_for_answer(teacher.press("收到"))
    assert "已经确认过" in teacher.wait_for_answer(teacher.press("收到"))
    liaison.ask(LINES)
    liaison.tap("确认提交")
    there.expect("已报 1 / 143", "收到 1 人")
    link = there.screen.button("全部名单（私聊）").url or ""
    everyone = liaison.ask(f"/start {link.rpartition('=')[2]}").text
    assert "未报 142 / 143" in everyone
    assert UNIT not in everyone
    assert "回执" in liaison.ask("/start report").text or "已" in liaison.screen


def test_the_group_moves_to_its_supergroup_with_everything(
    bot: Bot, chat: Chat, chief: Person, liaison: Person
) -> None:
    group = chat.group("学校工作群", chief, liaison)
    bind(chat, chief, group)
    chief.ask("/bind")
    chief.tap("学校工作群")
    assert "已发出" in chief.wait_for_answer(chief.press("现在发报送名单"))
    chief.at(group).expect("已报 0 / 143")
    upgraded = groups.migrate(chat.world, group, chief.user)
    there = chief.at(upgraded)
    there.expect("已报 0 / 143")
    liaison.ask(LINES)
    liaison.tap("确认提交")
    there.expect("已报 1 / 143")
    assert len(there.screens()) == 1


def test_the_opening_posts_to_the_group_and_writes_to_people_once_over_restarts(
    bot: Bot, chat: Chat, chief: Person, liaison: Person
) -> None:
    group = chat.group("学校工作群", chief)
    there = bind(chat, chief, group)
    for _ in range(3):
        restart(bot, "2022-10-20T10:00:10+08:00")
        chief.ask("/help")
        there.expect("10月月报")
        chat.wait_until(lambda: any("10月月报开始填报" in one for one in liaison.screens()), "the opening")
    posts = [one for one in there.screens() if "10月月报" in one]
    told = [one for one in liaison.screens() if "10月月报开始填报" in one]
    assert (len(posts), len(told)) == (1, 1)


def test_a_month_rehearsed_by_the_clock_takes_a_moment(bot: Bot, chat: Chat, chief: Person, liaison: Person) -> None:
    """From before the opening to the digest at 40 000 times the speed."""
    assert bot.stop() == 0
    bot.start(CLOCK="2022-10-19T09:00:00+08:00", CLOCK_SPEED="40000")
    chief.expect("10月月报报送汇总", timeout=60)
    shown = [one.text.splitlines()[0] for one in liaison.screens() if "10月月报" in one]
    assert shown == ["2022年10月月报开始填报", *["2022年10月月报尚未报送"] * 4]
