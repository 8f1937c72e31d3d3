"""One turn of one person: what the conversations work with, inside one transaction.

`Desk.turn` makes it, calls a conversation, and closes it: session saved, messages put into the outbox, update done. A
turn that raises leaves nothing. No network here: what is to be sent leaves after the commit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from dialog.inputs import Press
from dialog.screens import Button, Screen
from handlers.asking.books import Books
from handlers.buttons import Signer
from handlers.errands import Content, Errand
from handlers.reading import Place, Sender
from handlers.rendering import Renderer, labels_of, normal
from handlers.results import Acknowledgement, Offer, Result
from handlers.sessions import ChatSession, read_session
from locales.catalog import catalog
from locales.languages import choose
from locales.text import Text
from programmes.model import Programme
from programmes.roles import REPORTERS, Role
from store.outbox import REPLY
from store.records import Membership, Message, Person, Received
from store.transactions import Transaction


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same in every turn. `lease` and `owner` are of this process, the only one that sends; `files` is
    DATA_DIR. `reads_groups`: privacy mode is off, so mentions in groups arrive. `channels`: the further channels of
    the work group, by the hash that stands for each address. `books` keeps what answers are computed from.
    """

    programme: Programme
    signer: Signer
    bot: int
    username: str
    language: str
    owner: str
    lease: timedelta
    files: Path
    reads_groups: bool = False
    channels: tuple[str, ...] = ()
    books: Books = field(default_factory=Books, compare=False)


@dataclass(frozen=True, slots=True)
class Pressed:
    """The message that a pressed button sits on."""

    query: str
    message: int


@dataclass
class Turn:
    """`now` is the moment at which the update was committed to the inbox; `real` the real one."""

    tx: Transaction
    setting: Setting
    received: Received
    sender: Sender
    place: Place
    real: datetime
    pressed: Pressed | None = None
    _edited: bool = False
    _toast: str = ""
    _alert: bool = True
    _elsewhere: bool = False
    _errands: list[Errand] = field(default_factory=list)
    _picture_offered: bool = False
    _offer: Offer | None = None
    _put: list[int] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.received.received_at.astimezone(self.programme.calendar.zone)

    @property
    def programme(self) -> Programme:
        return self.setting.programme

    @cached_property
    def person(self) -> Person | None:
        """Who this account is; None before an invitation was redeemed."""
        return self.tx.people.by_telegram(self.sender.telegram_id)

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """What the person may do, read in the transaction that does it."""
        return self.tx.people.memberships(self.person.id) if self.person else ()

    @cached_property
    def session(self) -> ChatSession:
        return read_session(self.tx.sessions.load(self.person.id)) if self.person else ChatSession()

    @property
    def language(self) -> str:
        chosen = self.person.language if self.person else None
        return chosen or choose(self.sender.language_code) or self.setting.language

    @property
    def author(self) -> int:
        """The store's number of the one who acts, where their rights were checked."""
        assert self.person is not None, "rights were checked, so the person is known"  # noqa: S101
        return self.person.id

    @property
    def who(self) -> str:
        """How records name the one who acts: by the store's number, never by a name."""
        return f"person:{self.person.id}" if self.person else f"telegram:{self.sender.telegram_id}"

    def has(self, *roles: Role) -> bool:
        return any(membership.role in roles for membership in self.memberships)

    @cached_property
    def own_units(self) -> tuple[str, ...]:
        """The codes of the units that the person reports for."""
        return tuple(dict.fromkeys(one.unit for one in self.memberships if one.role in REPORTERS and one.unit))

    def note_reachable(self) -> None:
        """Whoever writes in private can be written to again."""
        if self.person and self.person.unreachable_why and self.place.private:
            self.tx.people.set_unreachable(self.person.id, None)

    def renew(self) -> None:
        """Read person and rights again, after this turn changed them."""
        for name in ("person", "memberships", "own_units", "session"):
            self.__dict__.pop(name, None)

    def show(self, screen: Screen, number: int = 0) -> None:
        """Put a screen before the person: in place of the one whose button was pressed, else as a new message.

        A button's message is redrawn once a turn; whatever else is shown follows as messages of its own.
        """
        self.session = replace(self.session, screen=number, labels=labels_of(screen))
        payload = self._renderer.payload(screen, number)
        if self.pressed and not self._edited:
            self._edited = True
            self._send("editMessageText", {"message_id": self.pressed.message, **payload})
        else:
            self._send("sendMessage", payload)

    def show_below(self, screen: Screen) -> None:
        """Put a screen before the person as a new message, also where a button was pressed."""
        self._edited = True
        self.show(screen)

    def tell(self, screen: Screen) -> None:
        """A message beside the open screen, whose buttons stay good."""
        kept = self.session
        self._send("sendMessage", self._renderer.payload(screen, 0))
        self.session = kept

    def tell_privately(self, screen: Screen) -> None:
        """A message to this person in private, wherever they spoke."""
        kept = self.session
        self._send("sendMessage", self._renderer.payload(screen, 0), self.sender.telegram_id)
        self.session = kept

    def reply(self, screen: Screen) -> None:
        """In a group: a message without buttons under what the person said."""
        to = {"reply_parameters": {"message_id": self.place.said, "allow_sending_without_reply": True}}
        self._send("sendMessage", {**self._renderer.payload(screen, 0), **(to if self.place.said else {})})

    def offer(self, payload: Mapping[str, object]) -> None:
        """Answer an inline query. Typing one is no act: the conversation stays as it was."""
        self._offer = Offer(payload)

    def redraw(self, screen: Screen) -> None:
        """Put other words and buttons on the message whose button was pressed; the open screen stays as it is."""
        kept = self.session
        self.show(screen)
        self.session = kept

    def send_later(self, content: Content, name: str, caption: Text) -> None:
        """A file that takes its time: made after the commit, sent to this person in private."""
        number = len(self._errands)
        key = f"update:{self.setting.bot}:{self.received.update_id}:file:{number}"
        to = self.sender.telegram_id
        self._errands.append(Errand(key, to, self.who, self.language, content, name, caption))

    def offer_picture(self) -> None:
        """A button for a picture was shown: whoever draws can get ready."""
        self._picture_offered = True

    def toast(self, said: Text, *, alert: bool = True) -> None:
        """Words over the chat in answer to a press, at most 200 characters; otherwise as a message."""
        if self.pressed:
            self._toast, self._alert = catalog(self.language).plain(said)[:200], alert
        else:
            self.tell(Screen((said,)))

    def send_file(self, file: str, name: str, caption: Text) -> None:
        """A file of DATA_DIR as a document."""
        words = catalog(self.language).plain(caption)
        self._send("sendDocument", {"document": {"file": file, "name": name}, "caption": words})

    def send(self, method: str, payload: dict[str, object]) -> None:
        """A call in this chat beside the open screen, such as a message that is made for somebody else."""
        self._send(method, payload)

    def relabel(self, rows: tuple[tuple[Button, ...], ...]) -> None:
        """Put other buttons under the message whose button was pressed, and leave its words."""
        if self.pressed:
            drawn = self._renderer.payload(Screen((), rows), 0)
            markup = drawn.get("reply_markup", {"inline_keyboard": []})
            self._send("editMessageReplyMarkup", {"message_id": self.pressed.message, "reply_markup": markup})

    def ask(self, what: str) -> None:
        """The next words of this person are the answer to `what`, until a command or a button says otherwise."""
        self.session = replace(self.session, asking=what)

    def note(self, name: str, body: str) -> None:
        """Keep what a conversation was told so far, for its next turn; an empty body forgets it."""
        notes = {one: said for one, said in self.session.notes.items() if one != name}
        self.session = replace(self.session, notes=notes | {name: body} if body else notes)

    def noted(self, name: str) -> str:
        """What was kept under that name; empty where nothing is."""
        return self.session.notes.get(name, "")

    def wake(self) -> None:
        """This turn put messages for other chats into the outbox: they leave right after the commit."""
        self._elsewhere = True

    def close(self) -> Result:
        """Write what the conversation left; what may leave at once is claimed here, to save a second commit."""
        if self.person and self._offer is None:
            self.tx.sessions.save(self.person.id, self.session.written(), self.now)
        self.tx.inbox.done(self.received.id)
        parcels = (
            self.tx.outbox.claim(self.setting.owner, self.real, self.setting.lease, only=self._put) if self._put else ()
        )
        query = Acknowledgement(self.pressed.query, self._toast, self._alert) if self.pressed else None
        waiting_in = self.place.chat if len(parcels) < len(self._put) else None
        return Result(
            parcels, waiting_in, query, self._elsewhere, tuple(self._errands), self._picture_offered, self._offer
        )

    @property
    def _renderer(self) -> Renderer:
        return Renderer(self.setting.signer, self.sender.telegram_id, self.language)

    def _send(self, method: str, payload: dict[str, object], to: int | None = None) -> None:
        """A call in this chat, or in the chat `to`."""
        key = f"update:{self.setting.bot}:{self.received.update_id}:{len(self._put)}"
        here = to is None and not method.startswith("edit")
        topic = {"message_thread_id": self.place.topic} if self.place.topic and here else {}
        chat = self.place.chat if to is None else to
        body = json.dumps({"chat_id": chat, **topic, **payload}, ensure_ascii=False)
        message = Message(key, chat, method, body, self.who, "reply", REPLY)
        self._elsewhere = self._elsewhere or to is not None
        put = self.tx.outbox.put(message, self.real)
        if put is not None:
            self._put.append(put)


def press_typed(session: ChatSession, words: str) -> Press | None:
    """The press that typed words stand for: a button of the open screen has this label."""
    action = session.labels.get(normal(words))
    return Press(action, session.screen) if action else None
