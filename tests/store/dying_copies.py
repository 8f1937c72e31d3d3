"""A copy that dies, at every tenth of its writes and at its commit: `python -m tests.store.dying_copies SOURCE TARGET`.

Each is a process of its own that ends as if it were killed; after each, a line says how many rows the target has.
"""

from __future__ import annotations

import os
import sys
from itertools import chain, count
from typing import Any

from sqlalchemy import Connection, event, func, select

from store.copying import TABLES
from store.database import Database
from tests.store.moments import NOW

_WRITES = ("INSERT", "SELECT setval")
_AT_COMMIT, _STEP = -1, 10


def _die(source_url: str, target_url: str, point: int) -> None:
    """The copy, until the write of that number; one that has fewer ends well."""
    source, target, writes = Database.open(source_url), Database.open(target_url), count()

    @event.listens_for(target.engine, "before_cursor_execute")
    def write(*what: Any) -> None:
        if what[2].startswith(_WRITES) and next(writes) == point:
            os._exit(9)

    @event.listens_for(target.engine, "commit")
    def commit(connection: Connection) -> None:
        if point == _AT_COMMIT and connection.get_execution_options().get("writing"):
            os._exit(9)

    source.copy_to(target, NOW, lambda _: False)
    os._exit(0)


def _rows(url: str) -> int:
    database = Database.open(url)
    with database.engine.connect() as connection:
        counts = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES]
    database.close()
    return sum(counts)


def main(source_url: str, target_url: str) -> None:
    made = Database.open(target_url)
    made.upgrade()
    made.close()
    points, code = chain([_AT_COMMIT], count(step=_STEP)), 9
    while code == 9:
        point, child = next(points), os.fork()
        if child == 0:
            _die(source_url, target_url, point)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(_rows(target_url))  # noqa: T201
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
