"""A stand-in and a service for the transport tests; each test talks as a person of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chat import Chat
from tests.running import Bot, running


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """As operators start it: from nothing. Whichever test comes first finds the tables there."""
    with running(chat, tmp_path_factory.mktemp("service"), cold=True) as bot:
        chat.wait_until(lambda: bot.is_serving, "the service to serve", 60)
        yield bot
