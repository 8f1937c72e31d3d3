"""How long the progress of a period takes for 171, 2 000 and 20 000 units × 12 months, beside what a bare database and
bare arrays take for the same sums and ranks.

Each figure is the median of several runs in this process, all ways taking turns; read the ratios.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import numpy as np
from sqlalchemy import Connection, insert, text

from benchmarks.rounds import fixed_work, noise, spread, taking_turns, timed
from benchmarks.sizes import Sizes
from benchmarks.tables import Table
from handlers.asking import Asked, Books, ask, asker_of
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period, months_between
from programmes.roles import Role
from scoring.answers import Outcome
from scoring.figures import History
from scoring.progress import progress, unit_rows
from scoring.tables import progress_table
from store.database import Database
from store.records import Membership
from store.tables import FIGURE, REPORT

_QUERY, _IN_MEMORY = "SQL window query", "NumPy arrays in memory"
DECEMBER = Period(2022, 12)
_OWN, _RANKING = "我们单位的累计完成率", "学校取证完成率排名"
_ASKED_AT = datetime(2022, 12, 26, 10, tzinfo=UTC)
_MOMENT = datetime(2022, 12, 25, tzinfo=UTC)

# The shortest SQL that gives cumulative and place of every unit and indicator.
_WINDOW = text("""
    SELECT unit, indicator, total, RANK() OVER (PARTITION BY class, indicator ORDER BY 1.0 * total / target DESC)
    FROM (SELECT r.unit, f.indicator, t.class, t.target, SUM(f.value) AS total
          FROM report r JOIN figure f ON f.report = r.id
          JOIN target t ON t.unit = r.unit AND t.indicator = f.indicator
          WHERE r.latest AND r.period <= '2022-12' GROUP BY r.unit, f.indicator, t.class, t.target)
""")


def measure(sizes: Sizes) -> list[Table]:
    """A table for each number of units, with the ratios to the window query and to the arrays."""
    return [_of_size(size, sizes.rounds) for size in sizes.units]


def _of_size(size: int, rounds: int) -> Table:
    programme = _programme(size)
    with _filled(programme) as database:
        ways = {way: timed(run) for way, run in _ways(programme, database).items()}
        # As the service does after its start: or the garbage collector walks through this table at every small answer.
        gc.collect()
        gc.freeze()
        given = taking_turns({"fixed work": timed(fixed_work), **ways}, rounds)
        gc.unfreeze()
    strayed = noise(given.pop("fixed work"))
    window, arrays = median(given[_QUERY]), median(given[_IN_MEMORY])
    return Table(
        title=f"Progress: {size} units × 12 months",
        columns=("way", "ms", "to the SQL window query", "to NumPy in memory"),
        rows=tuple(
            (way, spread(taken, 1000, 2), f"{median(taken) / window:.2f}", f"{median(taken) / arrays:.2f}")
            for way, taken in given.items()
        ),
        said=f"{rounds} rounds. The same fixed work strayed {strayed}.",
    )


def _ways(programme: Programme, database: Database) -> dict[str, Callable[[], object]]:
    unit = programme.units[len(programme.units) // 2]

    def one_unit() -> object:
        with database.read() as tx:
            return unit_rows(programme, unit, tx.reports.history(unit.code), False, DECEMBER)

    def window() -> object:
        with database.engine.connect() as connection:
            return connection.execute(_WINDOW).fetchall()

    def in_columns() -> object:
        with database.read() as tx:
            return progress_table(programme, tx.reports.series(), (), DECEMBER)

    def unit_by_unit() -> object:
        with database.read() as tx:
            return progress(programme, tx.reports.histories(), (), DECEMBER)

    def asked(words: str, role: Role, of: str | None, books: Books | None) -> Asked:
        asker = asker_of([Membership(role, of)], of, [of] if of else [])
        assert asker is not None
        with database.read() as tx:
            found = ask(words, asker, tx, programme, _ASKED_AT, books=books)
        assert found.answer.outcome is Outcome.ANSWERED, words
        return found

    books = Books()
    asked(_RANKING, Role.OFFICIAL, None, books)
    with database.read() as tx:
        filed, histories = tx.reports.series(), tx.reports.histories()
    return {
        _QUERY: window,
        _IN_MEMORY: _arrays(programme, histories),
        "one unit, from the database": one_unit,
        "one unit, asked in words": lambda: asked(_OWN, Role.LIAISON, unit.code, None),
        "ranking of a class, asked in words, nothing kept": lambda: asked(_RANKING, Role.OFFICIAL, None, None),
        "ranking of a class, asked in words, in a service": lambda: asked(_RANKING, Role.OFFICIAL, None, books),
        "whole table in columns, from the database": in_columns,
        "whole table in columns, rows in memory": lambda: progress_table(programme, filed, (), DECEMBER),
        "whole table unit by unit, from the database": unit_by_unit,
        "whole table unit by unit, histories in memory": lambda: progress(programme, histories, (), DECEMBER),
    }


def _arrays(programme: Programme, histories: dict[str, History]) -> Callable[[], object]:
    """Units × months × indicators as one array of whole numbers: the least work that gives sums and places."""
    codes, periods = [flow.code for flow in programme.flows], _periods()
    figures = np.zeros((len(programme.units), len(periods), len(codes)), dtype=np.int64)
    for number, unit in enumerate(programme.units):
        months = histories[unit.code].months
        figures[number] = [
            [months[period].figures[code].counted if code in unit.targets else 0 for code in codes]
            for period in periods
        ]
    targets = np.array([[unit.targets.get(code, 1) for code in codes] for unit in programme.units], dtype=np.int64)

    def sums_and_places() -> object:
        sums = figures.sum(axis=1)
        return sums, np.argsort(-sums / targets, axis=0)

    return sums_and_places


def _periods() -> tuple[Period, ...]:
    return months_between(Period(2022, 1), DECEMBER)


def _programme(size: int) -> Programme:
    """The shipped one, its units repeated under further codes."""
    shipped = load("henan-edu-2022")
    units = [
        replace(shipped.units[number % len(shipped.units)], code=f"u-{number}", number=number + 1)
        for number in range(size)
    ]
    return replace(shipped, units=tuple(units))


@contextmanager
def _filled(programme: Programme) -> Iterator[Database]:
    """A database of twelve full months for every unit."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(f"sqlite:///{Path(folder, 'bench.db')}", programme=programme.id)
        database.upgrade()
        with database.writing() as connection:
            _fill(connection, programme)
        try:
            yield database
        finally:
            database.close()


def _fill(connection: Connection, programme: Programme) -> None:
    reports: list[dict[str, object]] = []
    figures: list[dict[str, object]] = []
    targets: list[dict[str, object]] = []
    for unit in programme.units:
        for code, target in unit.targets.items():
            targets.append({"unit": unit.code, "class": unit.unit_class, "indicator": code, "target": target})
        for number, period in enumerate(_periods()):
            key = len(reports) + 1
            reports.append(_report(programme.id, key, unit.code, str(period)))
            for code, target in unit.targets.items():
                value = target * (number + unit.number % 7) // 120
                figures.append({"report": key, "indicator": code, "kind": "number", "value": value, "reason": ""})
    connection.execute(insert(REPORT), reports)
    connection.execute(insert(FIGURE), figures)
    connection.execute(text("CREATE TABLE target (unit, class, indicator, target, PRIMARY KEY (unit, indicator))"))
    connection.execute(text("INSERT INTO target VALUES (:unit, :class, :indicator, :target)"), targets)


def _report(programme: str, key: int, unit: str, period: str) -> dict[str, object]:
    moments = dict.fromkeys(("filed_at", "first_filed_at", "confirmed_at"), _MOMENT)
    told = {"status": "submitted", "late": False, "held_up": False, "source": "import", "reported_in": None}
    place = {"id": key, "programme": programme, "unit": unit, "period": period, "revision": 1, "latest": True}
    return {**place, **told, **moments, "receipt": f"{key}", "reason": "", "who": "cli", "audit_number": key}
