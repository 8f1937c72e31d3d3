"""The monthly report through the real service: by text, by buttons, in English, in one message; filed once always."""

from __future__ import annotations

from collections.abc import Callable

from tests.chat import Person
from tests.running import Bot

Rows = Callable[[str], dict[str, dict[str, object]]]
LINES = "培训120 取证80 高级工30 1+X10"


def test_a_report_by_text_alone(liaison: Person, progress: Rows) -> None:
    assert "包含" in liaison.ask("/report").text
    assert "期初" in liaison.ask("是，已包含").text
    assert "机构" in liaison.ask("都从 0 开始").text
    for body in ("2", "无", "0", "1"):
        liaison.ask(body)
    liaison.expect("培训任务")
    for count in ("一百二十", "８０", "30人", "10"):
        liaison.ask(count)
    assert "回执" in liaison.ask("确认提交").text
    row = progress("2022-09")["training"]
    assert (row["completed"], row["cumulative"], row["status"], row["late"]) == (120, 120, "submitted", False)


def test_a_report_by_buttons_alone_edits_one_message(liaison: Person, progress: Rows) -> None:
    first = liaison.tap("填报月报")
    liaison.tap("是，已包含")
    liaison.tap("都从 0 开始")
    for _ in range(8):
        liaison.tap("无")
    assert "确认提交" in liaison.screen.buttons
    receipt = liaison.tap("确认提交")
    assert "回执" in receipt
    assert receipt.message_id == first.message_id
    assert progress("2022-09")["training"]["completed"] == 0


def test_one_message_and_one_tap_file_a_first_report(liaison: Person, progress: Rows) -> None:
    summary = liaison.ask(LINES)
    assert "确认提交" in summary.buttons
    assert not [label for label in summary.buttons if "跳过" in label]
    assert "回执" in liaison.tap("确认提交")
    assert {row["completed"] for row in progress("2022-09").values()} == {120, 80, 30, 10}


def test_a_report_in_english(bot: Bot, unit: str) -> None:
    smith = bot.join("Ms Smith", unit=unit, language_code="en")
    assert "liaison" in smith.screen
    smith.ask("/report")
    assert "opening" in smith.tap("Yes, included")
    smith.tap("All from 0")
    for _ in range(8):
        smith.tap("None")
    assert "receipt" in smith.tap("Confirm").text.lower()


def test_confirming_twice_files_once(liaison: Person, progress: Rows) -> None:
    summary = liaison.ask(LINES)
    data = summary.button("确认提交").data
    assert data
    first = liaison.press_data(data, on=summary.message_id)
    second = liaison.press_data(data, on=summary.message_id)
    liaison.wait_for_answer(first)
    liaison.wait_for_answer(second)
    liaison.expect("回执")
    assert progress("2022-09")["training"]["cumulative"] == 120


def test_two_phones_of_one_unit_file_once(bot: Bot, unit: str, progress: Rows) -> None:
    one, other = bot.join("王老师", unit=unit), bot.join("李老师", unit=unit)
    one.ask(LINES)
    assert "王老师" in other.ask("/report 2022-09")
    summary = other.tap(next(label for label in other.screen.buttons if "接" in label or "继续" in label))
    one.tap("确认提交")
    other.press_data(summary.button("确认提交").data or "", on=summary.message_id)
    other.wait_for_reply()
    assert progress("2022-09")["training"]["cumulative"] == 120


def test_a_stale_button_explains_itself_and_changes_nothing(liaison: Person, progress: Rows) -> None:
    first = liaison.ask("/report")
    stale = first.button("是，已包含").data
    liaison.tap("否，分开报")
    shown = liaison.screen.text
    query = liaison.press_data(stale or "", on=first.message_id)
    liaison.wait_for_answer(query)
    liaison.expect("过时", shown.splitlines()[-1])
    assert progress("2022-09")["training"]["status"] in {"draft", "missing"}


def test_a_foreign_or_forged_button_explains_itself_and_changes_nothing(bot: Bot, unit: str, liaison: Person) -> None:
    summary = liaison.ask(LINES)
    stranger = bot.join("李老师", unit=unit)
    mine = stranger.ask("/help")
    data = summary.button("确认提交").data or ""
    for forged in (data, data[:-1] + ("A" if data[-1] != "A" else "B"), "1.1.submit.", "x", "1"):
        query = stranger.press_data(forged, on=mine.message_id)
        assert "没有做任何改动" in stranger.wait_for_answer(query)
    assert "回执" in liaison.tap("确认提交")


def test_a_correction_is_a_new_revision_with_its_reason(liaison: Person, progress: Rows) -> None:
    liaison.ask(LINES)
    liaison.tap("确认提交")
    screen = liaison.ask("/correct")
    while "培训任务" not in "".join(screen.buttons):
        screen = liaison.tap(next(label for label in screen.buttons if "9月" in label))
    liaison.tap(next(label for label in screen.buttons if "培训任务" in label))
    liaison.ask("150")
    liaison.ask("漏报了一个班")
    confirm = next(label for label in liaison.screen.buttons if "确认" in label)
    assert "回执" in liaison.tap(confirm)
    row = progress("2022-09")["training"]
    assert (row["completed"], row["late"]) == (150, False)


def test_begun_again_after_cancelling_no_answer_is_told_to_have_come_too_late(liaison: Person) -> None:
    liaison.ask(LINES)
    liaison.tap("取消")
    liaison.tap("取消并删除")
    liaison.ask("/report 2022-09")
    liaison.tap("是，已包含")
    liaison.tap("都从 0 开始")
    for count in ("3", "4"):
        assert "改过" not in liaison.ask(count).text


def test_status_shows_what_is_filed_and_what_is_late(liaison: Person) -> None:
    liaison.ask(LINES)
    liaison.tap("确认提交")
    status = liaison.ask("/status")
    assert "2022年9月" in status
    assert "逾期" in status


def test_a_side_question_is_answered_and_the_question_asked_again(liaison: Person) -> None:
    liaison.ask("/report")
    liaison.tap("是，已包含")
    liaison.tap("都从 0 开始")
    asked = liaison.screen.text.splitlines()[-1]
    liaison.ask("截止哪天？")
    liaison.expect("9月30日", asked)


def test_a_question_that_is_not_understood_shows_what_can_be_done(liaison: Person) -> None:
    assert "可以问" in liaison.ask("天气怎么样")


def test_cancel_leaves_what_is_under_way(liaison: Person, progress: Rows) -> None:
    liaison.ask(LINES)
    screen = liaison.ask("/cancel")
    if screen.buttons and "回执" not in screen:
        liaison.tap(screen.buttons[0])
    assert progress("2022-09")["training"]["completed"] is None
