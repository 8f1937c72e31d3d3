"""What a list of candidates for commendation is made of. Frozen, no words; made by `commending` and `choosing`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from locales.text import Text
from programmes.citations import Citation
from programmes.model import Unit


@dataclass(frozen=True, slots=True)
class Overdue:
    """A finding of a visit that is still open, and by when it was to be mended."""

    words: str
    mend_by: date


Findings = Mapping[str, Sequence[Overdue]]
"""By the unit's code."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion: whether it holds, None while that is undecided, what was found, how it is taken, its clause."""

    name: Text
    holds: bool | None
    value: Text
    reading: str
    cites: Citation


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unit with all its reasons."""

    unit: Unit
    reasons: tuple[Reason, ...]

    @property
    def candidate(self) -> bool | None:
        """None while a criterion is undecided and none fails."""
        held = {reason.holds for reason in self.reasons}
        if False in held or not held:
            return False
        return None if None in held else True
