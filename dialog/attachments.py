"""What can be attached as evidence: photos and documents, which are sent, and links and notes, which are words.

For the evidence of an evaluation's items and of visits.
"""

from __future__ import annotations

import re

SENT = ("photo", "document")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


def kind_of(words: str) -> str:
    """An address is a link, anything else a note."""
    return "link" if _LINK.search(words) else "note"
