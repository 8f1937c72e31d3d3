"""People who do something in the store's tests, and how a call names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from store.database import Database
from tests.store.moments import NOW


class Acting(TypedDict):
    by: int
    who: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Seat:
    person: int

    @property
    def who(self) -> str:
        return f"person:{self.person}"

    def at(self, now: datetime) -> Acting:
        return {"by": self.person, "who": self.who, "now": now}


OFFICIAL, OTHER = Seat(1), Seat(2)


def seat(database: Database, many: int) -> None:
    """Add so many people, whose ids are 1, 2, …"""
    with database.write() as tx:
        assert [tx.people.add(number, "x", None, NOW).id for number in range(1, many + 1)] == [*range(1, many + 1)]
