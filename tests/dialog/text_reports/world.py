"""A small world for the report in words: one unit of xinxiang-2023, its people, and dictionaries for a database.

Between any two turns session and draft go through JSON, as in service.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dialog import codec
from dialog.events import ScreenShown, SideQuestionAsked
from dialog.inputs import Command, Input, Press, Say
from dialog.screens import Screen
from dialog.text_reports import events
from dialog.text_reports.ending import receipt_screen
from dialog.text_reports.facts import TextFacts, TextOnFile, TextReport
from dialog.text_reports.flow import step
from dialog.text_reports.session import TextSession
from locales.catalog import catalog
from programmes.loading import load
from programmes.quarters import Quarter

XINXIANG = load("xinxiang-2023")
Q1 = Quarter(2023, 1)
PARTS = {
    "progress": "一季度组织培训 2 970 人次，完成年度任务的四分之一。",
    "problems": "部分乡镇师资不足，培训场地紧张。",
    "next_steps": "二季度增开夜校班，联合企业办学。",
}
HEADED = "一、工作进展情况\n{progress}\n二、存在问题\n{problems}\n三、下步打算：\n{next_steps}".format(**PARTS)


@dataclass
class World:
    """`drafts` are (body, version) by quarter; a discarded one keeps counting, as in the store."""

    now: datetime = field(default_factory=lambda: datetime.fromisoformat("2023-04-03T09:00:00+08:00"))
    language: str = "zh_CN"
    sessions: dict[str, str] = field(default_factory=dict)
    screens: dict[str, Screen] = field(default_factory=dict)
    drafts: dict[Quarter, tuple[str | None, int]] = field(default_factory=dict)
    filed: dict[Quarter, list[TextReport]] = field(default_factory=dict)
    pages: list[Screen] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    log: list[events.Event] = field(default_factory=list)

    def facts(self, who: str = "王敏") -> TextFacts:
        unit = XINXIANG.unit_named("长垣市")
        assert unit is not None
        drafts = {}
        for quarter, (body, version) in self.drafts.items():
            if body is not None:
                draft = codec.load_text_draft(body)
                assert draft is not None
                drafts[quarter] = TextOnFile(draft, version)
        filed = {quarter: revisions[-1] for quarter, revisions in self.filed.items()}
        return TextFacts(XINXIANG.text_forms[0], XINXIANG.calendar, unit, sum(map(ord, who)), who, filed, drafts)

    def session(self, who: str = "王敏") -> TextSession:
        return codec.load_text_session(self.sessions.get(who))

    def turn(self, said: Input, who: str = "王敏") -> tuple[events.Event, ...]:
        """One turn of one person, with all that follows from it."""
        outcome = step(self.session(who), said, self.facts(who), self.now)
        self._keep(outcome.session, who)
        for event in outcome.events:
            self._apply(event, who)
        self.log += outcome.events
        return outcome.events

    def say(self, words: str, who: str = "王敏") -> str:
        """Type: a label of the open screen is its press, as at the edge. What is shown then."""
        label = self.labels(who).get(words)
        if words.startswith("/"):
            name, _, argument = words[1:].partition(" ")
            self.turn(Command(name, argument), who)
        else:
            self.turn(Press(label, 0) if label else Say(words), who)
        return self.shown(who)

    def press(self, label: str, who: str = "王敏") -> str:
        found = self.labels(who)
        assert label in found, f"{label} is not among {sorted(found)}"
        self.turn(Press(found[label], 0), who)
        return self.shown(who)

    def labels(self, who: str = "王敏") -> dict[str, str]:
        screen = self.screens.get(who)
        words = catalog(self.language)
        return {words.plain(button.label): button.action for button in screen.buttons} if screen else {}

    def shown(self, who: str = "王敏") -> str:
        return catalog(self.language).lines(self.screens[who].lines).text if who in self.screens else ""

    def written(self, quarter: Quarter = Q1) -> dict[str, str]:
        """The parts of the draft."""
        on_file = self.facts().drafts.get(quarter)
        return dict(on_file.draft.parts) if on_file else {}

    def later(self, **how: float) -> None:
        self.now += timedelta(**how)

    def _keep(self, session: TextSession, who: str) -> None:
        self.sessions[who] = codec.dump_text_session(session)
        assert codec.load_text_session(self.sessions[who]) == session

    def _apply(self, event: events.Event, who: str) -> None:
        match event:
            case ScreenShown(screen):
                check_manners(screen)
                self.screens[who] = screen
            case SideQuestionAsked(words):
                self.questions.append(words)
            case events.PagesRead(pages):
                assert pages
                for page in pages:
                    check_manners(page)
                self.pages += pages
            case events.TextDraftSaved(draft, expected):
                body, version = self.drafts.get(draft.quarter, (None, 0))
                assert (version if body else 0) == expected, "a draft was overwritten unseen"
                self.drafts[draft.quarter] = (codec.dump_text_draft(draft), version + 1)
            case events.TextDraftDiscarded(_, quarter):
                self.drafts[quarter] = (None, self.drafts[quarter][1] + 1)
            case events.TextReportConfirmed():
                self._file(event, who)

    def _file(self, event: events.TextReportConfirmed, who: str) -> None:
        before = self.filed.get(event.quarter, [])
        assert event.revises == len(before), "filed twice"
        assert bool(event.reason) == bool(event.revises)
        late = before[0].late if before else self.now >= self.facts().form.due_at(event.quarter, XINXIANG.calendar.zone)
        first = before[0].filed_at if before else self.now
        receipt = f"{event.quarter}-{len(before) + 1}"
        report = TextReport(event.quarter, event.parts, len(before) + 1, late, self.now, first, receipt)
        self.filed[event.quarter] = [*before, report]
        self.drafts[event.quarter] = (None, self.drafts[event.quarter][1] + 1)
        self._apply(ScreenShown(receipt_screen(self.facts(who), report), 0), who)


def check_manners(screen: Screen) -> None:
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
    assert all(0 < len(row) <= 4 for row in screen.rows)
