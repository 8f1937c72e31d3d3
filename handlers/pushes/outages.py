"""After an outage of more than a day: coordinators are told what Telegram has thrown away, and what to do about it.

Called with the first contact after it. What was sent in the last day before that contact still arrives.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dialog.screens import Screen
from handlers.pushes.notices import tell_coordinators
from handlers.turns import Setting
from locales.text import text
from store.records import Outage
from store.transactions import Transaction

# So long Telegram keeps an update that nobody fetches.
KEPT = timedelta(hours=24)


def tell_outage(tx: Transaction, setting: Setting, outage: Outage, now: datetime, real: datetime) -> bool:
    """Once for each outage; False for one in which nothing was lost."""
    if outage.lasted <= KEPT:
        return False
    zone = setting.programme.calendar.zone
    began, ended = (moment.astimezone(zone) for moment in (outage.began, outage.ended))
    # A rehearsal's clock may have moved by less than the real one: then it cannot tell which part was kept.
    lost_until = ended - KEPT if ended - KEPT > began else ended
    screen = Screen((
        text("service.outage", began=began, ended=ended),
        text("service.outage.lost", began=began, until=lost_until),
        text("service.outage.do"),
    ))  # fmt: skip
    return tell_coordinators(tx, setting, f"outage:{began.isoformat()}", screen, now, real)
