"""Screen + language -> what the Bot API takes: text, entities and an inline keyboard. Plain text, never markup,
so that no name can break a message or forge a link.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from dialog.screens import Screen
from handlers.buttons import Signer
from locales.catalog import Rendered, catalog
from locales.languages import LANGUAGES

LONGEST_TEXT = 4096
_LONGEST_LABEL = 64
# As `normal` leaves it: full-width parentheses have become plain ones.
_DRESS = re.compile(r"^✓|\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Renderer:
    """Draws for one person in one language."""

    signer: Signer
    telegram_id: int
    language: str

    def payload(self, screen: Screen, number: int) -> dict[str, object]:
        """The parameters that sendMessage and editMessageText share."""
        drawn = fitted(catalog(self.language).lines(screen.lines))
        payload: dict[str, object] = {"text": drawn.text}
        if drawn.bold:
            payload["entities"] = [{"type": "bold", "offset": at, "length": length} for at, length in drawn.bold]
        if screen.rows:
            payload["reply_markup"] = {"inline_keyboard": self._keyboard(screen, number)}
        return payload

    def _keyboard(self, screen: Screen, number: int) -> list[list[dict[str, str]]]:
        words = catalog(self.language)
        return [
            [
                {
                    "text": words.plain(button.label)[:_LONGEST_LABEL],
                    "callback_data": self.signer.sign(button.action, number, self.telegram_id),
                }
                for button in row
            ]
            for row in screen.rows
        ]


def labels_of(screen: Screen) -> Mapping[str, str]:
    """Each button's label in every language, as typed text is compared, with its action.

    Nobody types a tick or a count: `确认发送（3 人）` is also said as 确认发送, where no other button is called so.
    """
    full = {
        normal(catalog(language).plain(button.label)): button.action
        for language in LANGUAGES
        for button in screen.buttons
    }
    actions: dict[str, set[str]] = {}
    for label, action in full.items():
        actions.setdefault(_bare(label), set()).add(action)
    # A bare number is an answer, never a button.
    bare = {label: each for label, each in actions.items() if len(each) == 1 and not label.isdigit()}
    return {label: action for label, (action,) in bare.items() if label} | full


def normal(text: str) -> str:
    """Text as it is compared with labels: width, case and outer blanks do not matter."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _bare(label: str) -> str:
    """Without the tick before it and the parenthesis behind it."""
    return _DRESS.sub("", label).strip()


def fitted(drawn: Rendered) -> Rendered:
    """Cut at a line's end so that the message is not above Telegram's limit, counted as Telegram counts."""
    if length16(drawn.text) <= LONGEST_TEXT:
        return drawn
    kept = drawn.text
    while length16(kept) > LONGEST_TEXT - 2:
        head, _, _ = kept.rpartition("\n")
        kept = head or kept[: LONGEST_TEXT // 2]
    text = kept + "\n…"
    bold = tuple((at, length) for at, length in drawn.bold if at + length <= length16(kept))
    return Rendered(text, bold)


def length16(text: str) -> int:
    """As Telegram counts: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
