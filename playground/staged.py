"""What the stage has to know of its programme, read from the programme's folder as plain files.

The strict reading is the bot's, which the supervisor runs. Used by the supervisor, the cast, the clock and the figures.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parent.parent / "programmes"
DEFAULT = "henan-edu-2022"
WELL_KNOWN = "焦作大学"
"""Whose liaison the newcomer plays where the programme has this unit."""
LAST_MONTH = 9
"""The stage begins late in September: three quarters stand, and one report is open."""


@dataclass(frozen=True)
class Indicator:
    code: str
    is_stock: bool
    part_of: str
    """The indicator that this one never exceeds, or nothing."""
    months: frozenset[int]
    """The months whose report asks for it."""


@dataclass(frozen=True)
class Staged:
    id: str
    year: int
    first_month: int
    due_day: int
    indicators: tuple[Indicator, ...]
    units: tuple[dict[str, str], ...]

    @property
    def flows(self) -> tuple[Indicator, ...]:
        return tuple(one for one in self.indicators if not one.is_stock)

    @property
    def months(self) -> range:
        return range(self.first_month, LAST_MONTH + 1)

    @property
    def newcomer(self) -> str:
        """The unit whose report of September is left to the newcomer: it has a target for all that is counted."""
        names = [short_name(unit) for unit in self.units if all(unit[one.code] not in ("", "0") for one in self.flows)]
        if not names:
            raise ValueError(f"{self.id}：单位或任务还没有填 no unit has all its targets yet")
        return WELL_KNOWN if WELL_KNOWN in names else names[0]


def short_name(unit: dict[str, str]) -> str:
    return unit["name"].partition("（")[0]


def folder_of(programme: str) -> Path:
    """Like the setting PROGRAMME: the id of a shipped programme or the path of a folder."""
    shipped = SHIPPED / (programme or DEFAULT)
    return shipped if shipped.is_dir() else Path(programme)


def read(folder: Path) -> Staged:
    if not (folder / "calendar.toml").is_file():
        raise ValueError(f"PROGRAMME={folder}：没有这个计划 there is no such programme")
    calendar = _toml(folder / "calendar.toml")
    year, month = map(int, calendar["first_period"]["value"].split("-"))
    asked = {
        line["indicator"]: frozenset(line.get("months", range(1, 13)))
        for form in sorted((folder / "forms").glob("*.toml"))
        for line in _toml(form).get("lines", ())
    }
    indicators = tuple(
        Indicator(one["code"], one["stock"], one.get("part_of", ""), asked.get(one["code"], frozenset(range(1, 13))))
        for one in _toml(folder / "indicators.toml")["indicators"]
    )
    with (folder / "units.csv").open(encoding="utf-8-sig", newline="") as source:
        units = tuple(csv.DictReader(source))
    return Staged(folder.resolve().name, year, month, calendar["due_day"]["value"], indicators, units)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
