"""Offsets, long polls, expiry, two pollers, webhooks: updates reach the bot by Telegram's rules."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer

from tests.chat import Chat
from tests.playground.conftest import Client


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_an_update_stays_until_a_later_offset_confirms_it(chat: Chat, client: Client) -> None:
    person = chat.person()
    for text in "一二三四":
        person.say(text)
    first = client.ok("getUpdates", limit=2)
    assert texts(first) == ["一", "二"]
    assert texts(client.ok("getUpdates")) == ["一", "二", "三", "四"]
    assert texts(client.ok("getUpdates", offset=first[-1]["update_id"] + 1)) == ["三", "四"]
    assert texts(client.ok("getUpdates", offset=-1)) == ["四"]
    assert texts(client.ok("getUpdates")) == ["四"]


def test_a_long_poll_waits_for_the_next_message(chat: Chat, client: Client) -> None:
    person = chat.person()
    with ThreadPoolExecutor() as pool:
        polling = pool.submit(client.ok, "getUpdates", timeout=15)
        chat.wait_until_online()
        person.say("来了")
        assert texts(polling.result(timeout=15)) == ["来了"]


def test_a_second_poller_ends_the_first(chat: Chat, client: Client) -> None:
    with ThreadPoolExecutor() as pool:
        first = pool.submit(client.error, "getUpdates", timeout=15)
        chat.wait_until_online()
        client.ok("getUpdates")
        assert first.result(timeout=15) == (
            "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        )


def test_kinds_are_filtered_when_they_arise(chat: Chat, client: Client) -> None:
    person = chat.person()
    client.ok("getUpdates", allowed_updates=["callback_query"])
    person.say("没人听")
    assert client.ok("getUpdates") == []
    client.ok("getUpdates", allowed_updates=[])
    person.say("有人听")
    assert texts(client.ok("getUpdates")) == ["有人听"]


def test_what_waited_for_a_day_is_gone(chat: Chat, client: Client) -> None:
    now = [0.0]
    chat.world.timer = chat.world.updates.timer = lambda: now[0]
    person = chat.person()
    person.say("昨天")
    now[0] += 86_300
    person.say("今天")
    now[0] += 200
    assert texts(client.ok("getUpdates")) == ["今天"]


def test_a_person_edits_stops_and_comes_back(chat: Chat, client: Client) -> None:
    person = chat.person()
    message = person.say("120")
    person.edit(message, "130")
    person.block()
    person.unblock()
    updates = client.ok("getUpdates")
    assert updates[1]["edited_message"]["text"] == "130"
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in updates[2:]]
    assert statuses == ["kicked", "member"]


def test_webhook_repeats_until_accepted_and_excludes_polling(chat: Chat, client: Client) -> None:
    received: list[tuple[str | None, bytes]] = []
    answers = [500, 200]

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], body))
            self.send_response(answers.pop(0))
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Silent."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/hook"
        client.ok("setWebhook", url=url, secret_token="s3cret_s3cret")
        assert client.error("getUpdates").startswith("409 Conflict: can't use getUpdates method while webhook")
        chat.person().say("你好")
        chat.wait_until(lambda: len(received) == 2 and chat.handled(), "two deliveries")
        assert received[0] == received[1]
        assert received[0][0] == "s3cret_s3cret"
        assert client.ok("getWebhookInfo")["last_error_message"] == "Wrong response from the webhook: 500"
        client.ok("deleteWebhook")
        server.shutdown()
    assert client.ok("getUpdates") == []
    refused = client.error("setWebhook", url="http://example.com/hook")
    assert refused == "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
