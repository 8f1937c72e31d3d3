"""The same group posts on further channels (WeCom, DingTalk, Feishu, e-mail): one outbox row a channel, text only.

A row names its channel by a hash; the address itself is a secret and stands in the settings alone. Who puts a post for
groups into the outbox calls `put_on_channels` beside it; `bot.channels` delivers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from handlers.turns import Setting
from locales.catalog import catalog
from locales.text import Text
from store.outbox import BROADCAST, CHANNEL
from store.records import Message
from store.transactions import Transaction


def put_on_channels(
    tx: Transaction, setting: Setting, key: str, lines: Sequence[Text], who: str, why: str, real: datetime
) -> int:
    """Put the post for every channel, once by `key`; how many channels there are."""
    title, _, body = catalog(setting.language).lines(tuple(lines)).text.partition("\n")
    for channel in setting.channels:
        payload = json.dumps({"channel": channel, "title": title, "body": body or title}, ensure_ascii=False)
        tx.outbox.put(Message(f"{key}:channel:{channel}", None, CHANNEL, payload, who, why, BROADCAST), real)
    return len(setting.channels)
