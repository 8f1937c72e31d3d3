"""A file that is made after the turn: whatever goes wrong with it, the person who waits for it is told."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from documents.charts.drawing import DrawingError
from documents.charts.specimens import specimens
from handlers.errands import Drawing, Errand, Workshop
from locales.catalog import catalog
from locales.text import text
from store.database import Database
from tests.bot.virtual import one_transaction
from tests.databases import new_file


class Broken:
    def __init__(self, error: Exception) -> None:
        self.error = error

    async def draw(self, *_: object) -> bytes:
        raise self.error


class Bell:
    def __init__(self) -> None:
        self.rung = asyncio.Event()

    def wake(self) -> None:
        self.rung.set()


@pytest.mark.parametrize("error", [DrawingError("no font"), OSError("disk full"), ValueError("nobody thought of it")])
async def test_a_file_that_cannot_be_made_is_told_whatever_the_cause(error: Exception, tmp_path: Path) -> None:
    database, bell = Database.open(new_file(tmp_path / "yuebao.db"), programme="henan-edu-2022"), Bell()
    with one_transaction(database) as writer:
        broken: Any = Broken(error)
        workshop = Workshop(broken, writer, bell, tmp_path, lambda: datetime(2026, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
        drawing = Drawing(next(iter(specimens())), "1")
        workshop.take(Errand("picture", 1, "person:1", "zh_CN", drawing, "图.png", text("screen.file_not_made")))
        await bell.rung.wait()
        await workshop.close()
        (told,) = writer.tx.outbox.claim("me", datetime(2026, 1, 2, tzinfo=UTC), timedelta(minutes=1))
        assert catalog("zh_CN").plain(text("screen.file_not_made")) in told.payload
