"""`yuebao score RULEBOOK [--programme ID] --as-of DATE [--facts FILE] [--unit NAME] [--json]`, mounted by `bot.cli`."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.aligned import aligned
from bot.cli.output import complain, operator_language, print_json, print_text
from bot.problems import refused
from bot.refusals import WRONG_USAGE, RefusalError, refuse
from bot.settings import Settings
from documents.facts import read_facts
from documents.tables import TableError
from locales.catalog import catalog
from locales.numbers import half_up
from locales.text import Argument, Name, Text, text
from programmes.loading import load, shipped
from programmes.model import Programme
from programmes.problems import ProgrammeError
from programmes.rules import Rulebook
from scoring.entries import Fault
from scoring.rulebooks.checklists import Checklist, check
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.facts import Facts, recorded
from scoring.rulebooks.scores import Advanced, Evaluation, ItemScore, UnitScore
from scoring.rulebooks.written import checklist_document, document, why

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
    known = _from_store(settings, of) if facts is None else _from_file(order, facts)
    if book.checklist:
        _tell_checklist(order, check(of, book, known, day))
    else:
        _tell(order, evaluate(of, book, known, day))


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


def _from_store(settings: Settings, programme: Programme) -> Facts:
    """The figures that were reported. The database belongs to PROGRAMME, so it can be no other."""
    from bot.cli.desk import cli_desk

    with cli_desk(settings) as desk:
        if desk.programme.id != programme.id:
            raise refuse("score.refused.other_programme", programme=programme.id, own=desk.programme.id)
        with desk.database.read() as tx:
            return recorded(tx.reports.histories().values(), programme.year)


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
        return
    units = [one for one in evaluation.units if order.unit in (None, one.unit.code)]
    stage = text(f"score.stage.{evaluation.stage.value.replace('-', '_')}")
    print_text(text("score.title", title=_name(order.book), day=order.as_of, stage=stage))
    heads = [text(f"score.column.{one}") for one in ("unit", "total", "final", "rank", "chosen", "notes")]
    _table([heads, *(_row(one) for one in units)], left=1)
    for one in units:
        _explain(one, every=order.unit is not None)


def _tell_checklist(order: _Order, checklist: Checklist) -> None:
    if order.as_json:
        print_json(_narrowed(order, checklist_document(order.programme, checklist, catalog(operator_language()).plain)))
        return
    stage = text(f"score.stage.{checklist.stage.value.replace('-', '_')}")
    print_text(text("score.title", title=_name(order.book), day=order.as_of, stage=stage))
    for one in checklist.units:
        if order.unit in (None, one.unit.code):
            print_text(text("score.unit", unit=one.unit.name))
            for item in one.items:
                state = text(f"score.state.{item.state}")
                print_text(text("score.checked", key=item.item.key, name=Name(item.item.zh, item.item.en), state=state))


def _narrowed(order: _Order, told: dict[str, object]) -> dict[str, object]:
    """With --unit, the document of that unit alone."""
    if order.unit is None:
        return told
    name, units = order.programme.unit(order.unit).name, told["units"]
    kept = [one for one in units if one["unit"] == name] if isinstance(units, list) else []
    return told | {"units": kept}


def _row(score: UnitScore) -> list[Text]:
    chosen = {Advanced.YES: "score.chosen.yes", Advanced.NO: "score.chosen.no", Advanced.TIE: "score.chosen.tie"}
    return [
        _cell(score.unit.name),
        _cell(score.total),
        _cell(None if score.final is None else half_up(score.final, 2)),
        _cell(score.rank),
        text(chosen[score.advanced]),
        _notes(score),
    ]


def _notes(score: UnitScore) -> Text:
    """What keeps the unit from a rank, or is to be said with its total."""
    found = []
    if score.vetoed:
        found.append(text("score.note.vetoed", reasons=", ".join(score.vetoed)))
    if score.disqualified:
        found.append(text("score.note.disqualified"))
    if score.open or score.open_mid_year:
        found.append(text("score.note.open", items=", ".join(dict.fromkeys((*score.open, *score.open_mid_year)))))
    if score.assessable != 100 and score.points is not None:
        found.append(text("score.note.scaled", points=score.points, assessable=score.assessable))
    if score.reported:
        found.append(text("score.why.reported"))
    return why(tuple(found)) if found else _cell(None)


def _explain(score: UnitScore, *, every: bool) -> None:
    """Item by item why; of all units only the items that cost something or still need a person."""
    print_text(text("score.unit", unit=score.unit.name))
    for item in score.items:
        if every or item.points is None or item.points < item.most:
            print_text(_item(item))


def _item(score: ItemScore) -> Text:
    arguments: Mapping[str, Argument] = {
        "key": score.item.key,
        "name": Name(score.item.zh, score.item.en),
        "most": score.most,
        "clause": score.item.cites.clause,
        "why": why(score.why),
    }
    if score.points is None:
        return Text("score.item.without", {**arguments, "state": text(f"score.state.{score.state.value}")})
    return Text("score.item.scored", {**arguments, "points": score.points})


def _table(rows: list[list[Text]], left: int) -> None:
    words = catalog(operator_language())
    sys.stdout.write(f"\n{aligned([[words.plain(cell) for cell in row] for row in rows], left=left)}\n")


def _cell(value: Argument | None) -> Text:
    return text("score.cell", value=_NONE if value is None else value)


def _name(book: Rulebook) -> Name:
    return Name(book.zh, book.en)
