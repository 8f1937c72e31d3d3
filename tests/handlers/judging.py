"""What the chat tests of the evaluation share: officials at a rulebook, and taps on the screen in front of them."""

from __future__ import annotations

from typing import Any

from tests.chat import Person, Screen
from tests.running import Bot


def tap(person: Person, label: str) -> Screen:
    """Press on the message that the person looks at, not on an older one with the same label."""
    person.press(label, on=person.screen.message_id)
    return person.wait_for_reply()


def toast(person: Person, label: str, *, on: Screen | None = None) -> str:
    """Press, and what is said over the chat."""
    query = person.press(label, on=(on or person.screen).message_id)
    return person.wait_for_answer(query)


def item(bot: Bot, book: str, unit: str, key: str, as_of: str = "2023-12-31") -> dict[str, Any]:
    """The item of the unit as `yuebao score` has it from the store."""
    found = bot.json("score", book, "--as-of", as_of)["units"]
    (one,) = (one for one in found if one["unit"] == unit)
    (shown,) = (each for each in one["items"] if each["key"] == key)
    return dict(shown)


def check_list(person: Person, book: str, unit: str) -> Screen:
    """The entries of the unit that wait."""
    person.ask("/score")
    tap(person, book)
    tap(person, "待核对")
    return tap(person, unit)
