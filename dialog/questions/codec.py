"""What was understood, as JSON and back: the thread's last question is kept in the session. Strict and versioned."""

from __future__ import annotations

import json
from typing import Any

from dialog.questions.understanding import Understood
from programmes.periods import Period
from scoring.answers.asked import Doubt, Horizon, Intent, Question, Reason, When

VERSION = 3


def encoded(understood: Understood) -> str:
    question = understood.question
    when, doubt = question.when, question.doubt
    return json.dumps(
        {
            "version": VERSION,
            "intent": question.intent,
            "units": question.units,
            "class": question.unit_class,
            "indicators": question.indicators,
            "when": [str(when.first), str(when.last), when.upto] if when else None,
            "horizon": question.horizon,
            "count": question.count,
            "about": question.about,
            "new": question.new,
            "circular": question.circular,
            "amount": question.amount,
            "lowest": question.lowest,
            "doubt": [doubt.reason, doubt.options, doubt.words] if doubt else None,
        },
        ensure_ascii=False,
    )


def decoded(text: str) -> Understood:
    """ValueError when it is of another version: the thread then begins anew."""
    held = json.loads(text)
    if held.get("version") != VERSION:
        raise ValueError(f"an understood question of version {held.get('version')!r}, expected {VERSION}; ask anew")
    return Understood(
        Question(
            intent=Intent(held["intent"]) if held["intent"] else None,
            units=tuple(held["units"]),
            unit_class=held["class"],
            indicators=tuple(held["indicators"]),
            when=_when(held["when"]),
            horizon=Horizon(held["horizon"]) if held["horizon"] else None,
            count=held["count"],
            about=Intent(held["about"]) if held["about"] else None,
            new=held["new"],
            circular=held["circular"],
            amount=held["amount"],
            lowest=held["lowest"],
            doubt=_doubt(held["doubt"]),
        )
    )


def _when(held: list[Any] | None) -> When | None:
    return When(Period.parse(held[0]), Period.parse(held[1]), held[2]) if held else None


def _doubt(held: list[Any] | None) -> Doubt | None:
    return Doubt(Reason(held[0]), tuple(held[1]), held[2]) if held else None
