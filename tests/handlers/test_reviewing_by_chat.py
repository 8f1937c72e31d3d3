"""/review over the real service of both programmes: noteworthy first, of the revision that was seen, told once."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.chat import Chat, Person
from tests.dialog.text_reports.world import HEADED, PARTS
from tests.running import Bot, running

LINES = "培训120 取证80 高级工30 1+X10"
# Reports of bureaus come as a table, those of schools by chat.
HEAD = "unit,period,indicator,completed\n"


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("reviewing")
    with running(chat, folder, CLOCK="2022-09-26T09:00:00+08:00") as bot:
        rows = [f"{unit},2022-09,{line},7\n" for unit in ("开封市", "洛阳市") for line in ("training", "certificates")]
        zero = [f"平顶山市,2022-09,{line},0\n" for line in ("training", "certificates")]
        (folder / "figures.csv").write_text(HEAD + "".join(rows + zero), "utf-8")
        assert bot.cli("import", str(folder / "figures.csv")).returncode == 0
        yield bot


@pytest.fixture(scope="module")
def official(bot: Bot) -> Person:
    return bot.join("周处", role="official")


@pytest.fixture(scope="module")
def other(bot: Bot) -> Person:
    return bot.join("吴科", role="official")


def filed_by(bot: Bot, unit: str, name: str = "王老师") -> Person:
    person = bot.join(name, unit=unit)
    person.ask(LINES)
    assert "回执" in person.tap("确认提交")
    return person


def correct(person: Person, value: str, period: str = "2022-09") -> None:
    person.ask(f"/correct {period}")
    person.tap(next(label for label in person.screen.buttons if "培训任务" in label))
    person.ask(value)
    person.ask("漏报了一个班")
    assert "回执" in person.tap("确认更正")


def status_of(bot: Bot, unit: str, period: str = "2022-09") -> set[str]:
    rows = bot.json("progress", "--period", period)["rows"]
    return {row["status"] for row in rows if row["unit"] == unit}


def open_report(official: Person, unit: str, period: str = "2022-09") -> Any:
    official.ask(f"/review {unit}")
    return official.tap(f"{int(period[-2:])}月")


def test_a_period_by_class_with_the_noteworthy_first(bot: Bot, official: Person) -> None:
    overview = official.ask("/review 2022-09")
    assert "地方教育局：待审 3，已审核 0，已退回 0，未报" in overview.text
    listed = official.tap("地方教育局").text.splitlines()
    lines = [line for line in listed if line.startswith("·")]
    assert "平顶山市：待审 · 各项为 0" in lines[0]
    assert "开封市：待审" in lines[1]
    assert any(line.startswith("未报") and "郑州市" in line for line in listed)


def test_a_report_shows_its_figures_and_is_accepted_once(bot: Bot, official: Person, other: Person) -> None:
    wang = filed_by(bot, "焦作大学")
    shown = open_report(official, "焦作大学")
    assert "培训任务（人次）：完成 120\n　 任务 5 500 · 累计 120 · 2.18%" in shown.text
    assert "扫描件未收到" in shown.text
    seen = open_report(other, "焦作大学")
    assert "已审核通过，已通知该单位 1 人" in official.tap("审核通过").text
    wang.expect("✅ 焦作大学2022年9月月报已审核通过")
    other.press("审核通过", on=seen.message_id)
    other.expect("您看过之后已由 周处 处理（已审核），没有做任何改动", "周处：第 1 版已审核")
    assert status_of(bot, "焦作大学") == {"accepted"}
    assert "已审核" in wang.ask("/status").text
    assert "已审核" in wang.ask("我们9月报了吗").text


def test_a_return_needs_its_reason_and_leads_straight_to_the_correction(bot: Bot, official: Person) -> None:
    wang = filed_by(bot, "开封大学")
    leader = bot.join("校长", role="leader", unit="开封大学")
    open_report(official, "开封大学")
    assert "请写理由" in official.tap("退回").text
    assert "理由要写 1 至 200 字，这里有 201 字" in official.ask("长" * 201).text
    assert "已退回，已通知该单位 2 人" in official.ask("培训人数与台账不符，请核对。").text
    for person in (wang, leader):
        person.expect("月报被退回", "培训人数与台账不符，请核对。", "仍按已报的数字统计")
    assert status_of(bot, "开封大学") == {"returned"}
    assert "退回 · 开封大学：培训人数与台账不符，请核对。" in bot.cli("progress", "--period", "2022-09").stdout
    assert "已退回：培训人数与台账不符，请核对。" in wang.ask("/status").text
    assert "培训人数与台账不符" in wang.ask("我们9月报了吗").text
    assert "哪一项" in wang.tap("更正9月月报").text
    wang.tap(next(label for label in wang.screen.buttons if "培训任务" in label))
    wang.ask("100")
    wang.ask("核对后更正")
    wang.tap("确认更正")
    assert status_of(bot, "开封大学") == {"submitted"}
    shown = open_report(official, "开封大学")
    assert "第 2 版改了什么" in shown.text
    assert "培训任务：120 → 100" in shown.text


def test_what_was_corrected_meanwhile_shows_itself_anew_and_nothing_is_changed(bot: Bot, official: Person) -> None:
    wang = filed_by(bot, "河南职业技术学院")
    for label in ("审核通过", "退回"):
        open_report(official, "河南职业技术学院")
        correct(wang, "150" if label == "审核通过" else "160")
        official.press(label)
        official.expect("您看过之后该单位又更正过，没有做任何改动")
    assert status_of(bot, "河南职业技术学院") == {"submitted"}


def test_a_reason_typed_for_what_was_corrected_meanwhile_is_not_lost(bot: Bot, official: Person) -> None:
    wang = filed_by(bot, "黄河水利职业技术学院")
    open_report(official, "黄河水利职业技术学院")
    official.tap("退回")
    correct(wang, "150")
    official.say("请核对培训人数。")
    official.expect("没有做任何改动", "您写的理由没有发出：请核对培训人数。")
    assert status_of(bot, "黄河水利职业技术学院") == {"submitted"}


def test_a_correction_after_acceptance_is_marked_so(bot: Bot, official: Person) -> None:
    wang = filed_by(bot, "许昌学院")
    open_report(official, "许昌学院")
    official.tap("审核通过")
    wang.expect("已审核通过")
    correct(wang, "130")
    assert status_of(bot, "许昌学院") == {"submitted"}
    assert "审核通过之后又更正，现为第 2 版" in open_report(official, "许昌学院").text


def test_the_plain_ones_are_accepted_together_and_only_those_that_were_shown(bot: Bot, official: Person) -> None:
    official.ask("/review 2022-09")
    official.tap("地方教育局")
    asked = official.tap("通过无异常的（2 份）")
    assert "开封市和洛阳市" in asked.text
    corrected = bot.folder / "corrected.csv"
    corrected.write_text(HEAD + "洛阳市,2022-09,training,8\n", "utf-8")
    assert bot.cli("import", str(corrected), "--replace", "核对").returncode == 0
    assert "名单有变动，没有审核" in official.tap("确认通过").text
    done = official.tap("确认通过（1 份）")
    assert "已审核通过 1 份：开封市" in done.text
    assert (status_of(bot, "开封市"), status_of(bot, "洛阳市")) == ({"accepted"}, {"submitted"})


def test_a_message_of_a_review_is_put_once(bot: Bot, official: Person) -> None:
    wang = filed_by(bot, "安阳工学院")
    shown = open_report(official, "安阳工学院")
    data = shown.button("审核通过").data or ""
    first = official.press_data(data, on=shown.message_id)
    second = official.press_data(data, on=shown.message_id)
    official.wait_for_answer(first)
    official.wait_for_answer(second)
    wang.expect("已审核通过")
    assert len([screen for screen in wang.screens() if "已审核通过" in screen.text]) == 1


@pytest.mark.parametrize(("role", "unit"), [("liaison", "焦作大学"), ("coordinator", None)])
def test_for_others_there_is_no_such_command(bot: Bot, role: str, unit: str | None) -> None:
    person = bot.join("王老师", role=role, unit=unit)
    assert "没有 /review 这个命令" in person.ask("/review").text


def test_what_is_no_month_and_no_unit_is_said_so(official: Person) -> None:
    assert "没有“2021-01”这个月份或单位" in official.ask("/review 2021-01").text
    assert "审核" in official.ask("/help").text
    assert "地方教育局" in official.ask("审核").text


def test_in_english(bot: Bot) -> None:
    smith = bot.join("Ms Smith", role="official", language_code="en")
    assert "to review" in smith.ask("/review").text
    assert "Review · 平顶山市" in smith.ask("/review 平顶山市").text


def test_every_review_is_a_link_of_the_units_chain(bot: Bot) -> None:
    found = bot.cli("db", "verify", "--json")
    assert found.returncode == 0, found.stdout
    assert json.loads(found.stdout)


def test_the_quarters_reports_in_words_are_listed_read_and_exported(tmp_path: Path) -> None:
    clock = "2023-04-08T09:00:00+08:00"
    with Chat() as chat, running(chat, tmp_path, PROGRAMME="xinxiang-2023", CLOCK=clock) as bot:
        wang, official = bot.join(unit="市教育局"), bot.join("周处", role="official")
        wang.ask(HEADED)
        wang.tap("确认提交")
        assert "各县市区" in official.ask("/review").text
        listed = official.tap("季度工作报告（2023年一季度）")
        assert "已报 1/41，其中逾期 1" in listed.text
        assert "市教育局" in listed.text
        assert "长垣市" in listed.text.splitlines()[-1]
        official.press("市教育局")
        official.expect(PARTS["next_steps"])
        official.press("全部导出（Excel）")
        chat.wait_until(lambda: any(screen.file for screen in official.screens()), "the workbook", 60)
        content = next(screen.file for screen in official.screens() if screen.file)
        rows = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        found = next(row for row in rows if row[0] == "市教育局")
        assert found[3] == "逾期"
        assert found[-3:] == tuple(PARTS.values())
        assert len(rows) == 42
        assert bot.stop() == 0


def test_killed_after_a_review_it_stands_once_and_the_message_goes_out(tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path) as bot:
        wang, official = filed_by(bot, "焦作大学"), bot.join("周处", role="official")
        open_report(official, "焦作大学")
        official.press("审核通过")
        bot.kill()
        bot.start()
        wang.expect("已审核通过")
        assert status_of(bot, "焦作大学") == {"accepted"}
        assert len([screen for screen in wang.screens() if "已审核通过" in screen.text]) == 1
        assert bot.stop() == 0
