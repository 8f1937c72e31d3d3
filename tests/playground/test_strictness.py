"""The stand-in refuses what Telegram refuses, in Telegram's words."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from playground import groups, people
from playground.refusals import FORBIDDEN, NOT_MODIFIED, QUERY_TOO_OLD
from tests.chat import Chat
from tests.playground.conftest import Client

KEY = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


TEXTS: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "400 Bad Request: message text is empty"),
    ({"text": "  \n "}, "400 Bad Request: text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "400 Bad Request: text must be non-empty"),
    ({"text": "一" * 4097}, "400 Bad Request: message is too long"),
    ({"text": "😀" * 2049}, "400 Bad Request: message is too long"),
    ({"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]}, "400 Bad Request: ENTITY_BOUNDS_INVALID"),
    ({"text": "x", "entities": {"type": "bold"}},
     "400 Bad Request: can't parse entities: expected an Array of MessageEntity"),
    ({"text": "x", "entities": [{"type": "bold"}]},
     "400 Bad Request: can't parse entities: a MessageEntity has type, offset and length"),
    ({"text": "x", "parse_mode": "BBCode"}, "400 Bad Request: unsupported parse_mode"),
    ({"text": "<b>x", "parse_mode": "HTML"},
     '400 Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    ({"text": "一<3", "parse_mode": "HTML"},
     "400 Bad Request: can't parse entities: Unclosed start tag at byte offset 3"),
    ({"text": "一<p>x</p>", "parse_mode": "HTML"},
     '400 Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 3'),
    ({"text": "x</b>", "parse_mode": "HTML"},
     "400 Bad Request: can't parse entities: Unexpected end tag at byte offset 1"),
    ({"text": "<b>x</i>", "parse_mode": "HTML"},
     '400 Bad Request: can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ({"text": "<a href>x</a>", "parse_mode": "HTML"},
     ('400 Bad Request: can\'t parse entities: Expected equal sign in declaration of an attribute of the tag "a" '
      "at byte offset 3")),
    ({"text": "x", "reply_markup": keyboard(text="好", callback_data="月" * 22)},
     "400 Bad Request: BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": keyboard(text="好")},
     "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ({"text": "x", "reply_markup": "{"}, "400 Bad Request: can't parse reply keyboard markup JSON object"),
    ({"text": "x", "reply_markup": {"inline_keyboard": {}}},
     '400 Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array'),
    ({"text": "x", "reply_parameters": {"message_id": 999}}, "400 Bad Request: message to be replied not found"),
    ({"text": "x", "message_thread_id": 7}, "400 Bad Request: message thread not found"),
    ({"text": "x", "chat_id": ""}, "400 Bad Request: chat_id is empty"),
    ({"text": "x", "chat_id": 12}, "400 Bad Request: chat not found"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "error"), TEXTS, ids=[error[-40:] for _, error in TEXTS])
def test_a_wrong_message_is_refused_and_not_delivered(
    chat: Chat, client: Client, arguments: dict[str, Any], error: str
) -> None:
    person = chat.person()
    person.say("/start")
    assert client.error("sendMessage", **{"chat_id": person.id, **arguments}) == error
    assert not chat.journal


def test_limits_are_met_exactly(chat: Chat, client: Client) -> None:
    person = chat.person()
    person.say("/start")
    longest = keyboard(text="好", callback_data="月" * 21 + "x")
    client.ok("sendMessage", chat_id=person.id, text="一" * 4096, reply_markup=longest)
    client.ok("sendMessage", chat_id=person.id, text="<b>" + "一" * 4096 + "</b>", parse_mode="HTML")
    assert len(person.last.text) == 4096


def test_tokens_and_methods(chat: Chat, client: Client) -> None:
    assert client.error("sendFax") == "404 Not Found: method not found"

    def get(path: str) -> str:
        return str(httpx.get(chat.url + path, trust_env=False).json()["description"])

    assert get("/bot1234:wrong/getMe") == "Unauthorized"
    assert get("/botnothing/getMe") == "Unauthorized: invalid token specified"
    assert get("/file/bot1234:wrong/documents/file_1.pdf") == "Unauthorized"
    assert get(f"/file/bot{chat.token}/documents/file_9.pdf") == "Not Found"
    assert client.ok("GETME")["username"] == "yuebao_test_bot"


def test_html_becomes_text_with_entities_in_utf16(chat: Chat, client: Client) -> None:
    person = chat.person()
    person.say("/start")
    html = '😀<b>累计 <i>2 400</i></b> &lt;&amp;&#20154; <a href="https://t.me/x">填报</a> /report '
    sent = client.ok("sendMessage", chat_id=person.id, text=html, parse_mode="HTML")
    assert sent["text"] == "😀累计 2 400 <&人 填报 /report"
    assert sent["entities"] == [
        {"type": "bold", "offset": 2, "length": 8},
        {"type": "italic", "offset": 5, "length": 5},
        {"type": "text_link", "offset": 15, "length": 2, "url": "https://t.me/x"},
        {"type": "bot_command", "offset": 18, "length": 7},
    ]


def test_edits(chat: Chat, client: Client) -> None:
    person = chat.person()
    mine = person.say("/start")
    sent = client.ok("sendMessage", chat_id=person.id, text="问", reply_markup=KEY)
    at = {"chat_id": person.id, "message_id": sent["message_id"]}
    edit = "editMessageText"
    assert client.error(edit, **at, text="<b></b>问", parse_mode="HTML", reply_markup=KEY).endswith(NOT_MODIFIED)
    assert client.error(edit, **{**at, "message_id": 99}, text="答") == "400 Bad Request: message to edit not found"
    assert client.error(edit, **{**at, "message_id": mine.id}, text="答") == "400 Bad Request: message can't be edited"
    assert client.error(edit, chat_id=person.id, text="答") == "400 Bad Request: message identifier is not specified"
    assert client.error("editMessageCaption", **at, caption="x").endswith("there is no caption in the message to edit")
    edited = client.ok(edit, **at, text="答")
    assert edited["edit_date"]
    assert "reply_markup" not in edited
    client.ok("deleteMessage", **at)
    assert client.error(edit, **at, text="又") == "400 Bad Request: message to edit not found"
    assert client.error("deleteMessage", **at) == "400 Bad Request: message to delete not found"


def test_taps_can_be_answered_for_a_while(client: Client, chat: Chat) -> None:
    now = [0.0]
    chat.world.timer = lambda: now[0]
    person = chat.person()
    person.say("/start")
    client.ok("sendMessage", chat_id=person.id, text="问", reply_markup=KEY)
    first, second = person.press("好"), person.press("好")
    long = client.error("answerCallbackQuery", callback_query_id=first.id, text="长" * 201)
    assert long == "400 Bad Request: MESSAGE_TOO_LONG"
    client.ok("answerCallbackQuery", callback_query_id=first.id, text="收到", show_alert=True)
    assert person.toasts == ["收到"]
    now[0] += 61
    late = client.error("answerCallbackQuery", callback_query_id=second.id)
    assert late == f"400 Bad Request: {QUERY_TOO_OLD}"
    assert client.error("answerCallbackQuery", callback_query_id="7").endswith(QUERY_TOO_OLD)


def test_who_cannot_be_written_to(chat: Chat, client: Client) -> None:
    person = chat.person()

    def write() -> str:
        return client.error("sendMessage", chat_id=person.id, text="x")

    assert write() == f"403 Forbidden: {FORBIDDEN['not_started']}"
    person.say("/start")
    person.block()
    assert write() == f"403 Forbidden: {FORBIDDEN['blocked']}"
    person.say("还在吗")
    client.ok("sendMessage", chat_id=person.id, text="在")
    person.user.deactivated = True
    assert write() == f"403 Forbidden: {FORBIDDEN['deactivated']}"
    bot = chat.world.bot.id
    assert client.error("sendMessage", chat_id=bot, text="x") == "403 Forbidden: bots can't send messages to bots"


def test_groups_that_are_gone(chat: Chat, client: Client) -> None:
    wang = chat.person()
    basic = chat.group("初建群", wang, supergroup=False)
    upgraded = groups.migrate(chat.world, basic, wang.user)
    answer = client("sendMessage", chat_id=basic.id, text="x")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": upgraded.id}
    client.ok("sendMessage", chat_id=upgraded.id, text="x")
    client.ok("leaveChat", chat_id=upgraded.id)
    left = client.error("sendMessage", chat_id=upgraded.id, text="x")
    assert left == f"403 Forbidden: {FORBIDDEN['left_supergroup']}"
    groups.add_bot(chat.world, upgraded, wang.user)
    groups.remove_bot(chat.world, upgraded, wang.user)
    kicked = client.error("sendMessage", chat_id=upgraded.id, text="x")
    assert kicked == f"403 Forbidden: {FORBIDDEN['kicked_supergroup']}"


def test_topics(chat: Chat, client: Client) -> None:
    wang = chat.person()
    forum = chat.group("论坛", wang, forum=True)
    topic = groups.open_topic(chat.world, forum, wang.user, "月报")
    client.ok("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)
    groups.close_topic(chat.world, forum, wang.user, topic)
    closed = client.error("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)
    assert closed == "400 Bad Request: TOPIC_CLOSED"


@pytest.mark.parametrize(("text", "seen"), [
    ("大家好", False), ("/status", True), ("/status@yuebao_test_bot", True), ("/status@other_bot", False),
    ("@yuebao_test_bot 九月报了吗", False),
])  # fmt: skip
def test_privacy_mode_shows_the_bot_only_what_is_for_it(chat: Chat, text: str, seen: bool) -> None:
    wang = chat.person()
    group = chat.group("工作群", wang)
    chat.world.updates.pending.clear()
    wang.at(group).say(text)
    assert bool(chat.world.updates.pending) is seen


def test_replies_to_the_bot_and_administrators_are_seen(chat: Chat, client: Client) -> None:
    wang = chat.person()
    group = chat.group("工作群", wang)
    asked = client.ok("sendMessage", chat_id=group.id, text="谁？")["message_id"]
    chat.world.updates.pending.clear()
    wang.at(group).say("我", reply_to=asked)
    assert chat.world.updates.pending[0].payload["reply_to_message"]["text"] == "谁？"
    groups.add_bot(chat.world, group, wang.user, administrator=True)
    wang.at(group).say("随便说说")
    assert [update.kind for update in chat.world.updates.pending] == ["message", "my_chat_member", "message"]


def test_files(chat: Chat, client: Client) -> None:
    person = chat.person()
    person.say("/start")

    def send(method: str, files: Any, **data: str) -> Any:
        arguments = {"chat_id": str(person.id), **data}
        return client.http.post(f"/bot{chat.token}/{method}", data=arguments, files=files).json()

    sent = send("sendDocument", {"document": ("九月.pdf", b"%PDF-1.7 ...", "application/pdf")}, caption="表")
    assert sent["result"]["document"]["file_name"] == "九月.pdf"
    got = client.ok("getFile", file_id=sent["result"]["document"]["file_id"])
    assert client.http.get(f"/file/bot{chat.token}/{got['file_path']}").content == b"%PDF-1.7 ..."
    again = client.ok("sendDocument", chat_id=person.id, document=got["file_id"])
    assert again["document"]["file_unique_id"] == got["file_unique_id"]
    errors = {
        "file must be non-empty": send("sendDocument", {"document": ("x", b"")}),
        "message caption is too long": send("sendDocument", {"document": ("x", b"x")}, caption="长" * 1025),
        "there is no document in the request": send("sendDocument", None),
        "IMAGE_PROCESS_FAILED": send("sendPhoto", {"photo": ("x.png", b"no picture")}),
        "wrong file_id or the file is temporarily unavailable": client("getFile", file_id="BQ"),
        "wrong file identifier/HTTP URL specified": client("sendDocument", chat_id=person.id, document="BQ"),
    }
    for text, answer in errors.items():
        assert answer["description"] == f"Bad Request: {text}"
    big = chat.world.keep_file("big.bin", "application/octet-stream", bytes((20 << 20) + 1))
    assert client.error("getFile", file_id=big.id) == "400 Bad Request: file is too big"


def test_commands_are_checked_and_kept_by_language(client: Client) -> None:
    good = [{"command": "report", "description": "填报"}]
    client.ok("setMyCommands", commands=good, language_code="zh")
    assert client.ok("getMyCommands", language_code="zh") == good
    assert client.ok("getMyCommands") == []
    bad = [{"command": "Report!", "description": "填报"}]
    assert client.error("setMyCommands", commands=bad) == "400 Bad Request: BOT_COMMAND_INVALID"


def test_a_forged_tap_reaches_the_bot(chat: Chat, client: Client) -> None:
    person = chat.person()
    person.say("/start")
    sent = client.ok("sendMessage", chat_id=person.id, text="问", reply_markup=KEY)
    person.press_data("forged", on=sent["message_id"])
    query = chat.world.updates.pending[-1].payload
    assert query["data"] == "forged"
    assert query["chat_instance"]
    message = chat.world.messages[person.id, sent["message_id"]]
    with pytest.raises(Exception, match="MESSAGE_ID_INVALID"):
        people.press(chat.world, person.user, message, "forged")
