"""A visit while it is being recorded: what is known so far, what is asked next, and its JSON in the person's session.

Nothing of it is in the store's tables before the official confirms; cut off anywhere, it goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum

VERSION = 1
MOST_FINDINGS = 20
MOST_ATTACHED = 20
LONGEST = 500


class Step(StrEnum):
    """What is asked; the names stand in the session and in buttons."""

    UNIT = "unit"
    DAY = "day"
    PRESENT = "present"
    SEEN = "seen"
    FINDING = "finding"
    DEADLINE = "deadline"
    EVIDENCE = "evidence"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding with its deadline."""

    words: str
    mend_by: date


@dataclass(frozen=True, slots=True)
class Attached:
    """A photo or document (Telegram's file id), a link, or a note in words."""

    kind: str
    content: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """None: not asked yet. `words` is a finding whose deadline is still asked; `complete`: there are no more findings.

    `version` counts the changes, so that only the summary that was seen last can be confirmed.
    """

    unit: str = ""
    held_on: date | None = None
    present: str | None = None
    seen: str | None = None
    findings: tuple[Found, ...] = ()
    words: str = ""
    complete: bool = False
    attached: tuple[Attached, ...] = ()
    version: int = 0

    def with_(self, **changes: object) -> VisitDraft:
        """The draft after one more change."""
        return replace(self, **{**changes, "version": self.version + 1})  # type: ignore[arg-type]

    @property
    def next_step(self) -> Step:
        """What is missing first; then the summary."""
        missing = (
            (not self.unit, Step.UNIT),
            (self.held_on is None, Step.DAY),
            (self.present is None, Step.PRESENT),
            (self.seen is None, Step.SEEN),
            (bool(self.words), Step.DEADLINE),
            (not self.findings and not self.complete, Step.FINDING),
        )
        return next((step for lacks, step in missing if lacks), Step.SUMMARY)


def dump_visit(draft: VisitDraft) -> str:
    return json.dumps({"v": VERSION, **asdict(draft)}, ensure_ascii=False, default=str)


def load_visit(body: str) -> VisitDraft | None:
    """What `dump_visit` wrote; None for nothing or for another version's, which is begun anew."""
    said = json.loads(body) if body else {}
    if said.pop("v", None) != VERSION or set(said) != {field.name for field in fields(VisitDraft)}:
        return None
    said["held_on"] = date.fromisoformat(said["held_on"]) if said["held_on"] else None
    said["findings"] = tuple(Found(one["words"], date.fromisoformat(one["mend_by"])) for one in said["findings"])
    said["attached"] = tuple(attached_from(one) for one in said["attached"])
    return VisitDraft(**said)


def attached_from(one: Mapping[str, str]) -> Attached:
    return Attached(one["kind"], one["content"], one["name"])
