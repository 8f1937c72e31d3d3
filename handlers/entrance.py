"""What python-telegram-bot calls: each function takes an update apart and runs the conversation it belongs to."""

from __future__ import annotations

from telegram import CallbackQuery, InaccessibleMessage, Message, Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, MessageHandler, TypeHandler, filters

from handlers import conversing, grouping, reachability
from handlers.desks import App, Context
from handlers.reading import Place, addresses_bot, place_of, sender_of, words_of
from handlers.turns import Pressed

# Said to Telegram when polling and when setting the webhook: what is not listed is not sent.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


def add_entrances(app: App) -> None:
    """Register everything the bot listens to; the first that fits takes the update."""
    private = filters.ChatType.PRIVATE
    app.add_handler(CallbackQueryHandler(button))
    app.add_handler(MessageHandler(filters.UpdateType.MESSAGE & private, private_message))
    app.add_handler(MessageHandler(filters.UpdateType.MESSAGE & filters.ChatType.GROUPS, group_message))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & private, edited_message))
    app.add_handler(ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(TypeHandler(Update, nothing))


async def private_message(update: Update, context: Context) -> None:
    """A person wrote to the bot."""
    message, sender = _message(update), sender_of(update)
    if sender is None:
        return
    said = words_of(message, context.desk.setting.username)
    await context.desk.turn(sender, place_of(message), lambda turn: conversing.hear(turn, said))


async def group_message(update: Update, context: Context) -> None:
    """Something was said in a group; most of it is not for the bot."""
    message, sender = _message(update), sender_of(update)
    if sender is None or not addresses_bot(message, context.bot.bot):
        return
    said = words_of(message, context.desk.setting.username)
    await context.desk.turn(sender, place_of(message), lambda turn: grouping.hear(turn, said))


async def button(update: Update, context: Context) -> None:
    """A person pressed a button; what it means is in its signed data."""
    query, sender = update.callback_query, sender_of(update)
    if query is None or sender is None:
        return
    press = context.desk.setting.signer.read(query.data or "", sender.telegram_id)
    place, pressed = _pressed(query)
    await context.desk.turn(sender, place, lambda turn: conversing.pressed(turn, press), pressed)


async def edited_message(update: Update, context: Context) -> None:
    """A person changed what they had written: it was taken as it stood, and the change is explained, not obeyed."""
    message, sender = _message(update), sender_of(update)
    if sender is not None:
        await context.desk.turn(sender, place_of(message), conversing.explain_edit)


async def membership(update: Update, context: Context) -> None:
    """A person blocked or unblocked the bot, or a group took it in or threw it out."""
    change, sender = update.my_chat_member, sender_of(update)
    if change is not None and sender is not None:
        place = Place(change.chat.id, change.chat.type == "private")
        state = change.new_chat_member.status
        await context.desk.turn(sender, place, lambda turn: reachability.changed(turn, state))


async def nothing(update: Update, context: Context) -> None:
    """What nobody listens to; the feeder marks it as done."""


def _message(update: Update) -> Message:
    message = update.effective_message
    if message is None:
        raise TypeError("the filters let only messages in")
    return message


def _pressed(query: CallbackQuery) -> tuple[Place, Pressed]:
    """Where the button sits. A message too old to be told of can still be redrawn by its number."""
    message = query.message
    if isinstance(message, Message):
        return place_of(message), Pressed(query.id, message.message_id)
    if isinstance(message, InaccessibleMessage):
        return Place(message.chat.id, message.chat.type == "private"), Pressed(query.id, message.message_id)
    return Place(query.from_user.id, True), Pressed(query.id, 0)
