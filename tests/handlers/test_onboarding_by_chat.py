"""Joining: one code, once, in private; and what everyone else is told."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from tests.chat import Chat, Person
from tests.running import Bot


def test_a_stranger_learns_who_can_invite(bot: Bot, chat: Chat) -> None:
    stranger = chat.person("路人", language_code="zh-hans")
    for words in ("你好", "/start", "/report", "/nothing"):
        assert "协调员" in stranger.ask(words).text


def test_a_stranger_is_answered_in_english_where_telegram_says_so(bot: Bot, chat: Chat) -> None:
    assert "coordinator" in chat.person("Guest", language_code="en").ask("hello").text


def test_a_code_works_once(bot: Bot, chat: Chat, unit: str) -> None:
    code = bot.invite(unit=unit)
    first, second = chat.person("甲", language_code="zh"), chat.person("乙", language_code="zh")
    assert unit in first.ask(f"/start {code}").text
    assert "不能用" in second.ask(f"/start {code}").text


def test_wrong_used_and_void_codes_read_the_same(bot: Bot, chat: Chat, unit: str) -> None:
    used, void = bot.invite(unit=unit), bot.invite("leader", unit)
    chat.person("甲", language_code="zh").ask(f"/start {used}")
    bot.json("invite", "--role", "leader", "--unit", unit, "--revoke")
    guest = chat.person("乙", language_code="zh")
    assert len({guest.ask(f"/start {code}").text for code in (used, void, "0" * 32)}) == 1


def test_a_reissued_code_replaces_the_old_one(bot: Bot, chat: Chat, unit: str) -> None:
    old = bot.invite(unit=unit)
    new = bot.invite("liaison", unit, "--reissue")
    guest = chat.person("甲", language_code="zh")
    assert "不能用" in guest.ask(f"/start {old}").text
    assert "欢迎" in guest.ask(f"/start {new}").text


def test_whoever_guesses_has_to_wait(bot: Bot, chat: Chat, unit: str) -> None:
    guest = chat.person("甲", language_code="zh")
    for number in range(5):
        guest.ask(f"/start {number:032d}")
    assert "不能用" in guest.ask(f"/start {bot.invite(unit=unit)}").text


def test_the_language_is_asked_where_telegram_cannot_tell(bot: Bot, chat: Chat, unit: str) -> None:
    guest = chat.person("Jean", language_code="fr")
    assert {"中文", "English"} <= set(guest.ask(f"/start {bot.invite(unit=unit)}").buttons)
    assert "liaison" in guest.tap("English").text
    assert "联络员" in guest.ask("/language zh_CN").text


def test_a_second_code_adds_a_role_and_the_unit_is_asked(bot: Bot, liaison: Person, unit: str) -> None:
    other = "郑州市"
    screen = liaison.ask(f"/start {bot.invite(unit=other)}")
    assert unit in screen
    assert other in screen
    asked = liaison.ask("/report")
    assert {unit, other} <= set(asked.buttons)
    assert other in liaison.tap(other).text
    assert other in liaison.ask("/status").text


def test_a_code_shown_in_a_group_is_not_used_up(bot: Bot, chat: Chat, unit: str) -> None:
    code = bot.invite(unit=unit)
    guest = chat.person("甲", language_code="zh")
    group = chat.group("工作群", guest)
    guest.at(group).say(f"/start {code}")
    assert "欢迎" in guest.ask(f"/start {code}").text
    assert not guest.at(group).screens()


@pytest.fixture
def admin(bot: Bot) -> Person:
    return bot.join("管理员", role="admin")


def test_an_admin_sees_who_is_missing_and_invites_all(bot: Bot, chat: Chat, admin: Person) -> None:
    assert "未加入" in admin.ask("/people").text
    admin.press("给全部单位发邀请码")
    chat.wait_until(lambda: any(screen.file for screen in admin.screens()), "the workbook")
    file = next(screen.file for screen in admin.screens() if screen.file)
    rows = list(load_workbook(io.BytesIO(file)).active.iter_rows(values_only=True))
    assert len(rows) == 172
    guest = chat.person("甲", language_code="zh")
    assert "欢迎" in guest.ask(f"/start {rows[1][2]}").text


def test_an_admin_gives_one_unit_a_new_code(bot: Bot, chat: Chat, admin: Person, unit: str) -> None:
    admin.ask(f"/people {unit}")
    admin.press("换新邀请码")
    said = admin.expect("t.me/").text
    guest = chat.person("甲", language_code="zh")
    assert unit in guest.ask(f"/start {said.rpartition('start=')[2].strip()}").text


def test_people_is_for_coordinators_and_admins(liaison: Person) -> None:
    unknown, hidden = liaison.ask("/nothing").text, liaison.ask("/people").text
    assert unknown.replace("nothing", "people") == hidden
