"""A period's figures, read from the store in one transaction: what broadcasts and circulars are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.pushes.circumstances import standing_of
from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import History
from scoring.progress import Progress, progress
from scoring.standing import Standing
from store.transactions import Transaction


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything filed, the table of the period, and who is expected and has filed."""

    histories: Mapping[str, History]
    table: Progress
    standing: Standing


def read_figures(tx: Transaction, programme: Programme, period: Period) -> Figures:
    """As of this transaction."""
    histories = tx.reports.histories()
    table = progress(programme, histories, tx.drafts.of_period(period), period)
    return Figures(histories, table, standing_of(tx, programme, period))
