"""The monthly report with 200 people at once, beside a bare python-telegram-bot handler that keeps one row an answer.

Everyone files two whole reports, from /report to 回执, sending the next answer as soon as the reply is there; each is
the liaison of a unit of their own. Both bots face the same people on the same load server, in processes of their own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.rounds import fixed_work, noise, spread, taking_turns, timed
from benchmarks.sides import Bot, Measured, run
from benchmarks.sizes import Sizes
from benchmarks.tables import Table
from benchmarks.town import Town, build

_OPENING = ("/report",)
_REPORTS = 2
_YUEBAO, _BARE = "Yuebao", "bare python-telegram-bot + SQLModel"


def measure(sizes: Sizes) -> list[Table]:
    """Rates, latencies, processor time and memory of both."""
    with tempfile.TemporaryDirectory() as folder:
        town = build(Path(folder, "town"), sizes.people)
        ways = {
            "fixed work": lambda: timed(fixed_work)(),
            _YUEBAO: _yuebao(town, sizes.people),
            _BARE: _bare(Path(folder), sizes.people),
        }
        given = taking_turns(ways, sizes.rounds)
    worked = [one for one in given.pop("fixed work") if isinstance(one, float)]
    runs = {way: [one for one in found if isinstance(one, Measured)] for way, found in given.items()}
    return [_table(runs, sizes, noise(worked))]


def _yuebao(town: Town, people: int) -> Callable[[], Measured]:
    numbers = count()

    def once() -> Measured:
        copy = town.copy(town.folder.with_name(f"yuebao-{next(numbers)}"))
        return run(yuebao_bot(copy, people), people, _OPENING, _REPORTS, copy.folder / "log")

    return once


def yuebao_bot(town: Town, people: int) -> Bot:
    """The service of that town, whose liaisons first redeem their invitations."""
    return Bot(("-m", "bot", "run"), town.environment(), [f"/start {code}" for code in town.codes[:people]])


def _bare(folder: Path, people: int) -> Callable[[], Measured]:
    numbers = count()

    def once() -> Measured:
        bot = bare_bot(folder / f"bare-{next(numbers)}.db", people)
        return run(bot, people, _OPENING, _REPORTS, folder / "log")

    return once


def bare_bot(database: Path, people: int) -> Bot:
    """The bot to compare with; a first word makes people and bot known to each other."""
    return Bot(("-m", "benchmarks.bare"), {"DATABASE_URL": f"sqlite:///{database}"}, ["/start"] * people)


def _table(runs: dict[str, list[Measured]], sizes: Sizes, strayed: str) -> Table:
    base = median(one.rate for one in runs[_BARE])
    share = max(one.load_share for found in runs.values() for one in found)
    return Table(
        title=f"Report: {sizes.people} people at once, each answer durable before its reply",
        columns=("bot", "turns/s", "ratio", "reply median ms", "reply p95 ms", "processor ms/turn", "memory MB"),
        rows=tuple(_row(way, found, base) for way, found in runs.items()),
        said=(
            f"{sizes.rounds} rounds of {len(runs[_YUEBAO][0].latencies)} and {len(runs[_BARE][0].latencies)} turns. "
            f"The load server used at most {share * 100:.0f} % of a core. The same fixed work strayed {strayed}."
        ),
    )


def _row(way: str, found: Sequence[Measured], base: float) -> tuple[str, ...]:
    rates = [one.rate for one in found]
    processor = [one.processor / len(one.latencies) for one in found if one.processor is not None]
    memory = [one.memory for one in found if one.memory is not None]
    return (
        way,
        spread(rates),
        f"{median(rates) / base:.2f}",
        spread([one.quantile(0.5) for one in found], 1000),
        spread([one.quantile(0.95) for one in found], 1000),
        spread(processor, 1000, 2) if processor else "–",
        spread(memory) if memory else "–",
    )
