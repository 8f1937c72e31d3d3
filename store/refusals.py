"""What the store refuses: a database that is too new, marked for another bot, changed meanwhile. Shown by bot."""

from __future__ import annotations

from locales.text import Text


class StoreError(Exception):
    """Stops what was asked. `said` is the sentence for the operator, of the catalog `store`."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.key, dict(said.arguments))
        self.said = said


class AddressError(StoreError):
    """The address of a database cannot be one: wrong usage, before anything was asked."""


class DraftChangedError(Exception):
    """The draft is another one than the caller read: someone else answered meanwhile. Load it again."""


class SamePersonError(ValueError):
    """Who entered a fact cannot confirm it: a second person has to look at it."""
