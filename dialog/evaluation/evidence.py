"""Evidence to an item of a unit, in screens: what is attached, by whom, each to be shown again or taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dialog.attachments import SENT
from dialog.evaluation.subjects import Subject
from dialog.screens import Button, Screen
from locales.text import Argument, Text, text
from programmes.model import Unit

LONGEST = 1000
MOST = 30
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Attached:
    """`kind` is photo, document, link or note; of the latter two `words` is all there is. `removable` by the reader."""

    id: int
    kind: str
    words: str
    by: Argument
    day: date
    removable: bool


def evidence_screen(
    unit: Unit, subject: Subject, held: Sequence[Attached], back: Button, before: Sequence[Text] = ()
) -> Screen:
    """What is attached, and that more can be sent."""
    key = "" if subject.most is None and not subject.reading and not subject.evidence else f"{subject.key} "
    lines = [*before, text("evaluation.evidence.title", unit=unit.name, key=key, name=subject.name)]
    if subject.evidence:
        lines.append(text("evaluation.fact.evidence_wanted", evidence=subject.evidence))
    lines += [_line(number, one) for number, one in enumerate(held, 1)]
    lines.append(text("evaluation.evidence.send"))
    rows = [
        _buttons(number, one) for number, one in list(enumerate(held, 1))[-_SHOWN:] if one.kind in SENT or one.removable
    ]
    return Screen(tuple(lines), (*rows, (back,)))


def _line(number: int, one: Attached) -> Text:
    kind = text(f"evaluation.evidence.{one.kind}")
    return text("evaluation.evidence.line", number=number, kind=kind, words=one.words, by=one.by, day=one.day)


def _buttons(number: int, one: Attached) -> tuple[Button, ...]:
    see = Button(text("evaluation.evidence.button.see", number=number), f"score:see:{one.id}")
    drop = Button(text("evaluation.evidence.button.remove", number=number), f"score:remove:{one.id}")
    return (*((see,) if one.kind in SENT else ()), *((drop,) if one.removable else ()))
