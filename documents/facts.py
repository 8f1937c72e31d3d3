"""The facts of an evaluation out of a table `unit,key,period,value[,source]`. Called by `yuebao score --facts`.

A figure's key is an indicator, its period a month or a quarter; a judgement's key is `item.fact` (or `liability`,
`disqualified`), its period empty or a quarter. docs/rulebooks.md has an example of each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from documents.columns import find_figures
from documents.fact_lines import NAMES, OPTIONAL, Cells, place_of, read_line
from documents.tables import read_tables
from locales.text import text
from programmes.evaluations import Rulebook
from programmes.model import Programme
from scoring.entries import Fault
from scoring.rulebooks.facts import Gathering, UnitFacts


@dataclass
class FactsReading:
    """The facts of all lines that could be read, by unit, and a fault for every cell that could not."""

    facts: dict[str, UnitFacts] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_facts(path: Path, programme: Programme, book: Rulebook) -> FactsReading:
    """Read the file's facts for that rulebook; a TableError where it is no such table."""
    table = find_figures(read_tables(path), path.name, NAMES, OPTIONAL)
    cells = Cells(programme, book)
    gathered, faults, seen = Gathering(), list[Fault](), dict[object, int]()
    for line in table.lines:
        found = read_line(line, table.columns, cells, faults)
        if found is None:
            continue
        first = seen.setdefault(place_of(*found), line.number)
        if first == line.number:
            gathered.add(found[0].code, found[1])
        else:
            key = table.columns["key"]
            faults.append(Fault(line.number, key.header, key.of(line), text("score.expected.once", line=str(first))))
    return FactsReading(gathered.facts(), faults)
