"""One turn under way: the facts it began with, and what has been decided so far. Lives only inside `flow.step`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from dialog.events import AnswerAccepted, AnswerRefused, DraftSaved, Ending, Event, ScreenShown, SessionEnded
from dialog.report.draft import Draft
from dialog.report.facts import DraftOnFile, ReportFacts
from dialog.report.session import Correction, Outcome, Place, ReportSession
from dialog.report.walk import Stop, next_stop
from dialog.screens import Screen
from locales.text import Text, text
from programmes.periods import Period
from scoring.figures import Figure


@dataclass
class Turn:
    """Collects events and notes; `notes` are shown above the next screen, so that a turn is one message."""

    facts: ReportFacts
    now: datetime
    session: ReportSession
    events: list[Event] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    @property
    def draft(self) -> Draft:
        """The draft of the session's period, an empty one until something was answered."""
        return draft_of(self.session, self.facts, self.now)

    @property
    def correction(self) -> Correction:
        return self.session.correction or Correction()

    def note(self, said: Text) -> None:
        self.notes.append(said)

    def go(self, place: Place, line: str = "") -> None:
        """Open a question; what was being asked back is over."""
        self.session = replace(self.session, place=place, line=line, numbers=(), said="")

    def go_to(self, stop: Stop) -> None:
        self.go(stop.place, stop.line)

    def go_on(self) -> None:
        """To whatever the draft needs next."""
        self.go_to(next_stop(self.facts, self.draft))

    def keep(self, draft: Draft) -> None:
        """Save the draft in this turn's transaction; the turn goes on with it."""
        expected = self.session.seen
        last = self.events[-1] if self.events else None
        if isinstance(last, DraftSaved) and last.draft.period == draft.period:
            self.events.pop()
            expected = last.expected
        self.events.append(DraftSaved(draft, expected))
        on_file = DraftOnFile(draft, expected + 1, self.now)
        self.facts = replace(self.facts, drafts={**self.facts.drafts, draft.period: on_file})
        self.session = replace(self.session, seen=expected + 1)

    def accept(self, line: str, figure: Figure | None, draft: Draft) -> None:
        """One line was answered and `draft` holds it."""
        before = self.draft.figures.get(line)
        accepted = AnswerAccepted(self.facts.unit.code, draft.period, line, before, figure)
        self.keep(draft)
        self.events.insert(len(self.events) - 1, accepted)

    def refuse(self, line: str, problem: str, *why: Text) -> None:
        """The answer was not taken; the question stays open."""
        self.events.append(AnswerRefused(self.facts.unit.code, self.session.period, line, problem))
        self.notes.extend(why)

    def end(self, why: Ending, place: Place = Place.IDLE) -> None:
        self.events.append(SessionEnded(why))
        self.session = ReportSession(self.session.screen, place, self.session.period)

    def show(self, screen: Screen) -> None:
        """The turn's one message, with the notes above it."""
        number = self.session.screen + 1
        self.session = replace(self.session, screen=number)
        self.events.append(ScreenShown(replace(screen, lines=self._with_notes(screen)), number))

    def _with_notes(self, screen: Screen) -> tuple[Text, ...]:
        """Notes stand above, an empty line apart."""
        return (*self.notes, text(""), *screen.lines) if self.notes and screen.lines else (*self.notes, *screen.lines)

    def outcome(self) -> Outcome:
        return Outcome(self.session, tuple(self.events))


def draft_of(session: ReportSession, facts: ReportFacts, now: datetime) -> Draft:
    """The draft that the session works on."""
    period = session.period
    if period is None:
        raise ValueError("a session without a period has no draft")
    on_file = facts.drafts.get(period)
    return on_file.draft if on_file else new_draft(facts, period, now)


def new_draft(facts: ReportFacts, period: Period, now: datetime) -> Draft:
    return Draft(facts.unit.code, period, facts.person.id, facts.person.name, now)
