"""Circulars over the real service: drafted by officials, approved once, posted, corrected by a reply."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import load_workbook

from store.database import Database
from tests.chat import Chat, Person, Screen
from tests.running import Bot, running

HEAD = "unit,period,indicator,completed\n"
FIGURES = HEAD + "".join(
    f"{unit},{period},{indicator},{value}\n"
    for unit, value in (("郑州市", 9000), ("开封市", 4000), ("洛阳市", 100))
    for period in ("2022-08", "2022-09")
    for indicator in ("training", "certificates")
)


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("circulars")
    with running(chat, folder, CLOCK="2022-10-08T09:00:00+08:00") as bot:
        (folder / "figures.csv").write_text(FIGURES, "utf-8")
        imported = bot.cli("import", str(folder / "figures.csv"))
        assert imported.returncode == 0, imported.stderr
        yield bot


@pytest.fixture(scope="module")
def boss(bot: Bot) -> Person:
    return bot.join("李协调", role="coordinator")


@pytest.fixture(scope="module")
def official(bot: Bot) -> Person:
    return bot.join("周处", role="official")


@pytest.fixture(scope="module")
def group(chat: Chat, boss: Person, official: Person) -> Person:
    """The bureaus' work group, seen through the official's eyes."""
    work = chat.group("各地市工作群", boss, official)
    boss.ask("/bind")
    found = re.search(r"startgroup=(\S+)", boss.tap("绑定群：地方教育局").text)
    assert found
    boss.at(work).say(f"/start@{chat.world.username} {found[1]}")
    boss.expect("各地市工作群", "绑定为")
    boss.tap("确认绑定")
    boss.expect("已绑定")
    return official.at(work)


def posts(group: Person, words: str) -> list[Screen]:
    return [screen for screen in group.screens() if words in screen.text]


def test_an_official_drafts_and_cannot_approve(official: Person, boss: Person) -> None:
    assert "2022年9月通报" in official.ask("/circular")
    draft = official.tap("地方教育局")
    assert "（草稿）" in draft
    assert "批准" not in " ".join(draft.buttons)
    official.press("排名图和表格")
    files = wait_for_files(official, 2)
    book = load_workbook(io.BytesIO(files[".xlsx"]))
    assert [book.worksheets[0][f"B{row}"].value for row in (2, 3)] == ["开封市", "郑州市"], "by rate, not by number"
    assert files[".png"].startswith(b"\x89PNG")


def wait_for_files(person: Person, count: int) -> dict[str, bytes]:
    person.chat.wait_until(lambda: len(_files(person)) >= count, f"{count} files", 60)
    return _files(person)


def _files(person: Person) -> dict[str, bytes]:
    found = [screen for screen in person.screens() if screen.file and screen.file_name]
    return {".png" if _is_picture(one) else Path(one.file_name or "").suffix: one.file or b"" for one in found}


def _is_picture(screen: Screen) -> bool:
    return (screen.file or b"").startswith(b"\x89PNG")


def test_words_are_edited_figures_are_not_and_approval_posts_once(
    chat: Chat, bot: Bot, boss: Person, group: Person
) -> None:
    boss.ask("/circular 2022-09")
    before = boss.tap("地方教育局")
    boss.tap("改开头")
    boss.say("请各单位对照进度，抓紧落实。")
    draft = boss.expect("请各单位对照进度，抓紧落实。", "（草稿）")
    assert [line for line in draft.text.splitlines() if "郑州市" in line] == [
        line for line in before.text.splitlines() if "郑州市" in line
    ]
    data = draft.button("批准并发布").data
    assert data
    boss.press_data(data, on=draft.message_id)
    boss.press_data(data, on=draft.message_id)
    boss.expect("已发布第 1 号，发到 1 处")
    group.expect("第 1 号", "抓紧落实")
    wait_for_files(group, 2)
    assert len(posts(group, "第 1 号")) == 1
    with _opened(bot) as database, database.read() as tx:
        issue = tx.circulars.issue(1)
        assert issue
        assert issue.circular
        cell = issue.circular.cell("hn-001", "certificates")
        assert cell
        assert cell.cumulative == 18000
        assert tx.circulars.next_number() == 2
    a_corrected_report_makes_a_correction_that_replies_and_is_pointed_to(chat, bot, boss, group)


def a_corrected_report_makes_a_correction_that_replies_and_is_pointed_to(
    chat: Chat, bot: Bot, boss: Person, group: Person
) -> None:
    """What follows from the circular before."""
    corrected = bot.folder / "corrected.csv"
    corrected.write_text(HEAD + "郑州市,2022-09,certificates,9500\n", "utf-8")
    done = bot.cli("import", str(corrected), "--replace", "核对后更正")
    assert done.returncode == 0, done.stderr
    boss.expect("第 1 号通报", "有更正", timeout=30)
    draft = boss.tap("看草稿")
    assert "更正（草稿）" in draft or "更正" in draft.text.splitlines()[0]
    assert "18 000 → 18 500" in draft
    boss.press("批准并发布")
    boss.expect("已发布第 2 号")
    group.expect("第 2 号")
    chat.wait_until(lambda: "由第 2 号更正" in _old(group) or "第 2 号" in _old(group).splitlines()[0], "the pointer")
    reply = next(one for one in chat.world.history(group.state.id) if "18 000 → 18 500" in one.text)
    assert reply.reply_to is not None
    assert "抓紧落实" in reply.reply_to.text
    with _opened(bot) as database, database.read() as tx:
        assert tx.circulars.corrected_by(1) == 2
        first = tx.circulars.issue(1)
        assert first
        assert first.circular
        cell = first.circular.cell("hn-001", "certificates")
        assert cell
        assert cell.cumulative == 18000, "what was published stays"


def _old(group: Person) -> str:
    return next(screen.text for screen in group.screens() if "抓紧落实" in screen.text)


def test_figures_that_moved_after_the_preview_are_shown_again(bot: Bot, boss: Person) -> None:
    boss.ask("/circular 2022-08")
    draft = boss.tap("地方教育局")
    moved = bot.folder / "moved.csv"
    moved.write_text(HEAD + "洛阳市,2022-08,certificates,777\n", "utf-8")
    assert bot.cli("import", str(moved), "--replace", "更正").returncode == 0
    data = draft.button("批准并发布").data
    assert data
    boss.press_data(data, on=draft.message_id)
    boss.expect("看稿之后数字有变动，没有发布", "（草稿）")


def test_a_liaison_sees_no_circular_command(bot: Bot) -> None:
    liaison = bot.join("王老师", unit="焦作大学")
    assert "没有 /circular 这个命令" in liaison.ask("/circular")


@contextmanager
def _opened(bot: Bot) -> Iterator[Database]:
    database = Database.open(f"sqlite:///{bot.database}", programme="henan-edu-2022")
    try:
        yield database
    finally:
        database.close()
