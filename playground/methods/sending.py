"""sendMessage and sendChatAction, and what every sending method shares: pace, markup, journal."""

from __future__ import annotations

from typing import Any

from playground.calls import Call
from playground.formatting import Formatted, read, utf16_length
from playground.markup import read_markup
from playground.messages import Chat, Json, Kind, Message
from playground.methods.registry import method
from playground.refusals import bad_request, too_many_requests

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


@method("sendMessage")
def send_message(call: Call) -> Json:
    chat = call.writable_chat()
    formatted = read_text(call)
    return post(call, chat, text=formatted.text, entities=formatted.entities)


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    chat = call.writable_chat()
    if call.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.publish("typing", {"chat": chat.id})
    return True


def read_text(call: Call) -> Formatted:
    if not call.text("text"):
        raise bad_request("message text is empty")
    entities = call.json("entities", "entities") if call.text("entities") else None
    formatted = read(call.text("text"), call.text("parse_mode"), entities)
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return formatted


def read_caption(text: str, parse_mode: str) -> Formatted:
    formatted = read(text, parse_mode)
    if utf16_length(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def keep_pace(call: Call, chat: Chat) -> None:
    wait = call.world.pace.admit(chat.id, is_group=chat.kind is not Kind.private)
    if wait:
        raise too_many_requests(wait)


def post(call: Call, chat: Chat, **content: Any) -> Json:
    """Place a message of the bot's, once all is known to be right; nothing after this may refuse."""
    markup = read_markup(call.text("reply_markup"))
    reply, thread = call.reply(chat), call.thread(chat)
    keep_pace(call, chat)
    message = call.world.place(chat, call.world.bot, markup=markup, reply_to=reply, thread_id=thread, **content)
    return journal(call, message)


def journal(call: Call, message: Message) -> Json:
    """Record the message with its keyboard of any kind, and answer with what Telegram would echo."""
    shown = message.as_json()
    call.record(message.chat, shown | ({"reply_markup": message.markup} if message.markup else {}))
    return shown
