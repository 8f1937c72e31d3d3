"""What a turn of the report in words decided, in past tense: each type has one function in the edge's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialog.events import ScreenShown, SideQuestionAsked
from dialog.screens import Screen
from dialog.text_reports.facts import TextDraft
from programmes.quarters import Quarter


@dataclass(frozen=True, slots=True)
class TextDraftSaved:
    """The unit's draft as it now stands. The store holds version `expected` of it (0: none) and counts on."""

    draft: TextDraft
    expected: int


@dataclass(frozen=True, slots=True)
class TextDraftDiscarded:
    """The draft was thrown away on the person's word, or because what it corrects no longer stands."""

    unit: str
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class TextDraftTakenOver:
    """A second liaison goes on with the draft that `from_person` was writing."""

    unit: str
    quarter: Quarter
    from_person: int


@dataclass(frozen=True, slots=True)
class PartRefused:
    """Words were not taken; `problem` is the name of the rule, never what was typed."""

    unit: str
    quarter: Quarter | None
    part: str
    problem: str


@dataclass(frozen=True, slots=True)
class PagesRead:
    """The whole text, in messages of its own beside the open screen."""

    pages: tuple[Screen, ...]


@dataclass(frozen=True, slots=True)
class TextReportConfirmed:
    """The person confirmed: the store files it once by unit, quarter and revision, and drops the draft.

    The edge answers with `dialog.text_reports.ending.receipt_screen`.
    """

    unit: str
    quarter: Quarter
    parts: Mapping[str, str]
    revises: int
    reason: str


Event = (
    ScreenShown
    | SideQuestionAsked
    | TextDraftSaved
    | TextDraftDiscarded
    | TextDraftTakenOver
    | PartRefused
    | PagesRead
    | TextReportConfirmed
)
