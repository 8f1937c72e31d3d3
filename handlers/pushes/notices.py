"""What the service tells the coordinators by itself: a group out of reach, a missed reminder, unknown holidays.

Each notice has a key and is told once, to each of them in their own language; silently within the quiet hours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from dialog.reminders.manners import MANNERS
from dialog.screens import Screen
from handlers.rendering import Renderer, labels_of
from handlers.sessions import read_session
from handlers.turns import Setting, Turn
from programmes.roles import Role
from store.records import Message, Person
from store.transactions import Transaction

# Marks an action that stands for a command and never grows stale, whatever screen is open.
_GO = "go:"


def tell_coordinators(
    tx: Transaction, setting: Setting, key: str, screen: Screen, now: datetime, real: datetime
) -> bool:
    """Every coordinator, or the admins where there is none; False where they had been told."""
    return tell(tx, setting, coordinators(tx), key, screen, now, real)


def coordinators(tx: Transaction) -> tuple[Person, ...]:
    return tx.people.of_unit(None, Role.COORDINATOR) or tx.people.of_unit(None, Role.ADMIN)


def tell(
    tx: Transaction,
    setting: Setting,
    people: Iterable[Person],
    key: str,
    screen: Screen,
    now: datetime,
    real: datetime,
    why: str = "notice",
) -> bool:
    """The screen to each of them, once by `key`. `why` other than a notice is listed where its fate is unknown."""
    local = now.astimezone(setting.programme.calendar.zone).time()
    silent = {"disable_notification": True} if MANNERS.quiet(local) else {}
    told = False
    for person in people:
        renderer = Renderer(setting.signer, person.telegram_id, person.language or setting.language)
        payload = {"chat_id": person.telegram_id, **silent, **renderer.payload(screen, 0)}
        body = json.dumps(payload, ensure_ascii=False)
        message = Message(f"notice:{key}:{person.id}", person.telegram_id, "sendMessage", body, "service", why)
        if tx.outbox.put(message, real) is not None:
            remember_labels(tx, person.id, screen)
            told = True
    return told


def tell_from(turn: Turn, people: Iterable[Person], key: str, screen: Screen, why: str = "notice") -> None:
    """The same because of what somebody does in a turn; it leaves right after the commit."""
    if tell(turn.tx, turn.setting, people, key, screen, turn.now, turn.real, why):
        turn.wake()


def remember_labels(tx: Transaction, person: int, screen: Screen) -> None:
    """The buttons of what comes by itself can be typed too, beside those of the screen that stands open."""
    body = tx.sessions.load(person)
    if body is None or not screen.rows:
        return
    session = read_session(body)
    added = {
        label: f"{_GO}{action}"
        for label, action in labels_of(screen).items()
        if session.labels.get(label, _GO).startswith(_GO)
    }
    tx.sessions.rewrite(person, replace(session, labels={**session.labels, **added}).written())
