"""`yuebao score RULEBOOK [--programme ID] --as-of DATE [--facts FILE] [--unit NAME] [--json]`, mounted by `bot.cli`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import complain, operator_language, print_json
from bot.cli.score_tables import print_checklist, print_evaluation
from bot.problems import refused
from bot.refusals import WRONG_USAGE, RefusalError, refuse
from bot.settings import Settings
from documents.facts import read_facts
from documents.tables import TableError
from locales.catalog import catalog
from locales.text import text
from programmes.loading import load, shipped
from programmes.model import Programme
from programmes.problems import ProgrammeError
from programmes.rules import Rulebook
from scoring.entries import Fault
from scoring.rulebooks.checklists import Checklist, check
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.facts import Facts
from scoring.rulebooks.recording import Records
from scoring.rulebooks.scores import Evaluation
from scoring.rulebooks.written import checklist_document, document

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NONE = "—"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for. `unit`: only this unit, with all its items."""

    programme: Programme
    book: Rulebook
    as_of: date
    unit: str | None
    as_json: bool


def score(
    rulebook: Annotated[str, typer.Argument(help="The rulebook's code, such as areas, departments, bureaus, schools.")],
    as_of: Annotated[str, typer.Option("--as-of", help="The day: 30 June is mid-year, 31 December the year's end.")],
    programme: Annotated[
        str | None, typer.Option(help="The programme's id or folder; PROGRAMME when left out.")
    ] = None,
    facts: Annotated[
        Path | None, typer.Option(help="CSV or XLSX unit,key,period,value; then the store is not read.")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="Explain this unit alone, item by item.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Score the units by an official rulebook and explain every point."""
    day = _day(as_of)
    settings = Settings.load()
    of, book = _rulebook(settings, rulebook, programme)
    if day.year < of.year:
        raise refuse("score.refused.before_year", day=day.isoformat(), year=str(of.year))
    order = _Order(of, book, day, _unit(of, book, unit), as_json)
    found, records = _from_store(settings, order) if facts is None else (_from_file(order, facts), None)
    if book.checklist:
        _tell_checklist(order, check(of, book, found, day, records))
    else:
        _tell(order, evaluate(of, book, found, day))


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


def _from_file(order: _Order, file: Path) -> Facts:
    try:
        reading = read_facts(file, order.programme, order.book)
    except TableError as error:
        raise RefusalError(error.said) from error
    if reading.faults:
        _tell_faults(order, file.name, sorted(reading.faults, key=lambda fault: fault.line))
    return reading.facts


def _from_store(settings: Settings, order: _Order) -> tuple[Facts, Records]:
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


def _tell_faults(order: _Order, file: str, faults: list[Fault]) -> None:
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


def _tell(order: _Order, evaluation: Evaluation) -> None:
    if order.as_json:
        print_json(_narrowed(order, document(order.programme, evaluation, catalog(operator_language()).plain)))
    else:
        print_evaluation(evaluation, order.unit)


def _tell_checklist(order: _Order, checklist: Checklist) -> None:
    if order.as_json:
        print_json(_narrowed(order, checklist_document(order.programme, checklist, catalog(operator_language()).plain)))
    else:
        print_checklist(checklist, order.unit)


def _narrowed(order: _Order, told: dict[str, object]) -> dict[str, object]:
    """With --unit, the document of that unit alone."""
    if order.unit is None:
        return told
    name, units = order.programme.unit(order.unit).name, told["units"]
    kept = [one for one in units if one["unit"] == name] if isinstance(units, list) else []
    return told | {"units": kept}
