"""What a turn of a conversation decided, in past tense: each type has one function in the effects table of the edge.

Nothing here has happened to the world yet: the edge applies a turn's events in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dialog.report.draft import Draft
from dialog.screens import Screen
from programmes.periods import Period
from scoring.figures import Figure


@dataclass(frozen=True, slots=True)
class ScreenShown:
    """The one screen of this turn. `number` goes into its buttons; a press of another number is stale."""

    screen: Screen
    number: int


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """The unit's draft as it now stands. The store holds version `expected` of it (0: none) and counts on."""

    draft: Draft
    expected: int


@dataclass(frozen=True, slots=True)
class DraftDiscarded:
    """The draft was thrown away on the person's word."""

    unit: str
    period: Period


@dataclass(frozen=True, slots=True)
class AnswerAccepted:
    """One line of a draft was answered; `before` is what stood there. `after` None: put off (跳过)."""

    unit: str
    period: Period
    line: str
    before: Figure | None
    after: Figure | None


@dataclass(frozen=True, slots=True)
class AnswerRefused:
    """An answer was not taken; `problem` is the name of the rule, never what was typed."""

    unit: str
    period: Period | None
    line: str
    problem: str


@dataclass(frozen=True, slots=True)
class DraftTakenOver:
    """A second liaison goes on with the draft that `from_person` was filling."""

    unit: str
    period: Period
    from_person: int


@dataclass(frozen=True, slots=True)
class ReportSubmitted:
    """The person confirmed. `opening` only with a first report. `contains`: months reported in this one.

    The store files it once by unit, period and revision 1, closes `contains`, drops the draft, and the edge answers
    with `dialog.report.ending.receipt_screen`.
    """

    unit: str
    period: Period
    figures: Mapping[str, Figure]
    opening: Mapping[str, int] | None
    contains: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class ReportCorrected:
    """A filed month gets revision `revision`: `figures` is the whole month, of which `line` changed.

    `revises` is the revision it was made from. A month reported in a later one keeps its `reported_in`. `moved`: this
    is that later one, which gave up what was stated apart. The edge answers the other one with
    `dialog.report.ending.corrected_screen`.
    """

    unit: str
    period: Period
    figures: Mapping[str, Figure]
    line: str
    before: Figure | None
    after: Figure
    reason: str
    revises: int
    moved: bool = False

    @property
    def revision(self) -> int:
        return self.revises + 1


@dataclass(frozen=True, slots=True)
class OpeningCorrected:
    """The balance before the first period was changed: `opening` is all of it, of which `line` changed."""

    unit: str
    opening: Mapping[str, int]
    line: str
    before: int
    after: int
    reason: str


@dataclass(frozen=True, slots=True)
class SideQuestionAsked:
    """Not an answer but a question to the bot; when one is open, the open question follows as ScreenShown."""

    text: str


class Ending(StrEnum):
    """Why a conversation closed."""

    SUBMITTED = "submitted"
    CORRECTED = "corrected"
    SAVED = "saved"
    CANCELLED = "cancelled"
    NOTHING_OPEN = "nothing_open"


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """No question is open any more."""

    why: Ending


Event = (
    ScreenShown
    | DraftSaved
    | DraftDiscarded
    | AnswerAccepted
    | AnswerRefused
    | DraftTakenOver
    | ReportSubmitted
    | ReportCorrected
    | OpeningCorrected
    | SideQuestionAsked
    | SessionEnded
)
