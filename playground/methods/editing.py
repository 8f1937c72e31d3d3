"""Changing what was sent: text, caption, keyboard; deleting, pinning, reacting."""

from __future__ import annotations

from playground.calls import Call
from playground.formatting import Formatted
from playground.markup import read_markup
from playground.messages import Json, Kind, Message
from playground.methods.registry import method
from playground.methods.sending import journal, keep_pace, read_caption, read_text
from playground.refusals import NOT_MODIFIED, bad_request


@method("editMessageText")
def edit_message_text(call: Call) -> Json:
    formatted = read_text(call)
    message = own_message(call)
    if message.has_media:
        raise bad_request("there is no text in the message to edit")
    return change(call, message, formatted)


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Json:
    formatted = read_caption(call.text("caption"), call.text("parse_mode"))
    message = own_message(call)
    if not message.has_media:
        raise bad_request("there is no caption in the message to edit")
    return change(call, message, formatted)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Json:
    message = own_message(call)
    return change(call, message, Formatted(message.text, message.entities))


def own_message(call: Call) -> Message:
    if call.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    message = call.message("edit")
    if message.sender is not call.world.bot:
        raise bad_request("message can't be edited")
    return message


def change(call: Call, message: Message, formatted: Formatted) -> Json:
    """An edit replaces the keyboard, too: none given means none left."""
    markup = read_markup(call.text("reply_markup"))
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    if (message.text, message.entities, message.markup) == (formatted.text, formatted.entities, markup):
        raise bad_request(NOT_MODIFIED)
    if message.chat.is_group:
        # In a group edits count like messages; in private Telegram lets quick taps pass.
        keep_pace(call, message.chat)
    message.text, message.entities, message.markup = formatted.text, formatted.entities, markup
    message.edit_date = call.world.now()
    call.world.publish("message", {"chat": message.chat.id, "message": message.id})
    return journal(call, message)


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    delete(call, call.message("delete"))
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    chat = call.writable_chat()
    for message_id in call.json("message_ids", "message identifiers"):
        message = call.world.message(chat, int(message_id))
        if message:
            delete(call, message)
    return True


def delete(call: Call, message: Message) -> None:
    """A bot may delete its own messages, anything in private, and in a group as an administrator."""
    rights = message.chat.members.get(call.world.bot.id) == "administrator"
    if message.sender is not call.world.bot and message.chat.kind is not Kind.private and not rights:
        raise bad_request("message can't be deleted")
    message.deleted = True
    call.record(message.chat, {"message_id": message.id})
    call.world.publish("deleted", {"chat": message.chat.id, "message": message.id})


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    message = call.message("pin")
    may_pin(call, message)
    message.chat.pinned.append(message.id)
    call.record(message.chat, {"message_id": message.id})
    call.world.publish("message", {"chat": message.chat.id, "message": message.id})
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    chat = call.writable_chat()
    wanted = call.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    call.record(chat, {"message_id": wanted})
    call.world.publish("message", {"chat": chat.id, "message": wanted})
    return True


def may_pin(call: Call, message: Message) -> None:
    is_private = message.chat.kind is Kind.private
    if not is_private and message.chat.members.get(call.world.bot.id) != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    message = call.message("react")
    reactions = call.json("reaction", "reaction types") if call.text("reaction") else []
    message.reactions = tuple(str(reaction.get("emoji", "")) for reaction in reactions)
    call.record(message.chat, {"message_id": message.id, "reaction": list(message.reactions)})
    call.world.publish("message", {"chat": message.chat.id, "message": message.id})
    return True
