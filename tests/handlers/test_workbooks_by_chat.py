"""Excel in and out over the real service: files really sent and fetched; two persons; nothing twice, nothing half."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from openpyxl import load_workbook

from playground import faults
from programmes.loading import load
from store.database import Database
from store.facts import Entry
from tests.chat import Chat, Person, Screen
from tests.running import Bot, running

PROGRAMME = "xinxiang-2023"
AREAS = [unit for unit in load(PROGRAMME).units if unit.unit_class == "areas" and unit.assessed]
NUMBERS = count()
HEAD = "单位,项目,时间,值,来源,备注\n"


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("workbooks")
    with running(chat, folder, PROGRAMME=PROGRAMME, CLOCK="2023-10-09T09:00:00+08:00") as bot:
        yield bot


@pytest.fixture(scope="module")
def zhou(bot: Bot) -> Person:
    return bot.join("周处", role="official")


@pytest.fixture(scope="module")
def wu(bot: Bot) -> Person:
    return bot.join("吴处", role="official")


def find(person: Person, *words: str) -> Screen:
    """The newest message with all these words; notices of what others did may stand below it."""
    person.chat.wait_until(lambda: any(_holding(person, words)), f"{words} before {person.user.first_name}", 30)
    return next(_holding(person, words))


def _holding(person: Person, words: tuple[str, ...]) -> Iterator[Screen]:
    labelled = ((one, f"{one.text} {' '.join(one.buttons)}") for one in reversed(person.screens()[-6:]))
    return (one for one, said in labelled if all(word in said for word in words))


def tap(person: Person, label: str, *words: str) -> Screen:
    """Press the newest button so labelled; what comes of it has these words."""
    find(person, label)
    screen = next(one for one in reversed(person.screens()) if label in " ".join(one.buttons))
    person.press_data(screen.button(label).data or "", on=screen.message_id)
    person.wait_for_reply()
    return find(person, *words)


def desk(person: Person) -> Screen:
    person.ask("/score")
    find(person, "录入的评定", "Excel 导入导出")
    return tap(person, "Excel 导入导出", "先下载填报表")


def send(person: Person, content: bytes | str, name: str, *words: str) -> Screen:
    """Press 导入Excel, send the file, and see what is said of it."""
    desk(person)
    tap(person, "导入Excel", "请发送")
    return send_on(person, content, name, *words)


def send_on(person: Person, content: bytes | str, name: str, *words: str) -> Screen:
    person.send_file(name, content.encode() if isinstance(content, str) else content)
    person.wait_for_reply()
    return find(person, *words)


def submit(person: Person, content: bytes | str, values: int) -> int:
    """Send the file and confirm its preview; the workbook's number."""
    name = f"评价{next(NUMBERS)}.csv"
    preview = send(person, content, name, name, f"提交 {values} 项")
    person.press_data(preview.button(f"提交 {values} 项").data or "", on=preview.message_id)
    person.chat.wait_until(lambda: any(_proposed(person, preview)), f"{name} submitted", 30)
    return next(_proposed(person, preview))


def _proposed(person: Person, preview: Screen) -> Iterator[int]:
    now = next(one for one in person.screens() if one.message_id == preview.message_id)
    return (int(found[1]) for found in [re.match(r"第 (\d+) 号导入已提交", now.text)] if found)


def files_of(person: Person) -> list[Screen]:
    return [screen for screen in person.screens() if screen.file]


def wait_for_file(person: Person, before: int) -> Screen:
    person.chat.wait_until(lambda: len(files_of(person)) > before, "a file", 60)
    return files_of(person)[-1]


def standing(bot: Bot) -> dict[tuple[str, str, str, str], str | None]:
    return {
        (one.spot.unit, one.spot.key, one.spot.period, one.spot.source): one.value for one in entries(bot, "standing")
    }


def entries(bot: Bot, which: str) -> tuple[Entry, ...]:
    database = Database.open(f"sqlite:///{bot.database}", programme=PROGRAMME)
    try:
        with database.read() as tx:
            return tx.facts.standing() if which == "standing" else tx.facts.open()
    finally:
        database.close()


def code(name: str) -> str:
    return next(one.code for one in AREAS if one.name == name)


def confirm(second: Person, number: int) -> Screen:
    """The other official looks at all of it, and confirms; gives the screen with the button, to press it again."""
    desk(second)
    batch = tap(second, f"第 {number} 号导入", f"第 {number} 号导入", "发来，待核对")
    assert "全部确认" not in " ".join(batch.buttons), "nobody confirms what was not seen"
    before = len(files_of(second))
    seen = tap(second, "核对表（Excel）", f"第 {number} 号导入", "全部确认")
    wait_for_file(second, before)
    tap(second, "全部确认", f"第 {number} 号导入", "已核对，现在起生效")
    return seen


def test_only_officials_find_the_way(bot: Bot) -> None:
    liaison = bot.join("王老师", unit=AREAS[0].name)
    assert "Excel" not in " ".join(liaison.ask("/score").buttons)


def test_a_file_is_previewed_then_confirmed_by_another_official(bot: Bot, zhou: Person, wu: Person) -> None:
    first = AREAS[0].name
    figures = f"{first},training,2023-Q1,2475,平台,\n{first},training,2023-Q1,2400,核定,\n"
    rows = f"{first},2.1.4.incomplete,2023-Q3,3 条,,电话核查\n{figures}"
    send(zhou, HEAD + rows, "甲.csv", "甲.csv", "1 个单位 3 项（评定 1，平台数 1，核定数 1）", "新增 3 项")
    assert entries(bot, "open") == (), "a preview changes nothing"
    number = submit(zhou, HEAD + rows, 3)
    assert standing(bot) == {}
    find(wu, "周处导入了评价数据", "3 项待另一人核对")
    desk(zhou)
    assert "撤回" in tap(zhou, f"第 {number} 号导入", "须由另一人核对").buttons
    seen = confirm(wu, number)
    find(zhou, "3 项已由另一人核对")
    assert standing(bot) == {
        (code(first), "2.1.4.incomplete", "2023-Q3", ""): "3",
        (code(first), "training", "2023-Q1", "platform"): "2475",
        (code(first), "training", "2023-Q1", "verified"): "2400",
    }
    assert bot.cli("db", "verify").returncode == 0
    wu.press_data(seen.button("全部确认").data or "", on=seen.message_id)
    find(wu, "没有待核对的内容了")


def test_the_same_file_twice_does_nothing_twice(bot: Bot, zhou: Person, wu: Person) -> None:
    content = f"{HEAD}{AREAS[1].name},2.1.4.untrue,2023-Q3,1,,\n"
    number, waiting = submit(zhou, content, 1), len(entries(bot, "open"))
    send(zhou, content, "又.csv", "又.csv 没有新内容：0 项与现有一致，1 项已在待核对中")
    send(wu, content, "再.csv", "再.csv 没有新内容：0 项与现有一致，1 项已在待核对中")
    assert len(entries(bot, "open")) == waiting
    confirm(wu, number)
    send(zhou, content, "末.csv", "末.csv 没有新内容：1 项与现有一致，0 项已在待核对中")


def test_every_bad_cell_is_listed_and_nothing_is_taken(bot: Bot, zhou: Person) -> None:
    before, sent = len(entries(bot, "open")), len(files_of(zhou))
    good = f"{AREAS[2].name},2.1.4.untrue,,1,,\n"
    rows = "".join(f"没有的县{n},2.1.4.untrue,,1,,\n" for n in range(25)) + good
    said = send(zhou, HEAD + rows, "坏.csv", "坏.csv 有 25 处不能用，什么都没有导入")
    assert said.text.count("应为") == 20
    assert "第 2 行“单位”是“没有的县0”" in said
    assert "另有 5 处" in said
    listed = load_workbook(io.BytesIO(wait_for_file(zhou, sent).file or b"")).worksheets[0]
    assert listed.max_row == 26
    assert [cell.value for cell in listed[2]][1:4] == [2, "单位", "没有的县0"]
    assert len(entries(bot, "open")) == before
    send_on(zhou, HEAD + good, "改好.csv", "改好.csv", "新增 1 项")
    tap(zhou, "不要了", "没有导入，什么都没有改动")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"PK\x03\x04rest", "不是完好的 XLSX"),
        (b"\xd0\xcf\x11\xe0old", "旧版 Excel"),
        (b"\x00\xff\x00", "不是表格"),
        ("甲,乙\n1,2\n", "没有含这些列的表头"),
        (HEAD + "长垣市,training,2023-Q1,,,\n", "没有填任何值"),
        (bytes(20_000_001), "超过 20 MB，没有下载"),
    ],
)
def test_what_is_no_evaluation_is_refused_and_asked_for_again(
    zhou: Person, content: bytes | str, complaint: str
) -> None:
    send(zhou, content, "附件.xlsx", complaint, "请发送")


def test_a_bomb_is_not_opened(zhou: Person) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 80_000_000)
    send(zhou, held.getvalue(), "炸.xlsx", "炸.xlsx 解压后远超表格应有的大小", "请发送")


def test_a_picture_or_words_are_no_file(zhou: Person) -> None:
    desk(zhou)
    tap(zhou, "导入Excel", "请发送")
    zhou.say("在附件里")
    find(zhou, "没有收到文件")
    picture = (Path(__file__).parent / "dot.png").read_bytes()
    zhou.send_file("表.png", picture, mime="image/png", as_photo=True)
    zhou.wait_for_reply()
    find(zhou, "没有收到文件")


def test_a_failed_download_is_said_and_the_question_stays(chat: Chat, zhou: Person) -> None:
    content = f"{HEAD}{AREAS[3].name},2.1.4.untrue,,1,,\n"
    chat.world.faults.script(faults.bad_gateway(), "getFile", times=3)
    send(zhou, content, "断.csv", "断.csv 没能从 Telegram 下载", "请发送")
    chat.world.faults.clear()
    send_on(zhou, content, "通.csv", "通.csv", "新增 1 项")


def test_a_file_nobody_asked_for_is_not_fetched(chat: Chat, bot: Bot) -> None:
    liaison = bot.join("李老师", unit=AREAS[4].name)
    chat.world.faults.script(faults.hang(60), "getFile")
    liaison.send_file("月报.xlsx", b"anything")
    assert liaison.wait_for_reply().text
    assert chat.world.faults.scripts[-1].times == 1, "getFile was not called"
    chat.world.faults.clear()


def test_a_file_sent_right_away_is_asked_for_once_more(bot: Bot) -> None:
    sun = bot.join("孙处", role="official")
    content = f"{HEAD}{AREAS[10].name},2.1.4.untrue,,1,,\n"
    send_on(sun, content, "直接.csv", "收到一个文件，还没有读取", "请发送")
    send_on(sun, content, "再来.csv", "再来.csv", "新增 1 项")
    tap(sun, "不要了", "没有导入")


def test_the_template_filled_in_and_sent_back_is_imported(bot: Bot, zhou: Person, wu: Person) -> None:
    sent = len(files_of(zhou))
    desk(zhou)
    tap(zhou, "下载填报表")
    file = wait_for_file(zhou, sent)
    assert file.file_name == "评价填报表-xinxiang-2023-20231009.xlsx"
    book = load_workbook(io.BytesIO(file.file or b""))
    rows = {(row[0].value, row[1].value): row for row in book.worksheets[0].iter_rows(min_row=2)}
    rows[AREAS[5].name, "4.1.met"][8].value = "是"
    rows[AREAS[5].name, "2.1.4.incomplete"][8].value = 7
    held = io.BytesIO()
    book.save(held)
    send(zhou, held.getvalue(), "填好.xlsx", "填好.xlsx", "1 个单位 2 项（评定 2，平台数 0，核定数 0）")
    confirm(wu, submit(zhou, held.getvalue(), 2))
    now = standing(bot)
    assert now[code(AREAS[5].name), "4.1.met", "2023-Q4", ""] == "yes"
    assert now[code(AREAS[5].name), "2.1.4.incomplete", "2023-Q4", ""] == "7"


def test_what_would_change_and_what_else_waits_is_said(bot: Bot, zhou: Person, wu: Person) -> None:
    name = AREAS[6].name
    confirm(wu, submit(zhou, f"{HEAD}{name},2.1.4.untrue,,1,,\n", 1))
    submit(wu, f"{HEAD}{name},2.1.4.untrue,,2,,\n", 1)
    content = f"{HEAD}{name},2.1.4.untrue,,5,,\n"
    send(zhou, content, "五.csv", "五.csv", "将改变现有的 1 项", "1 → 5", "待核对 2，本文件 5")
    number = submit(zhou, content, 1)
    find(wu, "您录入、待核对的 1 项")
    assert [one.value for one in entries(bot, "open") if one.spot.unit == code(name)] == ["5"]
    desk(wu)
    tap(wu, f"第 {number} 号导入", "发来，待核对")
    tap(wu, "整批退回", "为什么退回")
    wu.say("请核对电话记录")
    find(wu, f"第 {number} 号导入的 1 项已退回")
    find(zhou, "1 项被退回：请核对电话记录")
    assert [one.value for one in entries(bot, "open") if one.spot.unit == code(name)] == []


def test_a_workbook_is_reached_from_what_waits_and_gone_through_one_by_one(zhou: Person, wu: Person) -> None:
    number = submit(zhou, f"{HEAD}{AREAS[9].name},2.1.4.untrue,,1,,\n{AREAS[9].name},liability,,否,,\n", 2)
    wu.ask("/score")
    tap(wu, "各县市区考核指标验收评价标准")
    tap(wu, "待核对")
    tap(wu, "Excel 导入 周处", f"第 {number} 号导入", "发来，待核对")
    tap(wu, "逐条查看", AREAS[9].name)


def test_its_sender_takes_a_workbook_back(bot: Bot, zhou: Person) -> None:
    number = submit(zhou, f"{HEAD}{AREAS[8].name},2.1.4.untrue,,1,,\n", 1)
    desk(zhou)
    tap(zhou, f"第 {number} 号导入", "须由另一人核对")
    tap(zhou, "撤回", f"第 {number} 号导入的 1 项已撤回")
    assert not [one for one in entries(bot, "open") if one.spot.unit == code(AREAS[8].name)]


def test_results_come_as_a_workbook(zhou: Person) -> None:
    sent = len(files_of(zhou))
    desk(zhou)
    tap(zhou, "结果：各县市区考核指标验收评价标准（年中）")
    file = wait_for_file(zhou, sent)
    assert file.file_name == "评价结果-areas-20230630.xlsx"
    totals, items, about = load_workbook(io.BytesIO(file.file or b"")).worksheets
    assert totals.max_row == 1 + len(AREAS)
    assert items.max_row > totals.max_row
    assert "年中评价" in str(about["A2"].value)


def test_in_english_too(bot: Bot) -> None:
    smith = bot.join("Smith", role="official", language_code="en")
    smith.say("/score")
    tap(smith, "Excel in and out", "Take the template")
    tap(smith, "Import Excel", "Send the .xlsx or .csv file")
    bad = f"unit,key,period,value\n{AREAS[7].name},liability,,maybe\n"
    send_on(smith, bad, "bad.csv", "line 2, value: found “maybe”, expected yes or no")
    send_on(smith, bad.replace("maybe", "no"), "good.csv", "good.csv", "1 new")
    tap(smith, "Drop it", "Not imported")


def test_a_checklist_goes_the_same_way(tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path, CLOCK="2022-12-05T09:00:00+08:00") as bot:
        first, second = (bot.join(name, role="official") for name in ("周处", "吴处"))
        content = "单位,项目,时间,值,备注\n郑州市,1.1.state,,部分符合,缺工作记录\n焦作大学,1.1.state,,符合,\n"
        number = submit(first, content, 2)
        confirm(second, number)
        scored = bot.json("score", "bureaus", "--as-of", "2022-12-05")
        states = {unit["unit"]: unit["items"][0]["state"] for unit in scored["units"]}
        assert (states["郑州市"], states["开封市"]) == ("partly", "open")
        before = len(files_of(first))
        desk(first)
        tap(first, "结果：建设工作成效评价表（学校）")
        states_sheet = load_workbook(io.BytesIO(wait_for_file(first, before).file or b"")).worksheets[0]
        assert states_sheet["A1"].value == "单位"
