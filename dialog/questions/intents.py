"""Which intent the words of a question make, and which words it can use: `intents.toml`.

Called by the understanding and by `accounting`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scoring.answers.asked import Intent

_FILE = Path(__file__).with_name("intents.toml")


@dataclass(frozen=True, slots=True)
class Rule:
    """Fits when one tag of each group in `wanted` is there and none of `unwanted`."""

    intent: Intent
    wanted: tuple[frozenset[str], ...]
    unwanted: frozenset[str]
    score: int

    def fits(self, tags: AbstractSet[str]) -> bool:
        return self.unwanted.isdisjoint(tags) and not any(group.isdisjoint(tags) for group in self.wanted)


@cache
def _read() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def uses(intent: Intent) -> frozenset[str]:
    """The tags of words that say something to the intent."""
    return frozenset(_read()["uses"][intent.value].split())


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, the highest score first."""
    made = [
        Rule(
            Intent(rule["intent"]),
            tuple(frozenset(group.split("|")) for group in rule["all"]),
            frozenset(rule.get("none", ())),
            rule["score"],
        )
        for rule in _read()["rules"]
    ]
    return tuple(sorted(made, key=lambda rule: -rule.score))


def found(tags: AbstractSet[str]) -> tuple[Intent, ...]:
    """The intents that fit, the best first; an intent occurs once."""
    return tuple(dict.fromkeys(rule.intent for rule in rules() if rule.fits(tags)))
