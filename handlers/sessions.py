"""Where one person stands, as the store keeps it: the conversation, the unit chosen, and the buttons on the screen.

Strict and versioned: what cannot be read is begun anew, because no figure lives here (answers are in the drafts).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

VERSION = 1


@dataclass(frozen=True, slots=True)
class ChatSession:
    """`report` is the report's own session in its codec's JSON. `labels` maps what could be typed to an action of the
    screen numbered `screen`. `unit` is set once a person of several units has chosen. `asking` names what a screen
    outside the report waits to be told in words, such as `broadcast:3:words`. `thread` holds the latest questions.
    `notes` keep what a conversation outside the report was told and has not confirmed yet, as JSON by its name.
    """

    unit: str | None = None
    report: str | None = None
    screen: int = 0
    labels: Mapping[str, str] = field(default_factory=dict)
    asking: str = ""
    thread: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> str:
        body = {"v": VERSION, "unit": self.unit, "report": self.report, "screen": self.screen, "labels": self.labels}
        seldom = {"asking": self.asking, "thread": self.thread, "notes": self.notes}
        return json.dumps(body | {name: said for name, said in seldom.items() if said}, ensure_ascii=False)


def read_session(body: str | None) -> ChatSession:
    """The session in `body`, or a new one where there is none or another version's."""
    if body is None:
        return ChatSession()
    said = json.loads(body)
    if said.get("v") != VERSION:
        return ChatSession()
    waited = said.get("asking", ""), said.get("thread", ""), said.get("notes", {})
    return ChatSession(said["unit"], said["report"], said["screen"], said["labels"], *waited)
