"""From the start of the process to the first reply: the service with its units and a filled database, and a bare bot.

A message waits at Telegram; the time runs from the start of the interpreter to the moment its answer arrives. A start
of its own under `-X importtime` tells what was imported by then.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.report import bare_bot, yuebao_bot
from benchmarks.rounds import fixed_work, noise, spread, taking_turns, timed
from benchmarks.sides import Bot, Measured, run
from benchmarks.sizes import Sizes
from benchmarks.tables import Table
from benchmarks.town import Town, build

LATE = ("pandas", "numpy", "matplotlib", "openpyxl", "alembic")
"""What must not be imported before the first reply."""
_YUEBAO, _BARE = "Yuebao, 171 units", "bare python-telegram-bot + SQLModel"
_WORDS = ("/status",)
_DEAREST = 12
_IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| ( *)(\S+)")


def measure(sizes: Sizes) -> list[Table]:
    """The times, and what is imported."""
    with tempfile.TemporaryDirectory() as folder:
        town, log = build(Path(folder, "town"), 0), Path(folder, "log")
        run(yuebao_bot(town, 1), 1, _WORDS, 0, log)  # the liaison joins; every later start finds them there
        bare = bare_bot(Path(folder, "bare.db"), 0)
        ways = {_YUEBAO: _starting(_service(town), log), _BARE: _starting(bare, log)}
        strayed: list[float] = []
        found = taking_turns({"": lambda: strayed.append(timed(fixed_work)()), **ways}, sizes.starts)
        imported = imports(town, Path(folder, "imports"))
    runs = {way: [one for one in found[way] if one is not None] for way in ways}
    return [_times(runs, noise(strayed)), _imports_table(imported)]


def imports(town: Town, log: Path) -> dict[str, int]:
    """Microseconds of each library imported until the first reply (its own imports included), dearest first."""
    run(_service(town, "-X", "importtime"), 1, _WORDS, 0, log)
    spent: dict[str, int] = {}
    for own, _, _, module in _IMPORTED.findall(log.read_text("utf-8")):
        library = module.partition(".")[0]
        spent[library] = spent.get(library, 0) + int(own)
    return dict(sorted(spent.items(), key=lambda one: -one[1]))


def _service(town: Town, *options: str) -> Bot:
    return Bot((*options, "-m", "bot", "run"), town.environment())


def _starting(bot: Bot, log: Path) -> Callable[[], Measured]:
    return lambda: run(bot, 1, _WORDS, 0, log)


def _times(runs: dict[str, list[Measured]], strayed: str) -> Table:
    base = median(one.started for one in runs[_BARE])
    return Table(
        title="Start: from the start of the process to its first reply",
        columns=("bot", "ms", "ratio", "memory MB"),
        rows=tuple(_row(way, found, base) for way, found in runs.items()),
        said=f"{len(runs[_BARE])} starts each. The same fixed work strayed {strayed}.",
    )


def _row(way: str, found: Sequence[Measured], base: float) -> tuple[str, ...]:
    memory = [one.memory for one in found if one.memory is not None]
    started = [one.started for one in found]
    ratio = f"{median(started) / base:.2f}"
    return way, spread(started, 1000), ratio, spread(memory) if memory else "–"


def _imports_table(imported: dict[str, int]) -> Table:
    early = [library for library in LATE if library in imported]
    said = f"Imported before the first reply although it should not be: {', '.join(early)}." if early else (
        f"None of {', '.join(LATE)} is imported before the first reply."
    )  # fmt: skip
    dearest = [(library, f"{spent / 1000:.0f}") for library, spent in list(imported.items())[:_DEAREST]]
    return Table(
        title="Start: what the imports of the service take",
        columns=("library", "ms"),
        rows=(("all", f"{sum(imported.values()) / 1000:.0f}"), *dearest),
        said=f"One start under `-X importtime`, which slows it. {said}",
    )
