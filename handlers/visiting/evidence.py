"""What shows a visit or a mended finding: kept with it, counted, and sent to whoever looks at it."""

from __future__ import annotations

from dialog.screens import Screen
from dialog.visits.drafting import Attached
from handlers.evidence import METHODS, send_again
from handlers.reading import Attachment
from handlers.turns import Turn
from locales.text import Text, text
from store.evidence import Evidence

# Where another kind of evidence has the code of its rulebook.
KEPT_UNDER = "visits"


def attached_of(attachment: Attachment | None) -> Attached | None:
    """The picture or file that came with a message."""
    return Attached(attachment.kind, attachment.file_id) if attachment else None


def keep(turn: Turn, unit: str, item: str, one: Attached) -> None:
    """With the visit (`visit:3`) or the finding (`finding:12`)."""
    what = (one.kind, one.content, one.name)
    turn.tx.evidence.add(KEPT_UNDER, unit, item, *what, by=turn.author, who=turn.who, now=turn.now)


def kept(turn: Turn, unit: str, item: str) -> tuple[Evidence, ...]:
    return turn.tx.evidence.of(KEPT_UNDER, unit, item)


def send(turn: Turn, unit: str, item: str) -> None:
    """The files as files, links and notes as one message; below what is on the screen."""
    found = kept(turn, unit, item)
    if not found:
        turn.toast(text("visits.no_evidence"))
        return
    words: list[Text] = [text("visits.evidence_line", words=one.content) for one in found if one.kind not in METHODS]
    if words:
        turn.tell(Screen((text("visits.evidence"), *words)))
    for one in found:
        if one.kind in METHODS:
            send_again(turn, one)
