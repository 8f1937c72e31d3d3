"""Drafts of circulars and corrections: computed from what is filed, kept until approved.

`draft_for` is for the day on which the coordinators get the draft (the occurrence `circular`); /circular makes one when
asked. Words that were edited stay when the figures are computed anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.pushes.standings import read_figures
from programmes.model import Programme
from programmes.periods import Period
from scoring.circulars.computing import compute, notes_of
from scoring.circulars.contents import Circular, Words
from scoring.circulars.corrections import correction
from scoring.circulars.freezing import Issue
from scoring.progress import progress
from store.circulars import UNNUMBERED, CircularRecord
from store.transactions import Transaction


def draft_for(tx: Transaction, programme: Programme, period: Period, now: datetime) -> tuple[CircularRecord, ...]:
    """A draft for each class that has none published for the period."""
    if programme.circular is None:
        return ()
    return tuple(
        draft(tx, programme, period, unit_class.code, now)
        for unit_class in programme.classes
        if tx.circulars.latest(period, unit_class.code) is None
    )


def draft(tx: Transaction, programme: Programme, period: Period, unit_class: str, now: datetime) -> CircularRecord:
    """The open draft with the figures of now, or a new one."""
    open_one = tx.circulars.draft(period, unit_class)
    if open_one:
        return renewed(tx, programme, open_one, now) or open_one
    issue = Issue(UNNUMBERED, Words(), computed(tx, programme, period, unit_class, now), None)
    return tx.circulars.add(period, unit_class, None, issue, tx.circulars.newest_report(), now)


def draft_correction(
    tx: Transaction, programme: Programme, published: CircularRecord, now: datetime
) -> CircularRecord | None:
    """The draft of a 更正 of what is published, made or renewed; None where nothing that it says has moved."""
    if published.number is None or published.issue.circular is None:
        return None
    circular = computed(tx, programme, published.period, published.unit_class, now)
    moved = correction(published.number, published.issue.circular, circular)
    open_one = tx.circulars.draft(published.period, published.unit_class, published.number)
    last = tx.circulars.newest_report()
    if moved is None:
        if open_one:
            tx.circulars.discard(open_one.id)
        return None
    if open_one:
        issue = Issue(UNNUMBERED, open_one.issue.words, circular, moved)
        return tx.circulars.rewrite(open_one.id, issue, last)
    issue = Issue(UNNUMBERED, Words(), circular, moved)
    return tx.circulars.add(published.period, published.unit_class, published.number, issue, last, now)


def renewed(tx: Transaction, programme: Programme, one: CircularRecord, now: datetime) -> CircularRecord | None:
    """The draft computed anew where a figure has moved since; None where it stands as it was."""
    issue = fresh(tx, programme, one, now)
    if issue is None or same_figures(issue, one.issue):
        return None
    return tx.circulars.rewrite(one.id, issue, tx.circulars.newest_report())


def fresh(tx: Transaction, programme: Programme, one: CircularRecord, now: datetime) -> Issue | None:
    """What the draft would say with the figures of now; None where a correction has nothing to say any more."""
    circular = computed(tx, programme, one.period, one.unit_class, now)
    if one.corrects is None:
        return Issue(UNNUMBERED, one.issue.words, circular, None)
    corrected = tx.circulars.issue(one.corrects)
    moved = correction(one.corrects, corrected.circular, circular) if corrected and corrected.circular else None
    return Issue(UNNUMBERED, one.issue.words, circular, moved) if moved else None


def same_figures(one: Issue, other: Issue) -> bool:
    """Alike but for the moment of computing."""
    return _timeless(one) == _timeless(other)


def computed(tx: Transaction, programme: Programme, period: Period, unit_class: str, now: datetime) -> Circular:
    """The circular of that period and class as of this transaction."""
    figures = read_figures(tx, programme, period)
    earlier = period.plus(-1)
    before = progress(programme, figures.histories, (), earlier) if earlier in programme.calendar.periods() else None
    notes = notes_of(programme, figures.histories, period)
    return compute(programme, unit_class, figures.table, before, figures.standing, notes, now)


def _timeless(issue: Issue) -> tuple[object, object]:
    return (
        issue.circular and replace(issue.circular, as_of=""),
        issue.correction and replace(issue.correction, as_of=""),
    )
