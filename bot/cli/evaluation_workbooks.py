"""`yuebao document workbook --rulebook areas --as-of DATE --out FILE`: an evaluation explained, or the form for it.

Mounted by `bot.cli.documenting`. The same files come by chat under /score.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.evaluations import known_to, order_of
from bot.cli.output import operator_language
from bot.cli.writing import Json, told, writing
from bot.refusals import WRONG_USAGE, refuse
from bot.settings import Settings
from documents.pages import Page
from locales.catalog import catalog


def workbook(
    out: Annotated[Path, typer.Option(help="FILE.xlsx.")],
    rulebook: Annotated[str | None, typer.Option(help="The rulebook's code; left out, a template has all.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day of the results, such as 2023-12-31.")] = None,
    programme: Annotated[
        str | None, typer.Option(help="The programme's id or folder; PROGRAMME when left out.")
    ] = None,
    facts: Annotated[
        Path | None, typer.Option(help="CSV or XLSX unit,key,period,value; then the store is not read.")
    ] = None,
    template: Annotated[bool, typer.Option("--template", help="The workbook for entering facts, not results.")] = False,
    as_json: Json = False,
) -> None:
    """Write an evaluation's results with every point explained, or the template in which its facts are entered."""
    from documents.page_writing import write_pages

    if out.suffix != ".xlsx":
        raise refuse("cli.document.xlsx", WRONG_USAGE, found=out.name)
    settings = Settings.load()
    if template:
        if facts or programme or as_of:
            raise refuse("cli.document.template_alone", WRONG_USAGE)
        pages = _template(settings, rulebook)
    elif rulebook is None or as_of is None:
        raise refuse("cli.document.which_evaluation", WRONG_USAGE)
    else:
        pages = _results(settings, rulebook, as_of, programme, facts)
    with writing(out):
        write_pages(out, pages)
    told(out, as_json)


def _results(
    settings: Settings, rulebook: str, as_of: str, programme: str | None, facts: Path | None
) -> Sequence[Page]:
    from handlers.evaluating.exporting import result_pages

    order = order_of(settings, rulebook, as_of, programme=programme)
    found, records = known_to(settings, order, facts)
    return result_pages(order.programme, order.book, found, order.as_of, catalog(operator_language()), records)


def _template(settings: Settings, rulebook: str | None) -> Sequence[Page]:
    """With what stands in the store; its quarters are those that have begun."""
    from bot.cli.desk import cli_desk
    from documents.evaluation_template import template
    from handlers.evaluating.workbooks import standing_in

    with cli_desk(settings) as desk:
        books = desk.programme.rulebooks
        if not books or (rulebook and rulebook not in books):
            raise refuse("score.refused.rulebook", found=rulebook or "", known=", ".join(books) or "—")
        today: date = desk.programme.calendar.today(desk.clock.now())
        with desk.database.read() as tx:
            standing = standing_in(tx)
        chosen = [book for code, book in books.items() if rulebook in (None, code)]
        return template(desk.programme, chosen, standing, today, catalog(operator_language()))
