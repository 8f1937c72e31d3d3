"""The report in words is asked for after the quarter and on its due day, of who has not filed it, beside the months."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from handlers.buttons import Signer
from handlers.pushes import pushing
from handlers.pushes.pushing import Round
from handlers.turns import Setting
from programmes.loading import load
from programmes.periods import Period
from programmes.quarters import Quarter
from programmes.roles import Role
from scoring.figures import number
from store.database import Database
from store.records import Filing
from tests.handlers.house import LEASE, House, Sent, moment, text_of

XINXIANG = load("xinxiang-2023")
DONG, LI, LEADER = 101, 102, 103
HAS, HAS_NOT = "xx-d01", "xx-d02"


@dataclass
class Town(House):
    """The same edge for xinxiang-2023."""

    @property
    def setting(self) -> Setting:
        return Setting(XINXIANG, Signer(b"key"), 1, "yuebao_bot", "zh_CN", "me", LEASE, self.files)

    def write(self, unit: str, quarter: str = "2023-Q1") -> None:
        """The unit's report in words is in, as the turn that files it does."""
        with self.database.write() as tx:
            late = self.now >= XINXIANG.text_forms[0].due_at(Quarter.parse(quarter), XINXIANG.calendar.zone)
            parts = {part.code: "一季度各项工作有序推进。" for part in XINXIANG.text_forms[0].parts}
            tx.text_reports.file("quarterly", unit, quarter, parts, filed_at=self.now, late=late, who="person:1")
            pushing.decide(Round(tx, self.setting, self.now, self.real), unit)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    database = Database.open(f"sqlite:///{tmp_path / 'yuebao.db'}", programme=XINXIANG.id)
    database.upgrade()
    town = Town(database, tmp_path, moment("2023-03-15T09:00"))
    town.tick("2023-03-15T09:00")
    town.person(DONG, Role.LIAISON, HAS)
    town.person(LI, Role.LIAISON, HAS_NOT)
    town.person(LEADER, Role.LEADER, HAS_NOT)
    return town


def asked(sent: list[Sent]) -> list[tuple[int, str]]:
    return [(one.chat, one.text) for one in sent if "季度工作报告" in one.text]


def test_after_the_quarter_those_are_asked_who_have_not_written_whatever_their_months_say(town: Town) -> None:
    town.tick("2023-03-31T09:00")
    town.write(HAS)
    with town.database.write() as tx:
        figures = {"training": number(1)}
        tx.reports.file(Filing(HAS_NOT, 18, Period(2023, 3), figures, town.now, False, "chat", "person:2"))
    sent = town.through("2023-04-01T08:00", "2023-04-04T20:00")
    assert asked(sent) == [(LI, "请报送2023年一季度季度工作报告。")]
    (one,) = [one for one in sent if "季度工作报告" in one.text]
    assert one.at == "04-03T10:00", "the first workday after the quarter"
    assert "4月7日（周五）" in text_of(one)
    markup = json.loads(one.parcel.payload)["reply_markup"]["inline_keyboard"]
    assert ".text:2023-Q1." in markup[0][0]["callback_data"]


def test_on_the_due_day_liaisons_and_leaders_of_what_is_missing(town: Town) -> None:
    town.tick("2023-04-04T09:00")
    town.write(HAS)
    sent = town.through("2023-04-07T08:00", "2023-04-08T08:00")
    assert {chat for chat, _ in asked(sent)} == {LI, LEADER}
    led = next(one for one in sent if one.chat == LEADER and "季度工作报告" in one.text)
    assert "请督促联络员" in text_of(led)


def test_who_writes_meanwhile_is_not_asked_any_more(town: Town) -> None:
    town.tick("2023-04-03T10:00", deliver=False)
    town.write(HAS_NOT)
    assert {chat for chat, _ in asked(town.deliver())} == {DONG}


def test_with_a_draft_it_is_gone_on_with(town: Town) -> None:
    with town.database.write() as tx:
        tx.drafts.save(HAS_NOT, Quarter(2023, 1), "{}", 0, 1, town.now)
    sent = town.tick("2023-04-03T10:00")
    payloads = {one.chat: one.parcel.payload for one in sent if "季度工作报告" in one.text}
    assert "继续" in payloads[LI]
    assert "开始写" in payloads[DONG]


def test_after_a_downtime_a_month_and_the_words_are_two_messages(town: Town) -> None:
    town.tick("2023-03-30T09:00")
    sent = town.through("2023-04-03T11:00", "2023-04-03T13:00")
    mine = [one.text for one in sent if one.chat == LI]
    assert len([words for words in mine if "季度工作报告" in words]) == 1
    assert len([words for words in mine if "2023年3月" in words]) == 1
