"""Which intent the words of a question make: the scored rules of `intents.toml`. Called by the understanding."""

from __future__ import annotations

import tomllib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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
def rules() -> tuple[Rule, ...]:
    """All rules, the highest score first."""
    with _FILE.open("rb") as file:
        listed = tomllib.load(file)["rules"]
    made = [
        Rule(
            Intent(rule["intent"]),
            tuple(frozenset(group.split("|")) for group in rule["all"]),
            frozenset(rule.get("none", ())),
            rule["score"],
        )
        for rule in listed
    ]
    return tuple(sorted(made, key=lambda rule: -rule.score))


def found(tags: AbstractSet[str]) -> tuple[Intent, ...]:
    """The intents that fit, the best first; an intent occurs once."""
    return tuple(dict.fromkeys(rule.intent for rule in rules() if rule.fits(tags)))
