"""`yuebao document form|circular|workbook … --out FILE`: paper and pictures, mounted by `bot.cli`.

The circular is computed from what is filed now; one that was published is asked for by its number.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.evaluation_workbooks import workbook
from bot.cli.forms import form
from bot.cli.output import operator_language
from bot.cli.progress import check_class, period_named
from bot.cli.writing import Json, told, writing
from bot.refusals import WRONG_USAGE, RefusalError, refuse
from bot.settings import Settings
from locales.catalog import catalog
from locales.text import text
from programmes.model import Programme
from scoring.circulars.contents import Words
from scoring.circulars.freezing import Issue

document = typer.Typer(
    name="document", no_args_is_help=True, help="Write a unit's form, a circular or an evaluation to a file."
)


@document.callback()
def documents() -> None:
    """Paper and pictures."""


@document.command()
def circular(
    out: Annotated[Path, typer.Option(help="FILE.xlsx, FILE.png or FILE.txt.")],
    period: Annotated[str | None, typer.Option(help="Such as 2022-06; the latest opened one when left out.")] = None,
    unit_class: Annotated[str | None, typer.Option("--class", help="The class of units.")] = None,
    number: Annotated[int | None, typer.Option(help="A published circular, as it was approved.")] = None,
    as_json: Json = False,
) -> None:
    """Write the circular of a period and class: its tables, its picture or its words."""
    from bot.cli.desk import cli_desk
    from handlers.circulars.drafting import computed

    if out.suffix not in _WRITERS:
        raise refuse("cli.document.suffix", WRONG_USAGE, found=out.name)
    with cli_desk(Settings.load()) as desk:
        if desk.programme.circular is None:
            raise refuse("cli.document.no_rule", programme=desk.programme.id)
        with desk.database.read() as tx:
            if number is not None:
                issue = tx.circulars.issue(number)
                if issue is None:
                    raise refuse("cli.document.no_number", number=number)
            else:
                asked = period_named(desk.programme, period, desk.clock.now())
                code = _class_named(desk.programme, unit_class)
                issue = Issue(0, Words(), computed(tx, desk.programme, asked, code, desk.clock.now()), None)
        with writing(out):
            _WRITERS[out.suffix](out, issue, desk.programme)
    told(out, as_json)


def _class_named(programme: Programme, unit_class: str | None) -> str:
    check_class(programme, unit_class)
    if unit_class is None:
        classes = ", ".join(one.code for one in programme.classes)
        raise refuse("cli.document.class_needed", WRONG_USAGE, classes=classes)
    return unit_class


def _write_workbook(out: Path, issue: Issue, programme: Programme) -> None:
    from documents.circulars import write_circular

    if issue.circular:
        write_circular(out, issue.circular, programme, catalog(operator_language()))


def _write_picture(out: Path, issue: Issue, programme: Programme) -> None:
    from documents.charts.pictures import picture
    from documents.circulars import ranking_picture

    chart = ranking_picture(issue.circular, programme, catalog(operator_language())) if issue.circular else None
    if chart is None:
        raise RefusalError(text("cli.document.no_picture"))
    out.write_bytes(picture(chart))


def _write_words(out: Path, issue: Issue, programme: Programme) -> None:
    from handlers.circulars.publishing import lines_of

    lines = lines_of(issue, programme, issue.number or None)
    out.write_text(catalog(operator_language()).lines(lines).text + "\n", "utf-8")


document.command()(form)
document.command()(workbook)
_WRITERS = {".xlsx": _write_workbook, ".png": _write_picture, ".txt": _write_words}
