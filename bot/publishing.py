"""What goes out to many: broadcasts step by step, papers of circulars, corrections, unknown fates. Run by the service.

Its work is rows in the database; this loop only comes by. A step that fails is logged and tried again.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from bot.clock import Clock
from bot.transport.delivery import Delivery
from documents.charts.drawing import Charts, DrawingError
from documents.circulars import ranking_picture, write_circular
from handlers.broadcasts.sending import advance
from handlers.circulars.correcting import draft_corrections
from handlers.circulars.publishing import post_papers, show_papers
from handlers.pushes.unknowns import tell_unknown
from handlers.turns import Setting
from locales.catalog import catalog
from locales.text import text
from store.circulars import CircularRecord, Papers
from store.transactions import Transaction
from store.writer import Writer

_STEP_SECONDS = 0.5
_LOOK_SECONDS = 20.0
_AFTER_FAILURE = 5.0
_FOLDER = "circulars"

log = logging.getLogger(__name__)


@dataclass
class Publishing:
    """One service's loop."""

    setting: Setting
    writer: Writer
    clock: Clock
    delivery: Delivery
    charts: Charts
    _looked_at: float | None = None

    async def run(self) -> None:
        """Come by until cancelled."""
        while True:
            try:
                await self._step()
            except Exception:
                log.exception("a step of publishing failed; the next one tries again")
                await asyncio.sleep(_AFTER_FAILURE)
            await asyncio.sleep(_STEP_SECONDS)

    async def _step(self) -> None:
        now, real, look = self.clock.now(), self.clock.real(), self._time_to_look()

        def step(tx: Transaction) -> tuple[bool, tuple[CircularRecord, ...], bool]:
            put = [advance(tx, self.setting, now, real), draft_corrections(tx, self.setting, now, real)]
            if look:
                put.append(tell_unknown(tx, self.setting, now, real))
            return any(put), tx.circulars.wanted(), tx.marks.label() is not None

        put, wanted, demonstration = await self.writer.run(step)
        if put:
            self.delivery.wake()
        for circular in wanted:
            await self._make_papers(circular, demonstration)

    async def _make_papers(self, one: CircularRecord, demonstration: bool) -> None:
        """Picture and table, made outside any transaction, then put for the groups or the person who asks."""
        files = await self._files(one, demonstration)
        real = self.clock.real()

        def put(tx: Transaction) -> None:
            if one.papers is Papers.WANTED:
                post_papers(tx, one, files, real)
            reader = tx.people.by_id(one.preview_for) if one.preview_for is not None else None
            if reader:
                show_papers(tx, one, reader, files, real)

        await self.writer.run(put)
        self.delivery.wake()

    async def _files(self, one: CircularRecord, demonstration: bool) -> dict[str, str]:
        """By the parameter that sends each. A picture that cannot be drawn is left out: the words have gone already."""
        circular, programme = one.issue.circular, self.setting.programme
        if circular is None:
            return {}
        folder, words, name = self.setting.files / _FOLDER, catalog(self.setting.language), one.sha256[:16]
        folder.mkdir(exist_ok=True)
        await asyncio.to_thread(write_circular, folder / f"{name}.xlsx", circular, programme, words)
        files = {"document": f"{_FOLDER}/{name}.xlsx"}
        label = words.plain(text("screen.demonstration")) if demonstration else ""
        chart = ranking_picture(circular, programme, words, label)
        if chart is None:
            return files
        try:
            picture = await self.charts.draw(chart, one.sha256)
        except DrawingError:
            log.exception("a circular goes without its picture", extra={"circular": one.number})
            return files
        await asyncio.to_thread((folder / f"{name}.png").write_bytes, picture)
        return {"photo": f"{_FOLDER}/{name}.png", **files}

    def _time_to_look(self) -> bool:
        """Whether unknown fates are looked for in this step; at the start, and every so many seconds."""
        moment = self.clock.monotonic()
        if self._looked_at is not None and moment - self._looked_at < _LOOK_SECONDS:
            return False
        self._looked_at = moment
        return True
