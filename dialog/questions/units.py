"""Finds the units that a question means: exact names, short names, table numbers, and mentions that only resemble one.

Called by the cutting, which looks for names in the text, and by the mentions, which ask what is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dialog.questions.entries import Entries
from dialog.questions.hanzi import HanziNames
from dialog.questions.latin import LatinNames
from dialog.questions.matches import STRANGER, Match, Meant
from dialog.questions.places import begins_abroad, foreign_latin, foreign_school, strangers
from dialog.questions.vocabulary import Words, words_of
from programmes.model import Programme

_PART, _FEW = 8, 4


@dataclass(frozen=True)
class Names:
    """What units of a programme are called, and what else its questions are made of."""

    programme: Programme

    @property
    def exact(self) -> Mapping[str, tuple[str, ...]]:
        """Every name and short name, with the units that bear it."""
        return self._entries.exact

    @property
    def bureau_places(self) -> frozenset[str]:
        return self._entries.bureau_places

    @cached_property
    def strange(self) -> frozenset[str]:
        """Names that look like units and are none."""
        return strangers() - self.exact.keys()

    @cached_property
    def parts(self) -> frozenset[str]:
        """Stretches out of names that few units bear: 地矿, 信息统计. What they mean is settled like any mention."""
        bearers: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self._entries.listed:
            name = entry.name
            if name.isascii() or not entry.full:
                continue
            for start in range(len(name) - 1):
                for end in range(start + 2, min(len(name), start + _PART) + 1):
                    bearers[name[start:end]].add(entry.unit)
        return frozenset(part for part, units in bearers.items() if len(units) <= _FEW) - self.exact.keys()

    @cached_property
    def words(self) -> Words:
        """What else a question about this programme may be made of."""
        return words_of(self.programme)

    @cached_property
    def longest(self) -> int:
        """How many characters the longest name or word has."""
        return max(map(len, (*self.exact, *self.words)))

    def numbered(self, number: int) -> str | None:
        """The unit with that number in the task table."""
        return self._by_number.get(number)

    def schools_at(self, place: str) -> tuple[str, ...]:
        """Units of the other classes whose name holds the place."""
        bureaus = self.programme.classes[0].code
        return tuple(u.code for u in self.programme.units if u.unit_class != bureaus and place in u.name)

    def meant(self, mention: str) -> Meant:
        """What a mention means, exact or not."""
        if mention in self.exact:
            units = self.exact[mention]
            return Meant(Match.ONE if len(units) == 1 else Match.SEVERAL, units)
        if mention.isascii():
            return STRANGER if foreign_latin(mention) else self._latin.meant(mention)
        return STRANGER if self._foreign(mention) else self._hanzi.meant(mention)

    def _foreign(self, mention: str) -> bool:
        """Whether it is known to be none of the units, however much it resembles one."""
        own = any(mention in name for name in self.exact)
        return foreign_school(mention) or (not own and begins_abroad(mention))

    @cached_property
    def _entries(self) -> Entries:
        return Entries(self.programme)

    @cached_property
    def _hanzi(self) -> HanziNames:
        return HanziNames(self._entries)

    @cached_property
    def _latin(self) -> LatinNames:
        return LatinNames(self._entries)

    @cached_property
    def _by_number(self) -> dict[int, str]:
        return {unit.number: unit.code for unit in self.programme.units}
