"""Files that take too long for a turn: pictures and tables, made after its commit and sent through the outbox.

A turn leaves an `Errand`; the desk hands it to the `Workshop`. Lost with the process, it costs one more press of a
button: nothing is promised before the file is in the outbox.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from documents.answer_tables import Written, write_rows
from documents.charts.drawing import Charts, DrawingError
from documents.charts.specs import Chart
from documents.pages import Page
from documents.papers import Paper
from handlers.outgoing import OUTGOING
from locales.catalog import catalog
from locales.text import Text, text
from store.outbox import REPLY
from store.records import Message
from store.transactions import Transaction
from store.writer import Writer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture; `version` names the state of the data that it shows."""

    chart: Chart
    version: str


@dataclass(frozen=True, slots=True)
class Table:
    """A workbook's rows."""

    rows: tuple[tuple[Written, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """Worksheets, made outside the turn too: of a whole programme there are thousands of rows."""

    pages: Callable[[], Sequence[Page]]


@dataclass(frozen=True, slots=True)
class Printout:
    """A page to print: a PDF, or a workbook of the same page where none can be drawn."""

    paper: Paper


Content = Drawing | Table | Workbook | Printout


@dataclass(frozen=True, slots=True)
class Errand:
    """`key` is the outbox row's; `name` is what the person sees the file called, a printout's without its ending."""

    key: str
    chat: int
    who: str
    language: str
    content: Content
    name: str
    caption: Text


class Wake(Protocol):
    def wake(self) -> None:
        """Something new is in the outbox."""


@dataclass
class Workshop:
    """One a service. `take` is called on the event loop after a turn's commit; `files` is DATA_DIR."""

    charts: Charts
    writer: Writer
    delivery: Wake
    files: Path
    real: Callable[[], datetime]
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, errand: Errand) -> None:
        task = asyncio.create_task(self._run(errand), name=f"errand {errand.key}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def get_ready(self) -> None:
        """A picture may be asked for soon; the drawing process takes seconds to start, and costs nothing before."""
        self.charts.warm_up()

    async def close(self) -> None:
        """What is still being made is not waited for: it can be asked for again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, errand: Errand) -> None:
        try:
            method, payload = await self._made(errand)
        except Exception as error:
            # Whatever it was: a person waits for the file, and nobody else would tell.
            told = isinstance(error, (DrawingError, OSError))
            log.warning("a file was not made", extra={"key": errand.key, "why": str(error)}, exc_info=not told)
            method, payload = "sendMessage", {"text": catalog(errand.language).plain(text("screen.file_not_made"))}
        body = json.dumps({"chat_id": errand.chat, **payload}, ensure_ascii=False)
        message = Message(errand.key, errand.chat, method, body, errand.who, "reply", REPLY)

        def put(tx: Transaction) -> None:
            tx.outbox.put(message, self.real())

        await self.writer.run(put)
        self.delivery.wake()

    async def _made(self, errand: Errand) -> tuple[str, dict[str, object]]:
        """The file, written, and the call that sends it."""
        caption = catalog(errand.language).plain(errand.caption)
        if isinstance(errand.content, Drawing):
            png = await self.charts.draw(errand.content.chart, errand.content.version)
            file = await asyncio.to_thread(self._write_drawn, errand, png, "png")
            return "sendPhoto", {"photo": {"file": file, "name": errand.name}, "caption": caption}
        if isinstance(errand.content, Printout):
            file, ending = await self._printed(errand, errand.content.paper)
            return "sendDocument", {"document": {"file": file, "name": f"{errand.name}.{ending}"}, "caption": caption}
        file = await asyncio.to_thread(self._write_tables, errand, errand.content)
        return "sendDocument", {"document": {"file": file, "name": errand.name}, "caption": caption}

    async def _printed(self, errand: Errand, paper: Paper) -> tuple[str, str]:
        """Where the file lies, and its ending. A PDF may fail by a character that no font has, or with its process."""
        try:
            pdf = await self.charts.draw(paper, "")
        except DrawingError as error:
            log.warning("a form is sent as a workbook", extra={"key": errand.key, "why": str(error)})
            return await asyncio.to_thread(self._write_paper, errand, paper), "xlsx"
        return await asyncio.to_thread(self._write_drawn, errand, pdf, "pdf"), "pdf"

    def _write_drawn(self, errand: Errand, content: bytes, ending: str) -> str:
        file = self._place(errand, ending)
        (self.files / file).write_bytes(content)
        return str(file)

    def _write_paper(self, errand: Errand, paper: Paper) -> str:
        from documents.paper_writing import write_paper

        file = self._place(errand, "xlsx")
        write_paper(self.files / file, paper)
        return str(file)

    def _write_tables(self, errand: Errand, content: Table | Workbook) -> str:
        file = self._place(errand, "xlsx")
        if isinstance(content, Table):
            write_rows(self.files / file, content.rows, catalog(errand.language))
        else:
            from documents.page_writing import write_pages

            write_pages(self.files / file, content.pages())
        return str(file)

    def _place(self, errand: Errand, ending: str) -> Path:
        """A file of its own for each sending: whoever has sent it takes it away."""
        (self.files / OUTGOING).mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(OUTGOING) / f"answer-{sha256(errand.key.encode()).hexdigest()[:32]}.{ending}"
