"""The Bot API's methods, one module a subject. Importing this package registers all of them.

`api` looks a method up by its lower-case name, as Telegram does, and runs it under the world's lock; what it
returns becomes `result`, a `Refusal` becomes the error.
"""

from playground.methods import (
    chats,
    editing,
    media,
    polling,
    profile,
    queries,
    sending,
    webhooks,
)
from playground.methods.registry import METHODS, Method

__all__ = [
    "METHODS", "Method", "chats", "editing", "media", "polling", "profile", "queries", "sending", "webhooks",
]  # fmt: skip
