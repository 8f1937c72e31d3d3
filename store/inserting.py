"""The two statements that SQLite and PostgreSQL share but SQLAlchemy spells twice: insert unless there, and put.

They are made once and kept, as all statements of a turn are: making one costs more than running it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

_DIALECTS = (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))


class InsertNew:
    """Inserts one row and returns its id, or None where a row of the same unique key stands already."""

    def __init__(self, table: Table) -> None:
        self._statements = {
            dialect: insert(table).on_conflict_do_nothing().returning(table.c.id) for dialect, insert in _DIALECTS
        }

    def __call__(self, connection: Connection, values: Mapping[str, Any]) -> int | None:
        found: int | None = connection.execute(self._statements[connection.dialect.name], values).scalar()
        return found


class Put:
    """Inserts the row, or replaces the one of the same primary key. `values` are all columns of the table."""

    def __init__(self, table: Table) -> None:
        self._statements = {}
        key = list(table.primary_key.columns)
        for dialect, insert in _DIALECTS:
            statement = insert(table)
            others = {column.name: statement.excluded[column.name] for column in table.columns if column not in key}
            self._statements[dialect] = statement.on_conflict_do_update(index_elements=key, set_=others)

    def __call__(self, connection: Connection, values: Mapping[str, Any]) -> None:
        connection.execute(self._statements[connection.dialect.name], values)
