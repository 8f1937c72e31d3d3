"""Scripted faults and the pace: what the bot is told, and what the journal knows better."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from playground import faults
from playground.refusals import FORBIDDEN
from tests.chat import Chat, Person
from tests.playground.conftest import Client


@pytest.fixture
def person(chat: Chat) -> Person:
    person = chat.person()
    person.say("/start")
    return person


def test_429_names_the_seconds_for_the_nth_call_only(chat: Chat, client: Client, person: Person) -> None:
    chat.world.faults.script(faults.too_many_requests(3600), "sendMessage", nth=2)
    client.ok("sendMessage", chat_id=person.id, text="1")
    answer = client("sendMessage", chat_id=person.id, text="2")
    assert answer["error_code"] == 429
    assert answer["parameters"] == {"retry_after": 3600}
    client.ok("sendMessage", chat_id=person.id, text="3")
    assert [delivery.text for delivery in chat.journal] == ["1", "3"]


@pytest.mark.parametrize("reason", FORBIDDEN)
def test_the_nine_texts_of_403(chat: Chat, client: Client, person: Person, reason: str) -> None:
    chat.world.faults.script(faults.forbidden(reason), chat_id=person.id)
    assert client.error("sendMessage", chat_id=person.id, text="x") == f"403 Forbidden: {FORBIDDEN[reason]}"


@pytest.mark.parametrize("delivered", [True, False])
@pytest.mark.parametrize("kind", ["hang", "close"])
def test_a_lost_connection(chat: Chat, client: Client, person: Person, kind: str, delivered: bool) -> None:
    lost = faults.hang(0.05, delivered=delivered) if kind == "hang" else faults.close(delivered=delivered)
    chat.world.faults.script(lost)
    with pytest.raises(httpx.TransportError):
        client("sendMessage", chat_id=person.id, text="x")
    assert [(d.text, d.answered) for d in chat.journal] == ([("x", False)] if delivered else [])
    client.ok("sendMessage", chat_id=person.id, text="y")


@pytest.mark.parametrize(("fault", "status"), [
    (faults.internal_error(delivered=True), 500), (faults.bad_gateway(delivered=True), 502), (faults.cut_json(), 200),
])  # fmt: skip
def test_accepted_but_not_answered(
    chat: Chat, client: Client, person: Person, fault: faults.Fault, status: int
) -> None:
    chat.world.faults.script(fault)
    answer = client.http.post(f"/bot{chat.token}/sendMessage", data={"chat_id": person.id, "text": "x"})
    assert answer.status_code == status
    assert (status == 500) == (b'"error_code": 500' in answer.content)
    assert person.last.text == "x"
    assert chat.journal[-1].answered is False


def test_the_pace_when_it_is_strict(chat: Chat, client: Client, person: Person) -> None:
    now = [0.0]
    chat.world.pace.timer = lambda: now[0]
    chat.world.pace.strict = True
    group = chat.group("工作群", person)

    def send(to: int) -> Any:
        return client("sendMessage", chat_id=to, text="x")

    assert send(person.id)["ok"]
    assert send(person.id)["parameters"] == {"retry_after": 1}
    for second in range(20):
        now[0] = second + 1.0
        assert send(group.id)["ok"]
    now[0] = 21.5
    assert send(group.id)["parameters"] == {"retry_after": 40}
    others = [chat.person(str(n)) for n in range(31)]
    for other in others:
        other.say("/start")
    answers = [send(other.id)["ok"] for other in others]
    assert answers == [True] * 30 + [False]
    assert chat.world.pace.refused == 3
