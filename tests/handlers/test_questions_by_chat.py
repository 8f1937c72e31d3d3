"""Questions in private chat, through the real service: answers with their buttons, threads, and a report left open."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from tests.chat import Chat, Person
from tests.handlers.asking_world import asked_bot, take_roles
from tests.running import Bot

OWN, OTHER = "焦作大学", "开封大学"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Chat, Bot]]:
    with asked_bot(tmp_path_factory.mktemp("asking")) as made:
        yield made


@pytest.fixture
def liaison(world: tuple[Chat, Bot]) -> Person:
    return world[1].join("王老师", unit=OWN)


@pytest.fixture
def official(world: tuple[Chat, Bot]) -> Person:
    return world[1].join("李处长", role="official")


def test_an_answer_begins_with_the_figure_and_says_where_it_comes_from(liaison: Person) -> None:
    said = liaison.ask("我们的培训完成率").text
    assert said.index("41.85%") < said.index("2 302") < said.index("依据") < said.index("9月26日")
    assert OWN in said.splitlines()[0]


def test_the_figure_stands_out(liaison: Person) -> None:
    answer = liaison.ask("我们的培训完成率")
    shown = liaison.world.messages[liaison.id, answer.message_id]
    bold = [answer.text[one.offset : one.offset + one.length] for one in shown.entities if one.type == "bold"]
    assert "41.85%" in bold


def test_a_question_is_answered_in_one_message(liaison: Person) -> None:
    liaison.ask("季度缺口")
    assert len(liaison.replies()) == 1


def test_the_same_words_get_the_same_figures_as_on_the_command_line(world: tuple[Chat, Bot], liaison: Person) -> None:
    for words in ("我们的完成率", "每月还要完成多少", "截止哪天", "全省合计", "报送率"):
        printed = world[1].json("ask", words, "--role", "liaison", "--unit", OWN)
        assert liaison.ask(words).text == printed["text"]


def test_a_follow_up_keeps_the_thread(official: Person) -> None:
    assert OWN in official.ask(f"{OWN}培训完成率")
    assert "取证人数" in official.ask("那取证呢？").text
    follow = official.ask(f"{OTHER}呢？")
    assert OTHER in follow
    assert "取证人数" in follow


def test_why_shows_the_arithmetic_and_its_clause_in_place(liaison: Person) -> None:
    answer = liaison.ask("培训完成率")
    shown = liaison.tap("为什么")
    assert shown.message_id == answer.message_id
    assert "附件2" in shown
    assert "为什么" not in shown.buttons


def test_an_unclear_unit_is_asked_back_with_buttons(official: Person) -> None:
    asked = official.ask("平职院培训完成率")
    assert asked.buttons == ["平顶山工业职业技术学院", "平顶山职业技术学院"]
    chosen = official.tap("平顶山职业技术学院")
    assert chosen.message_id == asked.message_id
    assert "平顶山职业技术学院" in chosen
    assert "培训任务" in chosen


def test_an_unclear_question_is_asked_back_with_what_may_finish_it(official: Person) -> None:
    asked = official.ask(f"{OTHER}年底培训完成率")
    assert "年底" in asked
    assert asked.buttons == ["完成率", "累计完成", "年度任务", "还差多少", "季度缺口", "排名"]
    chosen = official.tap("累计完成")
    assert chosen.message_id == asked.message_id
    assert OTHER in chosen
    assert "培训任务" in chosen


def test_an_unclear_period_is_asked_back_with_the_latest_months(official: Person) -> None:
    asked = official.ask(f"{OTHER}上周培训多少")
    assert asked.buttons == ["2022年7月", "2022年8月", "2022年9月"]
    assert "2022年8月" in official.tap("2022年8月")


def test_a_what_if_without_an_indicator_is_asked_back_with_the_indicators(liaison: Person) -> None:
    asked = liaison.ask("if we do 500 more by September?")
    assert asked.buttons[:2] == ["培训任务", "取证人数"]
    chosen = liaison.tap("取证人数")
    assert chosen.message_id == asked.message_id
    assert "如果2022年9月再完成取证人数 500 人" in chosen


def test_a_label_can_be_typed(official: Person) -> None:
    official.ask("平职院培训完成率")
    answer = official.ask("平顶山工业职业技术学院")
    assert "平顶山工业职业技术学院" in answer
    assert "累计完成率" in answer
    official.say("看图")
    official.chat.wait_until(lambda: official.last.file is not None, "the picture")


def test_another_unit_and_no_unit_read_the_same(liaison: Person) -> None:
    refused = {liaison.ask(f"{name}培训完成率").text for name in (OTHER, "北京大学")}
    assert len(refused) == 1
    assert not liaison.screen.buttons


def test_a_picture_comes_as_a_photo_and_names_its_month(liaison: Person) -> None:
    liaison.ask("培训完成率")
    liaison.press("看图")
    liaison.chat.wait_until(lambda: liaison.last.file is not None, "the picture")
    assert (liaison.last.file or b"").startswith(b"\x89PNG")
    assert "2022年9月" in liaison.last


def test_an_official_gets_a_ranking_drawn_and_a_liaison_none(official: Person, liaison: Person) -> None:
    assert "看图：相关学校" in official.ask("最慢的5个").buttons
    assert "没有可以给您看" in liaison.ask("最慢的5个").text


def test_a_table_is_a_workbook_with_the_same_figures(official: Person) -> None:
    official.ask(f"对比{OWN}和{OTHER}的培训完成率")
    official.press("导出表格")
    official.chat.wait_until(lambda: official.last.file is not None, "the workbook")
    sheet = load_workbook(io.BytesIO(official.last.file or b"")).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert {row[0] for row in rows[1:3]} == {OWN, OTHER}


def test_the_whole_table_is_exported_for_those_who_see_it(official: Person) -> None:
    official.ask("导出")
    official.chat.wait_until(lambda: official.last.file is not None, "the workbook")
    sheet = load_workbook(io.BytesIO(official.last.file or b"")).active
    assert sheet is not None
    assert len(list(sheet.iter_rows())) > 600


def test_a_liaison_exports_the_own_units_rows(liaison: Person) -> None:
    liaison.ask("导出")
    liaison.chat.wait_until(lambda: liaison.last.file is not None, "the workbook")
    sheet = load_workbook(io.BytesIO(liaison.last.file or b"")).active
    assert sheet is not None
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True) if row[1]} == {OWN}


def test_ask_alone_shows_what_can_be_asked(liaison: Person) -> None:
    assert "完成率" in liaison.ask("/ask").text


def test_a_question_in_the_middle_of_a_report_returns_to_it(liaison: Person) -> None:
    liaison.ask("/report 2022-09")
    opened = liaison.screen
    asked = opened.text.splitlines()[-1]
    liaison.say("我们的培训完成率是多少？")
    liaison.wait_for_reply(2)
    answer, again = liaison.screens()[-2:]
    assert "41.85%" in answer
    assert again.text.splitlines()[-1] == asked
    assert again.buttons == opened.buttons
    liaison.tap("为什么")
    assert asked in liaison.last
    liaison.ask("/cancel")


def test_ask_in_the_middle_of_a_report_is_a_question_even_if_it_is_a_number(liaison: Person) -> None:
    liaison.ask("/report 2022-09")
    asked = liaison.screen.text.splitlines()[-1]
    liaison.say("/ask 120")
    liaison.wait_for_reply(2)
    assert liaison.last.text.splitlines()[-1] == asked
    liaison.ask("/cancel")


def test_a_button_whose_role_is_gone_shows_nothing(world: tuple[Chat, Bot]) -> None:
    bot = world[1]
    leaving = bot.join("临时", role="official")
    leaving.ask(f"{OTHER}培训完成率")
    take_roles(bot, leaving)
    query = leaving.press("为什么")
    assert "没有这项权限" in leaving.wait_for_answer(query)


def test_somebody_of_two_units_is_asked_which(world: tuple[Chat, Bot]) -> None:
    both = world[1].join("两校", unit=OWN)
    both.ask(f"/start {world[1].invite(unit=OTHER)}")
    both.ask("/cancel")
    asked = both.ask("我们的培训完成率")
    assert asked.buttons == [OWN, OTHER]
    assert "104.00%" in both.tap(OTHER)
    assert "45.60%" in both.ask(f"{OWN}取证完成率")


def test_an_english_speaker_is_answered_in_english(world: tuple[Chat, Bot]) -> None:
    smith = world[1].join("Ms Smith", unit=OWN, language_code="en")
    answer = smith.ask("our training completion rate")
    assert "41.85%" in answer
    assert "Why" in answer.buttons


def test_a_score_says_that_the_checklist_gives_none_and_why_names_what_is_short(liaison: Person) -> None:
    answer = liaison.ask("我们得了多少分")
    assert "这套评价不计分、不合计，共 19 项" in answer
    assert "待评定 19 项" in answer
    shown = liaison.tap("为什么")
    assert shown.message_id == answer.message_id
    assert "已评定的没有不符合或部分符合的项" in shown


def test_what_is_supposed_is_asked_back_and_then_computed_and_not_stored(liaison: Person) -> None:
    assert "请说明是哪项指标" in liaison.ask("如果我们10月再做500人")
    said = liaison.ask("培训")
    assert "完成率 41.85% → 50.95%" in said
    assert "只是测算，没有保存" in said
    assert "41.85%" in liaison.ask("我们的培训完成率")
    # Of which indicator is now known from the thread.
    assert "完成率 41.85% → 43.67%" in liaison.ask("如果我们10月再做100人")
