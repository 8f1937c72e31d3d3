"""One service and one stand-in for all chat tests of a worker; each test works with a unit of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from programmes.loading import load
from tests.chat import Chat, Person
from tests.running import Bot, running

UNITS = [unit for unit in load("henan-edu-2022").units if len(unit.targets) == 4]


@pytest.fixture(scope="session")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="session")
def bot(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder: Path = tmp_path_factory.mktemp("service")
    with running(chat, folder) as bot:
        yield bot


@pytest.fixture(scope="session")
def _numbers() -> Iterator[int]:
    return count(0)


@pytest.fixture
def unit(_numbers: Iterator[int]) -> str:
    """A unit that no other test of this worker touches; it has all four targets."""
    return UNITS[next(_numbers)].name


@pytest.fixture
def liaison(bot: Bot, unit: str) -> Person:
    """A liaison of that unit, who has just joined."""
    return bot.join("王老师", unit=unit)


@pytest.fixture
def progress(bot: Bot, unit: str) -> Callable[[str], dict[str, dict[str, object]]]:
    """The unit's rows of `yuebao progress`, by indicator."""

    def rows(period: str) -> dict[str, dict[str, object]]:
        found = bot.json("progress", "--period", period)["rows"]
        return {row["indicator"]: row for row in found if row["unit"] == unit}

    return rows
