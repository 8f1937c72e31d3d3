"""What a person is told when something they sent could not be handled, although it was tried several times."""

from __future__ import annotations

import json
from datetime import datetime

from dialog.screens import Screen
from handlers.rendering import Renderer
from handlers.turns import Setting
from locales.text import text
from store.outbox import REPLY
from store.records import Message, Received
from store.transactions import Transaction


def apologise(tx: Transaction, setting: Setting, received: Received, real: datetime) -> None:
    """One sentence in private; people whom the bot does not know are not written to."""
    person = tx.people.by_telegram(received.person)
    if person is None:
        return
    renderer = Renderer(setting.signer, person.telegram_id, person.language or setting.language)
    payload = {"chat_id": person.telegram_id, **renderer.payload(Screen((text("errors.not_handled"),)), 0)}
    key = f"apology:{setting.bot}:{received.update_id}"
    body = json.dumps(payload, ensure_ascii=False)
    tx.outbox.put(Message(key, person.telegram_id, "sendMessage", body, "service", "apology", REPLY), real)
