"""What is not a plain answer: groups, edits, stickers, nobody's messages, a long silence of the service."""

from __future__ import annotations

from pathlib import Path

from tests.chat import Chat, Person
from tests.running import Bot, running


def test_in_a_group_the_bot_speaks_only_when_addressed(bot: Bot, chat: Chat, liaison: Person) -> None:
    group = chat.group("工作群", liaison)
    there = liaison.at(group)
    there.say("大家好，培训120 取证80")
    there.say("/status")
    assert "t.me/" in there.wait_for_reply().text
    assert len(there.replies()) == 1


def test_an_edited_message_changes_nothing(liaison: Person) -> None:
    said = liaison.say("培训120 取证80 高级工30 1+X10")
    liaison.wait_for_reply()
    liaison.edit(said, "培训999 取证80 高级工30 1+X10")
    assert "重新发送" in liaison.wait_for_reply().text
    assert "120" in liaison.screens()[-2].text


def test_what_has_no_words_is_answered_by_a_clear_sentence(liaison: Person) -> None:
    liaison.send_file("图.png", b"x", mime="image/png")
    assert "打字" in liaison.wait_for_reply().text


def test_the_language_of_the_next_screen_is_the_one_chosen(liaison: Person) -> None:
    liaison.ask("/language en")
    assert "due" in liaison.ask("/report").text


def test_a_draft_survives_kill_and_restart_at_the_same_question(tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path) as bot:
        wang = bot.join(unit="焦作大学")
        wang.ask("/report")
        wang.tap("是，已包含")
        wang.tap("都从 0 开始")
        wang.ask("3")
        asked = wang.screen.text.splitlines()[-1]
        bot.kill()
        wang.say("截止哪天？")
        bot.start()
        wang.expect(asked)
        wang.ask("4")
        assert bot.stop() == 0


def test_what_was_said_while_the_service_was_down_is_handled(tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path) as bot:
        wang = bot.join(unit="焦作大学")
        assert bot.stop() == 0
        wang.say("培训120 取证80 高级工30 1+X10")
        bot.start()
        assert "确认提交" in wang.wait_for_reply().buttons


def test_a_confirmation_after_an_outage_across_the_due_moment_is_not_late(tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path, CLOCK="2022-09-30T23:00:00+08:00") as bot:
        wang = bot.join(unit="焦作大学")
        wang.ask("培训120 取证80 高级工30 1+X10")
        assert bot.stop() == 0
        bot.age_contact(hours=2)
        bot.start(CLOCK="2022-10-01T00:30:00+08:00")
        wang.tap("确认提交")
        assert "服务中断" in wang.expect("回执").text
        row = next(row for row in bot.json("progress", "--period", "2022-09")["rows"] if row["unit"] == "焦作大学")
        assert row["late"] is False


def test_after_more_than_a_day_without_contact_the_coordinators_are_told_what_was_lost(tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path, CLOCK="2022-09-26T09:00:00+08:00") as bot:
        boss, wang = bot.join("李协调", role="coordinator"), bot.join("王老师", unit="焦作大学")
        assert bot.stop() == 0
        bot.age_contact(hours=23)
        bot.start(CLOCK="2022-09-27T08:00:00+08:00")
        wang.ask("/help")
        assert bot.stop() == 0
        bot.age_contact(hours=60)
        bot.start(CLOCK="2022-09-29T20:00:00+08:00")
        wang.ask("/help")
        told = boss.expect("超过 24 小时", "9月27日 08:00 到 9月29日 20:0").text
        assert "9月27日 08:00 到 9月28日 20:0" in told
        assert "请通知联络员" in told
        wang.ask("/help")
        assert sum("超过 24 小时" in screen.text for screen in boss.screens()) == 1
        assert not any("超过 24 小时" in screen.text for screen in wang.screens())
