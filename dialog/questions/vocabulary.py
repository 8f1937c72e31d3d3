"""The words that mean something under one programme: the lexicon, with the names of its own indicators and classes.

The lexicon's words for another programme's indicators and classes are unknown here, so that a question about them gets
no number. Called by `Names`, once for each programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dialog.questions import lexicon
from dialog.questions.normalising import normalised
from programmes.model import Programme

Words = Mapping[str, frozenset[str]]
_KINDS = ("indicator:", "class:")
_EVERY = "all"


def words_of(programme: Programme) -> Words:
    """Every word with its tags; the programme's own names go before the lexicon's."""
    known = {f"indicator:{one.code}" for one in programme.indicators} | {
        f"class:{one.code}" for one in programme.classes
    }
    shared = {word: tags for word, tags in lexicon.words().items() if _of_here(tags, known)}
    return shared | dict(_own(programme))


def _of_here(tags: Iterable[str], known: Iterable[str]) -> bool:
    """Whether the word names nothing that this programme does not have."""
    named = [tag for tag in tags if tag.startswith(_KINDS) and not tag.endswith(f":{_EVERY}")]
    return not named or not set(named).isdisjoint(known)


def _own(programme: Programme) -> Iterator[tuple[str, frozenset[str]]]:
    """Indicators that the lexicon does not know, by the programme's names for them; and words for its classes."""
    learnt = {tag for tags in lexicon.words().values() for tag in tags}
    for one in programme.indicators:
        if f"indicator:{one.code}" not in learnt:
            for name in (one.zh, one.en, *one.names):
                yield normalised(name), frozenset({f"indicator:{one.code}"})
    codes = {one.code for one in programme.classes}
    for word, tags in lexicon.classes():
        if not tags.isdisjoint(f"class:{code}" for code in codes):
            yield word, tags
