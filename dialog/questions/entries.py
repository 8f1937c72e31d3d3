"""All names of a programme's units, indexed once: by their characters, how rare these are, and their sound.

A mention costs by its own length, not by the number of units. Called by `units`; `hanzi` and `latin` match against it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dialog.questions.likeness import sound
from programmes.model import Programme, Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a unit; `full` for official ones."""

    unit: str
    name: str
    full: bool


@dataclass(frozen=True)
class Entries:
    """The names with the units that bear them."""

    programme: Programme

    @cached_property
    def listed(self) -> tuple[Entry, ...]:
        return tuple(entry for unit in self.programme.units for entry in _entries_of(unit))

    @cached_property
    def exact(self) -> Mapping[str, tuple[str, ...]]:
        """Every name and short name, with the units that bear it."""
        return grouped((entry.name, entry.unit) for entry in self.listed)

    @cached_property
    def by_sound(self) -> Mapping[str, tuple[str, ...]]:
        return grouped((sound(entry.name), entry.unit) for entry in self.listed)

    @cached_property
    def bureau_places(self) -> frozenset[str]:
        """Short names of bureaus that are places: 焦作. Beside a school word such a name is no bureau."""
        classes = {unit.code: unit.unit_class for unit in self.programme.units}
        bureaus = self.programme.classes[0].code
        return frozenset(
            name
            for name, units in self.exact.items()
            if len(units) == 1 and classes[units[0]] == bureaus and name[-1] not in "市县局区"
        )

    def near(self, mention: str) -> list[Entry]:
        """Entries that share at least half of the mention's characters."""
        counts = Counter(index for character in set(mention) for index in self._holding.get(character, ()))
        least = max(1, len(set(mention)) // 2)
        return [self.listed[index] for index, count in counts.items() if count >= least]

    def weights(self, mention: str) -> list[float]:
        """How much each character says: rare ones more."""
        rare = math.log(1 + len(self.programme.units))
        return [self._weights.get(character, rare) for character in mention]

    @cached_property
    def _holding(self) -> dict[str, list[int]]:
        """Which entries hold a character."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.listed):
            for character in set(entry.name):
                found[character].append(index)
        return found

    @cached_property
    def _weights(self) -> dict[str, float]:
        names = [set(unit.name) for unit in self.programme.units]
        counts = Counter(character for name in names for character in name)
        return {character: math.log(1 + len(names) / count) for character, count in counts.items()}


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Each key with its units, none twice."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, unit in pairs:
        found[key].append(unit)
    return {key: tuple(dict.fromkeys(units)) for key, units in found.items()}


def _entries_of(unit: Unit) -> Iterator[Entry]:
    for name in dict.fromkeys((unit.name, unit.printed, *unit.further_names)):
        yield Entry(unit.code, name.lower(), True)
    for name in unit.short_names:
        yield Entry(unit.code, name.lower(), False)
