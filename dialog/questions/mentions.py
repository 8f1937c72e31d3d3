"""Joins what the cut left unknown with the words around it into mentions of units, and settles what each means.

Two rules of this file are worth knowing. A bureau's short name beside a school word (焦作的学校) is no bureau: it is
asked back with the schools of that place. And what is left unknown and is no unit keeps the question from an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dialog.questions import lexicon
from dialog.questions.cutting import is_latin
from dialog.questions.matches import Match, Meant
from dialog.questions.tokens import UNKNOWN, Token, tagged
from dialog.questions.units import Names
from dialog.questions.vocabulary import Words

_SCHOOL = frozenset({"school", "class:schools"})
_BUREAU = frozenset({"class:bureaus", "bureau_word"})
_LINKS = frozenset({"的", "这所", "那所", "一所", "所", "个", "这个", "那个", "里的", "哪个", "哪所"})
_NAME_TOKENS = 4
_PLURAL = ("哪", "各", "几", "所有", "全部", "多少", "些")


@dataclass
class Mentions:
    """What was found: units that are sure, units to choose from, names of nobody, and words that are unknown."""

    units: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)


def settled(tokens: Sequence[Token], names: Names) -> Mentions:
    """The mentions of a cut, and the tokens that are left for the intent."""
    found = Mentions()
    place = 0
    while place < len(tokens):
        place = _step(tokens, place, names, found)
    return found


def _step(tokens: Sequence[Token], place: int, names: Names, found: Mentions) -> int:
    """Take the mention that begins at `place`, or the token there; returns where to go on."""
    end, meant = _mention(tokens, place, names)
    if meant is not None:
        _note(meant, tokens[place:end], found)
        return end
    token = tokens[place]
    if _of_the_province(tokens, place, names):
        return place + 1
    if token.has("nobody"):
        found.strangers.append(token.text)
    elif token.has("unit"):
        return _known(tokens, place, names, found)
    elif token.has(UNKNOWN):
        found.unknown.append(token.text)
    else:
        found.tokens.append(token)
    return place + 1


def _of_the_province(tokens: Sequence[Token], place: int, names: Names) -> bool:
    """Whether 河南 only begins the name of a school that the next word is short for: 河南 + 对外经贸职院."""
    token, after = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or token.text not in _PROVINCE or token.end != after.start or len(after.units) != 1:
        return False
    return names.programme.unit(after.units[0]).name.startswith("河南")


def _known(tokens: Sequence[Token], place: int, names: Names, found: Mentions) -> int:
    """An exact name. A place beside a school word means a school there; a bureau word beside it adds nothing."""
    token = tokens[place]
    after = place + 1
    if token.text in names.bureau_places or (is_latin(token) and token.units):
        beside = _beside(tokens, after, _SCHOOL)
        if beside is not None and not tokens[beside - 1].text.startswith(_PLURAL):
            _note(_school_there(tokens[place:beside], names), tokens[place:beside], found)
            return beside
    if (end := _grown(tokens, place, names)) > after:
        _note(names.meant("".join(one.text for one in tokens[place:end])), tokens[place:end], found)
        return end
    if (
        after < len(tokens)
        and tokens[after].has(*_BUREAU)
        and tokens[after].text in ("局", "市", "市局", "教育局", "市教育局", "教体局")
    ):
        after += 1
    if len(token.units) == 1:
        found.units += token.units
        found.tokens.append(token)
    else:
        found.options += token.units
    return after


def _grown(tokens: Sequence[Token], place: int, names: Names) -> int:
    """How far a name goes that begins with a known one: 信阳 + 涉外学院 is one school."""
    end = place + 1
    while end < len(tokens) and end - place < _NAME_TOKENS and tokens[end].start == tokens[end - 1].end:
        end += 1
    while not tokens[end - 1].has("unit", "school"):
        end -= 1
    for stop in range(end, place + 1, -1):
        joined = tokens[place:stop]
        if not any(map(is_latin, joined)) and names.meant("".join(one.text for one in joined)).match is Match.ONE:
            return stop
    return place + 1


def _beside(tokens: Sequence[Token], place: int, wanted: frozenset[str]) -> int | None:
    """Where the text goes on behind a wanted word that stands at `place`, linking words between them allowed."""
    while place < len(tokens) and tokens[place].text in _LINKS:
        place += 1
    return place + 1 if place < len(tokens) and tokens[place].has(*wanted) else None


def _school_there(stretch: Sequence[Token], names: Names) -> Meant:
    """A place and a school word: 郑州大学 is a name of its own, 焦作的学校 any school of the place."""
    place, word = stretch[0], stretch[-1]
    if len(stretch) == 2 and word.has("school") and not is_latin(word):
        return names.meant(place.text + word.text)
    city = names.programme.unit(place.units[0]).name.rstrip("市县")
    return _several(names.schools_at(city))


def _several(units: tuple[str, ...]) -> Meant:
    if not units:
        return Meant(Match.STRANGER)
    return Meant(Match.ONE if len(units) == 1 else Match.SEVERAL, units)


def _note(meant: Meant, tokens: Sequence[Token], found: Mentions) -> None:
    words = ("" if not is_latin(tokens[0]) else " ").join(token.text for token in tokens)
    if meant.match is Match.ONE:
        found.units += meant.units
        found.tokens.append(Token(tokens[0].start, tokens[-1].end, words, tagged("unit"), units=meant.units))
    elif meant.match is Match.SEVERAL:
        found.options += meant.units
    else:
        found.strangers.append(words)


def _mention(tokens: Sequence[Token], place: int, names: Names) -> tuple[int, Meant | None]:
    """The longest stretch from `place` that holds something unknown and means a unit, or is at least a strange name."""
    stop = place
    while stop < len(tokens) and _may_belong(tokens, stop, place):
        stop += 1
    stranger: tuple[int, Meant | None] = (place, None)
    for end in range(stop, place, -1):
        stretch = tokens[place:end]
        if not any(token.has(UNKNOWN) for token in stretch) or not _joined(stretch):
            continue
        text = (" " if is_latin(stretch[0]) else "").join(token.text for token in stretch)
        meant = names.meant(text)
        if meant.match in (Match.ONE, Match.SEVERAL):
            return end, meant
        if meant.match is Match.STRANGER and stranger[1] is None and not any(map(_bridge, stretch)):
            stranger = (end, meant)
    return stranger


def _may_belong(tokens: Sequence[Token], place: int, first: int) -> bool:
    """Whether a token can be part of a name: unknown, a place, a school word, or one character between such."""
    token = tokens[place]
    if token.has(UNKNOWN, "unit", "school") or token.text in _NAME_WORDS:
        return True
    if token.has("class:schools", "class:bureaus", "bureau_word") and place > first:
        return True
    if is_latin(token):
        return token.text in _ENGLISH_LINKS or token.has("class:schools", "class:bureaus", "my_school")
    return len(token.text) <= 2 and place > first


def _bridge(token: Token) -> bool:
    """Whether a token in a stretch is no part of a name by itself."""
    parts = token.has(UNKNOWN, "unit", "school", "class:schools", "class:bureaus", "bureau_word")
    return not parts and token.text not in _NAME_WORDS | _ENGLISH_LINKS


_PROVINCE = frozenset({"河南", "河南省", "省"})
_NAME_WORDS = frozenset({"河南", "河南省", "全省", "省", "大学", "学院"})
_ENGLISH_LINKS = frozenset({"of", "and", "the", "henan", "city", "training", "trade", "advanced", "open", "institute"})

_ENGLISH_ENDS = _ENGLISH_LINKS - {"of", "and", "the"}


def _joined(stretch: Sequence[Token]) -> bool:
    """Whether the tokens stand next to each other, of one script, and neither end is a mere bridge."""
    scripts = {is_latin(token) for token in stretch}
    ends = (stretch[0], stretch[-1])
    solid = all(
        t.has(UNKNOWN, "unit", "school", "class:schools", "class:bureaus", "bureau_word")
        or t.text in _NAME_WORDS | _ENGLISH_ENDS
        for t in ends
    )
    gap = 1 if scripts == {True} else 0
    # "training of Puyang": no name begins with what is counted.
    counted = scripts == {True} and stretch[0].text in ("training", "advanced")
    near = all(later.start - earlier.end <= gap for earlier, later in pairwise(stretch))
    return len(scripts) == 1 and solid and near and not counted


def mended(token: Token, words: Words) -> Token | None:
    """An English word with a known one's other ending, or with a slip of the finger, as the word it must be."""
    for ending in ("s", "es", "d", "ed", "ing"):
        stem = token.text.removesuffix(ending)
        if stem != token.text and len(stem) >= 3 and stem in words:
            return Token(token.start, token.end, stem, words[stem])
    if len(token.text) < 5 or not token.text.isascii() or not token.text.isalpha():
        return None
    from rapidfuzz import fuzz, process

    near = process.extractOne(token.text, lexicon.english(), scorer=fuzz.ratio, score_cutoff=84)
    if near is None or near[0][0] != token.text[0] or near[0] not in words:
        return None
    return Token(token.start, token.end, near[0], words[near[0]])
