"""A small chat client for all tests: people and groups who talk to the bot through the Bot API stand-in.

    with Chat() as chat:                                  # the stand-in runs on chat.url
        ...                                               # start the bot: chat.environment(...), chat.token
        wang = chat.person("王老师")
        wang.say("/start CODE")
        screen = wang.wait_for_reply()                    # blocks; `await wang.reply()` in asyncio tests
        wang.tap("确认提交")                               # press and wait
        wang.expect("回执")                                # wait until the screen holds the text

The bot may run as a process of its own (`yuebao run`) or as an Application in the test's own loop; in the
latter case use the awaiting methods `reply`, `asks`, `taps`, `expects`, which leave the loop free. Every wait is
bounded, and a wait that ends in vain fails with the whole transcript.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Self

from starlette.applications import Starlette

from playground import groups, people
from playground.api import bot_api
from playground.journal import Delivery
from playground.messages import Chat as ChatState
from playground.messages import Message, User
from playground.server import serving
from playground.world import Query, World

TIMEOUT = 15.0
LOOK_AGAIN = 0.1
VISIBLE = frozenset({
    "sendMessage", "sendDocument", "sendPhoto", "sendMediaGroup", "editMessageText", "editMessageCaption",
    "editMessageReplyMarkup",
})  # fmt: skip


@dataclass(frozen=True)
class Button:
    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Screen:
    """One message of the bot's as a person sees it now."""

    message_id: int
    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    keyboard: tuple[str, ...] = ()
    """Labels of a reply keyboard."""
    edited: bool = False
    file_name: str | None = None
    file: bytes | None = None

    @property
    def buttons(self) -> list[str]:
        return [button.text for row in self.rows for button in row]

    def button(self, label: str) -> Button:
        """The button so labelled, or else the only one that contains the words."""
        every = [button for row in self.rows for button in row]
        exact = [button for button in every if button.text == label]
        found = exact or [button for button in every if label in button.text]
        assert len(found) == 1 or exact, f"{len(found)} buttons hold {label!r} among {self.buttons}"
        return found[0]

    def __contains__(self, words: str) -> bool:
        return words in self.text


class Chat:
    """The stand-in on a loopback port, with people to talk through. A context manager."""

    def __init__(self, *, username: str = "yuebao_test_bot", timeout: float = TIMEOUT, **world: Any) -> None:
        self.world = World(username=username, **{"conflict_delay": 0.05, **world})
        self.app: Starlette = bot_api(self.world)
        self.timeout = timeout
        self.url = ""
        self._polls = 0
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self.url = self._open.enter_context(serving(self.app))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def journal(self) -> list[Delivery]:
        return list(self.world.journal)

    def environment(self, **more: str) -> dict[str, str]:
        """The settings that point a `yuebao run` at this stand-in."""
        return {"BOT_TOKEN": self.token, "BOT_API_URL": self.url, **more}

    def person(self, name: str = "王老师", **details: Any) -> Person:
        """Someone new, in a private chat with the bot. `details`: id, username, language_code."""
        user = self.world.add_person(name, **details)
        return Person(self, user, self.world.chats[user.id])

    def group(
        self, title: str, *members: Person, with_bot: bool = True, administrator: bool = False, **details: Any
    ) -> ChatState:
        """A group of people and, unless told otherwise, the bot. `details`: supergroup, forum, id."""
        users = [person.user for person in members]
        group = self.world.add_group(title, users, **details)
        if with_bot:
            groups.add_bot(self.world, group, users[0], administrator=administrator)
        return group

    def wait_until(self, holds: Callable[[], bool], what: str, timeout: float | None = None) -> None:
        """Block until it holds; it is looked at again whenever anything happens in the world, and now and then
        besides, because a database may say the last word."""
        until = time.monotonic() + (timeout or self.timeout)
        with self.world.changed:
            while not holds():
                if time.monotonic() > until:
                    raise AssertionError(f"waited in vain for {what}\n{self.transcript()}")
                self.world.changed.wait(LOOK_AGAIN)

    def wait_until_online(self, timeout: float | None = None) -> None:
        """Block until a bot asks for updates (again: since the last call) or has its webhook set."""
        before = self._polls
        self.wait_until(lambda: self.world.updates.poller > before, "a bot that asks for updates", timeout)
        self._polls = self.world.updates.poller

    def handled(self) -> bool:
        """The bot has confirmed every update (by polling on, or by answering its webhook)."""
        return not self.world.updates.pending

    def transcript(self) -> str:
        """All that was said in every chat, for a failing test."""
        lines = []
        for chat_id, chat in self.world.chats.items():
            history = self.world.history(chat_id)
            if history:
                lines.append(f"── {chat.title or (chat.person and chat.person.first_name)} ({chat_id})")
                lines += [line_of(message) for message in history]
        waiting = [f"{update.kind} {update.id}" for update in self.world.updates.pending]
        return "\n".join([*lines, f"── updates not confirmed: {waiting or 'none'}"])


def line_of(message: Message) -> str:
    shown = message.text or (f"({', '.join(message.service)})" if message.service else "")
    if message.document or message.photo:
        shown = f"[{(message.document or message.photo).name}] {shown}"  # type: ignore[union-attr]
    mark = " (edited)" if message.edit_date else ""
    rows = "".join(
        "\n      " + " ".join(f"[{button['text']}]" for button in row) for row in message.inline_rows
    )
    return f"  #{message.id} {message.sender.first_name}{mark}: {shown}{rows}"


class Person:
    """A person in one chat: in private with the bot, or (by `at`) in a group."""

    def __init__(self, chat: Chat, user: User, state: ChatState) -> None:
        self.chat, self.user, self.state = chat, user, state
        self.world = chat.world
        self.seen = len(self.world.journal)
        """Journal entries up to here came before this person's last act."""

    @property
    def id(self) -> int:
        return self.user.id

    def at(self, group: ChatState) -> Person:
        """The same person, talking in a group."""
        return Person(self.chat, self.user, group)

    # ── Acting; returns at once ────────────────────────────────────────────────────────────────────

    def say(self, text: str, *, reply_to: int | None = None, thread_id: int | None = None) -> Message:
        self._mark()
        answered = self.world.message(self.state, reply_to) if reply_to else None
        return people.say(self.world, self.user, self.state, text, reply_to=answered, thread_id=thread_id)

    def press(self, label: str, *, on: int | None = None) -> Query:
        """Press the button so labelled on the newest message that has it, or on the message `on`."""
        screens = [s for s in self.screens() if on in (None, s.message_id)]
        holders = [s for s in screens if label in s.buttons] or [
            s for s in screens if any(label in text for text in s.buttons)
        ]
        assert holders, f"no message has a button {label!r}\n{self.chat.transcript()}"
        button = holders[-1].button(label)
        assert button.data, f"{label!r} opens {button.url}, it sends nothing"
        return self.press_data(button.data, on=holders[-1].message_id)

    def press_data(self, data: str, *, on: int) -> Query:
        """A tap with any data, also what no button holds (a stale or forged button)."""
        self._mark()
        message = self.world.messages[self.state.id, on]
        return people.forge_press(self.world, self.user, message, data)

    def edit(self, message: Message, text: str) -> None:
        self._mark()
        people.edit(self.world, message, text)

    def send_file(self, name: str, data: bytes, *, mime: str = "application/octet-stream", caption: str = "",
                  as_photo: bool = False) -> Message:  # fmt: skip
        self._mark()
        stored = self.world.keep_file(name, mime, data, as_photo=as_photo)
        return people.send_file(self.world, self.user, self.state, stored, caption=caption)

    def ask_inline(self, text: str) -> Query:
        return people.ask_inline(self.world, self.user, text)

    def block(self) -> None:
        people.block(self.world, self.user)

    def unblock(self) -> None:
        people.unblock(self.world, self.user)

    # ── Waiting for what comes of it ───────────────────────────────────────────────────────────────

    def wait_for_reply(self, count: int = 1, timeout: float | None = None) -> Screen:
        """Block until the bot sent or edited so many messages here since this person's last act."""
        self.chat.wait_until(
            lambda: len(self.replies()) >= count,
            f"{count} repl{'y' if count == 1 else 'ies'} to {self.user.first_name}",
            timeout,
        )
        return self.screen

    def expect(self, *words: str, timeout: float | None = None) -> Screen:
        """Block until the screen (the message changed last) holds all these words."""
        self.chat.wait_until(
            lambda: any(self.screens()) and all(word in self.screen for word in words),
            f"{' and '.join(words)} on the screen of {self.user.first_name}",
            timeout,
        )
        return self.screen

    def wait_for_answer(self, query: Query, timeout: float | None = None) -> str:
        """Block until the bot answered this tap; gives the text of its toast or alert."""
        self.chat.wait_until(lambda: query.answer is not None, f"an answer to tap {query.data!r}", timeout)
        assert query.answer is not None
        return str(query.answer.get("text", ""))

    def ask(self, text: str, timeout: float | None = None) -> Screen:
        """Say, and wait for the reply."""
        self.say(text)
        return self.wait_for_reply(timeout=timeout)

    def tap(self, label: str, timeout: float | None = None) -> Screen:
        """Press, and wait for the message that is sent or edited because of it."""
        self.press(label)
        return self.wait_for_reply(timeout=timeout)

    async def reply(self, count: int = 1, timeout: float | None = None) -> Screen:  # noqa: ASYNC109 - one way to bound all waits
        return await asyncio.to_thread(self.wait_for_reply, count, timeout)

    async def expects(self, *words: str, timeout: float | None = None) -> Screen:  # noqa: ASYNC109
        return await asyncio.to_thread(lambda: self.expect(*words, timeout=timeout))

    async def asks(self, text: str) -> Screen:
        return await asyncio.to_thread(self.ask, text)

    async def taps(self, label: str) -> Screen:
        return await asyncio.to_thread(self.tap, label)

    # ── Seeing ─────────────────────────────────────────────────────────────────────────────────────

    def replies(self) -> list[Delivery]:
        """What the bot showed here since this person's last act: new messages and edits."""
        later = self.world.journal.entries[self.seen :]
        return [d for d in later if d.chat_id == self.state.id and d.method in VISIBLE]

    def screens(self) -> list[Screen]:
        """All messages of the bot's in this chat as they are now, oldest first."""
        with self.world.lock:
            history = self.world.history(self.state.id)
            return [screen_of(message) for message in history if message.sender is self.world.bot]

    @property
    def last(self) -> Screen:
        """The bot's newest message here."""
        screens = self.screens()
        assert screens, f"the bot has said nothing to {self.user.first_name}\n{self.chat.transcript()}"
        return screens[-1]

    @property
    def screen(self) -> Screen:
        """The message of the bot's that was sent or edited last: what a person looks at."""
        for delivery in reversed(self.world.journal.entries):
            if delivery.chat_id == self.state.id and delivery.method in VISIBLE:
                message = self.world.message(self.state, delivery.payload["message_id"])
                if message:
                    return screen_of(message)
        return self.last

    @property
    def toasts(self) -> list[str]:
        """The texts of the answers to this person's taps, oldest first."""
        answers = self.world.journal.of("answerCallbackQuery")
        return [str(d.payload["text"]) for d in answers if d.payload["user"] == self.user.id]

    def _mark(self) -> None:
        self.seen = len(self.world.journal)


def screen_of(message: Message) -> Screen:
    file = message.document or message.photo
    markup = message.markup or {}
    return Screen(
        message_id=message.id,
        text=message.text,
        rows=tuple(
            tuple(Button(b["text"], b.get("callback_data"), b.get("url")) for b in row)
            for row in message.inline_rows
        ),
        keyboard=tuple(button["text"] for row in markup.get("keyboard", []) for button in row),
        edited=message.edit_date is not None,
        file_name=file.name if file else None,
        file=file.data if file else None,
    )
