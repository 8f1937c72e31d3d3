"""Whether what stands in the tables is what the audit trail says of it. Called by `tx.disagreements`."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from store import entering, evidence, reviews, revisions, self_assessments, text_reports, visits
from store.audit import Audit
from store.records import Break
from store.telling import by_what

_TOLD = (
    entering.TOLD,
    evidence.TOLD,
    self_assessments.TOLD,
    reviews.TOLD,
    text_reports.TOLD,
    visits.VISITS_TOLD,
    visits.FINDINGS_TOLD,
)
_EVERY = frozenset[str]().union(*(one.tells for one in _TOLD))


def disagreements(connection: Connection, audit: Audit) -> Iterator[Break]:
    """Filed reports, and what an evaluation needs, where they were changed, added or removed behind its back."""
    yield from revisions.disagreements(connection, audit)
    links = by_what(audit.links(), _EVERY)
    for one in _TOLD:
        yield from one.disagreements(connection, links)
    yield from reviews.statuses(connection, links)
