"""A database in which every table has rows: what an evaluation writes by its turns, and the rest by their types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Table, insert, select

from scoring.figures import number
from store.columns import UtcDateTime
from store.database import Database
from store.records import Filing, RawUpdate
from store.tables import LEASE, metadata
from tests.store.dying import AUGUST, PARTS, STATE, UNIT, turn
from tests.store.moments import NOW
from tests.store.seats import OFFICIAL, OTHER, seat

WORDS = "豫章 “𠮷” \n\t' \\ \u200f é"
BIG = -(2**52) - 1
PER_TABLE = 3


def fill(database: Database) -> None:
    """Give every table rows; leases are left to the tests."""
    seat(database, PER_TABLE)
    with database.write() as tx:
        tx.inbox.add(1, [RawUpdate(1, 1, "{}")], NOW)
        tx.facts.confirm(tx.facts.propose(STATE, "met", **OFFICIAL.at(NOW)).id, **OTHER.at(NOW))
        tx.reports.file(Filing(UNIT, 45, AUGUST, {"training": number(2**40)}, NOW, None, "chat", OTHER.who))
        tx.text_reports.file("quarterly", UNIT, "2022-Q3", PARTS, filed_at=NOW, late=False, who=OTHER.who)
        turn(tx)
        tx.audit.append("", "cli", WORDS, {"ä": [1, None, True]}, None, NOW + timedelta(microseconds=7))
    with database.writing() as connection:
        for table in metadata.sorted_tables:
            if table is not LEASE and not rows_of(connection, table):
                connection.execute(insert(table), [_row(table, number) for number in range(1, PER_TABLE + 1)])


def rows_of(connection: Connection, table: Table) -> list[dict[str, Any]]:
    found = [dict(row) for row in connection.execute(select(*table.c)).mappings()]
    return sorted(found, key=lambda row: [repr(row[column.name]) for column in table.primary_key])


def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    with database.read() as tx:
        connection = tx.audit._connection
        return {table.name: rows_of(connection, table) for table in metadata.sorted_tables if table is not LEASE}


def _row(table: Table, number: int) -> Mapping[str, Any]:
    return {column.name: _value(column, number) for column in table.c}


def _value(column: Column[Any], number: int) -> Any:
    """A value that the type allows and that a careless copy would bend."""
    if column.foreign_keys or column.name == "id":
        return number
    if column.nullable and number == 1:
        return None
    if isinstance(column.type, BigInteger):
        return BIG + number
    if isinstance(column.type, UtcDateTime):
        return NOW + timedelta(microseconds=number)
    others = {bool: number == 2, int: number, date: date(2022, 2, number)}
    return others.get(column.type.python_type, f"{WORDS}{number}")
