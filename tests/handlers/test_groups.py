"""Work groups: every refusal and every move is dealt with once, and the roster follows the filings at a calm pace."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from handlers.pushes.pushing import Round
from handlers.work_groups import groups
from handlers.work_groups.groups import move
from handlers.work_groups.rostering import EDIT_PAUSE
from playground.refusals import FORBIDDEN
from programmes.roles import Role
from store.groups import GroupState, WorkGroup
from tests.handlers.house import HENAN, House, Sent, text_of

SCHOOLS = [unit.code for unit in HENAN.units if unit.unit_class == "schools"]
BUREAUS = [unit.code for unit in HENAN.units if unit.unit_class == "bureaus"]
CHIEF, GROUP, SUPER = 900, -500, -1_000_000_000_500
OPENING = "2022-04-20T10:00"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House.at(tmp_path)
    house.person(CHIEF, Role.COORDINATOR)
    return house


def to(sent: list[Sent], chat: int) -> list[Sent]:
    return [one for one in sent if one.chat == chat]


def test_each_class_gets_its_own_post_and_the_group_of_all_gets_all(house: House) -> None:
    for chat, unit_class in ((-1, "bureaus"), (-2, "schools"), (-3, None)):
        house.group(chat, unit_class)
    sent = {one.chat: text_of(one).splitlines()[-1] for one in house.tick(OPENING)}
    assert sent == {-1: "已报 0 / 28", -2: "已报 0 / 143", -3: "已报 0 / 171"}
    assert not house.tick("2022-04-20T10:01")


def test_the_post_has_the_link_the_names_and_the_receipt(house: House) -> None:
    house.group(GROUP, "schools")
    (post,) = house.tick(OPENING)
    rows = json.loads(post.parcel.payload)["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [["填报"], ["还差谁", "收到"], ["全部名单（私聊）"]]
    assert rows[0][0]["url"] == "https://t.me/yuebao_bot?start=report"


def test_a_filing_edits_the_rosters_of_its_class_alone(house: House) -> None:
    house.group(-1, "bureaus")
    house.group(-2, "schools")
    house.tick(OPENING)
    house.real += EDIT_PAUSE
    house.file(SCHOOLS[0])
    (edit,) = house.deliver()
    assert (edit.chat, edit.method) == (-2, "editMessageText")
    assert "已报 1 / 143" in text_of(edit)


def test_many_filings_at_once_are_one_edit_and_the_last_state_wins(house: House) -> None:
    house.group(GROUP, "schools")
    house.tick(OPENING)
    house.real += EDIT_PAUSE
    house.file(SCHOOLS[0])
    assert len(house.deliver()) == 1
    for unit in SCHOOLS[1:20]:
        house.file(unit)
        house.real += EDIT_PAUSE / 40
        assert not house.deliver()
    house.real += EDIT_PAUSE
    (edit,) = house.deliver()
    assert "已报 20 / 143" in text_of(edit)


def test_filings_without_end_do_not_put_the_edit_off_for_ever(house: House) -> None:
    house.group(GROUP, "schools")
    house.tick(OPENING)
    house.real += EDIT_PAUSE
    edits = []
    for unit in SCHOOLS[:60]:
        house.file(unit)
        house.real += EDIT_PAUSE / 10
        edits += house.deliver()
    assert 5 <= len(edits) <= 8


def test_a_report_filed_before_the_post_arrived_is_counted_at_the_next_tick(house: House) -> None:
    house.group(GROUP, "schools")
    house.tick(OPENING, deliver=False)
    house.file(SCHOOLS[0])
    house.deliver()
    (edit,) = house.tick("2022-04-20T10:01")
    assert "已报 1 / 143" in text_of(edit)


def test_no_group_is_woken_at_night(house: House) -> None:
    house.group(GROUP, "schools")
    assert not house.tick("2022-04-20T22:00")
    assert [one.chat for one in house.tick("2022-04-21T08:00")] == [GROUP]


@pytest.mark.parametrize(
    ("code", "description", "state"),
    [
        *((403, f"Forbidden: {FORBIDDEN[name]}", state) for name, state in (
            ("kicked_group", GroupState.KICKED),
            ("kicked_supergroup", GroupState.KICKED),
            ("kicked_channel", GroupState.KICKED),
            ("left_supergroup", GroupState.LEFT),
            ("left_channel", GroupState.LEFT),
            ("group_deleted", GroupState.GONE),
        )),
        (400, "Bad Request: chat not found", GroupState.GONE),
        (400, "Bad Request: not enough rights to send text messages to the chat", GroupState.RESTRICTED),
        (400, "Bad Request: have no rights to send a message", GroupState.RESTRICTED),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", GroupState.RESTRICTED),
        (400, "Bad Request: TOPIC_CLOSED", GroupState.TOPIC_CLOSED),
    ],
)  # fmt: skip
def test_a_group_that_refuses_is_told_of_once_and_left_alone(
    house: House, code: int, description: str, state: GroupState
) -> None:
    group = house.group(GROUP, "schools")
    house.tick(OPENING, deliver=False)
    (parcel,) = house.claim()
    assert house.refuse(parcel, code, description)
    assert house.state_of(group) is state
    (notice,) = house.deliver()
    assert notice.chat == CHIEF
    house.file(SCHOOLS[0])
    assert not house.deliver()
    assert not to(house.through("2022-04-20T10:01", "2022-05-01T00:00", 240), GROUP)


def test_a_group_that_comes_back_gets_what_it_missed_once(house: House) -> None:
    group = house.group(GROUP, "schools")
    house.tick(OPENING, deliver=False)
    (parcel,) = house.claim()
    house.refuse(parcel, 403, "Forbidden: bot was kicked from the group chat")
    house.deliver()
    with house.database.write() as tx:
        groups._regain(Round(tx, house.setting, house.now, house.real), _stored(house, group.id))
    assert sorted(one.chat for one in house.deliver()) == [GROUP, CHIEF]
    assert house.state_of(group) is GroupState.ACTIVE


@pytest.mark.parametrize("order", list(permutations(["error", "to", "from"])))
def test_a_group_that_becomes_a_supergroup_is_posted_to_once(house: House, order: tuple[str, ...]) -> None:
    """The three ways in which Telegram tells of it, in every order."""
    house.group(GROUP, "schools")
    house.tick(OPENING, deliver=False)
    (parcel,) = house.claim()
    sent = []
    for source in order:
        if source == "error":
            house.refuse(parcel, 400, "Bad Request: group chat was upgraded to a supergroup chat", SUPER)
        else:
            with house.database.write() as tx:
                move(Round(tx, house.setting, house.now, house.real), GROUP, SUPER)
        sent += house.deliver()
    sent += house.tick("2022-04-20T10:01")
    assert [(one.chat, one.method) for one in sent] == [(SUPER, "sendMessage")]
    house.real += EDIT_PAUSE
    house.file(SCHOOLS[0])
    assert [(one.chat, one.method) for one in house.deliver()] == [(SUPER, "editMessageText")]


def test_a_post_that_was_edited_when_the_group_moved_comes_once_to_the_new_one(house: House) -> None:
    house.group(GROUP, "schools")
    house.tick(OPENING)
    house.real += EDIT_PAUSE
    house.file(SCHOOLS[0])
    (parcel,) = house.claim()
    house.refuse(parcel, 400, "Bad Request: group chat was upgraded to a supergroup chat", SUPER)
    (again,) = house.deliver()
    assert (again.chat, again.method) == (SUPER, "sendMessage")
    assert "已报 1 / 143" in text_of(again)


@pytest.mark.parametrize("description", ["TOPIC_CLOSED", "message thread not found", "TOPIC_DELETED"])
def test_a_closed_topic_falls_back_to_the_group_and_says_so_once(house: House, description: str) -> None:
    group = house.group(GROUP, "schools", topic=7)
    house.tick(OPENING, deliver=False)
    (parcel,) = house.claim()
    assert json.loads(parcel.payload)["message_thread_id"] == 7
    assert house.refuse(parcel, 400, f"Bad Request: {description}")
    sent = house.deliver()
    (post,) = to(sent, GROUP)
    assert "message_thread_id" not in json.loads(post.parcel.payload)
    assert len(to(sent, CHIEF)) == 1
    assert house.state_of(group) is GroupState.ACTIVE


def test_a_post_that_was_deleted_in_the_group_is_not_put_back(house: House) -> None:
    house.group(GROUP, "schools")
    house.tick(OPENING)
    house.real += EDIT_PAUSE
    house.file(SCHOOLS[0])
    (parcel,) = house.claim()
    assert house.refuse(parcel, 400, "Bad Request: message to edit not found")
    house.real += EDIT_PAUSE
    house.file(SCHOOLS[1])
    assert not house.deliver()
    assert not to(house.through("2022-04-20T10:01", "2022-04-23T00:00", 240), GROUP)


def test_what_nobody_bound_is_none_of_our_business(house: House) -> None:
    house.group(GROUP, "schools")
    house.tick(OPENING, deliver=False)
    (parcel,) = house.claim()
    with house.database.write() as tx:
        tx.posts.end_of_group(1)
        tx.groups.unbind(1)
    assert not house.refuse(parcel, 403, "Forbidden: bot was kicked from the group chat")
    assert not house.deliver()


def _stored(house: House, group: int) -> WorkGroup:
    with house.database.read() as tx:
        found = tx.groups.by_id(group)
        assert found
        return found
