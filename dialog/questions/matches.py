"""What a mention of a unit was found to mean. Made by `hanzi`, `latin` and `units`, read by the mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

OPTIONS = 8


class Match(StrEnum):
    """How sure a mention is: one unit, several, a name of no unit, or no name at all."""

    ONE = "one"
    SEVERAL = "several"
    STRANGER = "stranger"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Meant:
    """The units that a mention can mean, the likeliest first."""

    match: Match
    units: tuple[str, ...] = ()


STRANGER = Meant(Match.STRANGER)
NOTHING = Meant(Match.NOTHING)


def among(units: Iterable[str]) -> Meant | None:
    """One unit, or several to choose from; None without any."""
    found = tuple(dict.fromkeys(units))
    if not found:
        return None
    return Meant(Match.ONE if len(found) == 1 else Match.SEVERAL, found[:OPTIONS])
