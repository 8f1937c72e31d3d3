"""`yuebao document form UNIT --period 2022-06 --out FILE.xlsx`: the monthly form with a unit's filed figures, to sign.

Mounted by `bot.cli.documenting`. The same paper comes by chat under the receipt and /status, as PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.progress import period_named
from bot.cli.writing import Json, told, writing
from bot.refusals import WRONG_USAGE, refuse
from bot.settings import Settings
from documents.papers import Paper
from locales.catalog import catalog
from locales.languages import Language, known
from locales.text import Month, text


def form(
    unit: Annotated[str, typer.Argument(help="The unit's official name, number or code.")],
    out: Annotated[Path, typer.Option(help="FILE.xlsx or FILE.pdf, one A4 page.")],
    period: Annotated[str | None, typer.Option(help="Such as 2022-06; the latest opened one when left out.")] = None,
    language: Annotated[str, typer.Option(help="zh_CN as it is handed in, or en to read.")] = "zh_CN",
    as_json: Json = False,
) -> None:
    """Write the official monthly form with what the unit has filed, to be printed, signed, stamped and scanned."""
    from bot.cli.desk import cli_desk
    from documents.forms import form_paper

    if out.suffix not in _WRITERS:
        raise refuse("cli.document.form_suffix", WRONG_USAGE, found=out.name)
    words = catalog(_language(language))
    with cli_desk(Settings.load()) as desk:
        found = desk.programme.unit_named(unit)
        if found is None:
            raise refuse("cli.invite.unit_unknown", unit=unit, programme=desk.programme.id)
        asked = period_named(desk.programme, period, desk.clock.now())
        with desk.database.read() as tx:
            history = tx.reports.history(found.code)
            label = text("screen.demonstration") if tx.marks.label() else text("")
        if asked not in history.months:
            raise refuse("cli.document.not_filed", unit=found.name, month=Month(asked.year, asked.month))
        paper = form_paper(desk.programme, found, history, asked, words, words.plain(label))
        with writing(out):
            _WRITERS[out.suffix](out, paper)
    told(out, as_json)


def _language(written: str) -> Language:
    try:
        return known(written)
    except ValueError as error:
        raise refuse("cli.document.form_language", WRONG_USAGE, found=written) from error


def _write_workbook(out: Path, paper: Paper) -> None:
    from documents.paper_writing import write_paper

    write_paper(out, paper)


def _write_pdf(out: Path, paper: Paper) -> None:
    from documents.charts.papers import AbsentError, pdf

    try:
        out.write_bytes(pdf(paper))
    except AbsentError as error:
        raise refuse("cli.document.absent", characters=" ".join(sorted(error.characters))) from error


_WRITERS: Mapping[str, Callable[[Path, Paper], None]] = {".xlsx": _write_workbook, ".pdf": _write_pdf}
