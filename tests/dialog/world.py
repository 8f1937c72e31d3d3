"""A small world for the report: it applies a turn's events as the edge does, with dictionaries for a database.

Between any two turns the session and the drafts go through JSON, so nothing can live in memory only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from dialog import codec, events
from dialog.inputs import Command, Input, Press, Say
from dialog.report.ending import corrected_screen, receipt_screen
from dialog.report.facts import DraftOnFile, Person, ReportFacts
from dialog.report.flow import step
from dialog.report.session import ReportSession
from dialog.screens import Screen
from locales.catalog import catalog
from locales.text import Text
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import Figure, FiledMonth, History, Status

HENAN = "henan-edu-2022"
MONDAY = datetime.fromisoformat("2022-09-26T09:00:00+08:00")


def henan() -> Programme:
    return load(HENAN)


@dataclass
class World:
    """One unit, its people, its record and the clock."""

    unit: str = "焦作大学"
    now: datetime = MONDAY
    language: str = "zh_CN"
    programme: Programme = field(default_factory=henan)
    sessions: dict[str, str] = field(default_factory=dict)
    screens: dict[str, Screen] = field(default_factory=dict)
    drafts: dict[Period, tuple[str, int, datetime]] = field(default_factory=dict)
    history: History = field(default_factory=lambda: History("", None, {}))
    log: list[events.Event] = field(default_factory=list)

    def facts(self, who: str = "王敏") -> ReportFacts:
        unit = self.programme.unit_named(self.unit)
        assert unit is not None
        drafts = {}
        for period, (body, version, touched) in self.drafts.items():
            draft = codec.load_draft(body)
            assert draft is not None
            drafts[period] = DraftOnFile(draft, version, touched)
        person = Person(sum(map(ord, who)), who)
        return ReportFacts(self.programme, unit, person, replace(self.history, unit=unit.code), drafts)

    def session(self, who: str = "王敏") -> ReportSession:
        return codec.load_session(self.sessions.get(who))

    def turn(self, said: Input, who: str = "王敏") -> tuple[events.Event, ...]:
        """One turn of one person, with all that follows from it."""
        outcome = step(self.session(who), said, self.facts(who), self.now)
        self.sessions[who] = codec.dump_session(outcome.session)
        assert codec.load_session(self.sessions[who]) == outcome.session
        for event in outcome.events:
            self._apply(event, who)
        self.log += outcome.events
        return outcome.events

    def say(self, words: str, who: str = "王敏") -> tuple[events.Event, ...]:
        """Typed words; a command, or the label of a button of the open screen, is what the edge makes of it."""
        if words.startswith("/"):
            name, _, argument = words[1:].partition(" ")
            return self.turn(Command(name, argument), who)
        action = self.labels(who).get(words)
        return self.turn(Press(action, self.session(who).screen) if action else Say(words), who)

    def labels(self, who: str = "王敏") -> dict[str, str]:
        shown = self.screens.get(who)
        return {self.plain(button.label): button.action for button in shown.buttons} if shown else {}

    def press(self, label: str, who: str = "王敏") -> tuple[events.Event, ...]:
        return self.turn(Press(self.labels(who)[label], self.session(who).screen), who)

    def plain(self, what: Text) -> str:
        return catalog(self.language).plain(what)

    def shown(self, who: str = "王敏") -> str:
        return "\n".join(self.plain(line) for line in self.screens[who].lines)

    def _apply(self, event: events.Event, who: str) -> None:
        match event:
            case events.ScreenShown(screen):
                self._show(screen, who)
            case events.DraftSaved(draft, expected):
                held = self.drafts.get(draft.period)
                assert (held[1] if held else 0) == expected, "a draft was overwritten unseen"
                self.drafts[draft.period] = (codec.dump_draft(draft), expected + 1, self.now)
            case events.DraftDiscarded(_, period):
                del self.drafts[period]
            case events.ReportSubmitted():
                self._file(event, who)
            case events.ReportCorrected(_, period, figures):
                held_month = self.history.months[period]
                assert held_month.revision == event.revises
                receipt = f"YB-{period}-{self.facts().unit.number:03d}-{event.revision}"
                month = replace(
                    held_month, figures=figures, revision=event.revision, filed_at=self.now, receipt=receipt
                )
                self._put(month)
                if not event.moved:
                    self._show(corrected_screen(self.facts(who), month), who)
            case events.OpeningCorrected(_, opening):
                self.history = replace(self.history, opening=opening)

    def _file(self, event: events.ReportSubmitted, who: str) -> None:
        assert event.period not in self.history.months, "filed twice"
        if event.opening is not None:
            self.history = replace(self.history, opening=event.opening)
        receipt = f"YB-{event.period}-{self.facts().unit.number:03d}"
        filed = self._filed(event.period, event.figures, receipt, None)
        self._put(filed)
        for contained in event.contains:
            self._put(replace(self._filed(contained, {}, receipt, event.period), late=filed.late))
        facts = self.facts(who)
        self.drafts.pop(event.period, None)
        self._show(receipt_screen(facts, filed, self.now), who)

    def _filed(self, period: Period, figures: Mapping[str, Figure], receipt: str, within: Period | None) -> FiledMonth:
        late = self.now >= self.programme.calendar.due_at(period)
        return FiledMonth(
            period,
            figures,
            1,
            Status.SUBMITTED,
            late,
            self.now,
            self.now,
            "chat",
            receipt,
            within,
        )

    def _put(self, month: FiledMonth) -> None:
        self.history = replace(self.history, months={**self.history.months, month.period: month})

    def _show(self, screen: Screen, who: str) -> None:
        check_manners(self, screen)
        self.screens[who] = screen

    def later(self, **how: float) -> None:
        self.now += timedelta(**how)


def check_manners(world: World, screen: Screen) -> None:
    """What Telegram and the house ask of every screen, in both languages."""
    for language in ("zh_CN", "en"):
        words = catalog(language).lines(screen.lines).text
        assert 0 < len(words.encode("utf-16-le")) // 2 <= 4096
        labels = [catalog(language).plain(button.label) for button in screen.buttons]
        assert all(labels)
        assert len(set(labels)) == len(labels), labels
    for button in screen.buttons:
        assert button.action.isascii()
        assert 0 < len(button.action) <= 24
    assert all(len(row) <= 4 for row in screen.rows)
    assert all(screen.rows)
