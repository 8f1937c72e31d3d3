"""Brings the content of a file into a turn: fetched and read before it, because a turn does no network I/O.

Only where the person's open question waits for a file; nobody else can make the service fetch anything. The update is
in the inbox until its turn is done, so a crash in between repeats both. Called by the entrance.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from documents.fact_sheets import FactSheets, read_sheets
from documents.tables import TableError
from handlers.reading import Attachment, Sender
from handlers.sessions import read_session
from locales.text import Argument, Text, text
from programmes.model import Programme
from store.transactions import Transaction
from store.writer import Writer

# By what was asked: what reads the file that the question waits for.
_WANTED: Mapping[str, Callable[[bytes, str, Programme], FactSheets]] = {"workbook:file": read_sheets}


class FetchError(Exception):
    """A file that could not be fetched. `said` tells the person what to do."""

    def __init__(self, key: str, /, **arguments: Argument) -> None:
        super().__init__(key)
        self.said: Text = text(key, **arguments)


class Fetcher(Protocol):
    async def fetch(self, file_id: str, name: str, size: int | None) -> bytes:
        """The file's content, or a FetchError."""


async def opened(
    attachment: Attachment | None, sender: Sender, writer: Writer, fetcher: Fetcher, programme: Programme
) -> Attachment | None:
    """The attachment with what it holds, or with why that cannot be had; as it is where nobody waits for it."""
    if attachment is None or attachment.kind != "document":
        return attachment
    read = _WANTED.get(await writer.run(lambda tx: _asked(tx, sender)))
    if read is None:
        return attachment
    try:
        content = await fetcher.fetch(attachment.file_id, attachment.name, attachment.size)
        # A large workbook takes seconds to read; neither the other people's turns nor the pulse wait for it.
        sheets = await asyncio.to_thread(read, content, attachment.name, programme)
    except (FetchError, TableError) as error:
        return replace(attachment, trouble=error.said)
    return replace(attachment, sheets=sheets)


def _asked(tx: Transaction, sender: Sender) -> str:
    person = tx.people.by_telegram(sender.telegram_id)
    return read_session(tx.sessions.load(person.id) if person else None).asking
