"""A process that only ticks, for tests of several on one database: `tickers FOLDER AT TIMES`."""

from __future__ import annotations

import sys
from pathlib import Path

from store.database import Database
from tests.conftest import pytest_configure
from tests.handlers.house import HENAN, House, moment

if __name__ == "__main__":
    pytest_configure()
    folder, at, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    house = House(Database.open(f"sqlite:///{folder / 'yuebao.db'}", programme=HENAN.id), folder, moment(at))
    for _ in range(times):
        house.tick(at, deliver=False)
