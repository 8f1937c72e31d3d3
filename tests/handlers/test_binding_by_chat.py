"""/remind and /bind as a coordinator sees them, in the service that all chat tests share."""

from __future__ import annotations

import re

import pytest

from playground import groups
from tests.chat import Chat, Person
from tests.handlers.binding import CLASS, bind
from tests.running import Bot


@pytest.fixture
def chief(bot: Bot) -> Person:
    return bot.join("李处长", role="coordinator")


def test_the_calendar_shows_ten_occurrences_and_changes_by_button_and_by_words(chief: Person) -> None:
    shown = chief.ask("/remind").text
    assert "接下来 10 次提醒" in shown
    assert "9月27日（周二） 10:00 截止前 3 天" in shown
    chief.tap("调整日程")
    chief.tap("截止前 3 天")
    assert "截止前 4 天" in chief.tap("提前一天").text
    assert "09:00" in chief.tap("09:00").text
    assert "已关闭" in chief.tap("关闭").text
    assert "截止前 4 天" not in chief.ask("/remind").text
    said = chief.ask("/remind t-3 -2 14:30 开").text
    assert "9月28日（周三） 14:30 截止前 2 天" in said
    assert "不打扰" in chief.ask("/remind t-3 23:00").text
    assert "没有名为" in chief.ask("/remind t-9 off").text
    assert "没看懂" in chief.ask("/remind t-3 明天").text


def test_remind_and_bind_are_for_coordinators_and_stand_in_their_menu(
    chat: Chat, chief: Person, liaison: Person
) -> None:
    hidden = liaison.ask("/nothing").text
    assert hidden.replace("nothing", "remind") == liaison.ask("/remind").text
    assert hidden.replace("nothing", "bind") == liaison.ask("/bind").text
    menus = [one.payload["commands"] for one in chat.world.journal.of("setMyCommands")]
    assert any({"remind", "bind"} <= {command["command"] for command in menu} for menu in menus)


def test_a_desk_is_opened_by_its_name_from_any_screen(chief: Person) -> None:
    chief.ask("/help")
    assert "接下来 10 次提醒" in chief.ask("提醒日程")
    assert "绑定新群" in chief.ask("Work groups")
    assert "通报" in chief.ask("circular").text.splitlines()[0]


def test_the_buttons_of_the_deadline_post_can_be_typed_as_a_reply_to_it(
    bot: Bot, chat: Chat, chief: Person, liaison: Person
) -> None:
    there = bind(chat, chief, chat.group("打字群", chief, liaison))
    chief.press("现在发报送名单")
    post = there.expect("已报")
    speaker = liaison.at(there.state)
    speaker.say("收到", reply_to=post.message_id)
    speaker.expect("已记下")
    chat.wait_until(lambda: any("收到 1 人" in screen for screen in there.screens()), "the count in the post")
    speaker.say("还差谁", reply_to=post.message_id)
    speaker.expect("个单位未报")


def test_a_strangers_group_gets_silence(bot: Bot, chat: Chat, chief: Person) -> None:
    stranger = chat.person("路人", language_code="zh")
    there = stranger.at(chat.group("别的群", stranger))
    there.say(f"/start@{chat.world.username} 123456")
    there.say("/report")
    there.say(f"@{chat.world.username} 你好")
    chief.ask("/bind")
    chat.wait_until(chat.handled, "all updates to be handled")
    assert not there.screens()


def test_a_bind_code_works_once(bot: Bot, chat: Chat, chief: Person) -> None:
    chief.ask("/bind")
    found = re.search(r"startgroup=(\S+)", chief.tap(CLASS).text)
    assert found
    first, second = chat.group("甲群", chief), chat.group("乙群", chief)
    chief.at(first).say(f"/start@{chat.world.username} {found[1]}")
    chief.expect("甲群", "绑定为")
    chief.at(second).say(f"/start@{chat.world.username} {found[1]}")
    chief.at(second).expect("t.me/")
    assert not [one for one in chief.screens() if "乙群" in one]
    assert "解除" in chief.tap("不是这个群").text


def test_the_coordinator_hears_once_that_the_bot_was_removed_and_that_it_is_back(
    bot: Bot, chat: Chat, chief: Person
) -> None:
    group = chat.group("学校工作群", chief)
    bind(chat, chief, group)
    groups.remove_bot(chat.world, group, chief.user)
    chief.expect("被移出了群")
    groups.add_bot(chat.world, group, chief.user, administrator=True)
    chief.expect("恢复了")
    assert "能收到提及" in chief.ask("/bind").text
