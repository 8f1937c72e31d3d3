"""A person's questions, as far as later ones go on from them and the buttons under their answers need them.

Kept in the session as JSON. A thread that cannot be read, or that is old, is begun anew: it holds no figures.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from dialog.questions import Understood
from dialog.questions.codec import decoded, encoded
from scoring.answers import Answer, Outcome

VERSION = 1
# So long a question that leaves out its subject means the one before.
LASTS = timedelta(minutes=30)
# So many answers above each other keep their buttons.
_KEPT = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and what became of it. `options`: the names offered to choose from; `number` stands in its buttons.

    `traced`: there is arithmetic to show. `place` is the chat where it was asked.
    """

    number: int
    place: int
    at: datetime
    understood: Understood
    options: tuple[str, ...]
    answered: bool
    traced: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """The latest questions of one person, oldest first; `following` is the next one's number.

    What was asked in a group is gone on from in that group alone.
    """

    following: int = 1
    entries: tuple[Entry, ...] = ()

    def earlier(self, place: int, now: datetime) -> Understood | None:
        """What a question asked now in that chat goes on from."""
        asked = [one for one in self.entries if one.place == place]
        return asked[-1].understood if asked and now - asked[-1].at <= LASTS else None

    def last(self, now: datetime) -> Entry | None:
        """The latest question, wherever it was asked."""
        return self.entries[-1] if self.entries and now - self.entries[-1].at <= LASTS else None

    def entry(self, number: int) -> Entry | None:
        return next((one for one in self.entries if one.number == number), None)

    def with_question(self, understood: Understood, found: Answer, place: int, now: datetime) -> Thread:
        answered = found.outcome is Outcome.ANSWERED
        new = Entry(self.following, place, now, understood, found.options, answered, bool(found.trace))
        return Thread(self.following + 1, (*self.entries, new)[-_KEPT:])

    def written(self) -> str:
        asked = [
            (one.number, one.place, one.at.isoformat(), encoded(one.understood), one.options, one.answered, one.traced)
            for one in self.entries
        ]
        return json.dumps({"v": VERSION, "next": self.following, "asked": asked}, ensure_ascii=False)


def read_thread(body: str) -> Thread:
    """The thread in `body`, or a new one."""
    try:
        held = json.loads(body)
        return Thread(held["next"], tuple(_entry(*one) for one in held["asked"])) if held["v"] == VERSION else Thread()
    except (ValueError, KeyError, TypeError):
        return Thread()


def _entry(number: int, place: int, at: str, question: str, options: list[str], answered: bool, traced: bool) -> Entry:
    return Entry(number, place, datetime.fromisoformat(at), decoded(question), tuple(options), answered, traced)
