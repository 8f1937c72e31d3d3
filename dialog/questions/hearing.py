"""Mends what a pinyin keyboard leaves behind: a measure or an indicator with one character that only sounds right.

完程率, 高级公, 进渡. Called by the understanding, only for a question in which something Chinese stayed unknown; pinyin
is imported only then. Words for time, for "behind" and for units are not mended so: 之后 sounds like 滞后.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from dialog.questions.likeness import syllables
from dialog.questions.normalising import chinese
from dialog.questions.vocabulary import Words

_MENDED = frozenset({"rate", "done", "target", "gap", "schedule", "situation", "rank", "cumulative", "trend", "bodies"})
_INDICATOR = "indicator:"
_LONGEST = 5
# They carry no sound of a word by themselves: 半了 is not 办了.
_PARTICLES = "了的到"


def heard(text: str, unknown: Iterable[str], words: Words) -> str | None:
    """The text with such words put right; None where there is none. Longer words go first."""
    strange = {character for one in unknown for character in one if chinese(character)}
    if not strange:
        return None
    found = text
    for start, end in _windows(text, strange):
        piece = text[start:end]
        meant = _meant(piece, words) if found[start:end] == piece else None
        found = found[:start] + meant + found[end:] if meant else found
    return found if found != text else None


def _windows(text: str, strange: set[str]) -> Iterator[tuple[int, int]]:
    for length in range(_LONGEST, 1, -1):
        for start in range(len(text) - length + 1):
            piece = text[start : start + length]
            if all(map(chinese, piece)) and not strange.isdisjoint(piece):
                yield start, start + length


def _meant(piece: str, words: Words) -> str | None:
    """The one known word of that sound that differs in one character."""
    if piece in words:
        return None
    near = [
        word
        for word in _sounding(_mendable(words)).get(tuple(syllables(piece)), ())
        if sum(a != b for a, b in zip(word, piece, strict=True)) == 1
    ]
    tags = {words[word] for word in near}
    return near[0] if len(tags) == 1 else None


def _mendable(words: Words) -> frozenset[str]:
    return frozenset(word for word, tags in words.items() if _may_be_mended(word, tags))


def _may_be_mended(word: str, tags: frozenset[str]) -> bool:
    named = any(tag in _MENDED or tag.startswith(_INDICATOR) for tag in tags)
    return named and len(word.rstrip(_PARTICLES)) >= 2 and len(word) <= _LONGEST and all(map(chinese, word))


@cache
def _sounding(listed: frozenset[str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for word in sorted(listed):
        sound = tuple(syllables(word))
        found[sound] = (*found.get(sound, ()), word)
    return found
