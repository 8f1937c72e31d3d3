"""What the world knows when a turn begins: loaded by the edge, read by the report, never changed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dialog.report.draft import Draft
from dialog.text_reports.facts import TextFacts
from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.figures import History


@dataclass(frozen=True, slots=True)
class Person:
    """Who is talking: the store's id and the name to show to the other liaison of the unit."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class DraftOnFile:
    """A draft as the store holds it; `version` counts its saves, beginning with 1."""

    draft: Draft
    version: int
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything a turn of the report may look at. `scans`: the day each period's stamped scan was received.

    `texts` are the unit's reports in words, where the programme asks for them.
    """

    programme: Programme
    unit: Unit
    person: Person
    history: History
    drafts: Mapping[Period, DraftOnFile] = field(default_factory=dict)
    scans: Mapping[Period, date] = field(default_factory=dict)
    texts: TextFacts | None = None
