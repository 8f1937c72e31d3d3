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

    `traced`: there is arithmetic to show.
    """

    number: int
    at: datetime
    understood: Understood
    options: tuple[str, ...]
    answered: bool
    traced: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """The latest questions, oldest first; `following` is the next one's number."""

    following: int = 1
    entries: tuple[Entry, ...] = ()

    def earlier(self, now: datetime) -> Understood | None:
        """What a question asked now goes on from."""
        last = self.last(now)
        return last.understood if last else None

    def last(self, now: datetime) -> Entry | None:
        return self.entries[-1] if self.entries and now - self.entries[-1].at <= LASTS else None

    def entry(self, number: int) -> Entry | None:
        return next((one for one in self.entries if one.number == number), None)

    def with_question(self, understood: Understood, found: Answer, now: datetime) -> Thread:
        answered = found.outcome is Outcome.ANSWERED
        new = Entry(self.following, now, understood, found.options, answered, bool(found.trace))
        return Thread(self.following + 1, (*self.entries, new)[-_KEPT:])

    def written(self) -> str:
        entries = [
            [one.number, one.at.isoformat(), encoded(one.understood), one.options, one.answered, one.traced]
            for one in self.entries
        ]
        return json.dumps({"v": VERSION, "next": self.following, "asked": entries}, ensure_ascii=False)


def read_thread(body: str) -> Thread:
    """The thread in `body`, or a new one."""
    try:
        held = json.loads(body)
        if held["v"] != VERSION:
            return Thread()
        entries = tuple(
            Entry(number, datetime.fromisoformat(at), decoded(question), tuple(options), answered, traced)
            for number, at, question, options, answered, traced in held["asked"]
        )
        return Thread(held["next"], entries)
    except (ValueError, KeyError, TypeError):
        return Thread()
