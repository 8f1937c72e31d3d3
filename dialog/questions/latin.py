"""Matches a mention in Latin letters: pinyin, its initials, pinyin with a slip, or an English name word by word.

Called by `units`; edit distance is imported only when a mention needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dialog.questions.entries import Entries, grouped
from dialog.questions.likeness import sound, syllables
from dialog.questions.matches import NOTHING, OPTIONS, Match, Meant, among
from dialog.questions.places import aliases, english

_LINKS = frozenset({"of", "and", "the", "for", "at", "in"})


@dataclass(frozen=True)
class LatinNames:
    """The names as they are written in Latin letters."""

    entries: Entries

    def meant(self, mention: str) -> Meant:
        joined = mention.replace(" ", "").replace("'", "")
        if (units := self.entries.by_sound.get(joined)) is not None:
            return Meant(Match.ONE if len(units) == 1 else Match.SEVERAL, units)
        return self._translated(mention) or self._initials(joined) or self._alike(joined) or NOTHING

    def _alike(self, joined: str) -> Meant | None:
        """Pinyin with a slip in it."""
        from rapidfuzz import fuzz, process

        if len(joined) < 7:
            return None
        sounds = self.entries.by_sound
        found = process.extract(joined, list(sounds), scorer=fuzz.ratio, score_cutoff=90, limit=4)
        return among(unit for said, score, _ in found for unit in sounds[said] if score >= found[0][1] - 3)

    def _initials(self, joined: str) -> Meant | None:
        return among(self._by_initials.get(joined, ())) if len(joined) >= 4 else None

    def _translated(self, mention: str) -> Meant | None:
        """An English name, word by word: every word must stand in the name, and the name must be used up."""
        words = [word.replace("'s", "").replace("'", "") for word in mention.split()]
        plain = " ".join(word for word in words if word != "the")
        if plain in aliases():
            unit = self.entries.programme.unit_named(aliases()[plain])
            return Meant(Match.ONE, (unit.code,)) if unit else None
        wanted = [self._hanzi(word) for word in words if word not in _LINKS]
        return self._used_up(wanted) if all(wanted) else None

    def _hanzi(self, word: str) -> tuple[str, ...]:
        """What an English word or a place's pinyin can be in a Chinese name; nothing where it is unknown."""
        place = self._place_sounds.get(word)
        return (place,) if place else english().get(word, ())

    def _used_up(self, wanted: list[tuple[str, ...]]) -> Meant | None:
        scored = []
        for unit in self.entries.programme.units:
            taken = [max((w for w in group if w in unit.name), key=len, default=None) for group in wanted]
            if wanted and None not in taken:
                held = sum(len(word) for word in set(filter(None, taken)))
                scored.append((held / len(unit.name), unit.code))
        scored.sort(key=lambda pair: (-pair[0], pair[1]))
        if not scored:
            return None
        close = tuple(code for share, code in scored if scored[0][0] - share < 0.12)
        sure = len(close) == 1 and scored[0][0] >= 0.6
        return Meant(Match.ONE if sure else Match.SEVERAL, close[:OPTIONS])

    @cached_property
    def _place_sounds(self) -> dict[str, str]:
        return {sound(place): place for place in self.entries.bureau_places} | {"henan": "河南", "huanghe": "黄河"}

    @cached_property
    def _by_initials(self) -> Mapping[str, tuple[str, ...]]:
        initials = ("".join(syllable[0] for syllable in syllables(u.name)) for u in self.entries.programme.units)
        return grouped(zip(initials, (unit.code for unit in self.entries.programme.units), strict=True))
