"""Judgements over the real service: entered by one official, checked by another, corrected, returned, taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from tests.chat import Chat, Person
from tests.handlers.judging import check_list, item, tap
from tests.running import Bot, running

AREAS = "各县市区考核指标验收评价标准"
DOT = Path(__file__).parent / "dot.png"
UNITS = (
    "长垣市",
    "卫辉市",
    "辉县市",
    "新乡县",
    "获嘉县",
    "原阳县",
    "延津县",
    "封丘县",
    "卫滨区",
    "红旗区",
    "牧野区",
    "凤泉区",
)


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("judging")
    with running(chat, folder, PROGRAMME="xinxiang-2023", CLOCK="2023-12-20T09:00:00+08:00") as bot:
        yield bot


@pytest.fixture(scope="module")
def zhou(bot: Bot) -> Person:
    return bot.join("周处", role="official")


@pytest.fixture(scope="module")
def li(bot: Bot) -> Person:
    return bot.join("李处", role="official")


@pytest.fixture(scope="module")
def _numbers() -> Iterator[int]:
    return count(0)


@pytest.fixture
def unit(_numbers: Iterator[int]) -> str:
    """A unit that no other test of this module touches."""
    return UNITS[next(_numbers)]


def test_what_one_official_entered_counts_once_another_confirmed_it(
    bot: Bot, zhou: Person, li: Person, unit: str
) -> None:
    asked = zhou.ask(f"/score {unit} 4.1")
    assert "4.1 健全工作机构（1 分）" in asked
    assert "第4季度，只计入年底考核，2023年12月31日起计分" in asked
    after = zhou.ask("是")
    assert "已录入，待另一人核对：4.1" in after
    assert "4.2 出台工作方案" in after
    assert item(bot, "areas", unit, "4.1")["state"] == "open"
    listed = check_list(zhou, AREAS, unit)
    assert "您自己录入的" in listed
    assert not [label for label in listed.buttons if "全部确认" in label]
    assert "不是" not in tap(zhou, "第 1 条").text
    assert "确认" not in zhou.screen.buttons
    assert "是（第4季度）" in check_list(li, AREAS, unit)
    tap(li, "第 1 条")
    assert "已核对，现在生效：4.1" in tap(li, "确认")
    assert item(bot, "areas", unit, "4.1")["points"] == "1"


def test_a_second_official_who_enters_the_same_is_offered_to_confirm_it(
    bot: Bot, zhou: Person, li: Person, unit: str
) -> None:
    zhou.ask(f"/score {unit} 5.1")
    zhou.ask("2")
    li.ask(f"/score {unit} 5.1")
    assert "待核对：2（第4季度；周处 12月20日录入）" in li.screen
    assert "周处已经在这里录入了同样的" in li.ask("2项")
    assert "已核对，现在生效" in tap(li, "确认 2（周处录入）")
    assert item(bot, "areas", unit, "5.1")["points"] == "2"


def test_a_correction_waits_and_until_then_the_old_value_counts(bot: Bot, zhou: Person, li: Person, unit: str) -> None:
    for official, words in ((zhou, "1"), (li, "1")):
        official.ask(f"/score {unit} 5.1")
        official.ask(words)
    tap(li, "确认 1（周处录入）")
    li.ask(f"/score {unit} 5.1")
    assert "没有变化" in li.ask("1")
    li.ask(f"/score {unit} 5.1")
    li.ask("2")
    assert item(bot, "areas", unit, "5.1")["inputs"] == {"policies": 1}
    assert "= 2（第4季度），原为 1" in check_list(zhou, AREAS, unit)
    assert "已核对 1 条" in tap(zhou, "全部确认（1）")
    assert item(bot, "areas", unit, "5.1")["inputs"] == {"policies": 2}
    zhou.ask(f"/score {unit} 5.1")
    assert "待核对：撤销" in tap(zhou, "撤销现行评定")
    assert item(bot, "areas", unit, "5.1")["inputs"] == {"policies": 2}
    check_list(li, AREAS, unit)
    tap(li, "全部确认（1）")
    assert item(bot, "areas", unit, "5.1")["state"] == "open"


def test_an_entry_is_returned_with_a_reason_and_its_official_is_told(zhou: Person, li: Person, unit: str) -> None:
    zhou.ask(f"/score {unit} 2.1.4")
    zhou.ask("7")
    check_list(li, AREAS, unit)
    tap(li, "第 1 条")
    assert "请写退回的理由" in tap(li, "退回")
    assert "最多 400 字；没有做任何改动" in li.ask("长" * 401)
    assert "已退回：2.1.4 不完整信息（条）" in li.ask("抽查清单没有附上")
    told = zhou.expect("被退回", "抽查清单没有附上")
    again = tap(zhou, told.buttons[0])
    assert "2.1.4 培训数据真实" in again
    assert "不完整信息（条）" in again
    assert "已录入" in zhou.ask("6")


def test_a_colleague_is_told_that_another_value_was_put_in_place_of_his(zhou: Person, li: Person, unit: str) -> None:
    zhou.ask(f"/score {unit} 2.1.4")
    zhou.ask("7")
    li.ask(f"/score {unit} 2.1.4")
    li.ask("8")
    told = zhou.expect("李处换成了另一个值")
    assert "原来：" in told
    assert "= 7" in told
    assert "= 8" in told
    assert "[确认]" in " ".join(f"[{label}]" for label in tap(zhou, "去核对").buttons)
    li.ask(f"/score {unit} 2.1.4")
    assert "已撤回" in tap(li, "撤回我录入的 8")


def test_an_older_list_says_that_nothing_is_left_to_check(zhou: Person, li: Person, unit: str) -> None:
    zhou.ask(f"/score {unit} 4.1")
    zhou.ask("是")
    older = check_list(li, AREAS, unit)
    data = older.button("全部确认（1）").data
    assert data
    check_list(li, AREAS, unit)
    tap(li, "全部确认（1）")
    li.press_data(data, on=older.message_id)
    said = li.wait_for_reply()
    assert "没有您可以核对的了" in said
    assert "现在生效" not in said


def test_all_is_confirmed_that_was_seen_and_nothing_that_came_after(zhou: Person, li: Person, unit: str) -> None:
    zhou.ask(f"/score {unit} 4.1")
    for words in ("是", "5月20日", "否"):
        zhou.ask(words)
    seen = check_list(li, AREAS, unit)
    assert "待核对 3 条" in seen
    zhou.ask("是")  # 4.4.met, entered after the list was shown
    said = tap(li, "全部确认（3）")
    assert "已核对 3 条" in said
    assert "待核对 1 条" in said
    assert "4.4" in said


def test_an_old_button_and_a_second_tap_change_nothing(bot: Bot, zhou: Person, unit: str) -> None:
    first = zhou.ask(f"/score {unit} 4.1")
    data = first.button("是").data
    assert data
    one, two = zhou.press_data(data, on=first.message_id), zhou.press_data(data, on=first.message_id)
    zhou.wait_for_answer(one)
    assert "旧画面" in zhou.wait_for_answer(two)
    assert "4.2 出台工作方案" in zhou.screen
    assert "已录入" in zhou.ask("5月21日"), "the open question is still open"
    assert "旧画面" in zhou.wait_for_answer(zhou.press_data(data, on=first.message_id))
    assert "待核对 2 条" in check_list(zhou, AREAS, unit)


def test_after_a_restart_the_next_words_answer_the_same_question(bot: Bot, zhou: Person, unit: str) -> None:
    zhou.ask(f"/score {unit} 3.1")
    assert "就业补助资金总量" in zhou.ask("12.5")
    tap(zhou, "写说明")
    bot.stop()
    bot.start()
    bot.chat.wait_until_online()
    assert "说明（随答案一起记下）：财政局提供" in zhou.ask("财政局提供")
    assert "已录入，待另一人核对：3.1 就业补助资金总量（万元） = 100" in zhou.ask("100万元")
    assert "财政局提供" in check_list(zhou, AREAS, unit)


def test_a_judgement_can_be_entered_for_another_quarter_or_the_whole_year(
    bot: Bot, zhou: Person, li: Person, unit: str
) -> None:
    zhou.ask(f"/score {unit} 4.1")
    assert "第1季度：年中评价和年底考核都计入" in tap(zhou, "改时间")
    assert "录入时间：第2季度，年中评价和年底考核都计入" in tap(zhou, "第2季度")
    zhou.ask("是")
    tap(zhou, "改时间")
    assert "录入时间：全年" in tap(zhou, "全年")
    zhou.ask("5月21日")
    check_list(li, AREAS, unit)
    tap(li, "全部确认（2）")
    assert item(bot, "areas", unit, "4.1", "2023-06-30")["points"] == "1"
    assert item(bot, "areas", unit, "4.2", "2023-06-30")["points"] == "1"
    li.ask("/score")
    tap(li, AREAS)
    assert "过程测算" in tap(li, "评价结果")
    assert "年中评价" in tap(li, "年中")
    tap(li, "逐项说明一个单位")
    result = li.ask(unit)
    assert "待评定的项" in result
    for _ in range(2):
        result = tap(li, "下一页")
    assert "4.1 健全工作机构　1/1 分" in result
    assert "依据：新技领办〔2023〕4号 附件3 四（一）" in result


def test_evidence_is_kept_shown_again_and_taken_away_by_whoever_attached_it(
    bot: Bot, zhou: Person, li: Person, unit: str
) -> None:
    zhou.ask(f"/score {unit} 4.4")
    zhou.send_file("dot.png", DOT.read_bytes(), mime="image/png", caption="检查照片", as_photo=True)
    assert "已附上照片" in zhou.wait_for_reply()
    assert "已有佐证 1 份" in zhou.screen
    tap(zhou, "佐证（1）")
    zhou.send_file("台账.xlsx", b"rows")
    assert "2. 文件（周处，12月20日） 台账.xlsx" in zhou.wait_for_reply(), "its own name where it has no caption"
    assert "3. 链接（周处，12月20日） https://example.org/a" in zhou.ask("https://example.org/a")
    assert "4. 文字（周处，12月20日） 现场查看" in zhou.ask("现场查看")
    tap(zhou, "看 2")
    assert (zhou.last.file_name, zhou.last.file) == ("台账.xlsx", b"rows")
    li.ask(f"/score {unit} 4.4")
    seen = tap(li, "佐证（4）")
    assert "删 1" not in seen.buttons
    admin = bot.join("赵管", role="admin")
    admin.ask(f"/score {unit} 4.4")
    tap(admin, "佐证（4）")
    assert "已删除" in tap(admin, "删 2")
    assert "是" in tap(admin, "回到问题").buttons


@pytest.mark.parametrize("role", ["liaison", "leader", "coordinator"])
def test_for_others_the_command_is_unknown(bot: Bot, role: str) -> None:
    unit = UNITS[0] if role != "coordinator" else None
    person = bot.join("某人", role=role, unit=unit)
    unknown = person.ask("/nonsense").text.replace("nonsense", "")
    assert person.ask("/score").text.replace("score", "") == unknown
    assert person.ask(f"/score {UNITS[0]}").text.replace("score", "") == unknown
    assert "评价" not in person.screen.buttons


def test_a_question_in_between_is_answered_and_the_open_one_asked_again(zhou: Person, unit: str) -> None:
    zhou.ask(f"/score {unit} 4.1")
    zhou.say(f"{unit}培训完成多少？")
    zhou.chat.wait_until(lambda: len(zhou.replies()) == 2, "an answer and the question")
    assert "4.1 健全工作机构" in zhou.last
    assert "没看懂“也许”" in zhou.ask("也许")
    assert "已录入" in tap(zhou, "否")
    assert "评价：录入的评定" in zhou.ask("评价")


def test_a_role_taken_away_ends_the_walk(bot: Bot) -> None:
    person = bot.join("临时", role="official")
    open_ = person.ask(f"/score {UNITS[-1]} 4.1")
    with closing(sqlite3.connect(bot.database)) as database:
        taken = "update membership set revoked_at = granted_at where person in (select id from person where name = ?)"
        database.execute(taken, ("临时",))
        database.commit()
    data = open_.button("是").data
    assert data
    assert "没有这项权限" in person.wait_for_answer(person.press_data(data, on=open_.message_id))
