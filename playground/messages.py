"""What the stand-in keeps: people, chats, files, messages, and their shape in Telegram's JSON.

Plain data; `world` changes it under its lock, the methods and the page show it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from playground.formatting import Entity
from playground.markup import Markup

Json = dict[str, Any]


class Kind(StrEnum):
    private = "private"
    group = "group"
    supergroup = "supergroup"
    channel = "channel"


@dataclass
class User:
    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "zh-hans"
    is_bot: bool = False
    deactivated: bool = False

    def as_json(self) -> Json:
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        optional = {"last_name": self.last_name, "username": self.username}
        if not self.is_bot:
            optional["language_code"] = self.language_code
        return shown | {key: value for key, value in optional.items() if value}


@dataclass
class Chat:
    """A private chat bears the id of its person. `members` maps ids to a status, the bot's included."""

    id: int
    kind: Kind
    title: str = ""
    person: User | None = None
    members: dict[int, str] = field(default_factory=dict)
    is_forum: bool = False
    topics: dict[int, bool] = field(default_factory=dict)
    """Topic's thread id to whether it is open."""
    migrated_to: int | None = None
    deleted: bool = False
    blocked: bool = False
    """Private chats only: the person stopped the bot."""
    started: bool = False
    """Private chats only: the person has written at least once."""
    pinned: list[int] = field(default_factory=list)
    last_message_id: int = 0
    instance: str = ""

    @property
    def is_group(self) -> bool:
        return self.kind is not Kind.private

    def as_json(self) -> Json:
        shown: Json = {"id": self.id, "type": self.kind.value}
        if self.person:
            names = self.person.as_json()
            return shown | {k: names[k] for k in ("first_name", "last_name", "username") if k in names}
        shown["title"] = self.title
        if self.is_forum:
            shown["is_forum"] = True
        if self.kind is Kind.group:
            shown["all_members_are_administrators"] = False
        return shown


@dataclass(frozen=True)
class StoredFile:
    id: str
    unique_id: str
    name: str
    mime: str
    data: bytes
    path: str
    size: tuple[int, int] | None = None
    """Width and height of a picture."""

    def as_json(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    def as_document(self) -> Json:
        return self.as_json() | {"file_name": self.name, "mime_type": self.mime}

    def as_photo(self) -> list[Json]:
        width, height = self.size or (1, 1)
        return [self.as_json() | {"width": width, "height": height}]


@dataclass
class Message:
    id: int
    chat: Chat
    sender: User
    date: int
    text: str = ""
    """The text, or the caption where there is a file."""
    entities: tuple[Entity, ...] = ()
    document: StoredFile | None = None
    photo: StoredFile | None = None
    markup: Markup | None = None
    reply_to: Message | None = None
    thread_id: int | None = None
    edit_date: int | None = None
    media_group_id: str | None = None
    via_bot: User | None = None
    service: Json = field(default_factory=dict)
    reactions: tuple[str, ...] = ()
    deleted: bool = False

    @property
    def has_media(self) -> bool:
        return self.document is not None or self.photo is not None

    @property
    def inline_rows(self) -> list[list[Markup]]:
        rows: list[list[Markup]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    def as_json(self, *, with_reply: bool = True) -> Json:
        shown: Json = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": self.date,
        }
        if self.text:
            key = "caption" if self.has_media else "text"
            shown[key] = self.text
            if self.entities:
                shown["caption_entities" if self.has_media else "entities"] = [
                    entity.as_json() for entity in self.entities
                ]
        if self.document:
            shown["document"] = self.document.as_document()
        if self.photo:
            shown["photo"] = self.photo.as_photo()
        if self.inline_rows:
            shown["reply_markup"] = self.markup
        if self.reply_to and with_reply:
            shown["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        optional = {
            "edit_date": self.edit_date,
            "media_group_id": self.media_group_id,
            "message_thread_id": self.thread_id,
            "is_topic_message": True if self.thread_id else None,
            "via_bot": self.via_bot.as_json() if self.via_bot else None,
        }
        return shown | {k: v for k, v in optional.items() if v is not None} | self.service
