"""What python-telegram-bot calls: each function takes an update apart and runs the conversation it belongs to."""

from __future__ import annotations

from telegram import CallbackQuery, Chat, InaccessibleMessage, Message, Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from dialog.inputs import Command
from handlers import conversing, grouping
from handlers.asking import inlining
from handlers.buttons import ANYONE
from handlers.desks import App, Context
from handlers.fetching import opened
from handlers.people import reachability
from handlers.reading import Place, Sender, addresses_bot, attachment_of, place_of, sender_of, words_of
from handlers.turns import Pressed
from handlers.work_groups import groups

# Said to Telegram when polling and when setting the webhook: what is not listed is not sent.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")


def add_entrances(app: App) -> None:
    """Register everything the bot listens to; the first that fits takes the update."""
    private = filters.ChatType.PRIVATE
    app.add_handler(CallbackQueryHandler(button))
    app.add_handler(MessageHandler(filters.UpdateType.MESSAGE & private, private_message))
    app.add_handler(MessageHandler(filters.UpdateType.MESSAGE & filters.ChatType.GROUPS, group_message))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & private, edited_message))
    app.add_handler(ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(InlineQueryHandler(inline_query))
    app.add_handler(TypeHandler(Update, nothing))


async def private_message(update: Update, context: Context) -> None:
    """A person wrote to the bot."""
    message, sender = _message(update), sender_of(update)
    if sender is None:
        return
    desk = context.desk
    said = words_of(message, desk.setting.username)
    attachment = await opened(attachment_of(message), sender, desk.writer, desk.files, desk.setting.programme)
    await desk.turn(sender, place_of(message), lambda turn: conversing.hear(turn, said, attachment))


async def group_message(update: Update, context: Context) -> None:
    """Something was said in a group; most of it is not for the bot."""
    message, sender = _message(update), sender_of(update)
    if event := _event(message):
        await context.desk.turn(_someone(message.chat), place_of(message), lambda turn: groups.happened(turn, event))
        return
    if not addresses_bot(message, context.bot.bot):
        return
    said = words_of(message, context.desk.setting.username)
    if sender is None and not (isinstance(said, Command) and said.name == "start"):
        return
    # An administrator who speaks as the group may bring a bind code, which is proof enough.
    speaker = sender or _someone(message.chat)
    await context.desk.turn(speaker, place_of(message), lambda turn: grouping.hear(turn, said))


async def button(update: Update, context: Context) -> None:
    """A person pressed a button; what it means is in its signed data."""
    query, sender = update.callback_query, sender_of(update)
    if query is None or sender is None:
        return
    place, pressed = _pressed(query)
    holder, conversation = (sender.telegram_id, conversing) if place.private else (ANYONE, grouping)
    press = context.desk.setting.signer.read(query.data or "", holder)
    await context.desk.turn(sender, place, lambda turn: conversation.pressed(turn, press), pressed)


async def edited_message(update: Update, context: Context) -> None:
    """A person changed what they had written: it was taken as it stood, and the change is explained, not obeyed."""
    message, sender = _message(update), sender_of(update)
    if sender is not None:
        await context.desk.turn(sender, place_of(message), conversing.explain_edit)


async def membership(update: Update, context: Context) -> None:
    """A person blocked or unblocked the bot, or a group took it in or threw it out."""
    change, sender = update.my_chat_member, sender_of(update)
    if change is None:
        return
    member, private = change.new_chat_member, change.chat.type == "private"
    place = Place(change.chat.id, private, title=change.chat.title or "")
    if not private:
        may_write = bool(getattr(member, "can_send_messages", True))
        standing = groups.Standing(member.status, may_write, place.title)
        await context.desk.turn(_someone(change.chat), place, lambda turn: groups.standing_changed(turn, standing))
    elif sender is not None:
        await context.desk.turn(sender, place, lambda turn: reachability.changed(turn, member.status))


async def inline_query(update: Update, context: Context) -> None:
    """A person typed the bot's name and a question in some chat, which stays unknown."""
    query, sender = update.inline_query, sender_of(update)
    if query is not None and sender is not None:
        place = Place(sender.telegram_id, True)
        await context.desk.turn(sender, place, lambda turn: inlining.offer(turn, query.id, query.query))


async def nothing(update: Update, context: Context) -> None:
    """What nobody listens to; the feeder marks it as done."""


def _message(update: Update) -> Message:
    message = update.effective_message
    if message is None:
        raise TypeError("the filters let only messages in")
    return message


def _someone(chat: Chat) -> Sender:
    """Whoever it was that acted in the group: the group itself, which has no rights."""
    return Sender(chat.id, chat.title or "", None)


def _event(message: Message) -> groups.Event | None:
    """What a service message tells of the group itself."""
    closed = True if message.forum_topic_closed else False if message.forum_topic_reopened else None
    event = groups.Event(message.migrate_to_chat_id, message.migrate_from_chat_id, closed, message.new_chat_title)
    return None if event == groups.Event() else event


def _pressed(query: CallbackQuery) -> tuple[Place, Pressed]:
    """Where the button sits. A message too old to be told of can still be redrawn by its number."""
    message = query.message
    if isinstance(message, Message):
        return place_of(message), Pressed(query.id, message.message_id)
    if isinstance(message, InaccessibleMessage):
        return Place(message.chat.id, message.chat.type == "private"), Pressed(query.id, message.message_id)
    return Place(query.from_user.id, True), Pressed(query.id, 0)
