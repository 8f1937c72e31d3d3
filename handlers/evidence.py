"""Kept photos and documents sent again, by the id under which Telegram holds them. For evaluation and visits."""

from __future__ import annotations

from handlers.turns import Turn
from store.evidence import Evidence, EvidenceKind

METHODS = {EvidenceKind.PHOTO: "sendPhoto", EvidenceKind.DOCUMENT: "sendDocument"}
_LONGEST_CAPTION = 1000


def send_again(turn: Turn, one: Evidence) -> None:
    """With its caption; a link or a note has no file to be sent."""
    caption = {"caption": one.name[:_LONGEST_CAPTION]} if one.name else {}
    turn.send(METHODS[one.kind], {str(one.kind): one.content, **caption})
