"""`yuebao score RULEBOOK [--programme ID] --as-of DATE [--facts FILE] [--unit NAME] [--json]`, mounted by `bot.cli`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.evaluations import Order, known_to, order_of
from bot.cli.output import operator_language, print_json
from bot.cli.score_tables import print_checklist, print_evaluation
from bot.settings import Settings
from locales.catalog import catalog
from scoring.rulebooks.checklists import Checklist, check
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.scores import Evaluation
from scoring.rulebooks.written import checklist_document, document


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
    settings = Settings.load()
    order = order_of(settings, rulebook, as_of, programme=programme, unit=unit, as_json=as_json)
    found, records = known_to(settings, order, facts)
    if order.book.checklist:
        _tell_checklist(order, check(order.programme, order.book, found, order.as_of, records))
    else:
        _tell(order, evaluate(order.programme, order.book, found, order.as_of))


def _tell(order: Order, evaluation: Evaluation) -> None:
    if order.as_json:
        print_json(_narrowed(order, document(order.programme, evaluation, catalog(operator_language()).plain)))
    else:
        print_evaluation(order.programme, evaluation, order.unit)


def _tell_checklist(order: Order, checklist: Checklist) -> None:
    if order.as_json:
        print_json(_narrowed(order, checklist_document(order.programme, checklist, catalog(operator_language()).plain)))
    else:
        print_checklist(checklist, order.unit)


def _narrowed(order: Order, told: dict[str, object]) -> dict[str, object]:
    """With --unit, the document of that unit alone."""
    if order.unit is None:
        return told
    name, units = order.programme.unit(order.unit).name, told["units"]
    kept = [one for one in units if one["unit"] == name] if isinstance(units, list) else []
    return told | {"units": kept}
