"""What the world knows of a unit's reports in words when a turn begins: loaded by the edge, never changed here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from programmes.model import Calendar, TextForm, Unit
from programmes.quarters import Quarter


@dataclass(frozen=True, slots=True)
class TextDraft:
    """What was written so far, by part: one for each unit and quarter, shared by its liaisons.

    `filler`, `filler_name` and `since` say who writes it now. A correction `revises` the revision that it was made
    from, and needs a `reason`.
    """

    unit: str
    quarter: Quarter
    filler: int
    filler_name: str
    since: datetime
    parts: Mapping[str, str] = field(default_factory=dict)
    revises: int = 0
    reason: str = ""

    @property
    def mark(self) -> str:
        """Tells this state of the draft from any other: it is shown with a button, and known again at its press."""
        said = [self.filler, self.revises, self.reason, sorted(self.parts.items())]
        return sha256(json.dumps(said).encode()).hexdigest()[:6]

    def with_part(self, part: str, words: str) -> TextDraft:
        return replace(self, parts={**self.parts, part: words})


@dataclass(frozen=True, slots=True)
class TextOnFile:
    """A draft as the store holds it; `version` counts its saves, beginning with 1."""

    draft: TextDraft
    version: int


@dataclass(frozen=True, slots=True)
class TextReport:
    """The last filed revision of a quarter's report. Lateness and `first_filed_at` are of the first one, for ever."""

    quarter: Quarter
    parts: Mapping[str, str]
    revision: int
    late: bool | None
    filed_at: datetime
    first_filed_at: datetime
    receipt: str


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Everything that a turn of the report in words may look at; `person` and `name` are of who is talking."""

    form: TextForm
    calendar: Calendar
    unit: Unit
    person: int
    name: str
    filed: Mapping[Quarter, TextReport] = field(default_factory=dict)
    drafts: Mapping[Quarter, TextOnFile] = field(default_factory=dict)

    def draft(self, quarter: Quarter) -> TextOnFile | None:
        """The draft that can still be filed: one made from what stands."""
        on_file, filed = self.drafts.get(quarter), self.filed.get(quarter)
        stands = filed.revision if filed else 0
        return on_file if on_file and on_file.draft.revises == stands else None

    def untouched(self, draft: TextDraft) -> bool:
        """Whether throwing it away would lose nothing that a person typed."""
        filed = self.filed.get(draft.quarter)
        return dict(draft.parts) == (dict(filed.parts) if filed and draft.revises else {})
