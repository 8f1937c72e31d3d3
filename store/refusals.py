"""What the store refuses: a database that is too new, marked for another bot, changed meanwhile. Shown by bot."""

from __future__ import annotations

from locales.text import Argument, Text, text


class StoreError(Exception):
    """Stops what was asked. `said` is the sentence for the operator, as a key of the catalog `store`."""

    def __init__(self, key: str, /, **arguments: Argument) -> None:
        self.said: Text = text(key, **arguments)
        super().__init__(key, dict(arguments))


class DraftChangedError(Exception):
    """The draft is another one than the caller read: someone else answered meanwhile. Load it again."""
