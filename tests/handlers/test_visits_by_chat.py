"""A visit from its record to the closing of its findings, over the real service: officials and a unit's people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.chat import Chat, Person
from tests.running import Bot, running

PICTURE = (Path(__file__).parent / "dot.png").read_bytes()


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """26 September 2022, 9:00."""
    with running(chat, tmp_path_factory.mktemp("visits")) as bot:
        yield bot


@pytest.fixture(scope="module")
def official(bot: Bot) -> Person:
    return bot.join("赵处长", role="official")


def unit_of(bot: Bot, unit: str) -> tuple[Person, Person]:
    return bot.join(f"{unit}联络员", unit=unit), bot.join(f"{unit}组长", role="leader", unit=unit)


def record(official: Person, unit: str, *findings: tuple[str, str]) -> str:
    """By text alone, up to the record's number."""
    official.ask("/score")
    for words in ("视导", "记录视导", unit, "今天", "跳过", "跳过"):
        official.ask(words)
    for place, (words, deadline) in enumerate(findings):
        if place:
            official.ask("加一个问题")
        official.ask(words)
        official.ask(deadline)
    official.ask("确认记录")
    return official.expect("已记录").text.split("视导 ")[1].split(" ")[0]


def rows(bot: Bot, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(bot.database)) as database:
        return list(database.execute(query))


def times(person: Person, words: str) -> int:
    return sum(words in screen.text for screen in person.screens())


def test_a_visit_from_record_to_closing(bot: Bot, chat: Chat, official: Person) -> None:
    liaison, leader = unit_of(bot, "焦作大学")
    official.ask("/score")
    official.tap("视导")
    official.tap("记录视导")
    official.tap("名单：相关学校")
    official.tap("下一页（2/15）")
    official.ask("焦大")
    assert "不能晚于今天" in official.screen
    assert "还没有到" in official.ask("明天")
    assert "看不出是哪天" in official.ask("改天")
    official.ask("9月23日")
    official.ask("省厅专家组 5 人")
    official.send_file("dot.png", PICTURE, as_photo=True)
    official.expect("佐证已收下", "听了、查了")
    official.ask("听取汇报，查阅台账")
    official.ask("未建立工作专班")
    assert "整改期限必须晚于 2022年9月23日" in official.ask("9月23日")
    assert official.screen.buttons[:3] == ["7 天（10月3日）", "15 天（10月11日）", "30 天（10月26日）"]
    official.tap("7 天")
    official.expect(
        "核对视导记录", "参加人员：省厅专家组 5 人", "1. 未建立工作专班（2022年10月3日 前整改）", "照片 1 张"
    )
    official.tap("加一个问题")
    official.ask("月报迟报 2 次")
    official.ask("2022-10-31")
    official.tap("加佐证")
    official.ask("https://example.cn/report")
    official.tap("好了")
    old = official.screen
    official.tap("改视导情况")
    official.ask("听取汇报")
    stale = old.button("确认记录").data
    assert stale
    official.press_data(stale, on=old.message_id)
    official.expect("已改动过", "视导情况：听取汇报", "链接 1 个")
    assert rows(bot, "select count(*) from visit") == [(0,)]
    data = official.screen.button("确认记录").data
    assert data
    at = official.screen.message_id
    official.press_data(data, on=at)
    official.press_data(data, on=at)
    official.expect("视导 1 已记录", "已通知该单位 2 人")
    assert rows(bot, "select unit, held_on, seen from visit") == [("hn-075", "2022-09-23", "听取汇报")]
    for person in (liaison, leader):
        told = person.expect("9月23日 视导", "未建立工作专班", "期限 10月3日，还剩 7 天", "月报迟报 2 次").text
        assert times(person, "未建立工作专班") == 1, told
    mended_and_opened_again(bot, official, liaison)
    mended_again_and_closed(official, liaison, leader)
    assert bot.cli("db", "verify").returncode == 0


def mended_and_opened_again(bot: Bot, official: Person, liaison: Person) -> None:
    """The unit tells with words and a picture; the official is not content."""
    liaison.tap("已整改：问题 1")
    liaison.expect("怎么整改的")
    liaison.send_file("dot.png", PICTURE, as_photo=True)
    assert "报送" not in liaison.expect("佐证已收下", "请再用文字说明").buttons
    liaison.ask("已发文成立专班")
    liaison.send_file("专班.pdf", b"pdf", caption="见附件")
    liaison.expect("已发文成立专班\n见附件", "照片 1 张", "文件 1 个")
    data = liaison.screen.button("报送").data
    assert data
    at = liaison.screen.message_id
    liaison.press_data(data, on=at)
    liaison.expect("问题 1 已报整改", "已通知核查人员 1 人")
    liaison.wait_for_answer(liaison.press_data(data, on=at))
    told = official.expect("焦作大学 报告问题 1 已整改", "已发文成立专班", "佐证 2 份")
    assert times(official, "报告问题 1 已整改") == 1
    official.press("看佐证：问题 1")
    official.chat.wait_until(lambda: len([s for s in official.screens() if s.file]) == 2, "both files")
    official.press("退回：问题 1", on=told.message_id)
    official.expect("为什么要重新整改")
    official.ask("没有分工")
    assert "必须晚于 2022年9月26日" in official.ask("今天")
    official.ask("+10")
    official.expect("已退回重新整改", "待整改", "意见：没有分工（赵处长）", "整改期限：2022年10月6日")
    liaison.expect("问题 1 需要重新整改", "期限 10月6日", "原因：没有分工")
    again = told.button("退回：问题 1").data
    assert again
    query = official.press_data(again, on=told.message_id)
    assert "正在整改" in official.wait_for_answer(query)


def mended_again_and_closed(official: Person, liaison: Person, leader: Person) -> None:
    """By the home button and by saying it; closed once."""
    assert "整改（2）" in liaison.ask("/start").buttons
    liaison.ask("整改")
    liaison.expect("待整改的问题 2 个", "未建立工作专班")
    leader.ask("findings")
    leader.tap("已整改：问题 1")
    leader.ask("已补分工，见 https://example.cn/fg")
    assert "链接 1 个" in leader.screen
    leader.ask("报送")
    leader.expect("已报整改、等核实的 1 个：问题 1")
    official.expect("焦作大学 报告问题 1 已整改", "已补分工")
    official.tap("销号：问题 1")
    official.expect("已销号", "状态：已销号")
    liaison.expect("问题 1 已销号")
    assert times(liaison, "问题 1 已销号") == 1
    official.ask("/score")
    official.tap("视导")
    official.expect("视导 1 次；待整改的问题 1 个，其中逾期 0 个；单位已报整改、等销号 0 个")
    official.tap("待整改问题")
    official.expect("焦作大学：问题 2　月报迟报 2 次")
    official.tap("问题 2")
    official.tap("视导 1（9月23日）")
    official.expect("视导 1　焦作大学　2022年9月23日", "记录：赵处长", "状态：已销号", "状态：待整改", "佐证 2 份")
    official.tap("视导首页")
    official.tap("单位视导记录")
    assert "没有找到" in official.ask("清华大学")
    official.ask("焦作大学")
    official.expect("视导 1 次", "问题 2 个，未销号 1 个")


def test_in_english_by_text_alone(bot: Bot) -> None:
    boss = bot.join("Smith", role="official", language_code="en")
    liaison = bot.join("Liaison", unit="郑州升达经贸管理学院", language_code="en")
    boss.ask("/score")
    for words in (
        "Visits",
        "Record a visit",
        "郑州升达经贸管理学院",
        "20 September",
        "Skip",
        "Skip",
        "No ledger",
        "2 weeks",
    ):
        boss.ask(words)
    boss.expect("1. No ledger (by 10 October 2022)")
    boss.ask("Confirm the record")
    boss.expect("is recorded", "1 person of the unit has been told")
    number = (
        liaison.expect("the visit of 20 September", "No ledger", "14 days left").text.split("Finding ")[1].split(" ")[0]
    )
    liaison.ask("Mended")
    liaison.ask("The ledger is kept now")
    liaison.ask("Send")
    boss.expect(f"finding {number} is mended")
    boss.ask(f"Close finding {number}")
    boss.expect("Closed; the unit was told")
    liaison.expect(f"Finding {number} is closed")


def test_what_was_typed_survives_a_restart_and_other_business(chat: Chat, tmp_path: Path) -> None:
    with Chat() as own, running(own, tmp_path) as bot:
        official = bot.join("赵处长", role="admin")
        official.ask("/score")
        for words in ("视导", "记录视导", "开封大学", "今天", "跳过"):
            official.ask(words)
        bot.kill()
        official.say("查阅台账")
        bot.start()
        official.expect("第 1 个要整改的问题")
        official.ask("/help")
        official.ask("/score")
        official.tap("视导")
        official.tap("继续记录视导")
        official.expect("第 1 个要整改的问题")
        official.tap("没有发现问题")
        official.expect("视导情况：查阅台账", "没有要整改的问题")
        official.tap("放弃记录")
        official.tap("接着填")
        official.tap("放弃记录")
        official.tap("确定放弃")
        official.expect("没有记录任何内容")
        assert rows(bot, "select count(*) from visit") == [(0,)]


def test_findings_are_the_units_own_and_visits_the_officials(bot: Bot, official: Person) -> None:
    mine, _ = unit_of(bot, "商丘师范学院")
    other = bot.join("别校", unit="平顶山学院")
    record(official, "商丘师范学院", ("问题甲", "+7"))
    told = mine.expect("问题甲")
    data = told.button("已整改").data
    assert data
    assert "没有待整改的问题" in other.ask("整改")
    query = other.press_data(data, on=other.screen.message_id)
    assert "不是发给您的" in other.wait_for_answer(query)
    assert "没有 /score 这个命令" in mine.ask("/score")
    assert "整改（1）" not in other.ask("/start").buttons


def test_what_a_unit_typed_and_did_not_send_is_still_there(bot: Bot, official: Person) -> None:
    liaison, _ = unit_of(bot, "许昌学院")
    record(official, "许昌学院", *((f"问题{number}", "+9") for number in range(10)))
    liaison.expect("问题9")
    liaison.ask("/start")
    liaison.tap("整改（10）")
    liaison.expect("待整改的问题 10 个", "问题7")
    assert "问题8" not in liaison.screen
    liaison.tap("下一页（2/2）")
    liaison.expect("问题8", "问题9")
    label = liaison.screen.buttons[0]
    liaison.tap(label)
    liaison.ask("写了一半")
    liaison.ask("/status")
    liaison.ask("整改")
    liaison.tap("下一页（2/2）")
    liaison.tap(label)
    liaison.expect("整改情况：写了一半")
    liaison.tap("重写")
    liaison.expect("怎么整改的")


def test_a_unit_nobody_can_be_told_of_is_said(official: Person) -> None:
    record(official, "周口师范学院", ("问题乙", "10月20日"), ("问题丙", "10月21日"))
    official.expect("没有通知到该单位")


def test_the_deadline_of_an_open_finding_is_moved_and_the_unit_told_once(bot: Bot, official: Person) -> None:
    liaison, _ = unit_of(bot, "郑州师范学院")
    visit = record(official, "郑州师范学院", ("问题丁", "10月8日"))
    ((finding,),) = rows(bot, "select max(id) from finding")
    official.ask("/score")
    for words in ("视导", "单位视导记录", "郑州师范学院", f"视导 {visit}（9月26日）", f"问题 {finding}"):
        official.ask(words)
    official.tap("改期限")
    official.expect("现在的整改期限是 10月8日")
    assert "期限已经是 10月8日" in official.ask("10月8日")
    assert "看不出是哪天" in official.ask("以后")
    data, at = official.screens()[-3].button("15 天").data, official.screens()[-3].message_id
    assert data
    for _ in range(2):
        official.press_data(data, on=at)
    official.expect("期限已改", "整改期限：2022年10月11日")
    liaison.expect(f"问题 {finding} 的整改期限已改（原定 10月8日）", "问题丁", "期限 10月11日，还剩 15 天")
    official.ask("改期限")
    official.ask("10月20日")
    official.expect("整改期限：2022年10月20日")
    liaison.expect("原定 10月11日", "期限 10月20日")
    assert times(liaison, "整改期限已改") == 2
    assert bot.cli("db", "verify").returncode == 0


def test_several_units_of_one_name_are_asked_back(official: Person) -> None:
    official.ask("/score")
    official.ask("视导")
    official.ask("记录视导")
    screen = official.ask("平职院")
    assert len(screen.buttons) > 1
    official.tap(screen.buttons[0])
    official.expect(screen.buttons[0], "哪天视导的")
    official.ask("放弃记录")
    official.ask("确定放弃")


def test_all_of_it_works_for_another_city(tmp_path: Path) -> None:
    clock = "2023-06-05T09:00:00+08:00"
    with Chat() as own, running(own, tmp_path, PROGRAMME="xinxiang-2023", CLOCK=clock) as bot:
        official, liaison = bot.join("考核办", role="official"), bot.join("长垣", unit="长垣市")
        record(official, "长垣市", ("台账不全", "+15"))
        liaison.expect("长垣市", "台账不全", "期限 6月20日")
        liaison.tap("已整改")
        liaison.ask("已补全")
        liaison.tap("报送")
        official.expect("长垣市 报告问题 1 已整改")
        official.tap("销号")
        liaison.expect("问题 1 已销号")
