"""A filled service to measure: the shipped programme, as many units as people are wanted, figures until July.

Made once a run, through the command line as an operator would; each round works on a copy. Used by `sides`.
"""

from __future__ import annotations

import atexit
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PROGRAMME = "henan-edu-2022"
_TARGETS = ("training", "certificates", "senior", "one_plus_x")
_FILED = tuple(f"2022-{month:02}" for month in range(3, 8))
_KEPT = ("PATH", "HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Town:
    """`codes`: an unused invitation for the liaison of each unit, in the programme's order."""

    folder: Path
    codes: tuple[str, ...]

    def copy(self, folder: Path) -> Town:
        """The same, to be changed freely."""
        shutil.copytree(self.folder, folder)
        return Town(folder, self.codes)

    def environment(self, **more: str) -> dict[str, str]:
        """The settings of a service that lives there."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return {
            **kept,
            "CLOCK": "2022-09-26T09:00:00+08:00",
            "PROGRAMME": str(self.folder / _PROGRAMME),
            "DATABASE_URL": f"sqlite:///{self.folder / 'yuebao.db'}",
            "DATA_DIR": str(self.folder),
            "LISTEN": "127.0.0.1:0",
            **more,
        }


def build(folder: Path, people: int) -> Town:
    """Units, figures and invitations for so many people, at least the programme's own 171 units."""
    return _built(max(0, people - len(_shipped()))).copy(folder)


@cache
def _built(more: int) -> Town:
    """The town with so many more units than are shipped: all measurements of a run have it from here."""
    folder = Path(tempfile.mkdtemp(prefix="yuebao-town-"))
    atexit.register(shutil.rmtree, folder)
    units = _widen(folder / _PROGRAMME, more)
    figures = folder / "figures.csv"
    with figures.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("unit", "period", "indicator", "completed"))
        for unit in units:
            named = unit["name"].partition("（")[0]
            rows.writerows((named, _FILED[0], body, 1) for body in ("body_school", "body_exam"))
            rows.writerows((named, month, code, 1) for month in _FILED for code in _TARGETS if unit[code])
    town = Town(folder, ())
    _yuebao(town, "import", str(figures))
    listed = folder / "codes.xlsx"
    told = json.loads(_yuebao(town, "invite", "--all", "--role", "liaison", "--out", str(listed), "--json"))
    return Town(folder, tuple(one["code"] for one in told))


def _shipped() -> list[dict[str, str]]:
    with (ROOT / "programmes" / _PROGRAMME / "units.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _widen(pack: Path, more: int) -> list[dict[str, str]]:
    """The shipped pack with so many of its last units repeated; its sums are kept true."""
    shutil.copytree(ROOT / "programmes" / _PROGRAMME, pack)
    units = _shipped()
    units += [
        {**unit, "code": f"{unit['code']}-{number}", "name": f"第{number}分校", "short_names": "", "parent": ""}
        for number, unit in enumerate((units[-1 - number % 100] for number in range(more)), start=1)
    ]
    with (pack / "units.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, units[0])
        rows.writeheader()
        rows.writerows(units)
    totals = pack / "totals.toml"
    sums = {code: sum(int(unit[code] or 0) for unit in units) for code in _TARGETS}
    stated = re.compile(r'(indicator = "(\w+)"\nsum = )\d+')
    totals.write_text(stated.sub(lambda found: f"{found[1]}{sums[found[2]]}", totals.read_text("utf-8")), "utf-8")
    return units


def _yuebao(town: Town, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], env=town.environment(), cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"yuebao {arguments[0]}: {done.stderr}"
    return done.stdout
