"""Matches a mention in Chinese characters that is no exact name: an abbreviation, a slip, or a name much like one.

Called by `units`. How a mention is matched, and where it is rather asked back, is written in `docs/questions.md`; edit
distance and pinyin are imported only when a mention needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dialog.questions.entries import Entries, Entry, grouped
from dialog.questions.likeness import mistyped, run, sound, sounds_alike, within
from dialog.questions.matches import NOTHING, OPTIONS, STRANGER, Match, Meant

MARGIN = 6.0
ASKABLE = 0.75
_TAILS = (
    *("大学", "学院", "学校", "职院", "专科", "高专", "师专", "医专", "幼专", "中专", "院校", "技院", "职大"),
    *("校", "院", "专", "大"),
)
_NAMES_END = ("大学", "学院", "学校", "职院", "中专", "高专", "师专", "教育局", "市", "县")


@dataclass(frozen=True)
class HanziNames:
    """The names as they are abbreviated and mistyped in Chinese."""

    entries: Entries

    def meant(self, mention: str) -> Meant:
        typed = self._by_type.get(_typed(mention), ())
        if len(typed) == 1:
            return Meant(Match.ONE, typed)
        return self._whole(mention) or self._slip(mention) or self._near(mention)

    def _whole(self, mention: str) -> Meant | None:
        """All characters of the mention stand, in order, in a name: an abbreviation."""
        if len(mention) < 2:
            return None
        scored = self._scored(mention, (e for e in self.entries.near(mention) if within(mention, e.name)))
        if not scored:
            return None
        top = scored[0][1]
        close = tuple(unit for unit, score in scored if top - score < MARGIN)
        close = self._same_stem(mention, close, [unit for unit, _ in scored])
        if len(close) > 1:
            return Meant(Match.SEVERAL, close[:OPTIONS])
        return Meant(Match.SEVERAL if self._bare(mention, close[0]) else Match.ONE, close)

    def _same_stem(self, mention: str, close: tuple[str, ...], others: list[str]) -> tuple[str, ...]:
        """A name without its place (交通学院) may be each unit with that stem, however long the rest of its name is."""
        programme = self.entries.programme
        name = programme.unit(close[0]).name
        tail = next((one for one in _TAILS if mention.endswith(one)), "")
        stem = mention.removesuffix(tail)
        if mention[0] == name[0] or not tail or len(stem) < 2:
            return close
        names = {unit: programme.unit(unit).name for unit in others}
        alike = {unit for unit, full in names.items() if stem in full and mention[-1] in full[-4:]}
        return tuple(unit for unit in others if unit in close or unit in alike)

    def _bare(self, mention: str, code: str) -> bool:
        """Whether only a word out of the name stands there (女子), neither where it begins nor what kind it is."""
        unit = self.entries.programme.unit(code)
        begins = (unit.name[0], *unit.short_names, *self.entries.bureau_places)
        return not mention.startswith(begins) and not mention.endswith(_TAILS)

    def _slip(self, mention: str) -> Meant | None:
        """The same sounds, or one slip. A slip that sounds otherwise may be another school (安阳医学院): asked back."""
        sounds = self.entries.by_sound.get(sound(mention), ())
        if len(sounds) == 1:
            return Meant(Match.ONE, sounds)
        listed = self.entries.listed
        near = [entry for entry in listed if mistyped(mention, entry.name) and self._same_place(mention, entry)]
        units = tuple(dict.fromkeys(entry.unit for entry in near))
        if not units:
            return None
        sure = len(units) == 1 and any(sounds_alike(mention, entry.name) for entry in near)
        return Meant(Match.ONE if sure else Match.SEVERAL, units[:OPTIONS])

    def _same_place(self, mention: str, entry: Entry) -> bool:
        """Whether the name does not begin with another place than the mention does: 南阳工学院 is not 安阳工学院."""
        place = next((one for one in self.entries.bureau_places if mention.startswith(one)), "")
        return entry.name.startswith(place)

    def _near(self, mention: str) -> Meant:
        """Most characters stand in a name: asked back. Otherwise no unit."""
        if len(mention) >= 4:
            alike = (e for e in self.entries.near(mention) if self._covers(mention, e.name))
            if scored := self._scored(mention, alike):
                return Meant(Match.SEVERAL, tuple(unit for unit, _ in scored[:4]))
        return STRANGER if mention.endswith(_NAMES_END) and len(mention) >= 3 else NOTHING

    def _covers(self, mention: str, name: str) -> bool:
        return self._cover(mention, name) >= ASKABLE and name[0] == mention[0]

    def _scored(self, mention: str, entries: Iterable[Entry]) -> list[tuple[str, float]]:
        """The best score of each unit, highest first."""
        best: dict[str, float] = {}
        for entry in entries:
            best[entry.unit] = max(self._score(mention, entry.name), best.get(entry.unit, 0.0))
        return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))

    def _score(self, mention: str, name: str) -> float:
        from rapidfuzz import fuzz

        return 50 * self._cover(mention, name) + 25 * fuzz.ratio(mention, name) / 100 + 25 * run(mention, name)

    def _cover(self, mention: str, name: str) -> float:
        """Weight of the mention's characters found in order in the name; rare characters weigh more."""
        weights = self.entries.weights(mention)
        best = [0.0] * (len(name) + 1)
        for character, weight in zip(mention, weights, strict=True):
            previous = 0.0
            for place, other in enumerate(name, start=1):
                held = best[place]
                best[place] = max(best[place], best[place - 1], previous + weight if other == character else 0.0)
                previous = held
        return best[-1] / sum(weights)

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[str, ...]]:
        """Full names with the two kinds of vocational college written alike."""
        return grouped((_typed(entry.name), entry.unit) for entry in self.entries.listed if entry.full)


def _typed(name: str) -> str:
    return name.replace("职业技术学院", "职业学院")
