"""The words of a report as they are shown: the beginning on a screen, all of them in messages of their own."""

from __future__ import annotations

from collections.abc import Mapping

from dialog.screens import Screen
from dialog.text_reports.parts import part_name
from locales.text import Text, text
from programmes.model import TextForm

# Of the 4 096 that a message takes, as Telegram counts; the rest is for the heading.
_PAGE = 3600


def excerpt(words: str, most: int) -> str:
    """The beginning, where all of it would not fit on a screen."""
    head = _within(words, most)
    return words if head == words else f"{head.rstrip()}……"


def pages(form: TextForm, title: Text, parts: Mapping[str, str]) -> tuple[Screen, ...]:
    """The whole report in messages, none above what Telegram takes; a long part goes on in the next one."""
    found = []
    for part in form.parts:
        name = part_name(form, part.code)
        for number, piece in enumerate(pieces(parts.get(part.code, ""))):
            head = text("texts.page.more", part=name) if number else text("texts.page.part", part=name)
            found.append(Screen((title, text(""), head, text("texts.quoted", words=piece))))
    return tuple(found)


def pieces(words: str, most: int = _PAGE) -> list[str]:
    """The words cut so that each piece fits, at a line's end where one is near."""
    found: list[str] = []
    while (head := _within(words, most)) != words:
        cut = head.rfind("\n")
        head = head[:cut] if cut > len(head) // 2 else head
        found.append(head)
        words = words[len(head) :].lstrip("\n")
    return [*found, words] if words else found


def _within(words: str, most: int) -> str:
    """As much of the beginning as `most` UTF-16 code units hold, without cutting a character."""
    kept = words[:most]
    while len(kept.encode("utf-16-le")) // 2 > most:
        kept = kept[:-1]
    return kept
