"""What a person is shown: lines of text and rows of buttons, in catalog keys until the edge."""

from __future__ import annotations

from dataclasses import dataclass

from locales.text import Text


@dataclass(frozen=True, slots=True)
class Button:
    """A label and the action that a press of it sends back, at most 24 ASCII characters."""

    label: Text
    action: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: `lines` are joined by line breaks (a line of key `""` is an empty one); `rows` of buttons below."""

    lines: tuple[Text, ...]
    rows: tuple[tuple[Button, ...], ...] = ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.rows for button in row)
