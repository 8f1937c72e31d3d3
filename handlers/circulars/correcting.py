"""A report of a published period was corrected: the draft of a 更正 is made and shown to the coordinators to approve.

Called by the service every few seconds; it looks at the figures only where a revision was filed since. By whatever way
that came (chat, import), it is found here, also after a crash.
"""

from __future__ import annotations

from datetime import datetime

from dialog.screens import Button, Screen
from handlers.circulars.drafting import draft_correction
from handlers.pushes.notices import tell_coordinators
from handlers.turns import Setting
from locales.text import Month, text
from store.circulars import CircularRecord
from store.transactions import Transaction


def draft_corrections(tx: Transaction, setting: Setting, now: datetime, real: datetime) -> bool:
    """For everything that stands published; whether anything was put into the outbox."""
    newest = tx.circulars.newest_report()
    told = [
        _drafted(tx, setting, one, newest, now, real) for one in tx.circulars.standing() if one.last_report < newest
    ]
    return any(told)


def _drafted(
    tx: Transaction, setting: Setting, one: CircularRecord, newest: int, now: datetime, real: datetime
) -> bool:
    """A late first filing is no correction: it stands in the next circular."""
    revised = tx.circulars.revised_since(one.last_report, one.period)
    tx.circulars.seen(one.id, newest)
    draft = draft_correction(tx, setting.programme, one, now) if revised else None
    if draft is None:
        return False
    month = Month(one.period.year, one.period.month)
    said = text("circulars.to_correct", number=one.number or 0, month=month)
    button = Button(text("circulars.button.draft"), f"circular:{draft.id}:show")
    return tell_coordinators(
        tx, setting, f"correction:{draft.id}:{draft.nonce}", Screen((said,), ((button,),)), now, real
    )
