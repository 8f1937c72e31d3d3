"""`yuebao import FILE [--dry-run] [--replace REASON]`: monthly figures from a table, all or nothing.

Mounted by `bot.cli`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import complain, operator_language, print_json, print_text
from bot.refusals import WRONG_USAGE, RefusalError, refuse
from bot.settings import Settings
from documents.figures import Reading, read_figures
from documents.tables import TableError
from locales.catalog import catalog
from locales.text import text
from scoring.entries import Change, Fault
from scoring.imports import changes, faults

if TYPE_CHECKING:
    from bot.cli.desk import CliDesk
    from store.transactions import Transaction

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for. `reason` is empty where reports filed in chat must stay as they are."""

    file: Path
    digest: str
    dry: bool
    reason: str


def import_figures(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX with the columns unit, period, indicator, completed.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and write nothing.")] = False,
    replace: Annotated[str | None, typer.Option(help="Why reports filed in chat may be replaced.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Take in monthly figures from FILE, all of them or none."""
    from bot.cli.desk import cli_desk

    if replace is not None and not replace.strip():
        raise refuse("cli.import.empty_reason", WRONG_USAGE)
    with cli_desk(Settings.load()) as desk:
        try:
            reading = read_figures(file, desk.programme, desk.clock.now())
        except TableError as error:
            raise RefusalError(error.said) from error
        order = _Order(file, sha256(file.read_bytes()).hexdigest(), dry_run, (replace or "").strip())
        bad, made = _apply(desk, order, reading)
    _report(order, len(reading.entries), bad, made, as_json)


def _apply(desk: CliDesk, order: _Order, reading: Reading) -> tuple[list[Fault], list[Change]]:
    """Judge and file in one transaction, so that nothing can be filed in chat between the two."""
    units = {entry.unit.code for entry in reading.entries}
    with desk.database.read() if order.dry else desk.database.write() as tx:
        histories = tx.reports.histories(units)
        together = faults(
            desk.programme, reading.entries, histories, replacing=bool(order.reason), unsure=reading.unsure
        )
        bad = sorted([*reading.faults, *together], key=lambda fault: fault.line)
        made = [] if bad else changes(reading.entries, histories)
        if not order.dry:
            _file(desk, tx, order, made)
    return bad, made


def _file(desk: CliDesk, tx: Transaction, order: _Order, made: list[Change]) -> None:
    """File every change, and tell each unit's audit trail of the file that it came from."""
    now = desk.clock.now()
    months: dict[str, list[str]] = {}
    for change in made:
        months.setdefault(change.unit.code, []).append(str(change.period or "opening"))
        _file_one(tx, change, order.reason, now)
    for code, filed in months.items():
        told = {"file": order.file.name, "sha256": order.digest, "months": filed, "reason": order.reason}
        tx.audit.append(code, "cli", "import.file", None, told, now)


def _file_one(tx: Transaction, change: Change, reason: str, now: datetime) -> None:
    """A month, of which nobody knows whether it was in time, or (without a period) the opening balance."""
    from store.records import Balances, Filing

    unit, source, who = change.unit, "import", "cli"
    if change.period is None:
        values = {code: figure.counted for code, figure in change.figures.items()}
        stands = tx.reports.opening_revision(unit.code)
        tx.reports.state_opening(Balances(unit.code, unit.number, values, now, source, who, stands, reason))
        return
    revises = change.revises.revision if change.revises else 0
    tx.reports.file(
        Filing(unit.code, unit.number, change.period, change.figures, now, None, source, who, revises, reason)
    )


def _report(order: _Order, rows: int, bad: list[Fault], made: list[Change], as_json: bool) -> None:
    """What was done, or every line that is bad; then the exit code is 1."""
    words = catalog(operator_language())
    if as_json:
        listed = [
            {"line": one.line, "column": one.column, "found": one.found, "expected": words.plain(one.expected)}
            for one in bad
        ]
        counted = {"rows": rows, "changed": len(made)}
        print_json({"file": order.file.name, "dry_run": order.dry, "ok": not bad, **counted, "bad": listed})
    if bad and not as_json:
        for fault in bad:
            found = fault.found if len(fault.found) <= _LONGEST else f"{fault.found[:_LONGEST]}…"
            complain(text("cli.import.bad", line=fault.line, column=fault.column, found=found, expected=fault.expected))
    if bad:
        raise refuse("cli.import.refused", count=len({fault.line for fault in bad}), file=order.file.name)
    if not as_json:
        said = "cli.import.would_change" if order.dry else "cli.import.changed"
        print_text(text(said, rows=rows, changed=len(made)) if made else text("cli.import.unchanged", rows=rows))
