"""A coordinator writes to many, over the real service: chosen, previewed, confirmed once, stopped, reported by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from playground import faults
from tests.chat import Chat, Person
from tests.running import Bot, running

UNITS = ["郑州市", "开封市", "洛阳市", "焦作大学"]


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with running(chat, tmp_path_factory.mktemp("broadcasts")) as bot:
        yield bot


@pytest.fixture(scope="module")
def boss(bot: Bot) -> Person:
    return bot.join("李协调", role="coordinator")


@pytest.fixture(scope="module")
def liaisons(bot: Bot) -> list[Person]:
    return [bot.join(f"{unit}联络员", unit=unit) for unit in UNITS]


def compose(boss: Person, words: str = "请 {单位} 尽快填报，还剩 {剩余天数} 天。") -> None:
    """Up to the confirmation, for the liaisons of the four units."""
    boss.ask("/remind broadcast")
    boss.press("指定单位")
    boss.expect("请写出单位名称")
    boss.say("、".join(UNITS))
    boss.expect("4 人会收到")
    boss.press("写内容")
    boss.expect("请写出内容")
    boss.say(words)
    boss.expect("确认后立即发送")


def messages(person: Person, words: str) -> list[str]:
    return [screen.text for screen in person.screens() if words in screen.text]


def states(bot: Bot, key: str) -> dict[str, str]:
    with closing(sqlite3.connect(bot.database)) as database:
        rows = database.execute("select key, state from outbox where key like ?", (key,))
        return dict(rows.fetchall())


def test_a_broadcast_reaches_each_once_in_their_own_words(chat: Chat, boss: Person, liaisons: list[Person]) -> None:
    compose(boss)
    assert messages(boss, "请 郑州市 尽快填报，还剩 4 天。"), "the preview is what the first recipient sees"
    confirm = boss.screen.message_id
    data = boss.screen.button("确认发送").data
    assert data
    boss.press_data(data, on=confirm)
    boss.press_data(data, on=confirm)
    for person, unit in zip(liaisons, UNITS, strict=True):
        person.expect(f"请 {unit} 尽快填报，还剩 4 天。")
    boss.expect("结果", "已发 4，失败 0", "点了“收到”的：0 / 4")
    for person in liaisons:
        assert len(messages(person, "尽快填报")) == 1
    assert len(messages(boss, "结果")) == 1
    received_is_noted_once_with_who_and_when(boss, *liaisons[:2])


def received_is_noted_once_with_who_and_when(boss: Person, first: Person, second: Person) -> None:
    """What follows from the broadcast before: a tap, the word typed, and what the coordinator sees of it."""
    query = first.press("收到")
    assert "已记录：9月26日" in first.wait_for_answer(query)
    first.chat.wait_until(lambda: "✓ 收到" in first.last.buttons[0], "the button to say so")
    first.wait_for_answer(first.press("✓ 收到"))
    second.ask("收到")
    second.expect("已记录")
    boss.tap("刷新")
    boss.expect("点了“收到”的：2 / 4")
    boss.tap("谁已收到")
    boss.expect("已收到（2 人）", "郑州市联络员 9月26日", "还没有点“收到”（2 人）：洛阳市联络员和焦作大学联络员")


def test_who_cannot_be_reached_is_listed_by_name(bot: Bot, boss: Person, liaisons: list[Person]) -> None:
    liaisons[3].block()
    bot.invite("liaison", "新乡市", "--name", "赵老师")
    boss.ask("/remind broadcast")
    boss.tap("未报")
    boss.press("指定单位")
    boss.expect("请写出单位名称")
    boss.say("焦作大学，新乡市，安阳市，洛阳市")
    boss.expect("4 个单位，1 人会收到")
    boss.press("写内容")
    boss.expect("请写出内容")
    boss.say("测试")
    screen = boss.expect("确认后立即发送")
    assert "停用了机器人、收不到（1 人）：焦作大学联络员（焦作大学）" in screen
    assert "还没有点开始（1 人）：赵老师（新乡市）" in screen
    assert "没有人绑定机器人的单位（1 个）：安阳市" in screen
    boss.tap("放弃")
    liaisons[3].unblock()


def test_what_was_refused_or_is_unknown_is_reported_by_name(chat: Chat, boss: Person, liaisons: list[Person]) -> None:
    chat.world.faults.script(faults.forbidden("blocked"), chat_id=liaisons[0].id)
    chat.world.faults.script(faults.close(delivered=True), chat_id=liaisons[1].id)
    compose(boss, "第二次")
    boss.press("确认发送")
    screen = boss.expect("结果", "已发 2，失败 1，不确定 1")
    assert "没有送达（1 人）：郑州市联络员（停用了机器人）" in screen
    assert "不确定是否送达（1 人）：开封市联络员" in screen
    assert len(messages(liaisons[1], "第二次")) == 1
    boss.expect("有 1 条消息不知道是否送达", "开封市联络员：群发", timeout=60)
    liaisons[0].say("/start")
    liaisons[0].wait_for_reply()


def test_unknown_fields_and_long_words_are_refused(boss: Person, liaisons: list[Person]) -> None:
    boss.ask("/remind broadcast")
    boss.press("写内容")
    boss.expect("请写出内容")
    boss.say("请拨 {电话}")
    boss.expect("不认识的字段：电话")
    boss.say("长" * 1500 + "{姓名}" * 500)
    boss.expect("最多 4 096 个")
    boss.say("短 {累计完成率}")
    boss.expect("确认后立即发送")


def test_a_picture_goes_to_all_by_its_file_id(chat: Chat, boss: Person, liaisons: list[Person]) -> None:
    picture = (Path(__file__).parents[2] / "tests/handlers/dot.png").read_bytes()
    boss.ask("/remind broadcast")
    boss.tap("指定单位")
    boss.ask("焦作大学")
    boss.press("写内容")
    boss.expect("请写出内容")
    boss.send_file("dot.png", picture, as_photo=True, caption="看图，{单位}")
    boss.expect("确认后立即发送")
    boss.press("确认发送")
    screen = liaisons[3].expect("看图，焦作大学")
    assert screen.file == picture
    assert screen.buttons == ["收到"]


def test_a_time_is_kept_and_a_stop_takes_everything_back(bot: Bot, boss: Person, liaisons: list[Person]) -> None:
    compose(boss, "定时的")
    boss.press("定时发送")
    boss.expect("什么时候发")
    boss.say("改天吧")
    boss.expect("看不出时间")
    boss.say("明天 9:30")
    boss.expect("发送时间：9月27日（周二） 09:30")
    boss.press("确认发送")
    boss.expect("定于 9月27日（周二） 09:30")
    boss.tap("停止发送")
    boss.expect("结果（中途停止）", "共 0 人")
    assert not any(messages(person, "定时的") for person in liaisons)


def test_an_old_preview_cannot_be_confirmed(boss: Person, liaisons: list[Person]) -> None:
    compose(boss, "旧的")
    old = boss.screen
    boss.tap("改内容")
    boss.say("新的")
    boss.expect("确认后立即发送")
    data = old.button("确认发送").data
    assert data
    query = boss.press_data(data, on=old.message_id)
    assert "已改动或已确认过" in boss.wait_for_answer(query)
    boss.tap("放弃")
    assert not any(messages(person, "旧的") for person in liaisons)


def test_a_liaison_cannot_write_one(liaisons: list[Person]) -> None:
    assert "没有 /remind 这个命令" in liaisons[0].ask("/remind broadcast")
