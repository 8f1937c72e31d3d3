"""The closed vocabulary of `lexicon.toml`: what each word stands for.

Read once, called by `dialog.questions.cutting`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_FILE = Path(__file__).with_name("lexicon.toml")


@cache
def words() -> dict[str, frozenset[str]]:
    """Every word with its tags."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, tags in _listed("words"):
        found[word].update(tags)
    return {word: frozenset(tags) for word, tags in found.items()}


@cache
def classes() -> tuple[tuple[str, frozenset[str]], ...]:
    """Words for the classes of single programmes, which elsewhere mean something else or nothing."""
    return tuple(_listed("classes"))


def _listed(table: str) -> Iterator[tuple[str, frozenset[str]]]:
    with _FILE.open("rb") as file:
        groups = tomllib.load(file)[table]
    for group in groups:
        listed = group.get("zh", "").split() + [word.strip() for word in group.get("en", "").split(",")]
        for word in filter(None, listed):
            for spelt in _spelt(word):
                yield _HYPHEN.sub(" ", spelt.lower()), frozenset(group["tags"])


def _spelt(word: str) -> tuple[str, ...]:
    """The word; with n't also as thumbs type it: hasnt filed."""
    return (word, word.replace("n't", "nt")) if "n't" in word else (word,)


@cache
def english() -> tuple[str, ...]:
    """The single words of five letters or more in which a slip of the finger is mended."""
    return tuple(sorted(word for word in words() if len(word) >= 5 and word.isascii() and word.isalpha()))
