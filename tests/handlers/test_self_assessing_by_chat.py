"""自查 over the real service: the unit's claims, handed in, confirmed or changed with a reason, and told of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.chat import Chat, Person
from tests.handlers.judging import check_list, item, tap
from tests.running import Bot, running

AREAS = "各县市区考核指标验收评价标准"


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("self")


@pytest.fixture(scope="module")
def bot(chat: Chat, folder: Path) -> Iterator[Bot]:
    with running(chat, folder, PROGRAMME="xinxiang-2023", CLOCK="2024-01-10T09:00:00+08:00") as bot:
        yield bot


@pytest.fixture(scope="module")
def zhou(bot: Bot) -> Person:
    return bot.join("周处", role="official")


@pytest.fixture(scope="module")
def li(bot: Bot) -> Person:
    return bot.join("李处", role="official")


def begin(person: Person) -> None:
    person.ask("自查")
    tap(person, "开始自查")


def claims(bot: Bot) -> list[tuple[str, str, str]]:
    """All claims in the store: fact, value, state."""
    with closing(sqlite3.connect(bot.database)) as database:
        return database.execute("select key, value, state from fact where origin = 'unit' order by id").fetchall()


def test_a_unit_assesses_itself_and_an_official_confirms_or_changes(bot: Bot, zhou: Person, li: Person) -> None:
    wang, boss = bot.join("王老师", unit="卫辉市"), bot.join("赵县长", role="leader", unit="卫辉市")
    assert "自查" in wang.screen.buttons
    assert "已填 0/36 条" in wang.ask("自查")
    assert "2023年11月1日至2024年1月31日" in wang.screen
    first = tap(wang, "开始自查")
    assert "2.1.4 培训数据真实、准确、规范（2 分）　1/36" in first
    assert "改时间" not in first.buttons
    wang.ask("4")
    wang.ask("0")
    tap(wang, "写说明")
    wang.ask("台账在附件")
    wang.send_file("台账.xlsx", b"rows", caption="台账")
    assert "已有佐证 1 份" in wang.wait_for_reply()
    assert "制造业补贴性培训（人次） = 2 400" in wang.ask("2400")
    tap(wang, "先到这里")
    tap(wang, "回到自查")
    summary = tap(wang, "自查汇总")
    assert "　得 1.6/2 分" in summary
    assert "台账" not in summary
    assert item(bot, "areas", "卫辉市", "2.1.4")["state"] == "open", "a claim is no finding"
    assert "已提交 3 条" in tap(wang, "提交自查（3）")
    assert not [label for label in wang.screen.buttons if "提交自查" in label]

    zhou.ask("/score")
    tap(zhou, AREAS)
    assert "1 个单位待审" in tap(zhou, "单位自查（1）")
    seen = tap(zhou, "卫辉市（3）")
    assert "单位自报：4（第4季度；王老师 1月10日）" in seen
    assert "自报待审还剩 3 条" in seen
    assert "已核对，现在生效：2.1.4 不完整信息（条） = 4" in tap(zhou, "按自报确认：4")
    assert "请写理由" in zhou.ask("2")
    assert "单位自报 0，您改为 2" in zhou.screen
    assert "最多 400 字；没有做任何改动" in zhou.ask("长" * 401)
    third = zhou.ask("电话核实有 2 人不实")
    assert "说明：台账在附件" in third
    assert "已有佐证 1 份" in third
    tap(zhou, "佐证（1）")
    tap(zhou, "看 1")
    assert zhou.last.file == b"rows"
    zhou.press("回到问题")
    zhou.expect("制造业")
    assert "都审完了" in tap(zhou, "按自报确认：2 400")
    for person in (wang, boss):
        told = person.expect("自查审核结果", "按自报确认 2 条，改动 1 条")
        assert "2.1.4 电话访谈发现不实（人）：自报 0，改为 2" in told
        assert "理由：电话核实有 2 人不实" in told
    assert item(bot, "areas", "卫辉市", "2.1.4")["state"] == "open", "the changed value needs a second official"
    assert "说明：电话核实有 2 人不实" in check_list(li, AREAS, "卫辉市")
    tap(li, "全部确认（1）")
    assert item(bot, "areas", "卫辉市", "2.1.4")["points"] == "1.2"


def test_a_claim_can_be_changed_and_taken_back_until_it_is_settled(bot: Bot) -> None:
    wang = bot.join("张老师", unit="长垣市")
    before = len(claims(bot))
    begin(wang)
    wang.ask("4")
    tap(wang, "上一条")
    assert "没有变化" in wang.ask("4")
    tap(wang, "上一条")
    wang.ask("5")
    tap(wang, "上一条")
    assert "单位自报：5" in wang.screen
    assert "已撤回" in tap(wang, "撤回这一条")
    wang.ask("自查")
    assert "没有新的可以提交" not in wang.screen
    assert not [label for label in wang.screen.buttons if "提交" in label]
    assert [one[1:] for one in claims(bot)[before:]] == [("4", "replaced"), ("5", "declined")]


def test_a_second_tap_hands_in_once(bot: Bot) -> None:
    wang = bot.join("孙老师", unit="辉县市")
    begin(wang)
    wang.ask("1")
    home = wang.ask("自查")
    data = home.button("提交自查（1）").data
    assert data
    wang.press_data(data, on=home.message_id)
    wang.press_data(data, on=home.message_id)
    wang.expect("没有新的可以提交")
    with closing(sqlite3.connect(bot.database)) as database:
        found = database.execute("select count(*) from self_assessment where unit = 'xx-a04'").fetchone()
    assert found == (1,)


def test_who_made_the_claim_cannot_confirm_it_as_an_official(bot: Bot) -> None:
    both = bot.join("钱老师", unit="新乡县")
    both.ask(f"/start {bot.invite('official')}")
    begin(both)
    both.ask("1")
    both.ask("自查")
    tap(both, "提交自查（1）")
    both.ask("/score")
    tap(both, AREAS)
    tap(both, "单位自查")
    tap(both, "新乡县（1）")
    assert "须由另一人核对，没有做任何改动" in tap(both, "按自报确认：1")


def test_after_a_restart_the_unit_goes_on_at_the_same_question(bot: Bot) -> None:
    wang = bot.join("吴老师", unit="获嘉县")
    begin(wang)
    wang.ask("1")
    bot.kill()
    bot.start()
    bot.chat.wait_until_online()
    assert "电话访谈发现不实（人） = 2" in wang.ask("2")
    wang.ask("/help")
    wang.ask("自查")
    assert "突出制造业主攻方向" in tap(wang, "继续自查")


def test_all_of_it_works_in_english(bot: Bot) -> None:
    smith = bot.join("Smith", unit="原阳县", language_code="en")
    assert "Self-assessment" in smith.screen.buttons
    assert "0 of 36 answered" in smith.ask("self-assessment")
    assert "1 of 36" not in tap(smith, "Begin")
    assert "Noted" in smith.ask("none")
    assert "Please answer with" in smith.ask("3 records")
    assert "cannot be read" in smith.ask("many")
    tap(smith, "Stop here")
    tap(smith, "Back to self-assessment")
    assert "2/2 points" not in tap(smith, "Summary")
    assert "handed in" in tap(smith, "Hand in (2)")
    official = bot.join("Jones", role="official", language_code="en")
    official.ask("/score 原阳县 2.1.4")
    assert "Claimed by the unit: 0 (Q4; Smith, 10 January)" in official.screen
    assert "Checked, and stands now" in tap(official, "Confirm as claimed: 0")
    tap(official, "Change the time")
    assert "counts at mid-year and at the year's end" in tap(official, "Q2")


def test_a_unit_that_is_not_assessed_is_told_so(bot: Bot) -> None:
    one = bot.join("市里", unit="市本级")
    assert "自查" not in one.screen.buttons
    assert "不在评价办法的被评单位里" in one.ask("自查")


def test_an_official_has_nothing_to_assess(bot: Bot, li: Person) -> None:
    assert "已填" not in li.ask("自查")


def test_outside_its_days_it_says_when_it_opens(chat: Chat, tmp_path: Path) -> None:
    with (
        Chat() as other,
        running(other, tmp_path, PROGRAMME="xinxiang-2023", CLOCK="2023-10-31T09:00:00+08:00") as early,
    ):
        wang = early.join("王老师", unit="卫辉市")
        assert "自查" not in wang.screen.buttons
        said = wang.ask("自查")
        assert "现在不在自查时间内" in said
        assert "2023年11月1日至2024年1月31日" in said
        assert said.buttons == ["自查汇总"]
        early.stop()
        early.start(CLOCK="2023-11-01T00:00:30+08:00")
        other.wait_until_online()
        assert "开始自查" in wang.ask("自查").buttons
        tap(wang, "开始自查")
        early.stop()
        early.start(CLOCK="2024-02-01T09:00:00+08:00")
        other.wait_until_online()
        assert "没有做任何改动" in wang.ask("3")
        assert claims(early) == []
