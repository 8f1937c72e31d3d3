"""Reasons that are picked by one tap. Stored as `@word`, so that each reader sees them in their own language."""

from __future__ import annotations

from locales.text import Argument, text

ODD = ("@concentrated", "@collected", "@ahead")
NOT_APPLICABLE = ("@no_such_work", "@not_this_month")
CORRECTION = ("@typing_error", "@left_out", "@sent_back")
LONGEST = 200
_ALL = frozenset(ODD + NOT_APPLICABLE + CORRECTION)


def spoken(reason: str) -> Argument:
    """A stored reason as it is shown: a picked one in the reader's language, a typed one as typed."""
    return text(f"words.reason.{reason[1:]}") if reason in _ALL else reason


def typed(words: str) -> str:
    """A reason in the person's own words, on one line; the mark of a picked one cannot be typed."""
    return " ".join(words.split()).lstrip("@ ")


def picked(action: str, offered: tuple[str, ...]) -> str | None:
    """The reason behind `why:1`; None when the action names none of those offered."""
    number = action.removeprefix("why:")
    return offered[int(number)] if number in {str(place) for place in range(len(offered))} else None
