"""Questions in a work group and inline: what everyone may read stays there, a unit's figures go to the asker alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from playground.messages import Chat as Group
from tests.chat import Chat, Person
from tests.handlers.asking_world import asked_bot
from tests.running import Bot

OWN, OTHER = "焦作大学", "开封大学"
NAME = "yuebao_test_bot"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Chat, Bot]]:
    with asked_bot(tmp_path_factory.mktemp("groups")) as made:
        yield made


@pytest.fixture(scope="module")
def liaison(world: tuple[Chat, Bot]) -> Person:
    return world[1].join("王老师", unit=OWN)


@pytest.fixture(scope="module")
def official(world: tuple[Chat, Bot]) -> Person:
    return world[1].join("李处长", role="official")


@pytest.fixture(scope="module")
def group(world: tuple[Chat, Bot], liaison: Person, official: Person) -> Group:
    return world[0].group("工作群", liaison, official, administrator=True)


def said_in(group: Group, person: Person) -> str:
    return "\n".join(screen.text for screen in person.at(group).screens())


def test_totals_are_answered_in_the_group(liaison: Person, group: Group) -> None:
    answer = liaison.at(group).ask("/ask 全省培训完成率")
    assert "全省" in answer
    assert "54.41%" in answer
    assert not answer.buttons


@pytest.mark.parametrize("words", ["/ask 我们的培训完成率", f"@{NAME} 我们的培训完成率"])
def test_a_units_figures_go_to_the_asker_in_private(liaison: Person, group: Group, words: str) -> None:
    there = liaison.at(group)
    liaison.seen = len(liaison.world.journal)
    assert there.ask(words).text == "已在私聊里回复您。"
    assert "41.85%" in liaison.wait_for_reply()
    assert "41.85" not in said_in(group, liaison)


def test_a_reply_to_the_bot_is_a_question(liaison: Person, group: Group) -> None:
    there = liaison.at(group)
    answer = there.ask("/ask 全省培训完成率")
    there.say("那取证呢？", reply_to=answer.message_id)
    assert "取证人数" in there.wait_for_reply()


def test_what_was_asked_in_the_group_is_not_gone_on_from_in_private(liaison: Person, group: Group) -> None:
    liaison.at(group).ask("/ask 全省合计")
    assert OWN in liaison.ask("季度缺口是多少？").text


def test_what_is_not_addressed_to_the_bot_is_not_answered(liaison: Person, group: Group) -> None:
    there = liaison.at(group)
    there.say("全省培训完成率是多少？")
    assert "全省" in there.ask("/ask 全省合计")
    assert len(there.replies()) == 1


def test_choices_between_units_are_offered_in_private(official: Person, group: Group) -> None:
    official.seen = len(official.world.journal)
    official.at(group).ask("/ask 平职院培训完成率")
    assert len(official.wait_for_reply().buttons) == 2


def test_lists_with_figures_are_private_and_who_has_not_reported_is_not(official: Person, group: Group) -> None:
    there = official.at(group)
    assert "1 家未报：焦作大学" in there.ask("/ask 谁没报")
    official.seen = len(official.world.journal)
    assert there.ask("/ask 最慢的3个地市").text == "已在私聊里回复您。"
    assert "1." in official.wait_for_reply()


def test_a_liaison_is_refused_in_the_group_as_anywhere(liaison: Person, group: Group) -> None:
    assert "没有可以给您看" in liaison.at(group).ask("/ask 谁没报")


def test_nobody_learns_anything_without_a_role(world: tuple[Chat, Bot], official: Person) -> None:
    stranger = world[0].person("路人")
    there = world[0].group("别的群", official, stranger, administrator=True)
    stranger.at(there).say("/ask 全省培训完成率")
    official.at(there).ask("/ask 截止哪天")
    assert "完成率" not in said_in(there, stranger)


def test_who_has_blocked_the_bot_gets_a_link(world: tuple[Chat, Bot], group: Group) -> None:
    blocking = world[1].join("赵老师", unit=OWN)
    there = world[0].group("第三群", blocking, administrator=True)
    blocking.block()
    assert f"t.me/{NAME}" in there_asks(blocking.at(there))


def there_asks(there: Person) -> str:
    return there.ask("/ask 我们的培训完成率").text


# ── Inline mode ────────────────────────────────────────────────────────────────────────────────────────


def offered(person: Person, words: str) -> dict[str, Any]:
    query = person.ask_inline(words)
    person.chat.wait_until(lambda: query.answer is not None, f"an answer to @{NAME} {words}")
    assert query.answer is not None
    assert query.answer["is_personal"] is True
    assert query.answer["cache_time"] == 0
    return query.answer


def texts(answer: dict[str, Any]) -> list[str]:
    return [result["input_message_content"]["message_text"] for result in answer["results"]]


def test_inline_offers_the_own_units_figures(liaison: Person) -> None:
    (said,) = texts(offered(liaison, f"{OWN} 培训完成率"))
    assert "41.85%" in said


@pytest.mark.parametrize("words", [f"{OTHER} 完成率", "全省合计", "最慢的5个", "谁没报", f"对比{OWN}和{OTHER}"])
def test_inline_offers_nothing_of_others(liaison: Person, official: Person, words: str) -> None:
    assert texts(offered(liaison, words)) == []
    assert texts(offered(official, words)) == []


def test_inline_offers_published_circulars(world: tuple[Chat, Bot], liaison: Person, official: Person) -> None:
    boss = world[1].join("陈协调", role="coordinator")
    assert texts(offered(official, "通报")) == []
    boss.ask("/circular 2022-09")
    boss.tap("地方教育局")
    boss.tap("批准并发布")
    boss.expect("第 1 号")
    for person in (official, liaison):
        (circular,) = texts(offered(person, "通报"))
        assert "第 1 号" in circular
    own, circular = texts(offered(liaison, ""))
    assert OWN in own


def test_an_official_has_no_own_figures_inline(official: Person) -> None:
    assert texts(offered(official, f"{OWN} 培训完成率")) == []


def test_a_stranger_is_led_to_the_private_chat(world: tuple[Chat, Bot]) -> None:
    stranger = world[0].person("路人", language_code="zh")
    answer = offered(stranger, f"{OWN} 完成率")
    button = json.loads(answer["button"])
    assert answer["results"] == []
    assert "协调员" in stranger.ask(f"/start {button['start_parameter']}")


def test_typing_inline_leaves_the_open_question_as_it_is(world: tuple[Chat, Bot]) -> None:
    wang = world[1].join("周老师", unit=OWN)
    asked = wang.ask("/report 2022-09")
    offered(wang, "完成率")
    assert wang.ask("不知道") is not None
    assert asked.text.splitlines()[-1] in wang.screen.text
