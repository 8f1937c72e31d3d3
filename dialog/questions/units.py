"""Finds the units that a question means: exact names, short names, table numbers, and mentions that only resemble one.

Called by the understanding. How a mention is matched, and where it is rather asked back, is written in
`docs/questions.md`; pinyin and edit distance are imported only when a mention needs them.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from dialog.questions.likeness import mistyped, run, sound, sounds_alike, syllables, within
from dialog.questions.vocabulary import Words, words_of
from programmes.model import Programme, Unit

MARGIN = 6.0
ASKABLE = 0.75
OPTIONS = 8
_PART, _FEW = 8, 4
_PLACES = Path(__file__).with_name("places.toml")
_TAILS = (
    "大学",
    "学院",
    "学校",
    "职院",
    "专科",
    "高专",
    "师专",
    "医专",
    "幼专",
    "中专",
    "院校",
    "技院",
    "职大",
    "校",
    "院",
    "专",
    "大",
)


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


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name of a unit; `full` for official ones."""

    unit: str
    name: str
    full: bool


@cache
def _lists() -> dict[str, frozenset[str]]:
    with _PLACES.open("rb") as file:
        read = tomllib.load(file)
    return {key: frozenset(read[key].split()) for key in ("provinces", "cities", "schools", "latin")}


@cache
def strangers() -> frozenset[str]:
    """Places and schools that are known to be no units of a programme here."""
    return frozenset().union(*_lists().values())


@cache
def _english() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    with _PLACES.open("rb") as file:
        read = tomllib.load(file)
    return {word: tuple(made.split("|")) for word, made in read["english"].items()}, read["aliases"]


@dataclass(frozen=True)
class Names:
    """All names of a programme's units, indexed once. A mention costs by its own length, not by the number of units."""

    programme: Programme

    @cached_property
    def exact(self) -> Mapping[str, tuple[str, ...]]:
        """Every name and short name, with the units that bear it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self._entries:
            found[entry.name].append(entry.unit)
        return {name: tuple(dict.fromkeys(units)) for name, units in found.items()}

    @cached_property
    def strange(self) -> frozenset[str]:
        """Names that look like units and are none."""
        return strangers() - self.exact.keys()

    @cached_property
    def parts(self) -> frozenset[str]:
        """Stretches out of names that few units bear: 地矿, 信息统计. What they mean is settled like any mention."""
        bearers: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self._entries:
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

    @cached_property
    def bureau_places(self) -> frozenset[str]:
        """Short names of bureaus that are places: 焦作. Beside a school word such a name is no bureau."""
        classes = {unit.code: unit.unit_class for unit in self.programme.units}
        return frozenset(
            name
            for name, units in self.exact.items()
            if len(units) == 1 and classes[units[0]] == self.programme.classes[0].code and name[-1] not in "市县局区"
        )

    def numbered(self, number: int) -> str | None:
        """The unit with that number in the task table."""
        return self._by_number.get(number)

    def schools_at(self, place: str) -> tuple[str, ...]:
        """Units of the other classes whose name holds the place."""
        bureaus = self.programme.classes[0].code
        return tuple(u.code for u in self.programme.units if u.unit_class != bureaus and place in u.name)

    def meant(self, mention: str) -> Meant:
        """What a mention means that is no exact name."""
        if mention in self.exact:
            units = self.exact[mention]
            return Meant(Match.ONE if len(units) == 1 else Match.SEVERAL, units)
        if self._foreign(mention):
            return STRANGER
        if mention.isascii():
            return self._latin(mention)
        typed = self._by_type.get(_typed(mention), ())
        if len(typed) == 1:
            return Meant(Match.ONE, typed)
        return self._whole(mention) or self._slip(mention) or self._near(mention)

    # --- Chinese ---------------------------------------------------------------------------------------------------

    def _foreign(self, mention: str) -> bool:
        lists = _lists()
        if mention.isascii():
            return not lists["latin"].isdisjoint(mention.split())
        if mention in lists["schools"]:
            return True
        held = lists["provinces"] | lists["cities"] | lists["schools"]
        own = any(mention in name for name in self.exact)
        return not own and any(mention.startswith(place) for place in held)

    def _whole(self, mention: str) -> Meant | None:
        """All characters of the mention stand, in order, in a name: an abbreviation."""
        if len(mention) < 2:
            return None
        scored = self._best(
            (e, self._score(mention, e.name)) for e in self._near_entries(mention) if within(mention, e.name)
        )
        if not scored:
            return None
        top = scored[0][1]
        close = tuple(unit for unit, score in scored if top - score < MARGIN)
        close = self._same_stem(mention, close, [unit for unit, _ in scored])
        if len(close) > 1:
            return Meant(Match.SEVERAL, close[:OPTIONS])
        if self._bare(mention, close[0]):
            return Meant(Match.SEVERAL, close)
        return Meant(Match.ONE, close)

    def _same_stem(self, mention: str, close: tuple[str, ...], others: list[str]) -> tuple[str, ...]:
        """A name without its place (交通学院) may be each unit with that stem, however long the rest of its name is."""
        name = self.programme.unit(close[0]).name
        tail = next((one for one in _TAILS if mention.endswith(one)), "")
        stem = mention.removesuffix(tail)
        if mention[0] == name[0] or not tail or len(stem) < 2:
            return close
        names = {unit: self.programme.unit(unit).name for unit in others}
        alike = {unit for unit, full in names.items() if stem in full and mention[-1] in full[-4:]}
        return tuple(unit for unit in others if unit in close or unit in alike)

    def _bare(self, mention: str, code: str) -> bool:
        """Whether only a word out of the name stands there (女子), neither where it begins nor what kind it is."""
        unit = self.programme.unit(code)
        begins = (unit.name[0], *unit.short_names, *self.bureau_places)
        return not mention.startswith(begins) and not mention.endswith(_TAILS)

    def _slip(self, mention: str) -> Meant | None:
        """The same sounds, or one slip. A slip that sounds otherwise may be another school (安阳医学院): asked back."""
        sounds = self._by_sound.get(sound(mention), ())
        if len(sounds) == 1:
            return Meant(Match.ONE, sounds)
        near = [entry for entry in self._entries if mistyped(mention, entry.name) and self._same_place(mention, entry)]
        units = tuple(dict.fromkeys(entry.unit for entry in near))
        if not units:
            return None
        sure = len(units) == 1 and any(sounds_alike(mention, entry.name) for entry in near)
        return Meant(Match.ONE if sure else Match.SEVERAL, units[:OPTIONS])

    def _same_place(self, mention: str, entry: _Entry) -> bool:
        """Whether the name does not begin with another place than the mention does: 南阳工学院 is not 安阳工学院."""
        place = next((one for one in self.bureau_places if mention.startswith(one)), "")
        return entry.name.startswith(place)

    def _near(self, mention: str) -> Meant:
        """Most characters stand in a name: asked back. Otherwise no unit."""
        if len(mention) >= 4:
            scored = self._best(
                (e, self._score(mention, e.name))
                for e in self._near_entries(mention)
                if self._cover(mention, e.name) >= ASKABLE and e.name[0] == mention[0]
            )
            if scored:
                return Meant(Match.SEVERAL, tuple(unit for unit, _ in scored[:4]))
        return (
            STRANGER
            if mention.endswith(("大学", "学院", "学校", "职院", "中专", "高专", "师专", "教育局", "市", "县"))
            and len(mention) >= 3
            else NOTHING
        )

    def _score(self, mention: str, name: str) -> float:
        from rapidfuzz import fuzz

        return 50 * self._cover(mention, name) + 25 * fuzz.ratio(mention, name) / 100 + 25 * run(mention, name)

    def _cover(self, mention: str, name: str) -> float:
        """Weight of the mention's characters found in order in the name; rare characters weigh more."""
        weights = [self._weights.get(character, self._rare) for character in mention]
        best = [0.0] * (len(name) + 1)
        for character, weight in zip(mention, weights, strict=True):
            previous = 0.0
            for place, other in enumerate(name, start=1):
                held = best[place]
                best[place] = max(best[place], best[place - 1], previous + weight if other == character else 0.0)
                previous = held
        return best[-1] / sum(weights)

    @staticmethod
    def _best(scored: Iterable[tuple[_Entry, float]]) -> list[tuple[str, float]]:
        """The best score of each unit, highest first."""
        best: dict[str, float] = {}
        for entry, score in scored:
            best[entry.unit] = max(score, best.get(entry.unit, 0.0))
        return sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))

    # --- Latin letters ------------------------------------------------------------------------------------------------

    def _latin(self, mention: str) -> Meant:
        joined = mention.replace(" ", "").replace("'", "")
        if (units := self._by_sound.get(joined)) is not None:
            return Meant(Match.ONE if len(set(units)) == 1 else Match.SEVERAL, tuple(dict.fromkeys(units)))
        return self._translated(mention) or self._initials(joined) or (self._alike(joined) or NOTHING)

    def _alike(self, joined: str) -> Meant | None:
        """Pinyin with a slip in it."""
        from rapidfuzz import fuzz, process

        if len(joined) < 7:
            return None
        found = process.extract(joined, list(self._by_sound), scorer=fuzz.ratio, score_cutoff=90, limit=4)
        units = tuple(
            dict.fromkeys(
                unit for sound_, score, _ in found for unit in self._by_sound[sound_] if score >= found[0][1] - 3
            )
        )
        if not units:
            return None
        return Meant(Match.ONE if len(units) == 1 else Match.SEVERAL, units[:OPTIONS])

    def _initials(self, joined: str) -> Meant | None:
        units = self._by_initials.get(joined, ()) if len(joined) >= 4 else ()
        if not units:
            return None
        return Meant(Match.ONE if len(units) == 1 else Match.SEVERAL, tuple(units)[:OPTIONS])

    def _translated(self, mention: str) -> Meant | None:
        """An English name, word by word: every word must stand in the name, and the name must be used up."""
        made, aliases = _english()
        words = [word.replace("'s", "").replace("'", "") for word in mention.split()]
        plain = " ".join(word for word in words if word != "the")
        if plain in aliases:
            unit = self.programme.unit_named(aliases[plain])
            return Meant(Match.ONE, (unit.code,)) if unit else None
        wanted = []
        for word in words:
            if word in ("of", "and", "the", "for", "at", "in"):
                continue
            place = self._place_sounds.get(word)
            if place is None and word not in made:
                return None
            wanted.append((place,) if place else made[word])
        return self._used_up(wanted)

    def _used_up(self, wanted: list[tuple[str, ...]]) -> Meant | None:
        scored = []
        for unit in self.programme.units:
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

    # --- indexes ------------------------------------------------------------

    @cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        return tuple(entry for unit in self.programme.units for entry in _entries_of(unit))

    @cached_property
    def _by_number(self) -> dict[int, str]:
        return {unit.number: unit.code for unit in self.programme.units}

    @cached_property
    def _holding(self) -> dict[str, list[int]]:
        """Which entries hold a character."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(self._entries):
            for character in set(entry.name):
                found[character].append(index)
        return found

    def _near_entries(self, mention: str) -> list[_Entry]:
        """Entries that share at least half of the mention's characters."""
        counts = Counter(index for character in set(mention) for index in self._holding.get(character, ()))
        least = max(1, len(set(mention)) // 2)
        return [self._entries[index] for index, count in counts.items() if count >= least]

    @cached_property
    def _weights(self) -> dict[str, float]:
        names = [set(unit.name) for unit in self.programme.units]
        counts = Counter(character for name in names for character in name)
        return {character: math.log(1 + len(names) / count) for character, count in counts.items()}

    @property
    def _rare(self) -> float:
        return math.log(1 + len(self.programme.units))

    @cached_property
    def _by_type(self) -> dict[str, tuple[str, ...]]:
        """Full names with the two kinds of vocational college written alike."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self._entries:
            if entry.full:
                found[_typed(entry.name)].append(entry.unit)
        return {name: tuple(dict.fromkeys(units)) for name, units in found.items()}

    @cached_property
    def _by_sound(self) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self._entries:
            found[sound(entry.name)].append(entry.unit)
        return {name: tuple(dict.fromkeys(units)) for name, units in found.items()}

    @cached_property
    def _place_sounds(self) -> dict[str, str]:
        return {sound(place): place for place in self.bureau_places} | {"henan": "河南", "huanghe": "黄河"}

    @cached_property
    def _by_initials(self) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for unit in self.programme.units:
            found["".join(syllable[0] for syllable in syllables(unit.name))].append(unit.code)
        return {letters: tuple(units) for letters, units in found.items()}


def _entries_of(unit: Unit) -> Iterable[_Entry]:
    for name in dict.fromkeys((unit.name, unit.printed, *unit.further_names)):
        yield _Entry(unit.code, name.lower(), True)
    for name in unit.short_names:
        yield _Entry(unit.code, name.lower(), False)


def _typed(name: str) -> str:
    return name.replace("职业技术学院", "职业学院")
