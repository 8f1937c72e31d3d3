"""The one writer of a running service: turns that wait at the same moment share one transaction and one commit.

A commit waits for the disk; with `synchronous=FULL` it is most of what a turn costs. So the writer thread takes all
turns that are waiting, runs each in a savepoint of its own, commits once and wakes their callers. A turn that raises is
rolled back alone; when the commit fails, nothing of the group is there and every caller is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from sqlalchemy import Connection, NestedTransaction
from sqlalchemy.exc import DBAPIError

from store.database import Database
from store.records import Head
from store.transactions import Transaction

T = TypeVar("T")

# Enough for an evening rush; a bound, so that the first caller of a group does not wait for hundreds.
MOST_AT_ONCE = 200


@dataclass(slots=True)
class _Turn:
    """A turn that waits, and afterwards what became of it."""

    run: Callable[[Transaction], Any]
    future: Future[Any]
    result: Any = None
    error: BaseException | None = None
    grown: tuple[Head, ...] = field(default=())


class Writer:
    """Started by its making; `close()` ends it after everything that was submitted."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: SimpleQueue[_Turn | None] = SimpleQueue()
        self._closing = Lock()
        self._closed = False
        self._thread = Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    async def run(self, turn: Callable[[Transaction], T]) -> T:
        """Run a turn in the writer's thread and return what it returned, after the commit.

        A turn does no network I/O and touches nothing outside but its `tx`. Cancelled before its group began, it is
        left out; later, it counts.
        """
        return await asyncio.wrap_future(self.submit(turn))

    def submit(self, turn: Callable[[Transaction], T]) -> Future[T]:
        """The same for callers without an event loop."""
        future: Future[T] = Future()
        with self._closing:
            if self._closed:
                raise RuntimeError("the writer is closed: no turn can be written any more")
            self._waiting.put(_Turn(turn, future))
        return future

    def close(self) -> None:
        """Write what is waiting, then end. Blocks until that is done; harmless when repeated."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (group := self._gather()) is not None:
            if group:
                self._write(group)

    def _gather(self) -> list[_Turn] | None:
        """The turns that wait now, without those given up meanwhile; None at the end."""
        first = self._waiting.get()
        if first is None:
            return None
        found = [first]
        while len(found) < MOST_AT_ONCE:
            try:
                turn = self._waiting.get_nowait()
            except Empty:
                break
            if turn is None:
                self._waiting.put(None)  # the end is nobody's turn: leave it for the next gathering
                break
            found.append(turn)
        return [turn for turn in found if turn.future.set_running_or_notify_cancel()]

    def _write(self, group: list[_Turn]) -> None:
        try:
            with self._database.writing() as connection:
                for turn in group:
                    self._run_alone(turn, connection)
        except BaseException as error:
            for turn in group:
                turn.future.set_exception(error)
            return
        self._database.committed([head for turn in group for head in turn.grown])
        for turn in group:
            if turn.error is not None:
                turn.future.set_exception(turn.error)
            else:
                turn.future.set_result(turn.result)

    def _run_alone(self, turn: _Turn, connection: Connection) -> None:
        """A turn in its savepoint. Where not even the savepoint can be undone, the error is the whole group's."""
        tx = self._database.transaction(connection)
        savepoint = connection.begin_nested()
        try:
            turn.result = turn.run(tx)
        except BaseException as error:
            _undo(savepoint, error)
            turn.error = error
        else:
            savepoint.commit()
            turn.grown = tx.audit.grown


def _undo(savepoint: NestedTransaction, error: BaseException) -> None:
    """Roll a turn back alone. Where SQLite has undone the whole transaction already (a full disk), say why it did."""
    try:
        savepoint.rollback()
    except DBAPIError:
        raise error from None
