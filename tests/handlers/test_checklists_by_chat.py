"""The checklists of 136 号 over the real service: states, no time, what is on record, and one item for all units."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chat import Chat, Person
from tests.handlers.judging import check_list, item, tap
from tests.running import Bot, running

BUREAUS, SCHOOLS = "建设工作成效评价表（教育行政部门）", "建设工作成效评价表（学校）"
FIGURES = "unit,period,indicator,completed\n郑州市,2022-03,training,100\n郑州市,2022-03,certificates,50\n"


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with running(chat, tmp_path_factory.mktemp("checklists")) as bot:
        yield bot


@pytest.fixture(scope="module")
def officials(bot: Bot) -> tuple[Person, Person, Person]:
    return bot.join("周处", role="official"), bot.join("李处", role="official"), bot.join("吴处", role="admin")


def test_one_item_is_walked_through_all_units(bot: Bot, officials: tuple[Person, Person, Person]) -> None:
    zhou, li, _ = officials
    assert "两套办法里都有 1.1" in zhou.ask("/score 1.1")
    first = tap(zhou, BUREAUS)
    assert "被评单位：郑州市（1/28）" in first
    assert "录入时间" not in first
    assert "被评单位：开封市（2/28）" in tap(zhou, "符合")
    assert "被评单位：洛阳市（3/28）" in zhou.ask("部分符合")
    assert "被评单位：平顶山市（4/28）" in tap(zhou, "跳过")
    assert "被评单位：洛阳市（3/28）" in tap(zhou, "上一条")
    assert "继续：1.1 成立本地" in tap(zhou, "先到这里").text or "继续" in zhou.screen.buttons
    assert item(bot, "bureaus", "郑州市", "1.1", "2022-12-31")["state"] == "open"
    assert "符合（不分时间）" in check_list(li, BUREAUS, "郑州市")
    tap(li, "全部确认（1）")
    assert item(bot, "bureaus", "郑州市", "1.1", "2022-12-31")["state"] == "met"
    li.ask("/score")
    tap(li, BUREAUS)
    assert "郑州市：符合 1和待评定 13" in tap(li, "评价结果")
    tap(li, "逐项说明一个单位")
    assert "1.1 成立本地“人人持证、技能河南”建设工作领导小组：符合（教职成函〔2022〕136 号" in li.ask("郑州市")


def test_what_the_service_has_recorded_stands_beside_the_question(
    bot: Bot, officials: tuple[Person, Person, Person]
) -> None:
    (bot.folder / "figures.csv").write_text(FIGURES, "utf-8")
    assert bot.cli("import", str(bot.folder / "figures.csv")).returncode == 0
    zhou, _, wu = officials
    assert "系统记录：截至 2022年9月26日 应报 6 期" in zhou.ask("/score 郑州市 2.5")
    zhou.ask("不符合")
    wu.ask("/score 郑州市 2.5")
    assert "待核对：不符合（不分时间；周处 9月26日录入）" in wu.screen
    wu.ask("不符合")
    assert "已核对，现在生效" in tap(wu, "确认 不符合（周处录入）")


def test_what_is_no_unit_and_no_item_is_said_and_names_are_asked_back(
    officials: tuple[Person, Person, Person],
) -> None:
    zhou, *_ = officials
    assert "没有叫“天上大学”的被评单位" in zhou.ask("/score 天上大学")
    assert "请输入全称" in zhou.ask("/score 郑州学院")
    zhou.ask("/score")
    tap(zhou, SCHOOLS)
    tap(zhou, "按单位评")
    assert "没有叫“郑州市”的被评单位" in zhou.ask("郑州市"), "a bureau is not in the schools' list"
    assert "被评单位：焦作大学" in zhou.ask("焦大")
    assert "2/12" in " ".join(_units(zhou).screen.buttons)
    assert "1/12" in " ".join(tap(zhou, "下一页").buttons)


def test_a_school_assesses_itself_by_states(bot: Bot, officials: tuple[Person, Person, Person]) -> None:
    _, li, _ = officials
    wang = bot.join("王老师", unit="河南工学院")
    wang.ask("自查")
    tap(wang, "开始自查")
    wang.ask("符合")
    wang.ask("不适用")
    tap(wang, "先到这里")
    tap(wang, "回到自查")
    assert "　符合" in tap(wang, "自查汇总")
    tap(wang, "提交自查（2）")
    li.ask("/score")
    tap(li, SCHOOLS)
    tap(li, "单位自查（1）")
    tap(li, "河南工学院（2）")
    tap(li, "按自报确认：符合")
    li.ask("不符合")
    assert "都审完了" in li.ask("没有提供名单")
    assert "自报 不适用，改为 不符合" in wang.expect("自查审核结果")
    assert item(bot, "schools", "河南工学院", "1.1", "2022-12-31")["state"] == "met"


def _units(person: Person) -> Person:
    person.ask("/score")
    tap(person, SCHOOLS)
    tap(person, "按单位评")
    return person
