"""The quarterly report in words over the real service of xinxiang-2023: by text, by buttons, in one message, once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from programmes.loading import load
from store.database import Database
from store.text_reports import FiledText
from tests.chat import Chat, Person
from tests.dialog.text_reports.world import HEADED, PARTS
from tests.running import Bot, running

PROGRAMME = "xinxiang-2023"
UNITS = [unit for unit in load(PROGRAMME).units if unit.unit_class == "departments"]


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("quarterly")
    with running(chat, folder, PROGRAMME=PROGRAMME, CLOCK="2023-04-03T10:30:00+08:00") as bot:
        yield bot


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    return count(0)


@pytest.fixture
def unit(numbers: Iterator[int]) -> str:
    return UNITS[next(numbers)].name


@pytest.fixture
def liaison(bot: Bot, unit: str) -> Person:
    return bot.join("王老师", unit=unit)


def filed(bot: Bot, unit: str) -> dict[str, FiledText]:
    """What the store holds of the unit, by quarter."""
    code = next(one.code for one in UNITS if one.name == unit)
    database = Database.open(f"sqlite:///{bot.database}", programme=PROGRAMME)
    try:
        with database.read() as tx:
            return {one.quarter: one for one in tx.text_reports.of_unit("quarterly", code)}
    finally:
        database.close()


def write(person: Person) -> None:
    for words in PARTS.values():
        person.ask(words)


def test_by_text_alone(bot: Bot, unit: str, liaison: Person) -> None:
    assert "（1/3）请写工作进展情况" in liaison.ask("/report 2023-Q1")
    write(liaison)
    receipt = liaison.ask("确认提交")
    assert "回执" in receipt
    assert "扫描" not in receipt.text
    assert filed(bot, unit)["2023-Q1"].parts == PARTS
    assert filed(bot, unit)["2023-Q1"].late is False


def test_from_the_home_screens_button_and_by_saying_its_label(bot: Bot, unit: str, liaison: Person) -> None:
    assert "季度报告" in liaison.screen.buttons
    assert "（1/3）" in liaison.tap("季度报告")
    liaison.tap("取消")
    liaison.ask("/help")
    assert "（1/3）" in liaison.ask("季度报告")


def test_one_message_and_one_tap(bot: Bot, unit: str, liaison: Person) -> None:
    summary = liaison.ask(HEADED)
    assert not [label for label in summary.buttons if "跳过" in label]
    assert "回执" in liaison.tap("确认提交")
    assert filed(bot, unit)["2023-Q1"].parts == PARTS


def test_in_english(bot: Bot, unit: str) -> None:
    smith = bot.join("Ms Smith", unit=unit, language_code="en")
    assert "Please write Progress" in smith.tap("Quarterly report")
    smith.ask("Trained 2 970 people in twelve courses.")
    smith.ask("None")
    smith.ask("More evening classes in spring.")
    assert "receipt" in smith.tap("Confirm").text.lower()
    assert filed(bot, unit)["2023-Q1"].parts["problems"] == "None"


def test_confirmed_twice_it_is_filed_once(bot: Bot, unit: str, liaison: Person) -> None:
    summary = liaison.ask(HEADED)
    data = summary.button("确认提交").data or ""
    first = liaison.press_data(data, on=summary.message_id)
    second = liaison.press_data(data, on=summary.message_id)
    liaison.wait_for_answer(first)
    liaison.wait_for_answer(second)
    liaison.expect("回执", "没有重复提交")
    assert filed(bot, unit)["2023-Q1"].revision == 1


def test_two_liaisons_write_one_report(bot: Bot, unit: str, liaison: Person) -> None:
    liaison.ask("/report 2023-Q1")
    liaison.ask(PARTS["progress"])
    other = bot.join("李老师", unit=unit)
    assert "王老师 在写这份报告" in other.ask("/report 2023-Q1")
    other.tap("接着填")
    other.ask(PARTS["problems"])
    assert "李老师 刚改过这份草稿" in liaison.ask("这一条不应该记下，因为草稿已经改过。")
    liaison.tap("接着填")
    liaison.ask(PARTS["next_steps"])
    liaison.tap("确认提交")
    assert filed(bot, unit)["2023-Q1"].parts == PARTS


def test_a_look_at_something_else_leaves_the_part_open(bot: Bot, unit: str, liaison: Person) -> None:
    liaison.ask("/report 2023-Q1")
    liaison.ask("/status")
    liaison.ask("/help")
    liaison.ask("我们培训完成率多少？")
    liaison.expect("（1/3）")
    assert "（2/3）" in liaison.ask(PARTS["progress"])


def test_a_file_is_not_taken_for_words(liaison: Person) -> None:
    liaison.ask("/report 2023-Q1")
    liaison.send_file("报告.docx", b"x")
    assert "请把文字直接发来" in liaison.wait_for_reply()
    assert "（2/3）" in liaison.ask(PARTS["progress"])


def test_status_tells_how_it_stands(liaison: Person) -> None:
    assert "2023年一季度：待报，4月7日（周五）截止" in liaison.ask("/status").text
    liaison.ask("/report 2023-Q1")
    liaison.ask(PARTS["progress"])
    status = liaison.ask("/status")
    assert "草稿：王老师 在填，1/3 项" in status.text
    liaison.tap("填2023年一季度季度工作报告")
    liaison.ask(PARTS["problems"])
    liaison.ask(PARTS["next_steps"])
    liaison.tap("确认提交")
    assert "✅ 2023年一季度 · 按期" in liaison.tap("查看状态").text


def test_a_correction_is_a_new_revision_and_all_can_be_read(bot: Bot, unit: str, liaison: Person) -> None:
    liaison.ask(HEADED)
    liaison.tap("确认提交")
    liaison.ask("/correct 2023-Q1")
    liaison.tap("改：存在问题")
    liaison.ask("师资不足的问题已经解决。")
    liaison.tap("确认更正")
    liaison.ask("核对后更正")
    assert "第 2 版" in liaison.tap("确认更正").text
    liaison.press("看全文")
    liaison.expect("二季度增开夜校班")
    now = filed(bot, unit)["2023-Q1"]
    assert (now.revision, now.late, now.reason, now.parts["problems"]) == (
        2,
        False,
        "核对后更正",
        "师资不足的问题已经解决。",
    )


def test_begun_again_after_throwing_it_away_nothing_is_told_to_have_changed(liaison: Person) -> None:
    liaison.ask("/report 2023-Q1")
    liaison.ask(PARTS["progress"])
    liaison.tap("取消")
    liaison.tap("放弃草稿")
    liaison.ask("/report 2023-Q1")
    liaison.ask(PARTS["progress"])
    assert "（3/3）" in liaison.ask(PARTS["problems"])


def test_who_writes_for_two_units_says_for_which_and_each_has_its_own(bot: Bot, numbers: Iterator[int]) -> None:
    mine = [UNITS[next(numbers)].name for _ in range(2)]
    person = bot.join("王老师", unit=mine[0])
    person.ask(f"/start {bot.invite(unit=mine[1])}")
    assert "为几个单位填报" in person.ask("/report 2023-Q1").text
    assert f"{mine[1]} · 2023年一季度" in person.tap(mine[1]).text
    person.ask(HEADED)
    person.tap("确认提交")
    assert filed(bot, mine[1])["2023-Q1"].revision == 1
    assert filed(bot, mine[0]) == {}


def test_the_monthly_report_is_still_itself(liaison: Person) -> None:
    assert "2023年1月 月报" in liaison.ask("/report 2023-01").text


def test_killed_in_the_middle_it_goes_on_where_it_was_and_a_late_one_is_late(tmp_path: Path) -> None:
    clock = "2023-04-08T09:00:00+08:00"
    with Chat() as chat, running(chat, tmp_path, PROGRAMME=PROGRAMME, CLOCK=clock) as bot:
        wang = bot.join(unit="市教育局")
        wang.ask("/report 2023-Q1")
        wang.ask(PARTS["progress"])
        bot.kill()
        wang.say(PARTS["problems"])
        bot.start()
        wang.expect("（3/3）")
        assert "记为逾期" in wang.ask(PARTS["next_steps"]).text
        assert "逾期" in wang.tap("确认提交")
        assert filed(bot, "市教育局")["2023-Q1"].late is True
        assert bot.cli("db", "verify").returncode == 0
        assert bot.stop() == 0
