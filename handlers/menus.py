"""The command menu of those who may more than report: put into the outbox when they join and at the start, once.

Everybody's menu is announced by `bot.connecting`; a chat's own menu stands in its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from handlers.turns import Setting
from locales.catalog import catalog
from locales.text import text
from programmes.roles import COORDINATORS, OFFICE, OFFICIALS, Role
from store.outbox import BROADCAST
from store.records import Membership, Message, Person
from store.transactions import Transaction

FOR_ALL = ("report", "status", "ask", "correct", "cancel", "help", "language")
_OF_ROLES: dict[str, tuple[Role, ...]] = {
    "remind": COORDINATORS,
    "score": OFFICIALS,
    "review": OFFICIALS,
    "circular": OFFICE,
    "bind": COORDINATORS,
    "people": COORDINATORS,
}


def announce(tx: Transaction, setting: Setting, person: Person, roles: Iterable[Membership], real: datetime) -> bool:
    """This person's menu, where it is more than everybody's; said once for each menu and language."""
    held = {one.role for one in roles}
    more = tuple(name for name, may in _OF_ROLES.items() if held.intersection(may))
    if not more:
        return False
    words = catalog(person.language or setting.language)
    commands = [
        {"command": name, "description": words.plain(text(f"service.command.{name}"))} for name in (*more, *FOR_ALL)
    ]
    body = json.dumps({"commands": commands, "scope": {"type": "chat", "chat_id": person.telegram_id}})
    key = f"menu:{setting.bot}:{person.id}:{sha256(body.encode()).hexdigest()[:16]}"
    return tx.outbox.put(Message(key, None, "setMyCommands", body, "service", "menu", BROADCAST), real) is not None


def announce_all(tx: Transaction, setting: Setting, real: datetime) -> None:
    """At the start: who joined under an older version gets today's menu."""
    for one in tx.people.seated():
        announce(tx, setting, one.person, one.roles, real)
