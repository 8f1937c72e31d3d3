"""Takes an update apart: who, where, and what they did. The conversations see only what stands here.

Commands are read from the text itself, so that a typed `/report` means the same whatever the client marks in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Message, Update, User
from telegram.constants import ChatType

from dialog.inputs import Command, Say
from documents.fact_sheets import FactSheets
from locales.text import Text

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)

# Telegram's own accounts: they stand for channels, anonymous administrators and channel posts in groups.
_NOBODY = frozenset({777000, 1087968824, 136817688})


@dataclass(frozen=True, slots=True)
class Sender:
    """The Telegram account that acts. Its number is its identity; names are only shown."""

    telegram_id: int
    name: str
    language_code: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """The chat (and the topic in it) where something was said and where the reply goes."""

    chat: int
    private: bool
    topic: int | None = None
    said: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or file that came with a message; Telegram sends it again by its `file_id`.

    `sheets` is what the file holds, or `trouble` why that cannot be had, where `handlers.fetching` was to look.
    """

    kind: str
    file_id: str
    name: str = ""
    size: int | None = None
    sheets: FactSheets | None = None
    trouble: Text | None = None


def attachment_of(message: Message) -> Attachment | None:
    """The picture in its largest size, or the file; None for anything else."""
    if message.photo:
        return Attachment("photo", message.photo[-1].file_id)
    if message.document:
        file = message.document
        return Attachment("document", file.file_id, _shown(file.file_name or ""), file.file_size)
    return None


def sender_of(update: Update) -> Sender | None:
    """Who acts; None for channels, anonymous administrators and bots, who have no rights."""
    user, message = update.effective_user, update.effective_message
    speaks_as_chat = bool(message and message.sender_chat and not update.callback_query)
    if user is None or user.is_bot or user.id in _NOBODY or speaks_as_chat:
        return None
    return Sender(user.id, _shown(user.full_name), user.language_code)


def _shown(name: str) -> str:
    """A name without what cannot be seen: control characters, marks that turn the writing, halves of characters."""
    return "".join(c for c in name if c.isprintable()).strip()[:64] or "?"


def place_of(message: Message) -> Place:
    """Where the message stands."""
    topic = message.message_thread_id if message.is_topic_message else None
    private = message.chat.type == ChatType.PRIVATE
    return Place(message.chat.id, private, topic, message.message_id, message.chat.title or "")


def words_of(message: Message, username: str) -> Command | Say | None:
    """What was said; None for what has no words, or for a command to another bot."""
    text = message.text or message.caption
    if text is None:
        return None
    found = _COMMAND.fullmatch(text.strip())
    if not found:
        return Say(text)
    name, addressee, argument = found.groups()
    if addressee and addressee.lower() != username.lower():
        return None
    return Command(name.lower(), (argument or "").strip())


def addresses_bot(message: Message, bot: User) -> bool:
    """Whether a message in a group is meant for the bot: a command, a reply to it, or its name with an @."""
    text = message.text or message.caption or ""
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == bot.id:
        return True
    if text.startswith("/"):
        found = _COMMAND.fullmatch(text.strip())
        return bool(found and (found[2] or "").lower() in {"", (bot.username or "").lower()})
    return bool(bot.username) and f"@{bot.username}".lower() in text.lower()
