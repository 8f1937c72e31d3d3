"""What a command about an evaluation was asked: rulebook, day, and where the facts are from.

Shared by `yuebao score` and `yuebao document workbook`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.cli.output import complain, operator_language, print_json
from bot.problems import refused
from bot.refusals import WRONG_USAGE, RefusalError, refuse
from bot.settings import Settings
from documents.facts import read_facts
from documents.tables import TableError
from locales.catalog import catalog
from locales.text import text
from programmes.evaluations import Rulebook
from programmes.loading import load, shipped
from programmes.model import Programme
from programmes.problems import ProgrammeError
from scoring.entries import Fault
from scoring.rulebooks.facts import Facts
from scoring.rulebooks.recording import Records

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NONE = "—"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. `unit`: only this unit, with all its items."""

    programme: Programme
    book: Rulebook
    as_of: date
    unit: str | None
    as_json: bool


def order_of(
    settings: Settings,
    rulebook: str,
    as_of: str,
    *,
    programme: str | None = None,
    unit: str | None = None,
    as_json: bool = False,
) -> Order:
    """What was asked for; a RefusalError where there is no such rulebook, day or unit."""
    day = _day(as_of)
    of, book = _rulebook(settings, rulebook, programme)
    if day.year < of.year:
        raise refuse("score.refused.before_year", day=day.isoformat(), year=str(of.year))
    return Order(of, book, day, _unit(of, book, unit), as_json)


def known_to(settings: Settings, order: Order, facts: Path | None) -> tuple[Facts, Records | None]:
    """The facts of the file; without one those of the store, and the bot's own record."""
    return _from_store(settings, order) if facts is None else (_from_file(order, facts), None)


def _day(written: str) -> date:
    try:
        if _DAY.fullmatch(written.strip()):
            return date.fromisoformat(written.strip())
    except ValueError:
        pass
    raise refuse("score.refused.day", WRONG_USAGE, found=written)


def _rulebook(settings: Settings, code: str, named: str | None) -> tuple[Programme, Rulebook]:
    """The rulebook of the programme named; without a name of PROGRAMME, else of the first shipped one that has it."""
    chosen = named or settings.programme
    others = () if named else [one for one in shipped() if one != chosen]
    known: list[str] = []
    for one in (chosen, *others):
        try:
            found = load(one)
        except ProgrammeError as error:
            raise refused(error) from error
        if code in found.rulebooks:
            return found, found.rulebooks[code]
        known += [f"{book} ({found.id})" for book in found.rulebooks]
    raise refuse("score.refused.rulebook", found=code, known=", ".join(known) or _NONE)


def _unit(programme: Programme, book: Rulebook, named: str | None) -> str | None:
    if named is None:
        return None
    found = programme.unit_named(named)
    if found is None or found.unit_class != book.unit_class or not found.assessed:
        raise refuse("score.refused.unit", found=named, rulebook=book.code)
    return found.code


def _from_file(order: Order, file: Path) -> Facts:
    try:
        reading = read_facts(file, order.programme, order.book)
    except TableError as error:
        raise RefusalError(error.said) from error
    if reading.faults:
        _tell_faults(order, file.name, sorted(reading.faults, key=lambda fault: fault.line))
    return reading.facts


def _from_store(settings: Settings, order: Order) -> tuple[Facts, Records]:
    """What was reported and what two persons saw. The database belongs to PROGRAMME, so it can be no other."""
    from bot.cli.desk import cli_desk
    from handlers.evaluating.facts import known
    from handlers.evaluating.records import records_of

    with cli_desk(settings) as desk:
        if desk.programme.id != order.programme.id:
            raise refuse("score.refused.other_programme", programme=order.programme.id, own=desk.programme.id)
        with desk.database.read() as tx:
            found = known(tx, order.programme, order.book, order.as_of, desk.clock.now())
            return found, records_of(tx, order.programme)


def _tell_faults(order: Order, file: str, faults: list[Fault]) -> None:
    """Every line that is bad, then the exit code 1."""
    words = catalog(operator_language())
    if order.as_json:
        listed = [
            {
                "file": file,
                "line": one.line,
                "column": one.column,
                "found": one.found,
                "expected": words.plain(one.expected),
            }
            for one in faults
        ]
        print_json({"rulebook": order.book.code, "as_of": order.as_of.isoformat(), "bad": listed})
    for one in faults:
        found = one.found if len(one.found) <= _LONGEST else f"{one.found[:_LONGEST]}…"
        line = str(one.line)
        complain(text("score.bad", file=file, line=line, column=one.column, found=found, expected=one.expected))
    raise refuse("score.refused.facts", count=len({one.line for one in faults}), file=file)
