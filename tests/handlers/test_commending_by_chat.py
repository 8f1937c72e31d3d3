"""Candidates for commendation over the real service: listed by group with reasons, paged, and as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest

from tests.chat import Chat, Person
from tests.running import Bot, running


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with Chat() as chat, running(chat, tmp_path_factory.mktemp("commending")) as bot:
        yield bot


@pytest.fixture(scope="module")
def official(bot: Bot) -> Person:
    return bot.join("赵处长", role="official")


def to_list(official: Person, book: str) -> None:
    official.ask("/score")
    official.tap(book)
    official.tap("表彰候选")
    official.expect("表彰候选", "截至 2022年9月26日", "名单供评选参考")


def test_the_list_says_what_keeps_each_unit_out(official: Person) -> None:
    to_list(official, "教育行政部门")
    official.expect("候选 0 个")
    screen = official.tap("不列入")
    assert "× 完成任务好：" in screen
    assert "郑州市" in screen
    after = next(label for label in screen.buttons if "下一页" in label)
    assert "郑州市" not in official.tap(after)
    to_list(official, "教育行政部门")
    official.tap("不列入")
    official.tap("郑州市")
    official.expect("郑州市：不列入", "依据：教职成函〔2022〕136 号", "口径：")


def test_an_overdue_finding_is_a_reason(official: Person) -> None:
    official.ask("/score")
    for words in (
        "视导",
        "记录视导",
        "开封市",
        "2022-09-01",
        "跳过",
        "跳过",
        "未建立工作专班",
        "2022-09-10",
        "确认记录",
    ):
        official.ask(words)
    official.expect("已记录")
    to_list(official, "教育行政部门")
    official.ask("不列入")
    official.ask("开封市")
    official.expect("未建立工作专班（2022年9月10日 前整改）")


def test_as_a_workbook(official: Person) -> None:
    to_list(official, "学校")
    official.press("导出 Excel")
    official.chat.wait_until(lambda: official.last.file is not None, "the workbook", 30)
    sheet = openpyxl.load_workbook(io.BytesIO(official.last.file or b"")).active
    assert sheet is not None
    names = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert {"焦作大学", "开封大学"} <= set(names)
    assert len([name for name in names if name]) >= 143


def test_it_is_not_for_units(bot: Bot, official: Person) -> None:
    liaison = bot.join("王老师", unit="焦作大学")
    assert "没有 /score 这个命令" in liaison.ask("/score")
