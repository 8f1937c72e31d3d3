"""The message of one recipient: the words with the fields filled in, the file, and the 收到 button below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialog.reminders.templates import Filling, filled
from dialog.screens import Button, Screen
from handlers.buttons import Signer
from handlers.rendering import LONGEST_TEXT, Renderer
from locales.catalog import catalog
from locales.text import text
from programmes.model import Programme
from scoring.progress import Progress
from store.broadcasts import Broadcast, Recipient

LONGEST_CAPTION = 1024
_METHODS = {"": "sendMessage", "photo": "sendPhoto", "document": "sendDocument"}


@dataclass(frozen=True, slots=True)
class Pen:
    """What writing a message needs beside the broadcast and its recipient; `table` is of the broadcast's period."""

    programme: Programme
    signer: Signer
    table: Progress
    now: datetime
    indicator: str | None = None


def words_to(broadcast: Broadcast, to: Recipient, pen: Pen, language: str) -> str:
    """The words as this person reads them."""
    said = catalog(language)
    pieces = filled(broadcast.words, _filling(broadcast, to, pen))
    return "".join(said.plain(text("broadcast.value", value=piece)) for piece in pieces)


def longest(broadcast: Broadcast) -> int:
    """How many characters Telegram takes, in UTF-16 units: fewer under a file."""
    return LONGEST_CAPTION if broadcast.file_kind else LONGEST_TEXT


def message_to(
    broadcast: Broadcast, to: Recipient, pen: Pen, language: str, reader: int | None = None
) -> tuple[str, dict[str, object]]:
    """Method and payload, without the chat. `reader` presses the button, where it is not the recipient: a preview."""
    said = Screen((text("broadcast.value", value=words_to(broadcast, to, pen, language)),), (_received(broadcast),))
    payload = Renderer(pen.signer, reader or to.chat, language).payload(said, 0)
    if broadcast.file_kind:
        words = payload.pop("text")
        payload = {**payload, broadcast.file_kind: broadcast.file_id, **({"caption": words} if words else {})}
    return _METHODS[broadcast.file_kind], payload


def _received(broadcast: Broadcast) -> tuple[Button, ...]:
    return (Button(text("broadcast.button.received"), f"broadcast:{broadcast.id}:seen"),)


def _filling(broadcast: Broadcast, to: Recipient, pen: Pen) -> Filling:
    """Rates are of the chosen indicator, or of the one that decides the circular."""
    calendar, period = pen.programme.calendar, broadcast.period
    indicator = pen.indicator or (pen.programme.circular.order[0] if pen.programme.circular else "")
    rates = {
        row.unit.code: row.share
        for row in pen.table.rows
        if row.indicator.code == indicator and row.unit.code in to.units
    }
    units = tuple((pen.programme.unit(code), rates.get(code)) for code in to.units)
    return Filling(to.name, units, period, calendar.due_on(period), max(0, calendar.days_left(period, pen.now)))
