"""One turn of the report in words under way: the facts it began with, and what was decided. Lives in a step only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from dialog.events import ScreenShown
from dialog.screens import Screen
from dialog.text_reports.events import Event, PartRefused, TextDraftDiscarded, TextDraftSaved
from dialog.text_reports.facts import TextDraft, TextFacts, TextOnFile
from dialog.text_reports.reading import unfit
from dialog.text_reports.session import Outcome, Place, TextSession
from locales.text import Text, text
from programmes.quarters import Quarter


@dataclass
class Turn:
    """Collects events and notes; `notes` are shown above the next screen, so that a turn is one message."""

    facts: TextFacts
    now: datetime
    session: TextSession
    events: list[Event] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    @property
    def quarter(self) -> Quarter:
        """The quarter that the turn is about; chosen at every place that asks for it."""
        assert self.session.quarter is not None, f"no quarter is chosen at {self.session.place}"  # noqa: S101
        return self.session.quarter

    @property
    def draft(self) -> TextDraft:
        """The quarter's draft, a new one until something was written."""
        return draft_of(self.facts, self.quarter, self.now)

    def note(self, said: Text) -> None:
        self.notes.append(said)

    def go(self, place: Place, part: str = "", *, going_on: bool = False) -> None:
        self.session = replace(self.session, place=place, part=part, going_on=going_on)

    def go_on(self, after: str = "") -> None:
        """To the next part that is not written, looking behind `after` first; to the summary when all are."""
        codes = [part.code for part in self.facts.form.parts]
        ahead = codes[codes.index(after) + 1 :] if after else []
        missing = [code for code in (*ahead, *codes) if code in lacking(self.facts, self.draft)]
        if missing:
            self.go(Place.PART, missing[0])
        else:
            self.go(Place.SUMMARY)

    def keep(self, draft: TextDraft) -> None:
        """Save the draft in this turn's transaction, once and as this person's; the turn goes on with it."""
        mine = replace(draft, filler=self.facts.person, filler_name=self.facts.name)
        before = [event for event in self.events if isinstance(event, TextDraftSaved)]
        on_file = self.facts.drafts.get(mine.quarter)
        expected = before[0].expected if before else on_file.version if on_file else 0
        self.events = [event for event in self.events if event not in before]
        self.events.append(TextDraftSaved(mine, expected))
        self.facts = replace(self.facts, drafts={**self.facts.drafts, mine.quarter: TextOnFile(mine, expected + 1)})
        self.session = replace(self.session, seen=mine.mark)

    def discard(self) -> None:
        """Throw the quarter's draft away."""
        if self.quarter in self.facts.drafts:
            self.events.append(TextDraftDiscarded(self.facts.unit.code, self.quarter))
            rest = {quarter: one for quarter, one in self.facts.drafts.items() if quarter != self.quarter}
            self.facts = replace(self.facts, drafts=rest)
        self.session = replace(self.session, seen="")

    def refuse(self, part: str, problem: str, why: Text) -> None:
        """The words were not taken; the question stays open."""
        self.events.append(PartRefused(self.facts.unit.code, self.session.quarter, part, problem))
        self.notes.append(why)

    def close(self) -> None:
        self.session = TextSession(Place.CLOSED, self.session.quarter)

    def show(self, screen: Screen) -> None:
        """The turn's one message, with the notes above it, an empty line apart."""
        lines = (*self.notes, text(""), *screen.lines) if self.notes and screen.lines else (*self.notes, *screen.lines)
        self.events.append(ScreenShown(replace(screen, lines=lines), 0))

    def outcome(self) -> Outcome:
        return Outcome(self.session, tuple(self.events))


def draft_of(facts: TextFacts, quarter: Quarter, now: datetime) -> TextDraft:
    """The quarter's draft; a new one is empty, or a correction that begins with what stands."""
    on_file, filed = facts.draft(quarter), facts.filed.get(quarter)
    if on_file:
        return on_file.draft
    parts, revises = (filed.parts, filed.revision) if filed else ({}, 0)
    return TextDraft(facts.unit.code, quarter, facts.person, facts.name, now, parts, revises)


def lacking(facts: TextFacts, draft: TextDraft) -> tuple[str, ...]:
    """The parts that are not written, or not as they must be."""
    parts: Iterable[str] = (part.code for part in facts.form.parts)
    return tuple(code for code in parts if unfit(facts.form, code, draft.parts.get(code, "")))
