"""The edge without a network: a database, people, groups, a clock that a test moves, and what left the outbox.

house.tick("2022-04-22T10:00")
assert house.sent() == [...]
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from handlers.buttons import Signer
from handlers.pushes import pushing
from handlers.pushes.pushing import Round
from handlers.pushes.ticking import go_on, tick
from handlers.turns import Setting
from handlers.work_groups import rostering
from handlers.work_groups.groups import refused
from programmes.loading import load
from programmes.periods import Period
from programmes.roles import Role
from scoring.figures import number
from store.database import Database
from store.groups import GroupState, WorkGroup
from store.records import Filing, Parcel, Person
from tests.databases import new_file

HENAN = load("henan-edu-2022")
ZONE = HENAN.calendar.zone
LEASE = timedelta(seconds=60)


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


@dataclass(frozen=True)
class Sent:
    """One call that left. `text` is its first line."""

    at: str
    chat: int
    method: str
    text: str
    parcel: Parcel


@dataclass
class House:
    database: Database
    files: Path
    now: datetime = field(default_factory=lambda: moment("2022-04-19T09:00"))
    real: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    calls: list[Sent] = field(default_factory=list)
    messages: int = 0

    @classmethod
    def at(cls, folder: Path, first: str = "2022-04-19T09:00") -> House:
        database = Database.open(new_file(folder / "yuebao.db"), programme=HENAN.id)
        house = cls(database, folder, moment(first))
        house.tick(first)
        return house

    @property
    def setting(self) -> Setting:
        return Setting(HENAN, Signer(b"key"), 1, "yuebao_bot", "zh_CN", "me", LEASE, self.files)

    def tick(self, at: str, *, deliver: bool = True) -> list[Sent]:
        """The clock shows `at` and ticks; a minute of real time has passed."""
        self.now, self.real = moment(at), self.real + timedelta(minutes=1)
        with self.database.write() as tx:
            more = tick(tx, self.setting, self.now, self.real)
        while more:
            with self.database.write() as tx:
                more = go_on(tx, self.setting, self.now, self.real)
        return self.deliver() if deliver else []

    def through(self, first: str, last: str, minutes: int = 30) -> list[Sent]:
        """A tick every so many minutes, and all that left."""
        at, found = moment(first), list[Sent]()
        while at < moment(last):
            found += self.tick(at.replace(tzinfo=None).isoformat())
            at += timedelta(minutes=minutes)
        return found

    def deliver(self) -> list[Sent]:
        """Everything that may leave is sent, and Telegram takes it."""
        found: list[Sent] = []
        while parcels := self.claim():
            for parcel in parcels:
                self.messages += 1
                with self.database.write() as tx:
                    tx.outbox.sent(parcel.id, self.messages, self.real)
                found.append(self._sent(parcel))
        self.calls += found
        return found

    def claim(self) -> tuple[Parcel, ...]:
        with self.database.write() as tx:
            return tx.outbox.claim("me", self.real, LEASE)

    def refuse(self, parcel: Parcel, code: int, description: str, moved_to: int | None = None) -> bool:
        """Telegram said no to a claimed call."""
        with self.database.write() as tx:
            tx.outbox.failed(parcel.id, description, self.real)
            return refused(tx, self.setting, parcel, (code, description, moved_to), self.now, self.real)

    def person(self, telegram_id: int, role: Role, unit: str | None = None, language: str = "zh_CN") -> Person:
        with self.database.write() as tx:
            person = tx.people.add(telegram_id, f"p{telegram_id}", language, self.now)
            tx.people.grant(person.id, role, unit, "test", self.now)
            return person

    def block(self, telegram_id: int) -> None:
        """Telegram said that the person blocked the bot."""
        with self.database.write() as tx:
            person = tx.people.by_telegram(telegram_id)
            assert person
            tx.people.set_unreachable(person.id, "Forbidden: bot was blocked by the user")

    def group(self, chat: int, unit_class: str | None, topic: int | None = None) -> WorkGroup:
        """A bound group; a coordinator must be there."""
        with self.database.write() as tx:
            (by, *_) = tx.people.of_unit(None, Role.COORDINATOR)
            group = tx.groups.propose(chat, topic, unit_class, f"群{chat}", "zh_CN", by.id, self.now)
            tx.groups.set_state(group.id, GroupState.ACTIVE, "", self.now)
            found = tx.groups.by_id(group.id)
            assert found
            return found

    def file(self, unit: str, period: str = "2022-04") -> None:
        """The unit's report is in, as the turn that files it does."""
        month = Period.parse(period)
        with self.database.write() as tx:
            number_ = HENAN.unit(unit).number
            figures = {"training": number(1)}
            late = self.now >= HENAN.calendar.due_at(month)
            tx.reports.file(Filing(unit, number_, month, figures, self.now, late, "chat", "person:1"))
            round_ = Round(tx, self.setting, self.now, self.real)
            pushing.decide(round_, unit)
            rostering.refresh_period(round_, month, unit)

    def answered(self, person: Person, at: str, report: str | None = None) -> None:
        """The last thing that the person said; `report` is the report's session."""
        body: dict[str, Any] = {"v": 1, "unit": None, "report": report, "screen": 0, "labels": {}}
        with self.database.write() as tx:
            tx.sessions.save(person.id, json.dumps(body), moment(at))

    def state_of(self, group: WorkGroup) -> GroupState:
        with self.database.read() as tx:
            found = tx.groups.by_id(group.id)
            assert found
            return found.state

    def _sent(self, parcel: Parcel) -> Sent:
        payload: dict[str, Any] = json.loads(parcel.payload)
        first = str(payload.get("text", "")).splitlines()[:1]
        return Sent(f"{self.now:%m-%dT%H:%M}", parcel.chat or 0, parcel.method, "".join(first), parcel)


def told(sent: list[Sent]) -> list[tuple[str, int, str]]:
    """When, to which chat, and the first line."""
    return [(one.at, one.chat, one.text) for one in sent]


def text_of(one: Sent) -> str:
    return str(json.loads(one.parcel.payload)["text"])
