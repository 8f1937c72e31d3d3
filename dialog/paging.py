"""Long lists a page at a time: the items of one page, and the buttons to the others.

For every list of the desks: evaluation, visits, reviews, candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dialog.screens import Button
from locales.text import text

T = TypeVar("T", covariant=True)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """`number` counts from 0; `first` is the place of its first item in the whole list."""

    items: tuple[T, ...]
    number: int
    pages: int
    first: int

    @property
    def is_last(self) -> bool:
        return self.number + 1 == self.pages


def page_of(items: Sequence[Item], number: int, size: int) -> Page[Item]:
    """The page of that number, or the nearest there is."""
    pages = max(1, -(-len(items) // size))
    at = min(max(number, 0), pages - 1)
    return Page(tuple(items[at * size : (at + 1) * size]), at, pages, at * size)


def page_number(written: str) -> int:
    """The page in an action; the first where there is none."""
    return int(written) if written.isdecimal() else 0


def turners(page: Page[object], action: str) -> tuple[Button, ...]:
    """To the page before and after, where there are such; the page's number goes behind the action."""
    if page.pages == 1:
        return ()
    buttons = []
    if page.number > 0:
        label = text("words.page_before", page=page.number, pages=page.pages)
        buttons.append(Button(label, f"{action}:{page.number - 1}"))
    if not page.is_last:
        label = text("words.page_after", page=page.number + 2, pages=page.pages)
        buttons.append(Button(label, f"{action}:{page.number + 1}"))
    return tuple(buttons)
