"""The world of the stand-in: one bot, its people and groups, their messages, and what each side still waits for.

Everything is in memory and changes under one lock, because tests act from their own thread while the server
answers from its loop. `people` and `groups` act for humans, `methods` for the bot; `journal` remembers.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from playground.faults import Faults
from playground.journal import Delivery, Journal
from playground.messages import Chat, Json, Kind, Message, StoredFile, User
from playground.pacing import Pace
from playground.pictures import picture_size
from playground.updates import Bell, UpdateQueue

QUERY_LIFETIME = 60.0
"""Seconds in which a tap can be answered; Telegram gives about as much."""


@dataclass
class Query:
    """A tap or an inline query that waits for the bot's answer."""

    id: str
    user: User
    at: float
    message: Message | None = None
    data: str = ""
    answer: Json | None = None


@dataclass
class Webhook:
    url: str = ""
    secret: str = ""
    last_error: tuple[int, str] | None = None
    attempts: int = 0


@dataclass(frozen=True)
class Change:
    """Something that a viewer of the world may want to draw again."""

    number: int
    kind: str
    payload: Json


def new_token() -> str:
    return f"{secrets.randbelow(8 * 10**9) + 10**9}:{secrets.token_urlsafe(26)}"


@dataclass
class World:
    token: str = field(default_factory=new_token)
    username: str = "yuebao_demo_bot"
    bot_name: str = "月报助手"
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    """What messages are dated by; never compared with the bot's clock."""
    timer: Callable[[], float] = time.monotonic
    """Real seconds: expiry, pace, lifetime of queries. A test may move it by hand."""
    conflict_delay: float = 3.0
    """Telegram makes the loser of two pollers wait before it says so."""
    privacy_mode: bool = True

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.bell = Bell()
        self.bot = User(int(self.token.partition(":")[0]), self.bot_name, username=self.username, is_bot=True)
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Message] = {}
        self.histories: defaultdict[int, list[Message]] = defaultdict(list)
        """The same messages by chat: hundreds of people wait for their own at once."""
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.updates = UpdateQueue(self.timer)
        self.webhook = Webhook()
        self.journal = Journal()
        self.faults = Faults()
        self.pace = Pace(self.timer)
        self.profile: dict[str, Json] = {}
        """Commands, names and descriptions by scope and language."""
        self.changes: list[Change] = []

    # ── People and groups ──────────────────────────────────────────────────────────────────────────

    def add_person(
        self,
        first_name: str,
        *,
        id: int | None = None,  # noqa: A002 - Telegram's word
        username: str = "",
        language_code: str = "zh-hans",
    ) -> User:
        with self.lock:
            user = User(
                id or 5_000_000_000 + len(self.users), first_name, username=username, language_code=language_code
            )
            self.users[user.id] = user
            self.chats[user.id] = Chat(user.id, Kind.private, person=user, instance=str(secrets.randbits(62)))
            self.publish("person", {"id": user.id})
            return user

    def add_group(
        self,
        title: str,
        members: list[User],
        *,
        supergroup: bool = True,
        forum: bool = False,
        id: int | None = None,  # noqa: A002 - Telegram's word
    ) -> Chat:
        """A group of people, still without the bot: `groups.add_bot` brings it in."""
        with self.lock:
            number = 2_400_000_000 + len(self.chats)
            chat_id = id or (-1_000_000_000_000 - number if supergroup else -number)
            kind = Kind.supergroup if supergroup else Kind.group
            chat = Chat(chat_id, kind, title, is_forum=forum, instance=str(secrets.randbits(62)))
            chat.members = {user.id: "member" for user in members}
            if members:
                chat.members[members[0].id] = "creator"
            self.chats[chat.id] = chat
            self.publish("group", {"id": chat.id})
            return chat

    # ── Messages ───────────────────────────────────────────────────────────────────────────────────

    def now(self) -> int:
        return int(self.clock().timestamp())

    def place(self, chat: Chat, sender: User, **content: object) -> Message:
        """Put a message into a chat; its id is the next of that chat (Telegram's are per chat, too)."""
        with self.lock:
            chat.last_message_id += 1
            message = Message(chat.last_message_id, chat, sender, self.now(), **content)  # type: ignore[arg-type]
            self.messages[chat.id, message.id] = message
            self.histories[chat.id].append(message)
            self.publish("message", {"chat": chat.id, "message": message.id})
            return message

    def message(self, chat: Chat, message_id: int) -> Message | None:
        found = self.messages.get((chat.id, message_id))
        return None if found is None or found.deleted else found

    def history(self, chat_id: int) -> list[Message]:
        with self.lock:
            return [message for message in self.histories[chat_id] if not message.deleted]

    def keep_file(self, name: str, mime: str, data: bytes, *, as_photo: bool = False) -> StoredFile:
        with self.lock:
            number = len(self.files) + 1
            digest = hashlib.sha256(data).hexdigest()
            folder = "photos" if as_photo else "documents"
            suffix = name.rpartition(".")[2] if "." in name else "bin"
            # Telegram's ids are opaque and long; a bot that packs one into 64 bytes of a button must fail here.
            stored = StoredFile(
                id=f"BQACAgUAAxkBAAI{number:06d}{secrets.token_urlsafe(36)}",
                unique_id=f"AgAD{digest[:12]}",
                name=name,
                mime=mime,
                data=data,
                path=f"{folder}/file_{number}.{suffix}",
                size=picture_size(data) if as_photo else None,
            )
            self.files[stored.id] = stored
            return stored

    # ── What happened ──────────────────────────────────────────────────────────────────────────────

    def record(self, method: str, chat_id: int | None, payload: Json) -> Delivery:
        """Journal what the bot did, and wake whoever waits for it."""
        with self.changed:
            delivery = self.journal.add(method, chat_id, payload, self.timer())
            self.changed.notify_all()
            return delivery

    def publish(self, kind: str, payload: Json) -> None:
        with self.changed:
            self.changes.append(Change(len(self.changes) + 1, kind, payload))
            self.changed.notify_all()
        self.bell.ring()
