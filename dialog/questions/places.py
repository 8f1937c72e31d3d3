"""Names that look like units and are none, and the English words of schools' names: `places.toml`.

Called by the matching of mentions.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("places.toml")


@cache
def _read() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(_read()[key].split())


@cache
def strangers() -> frozenset[str]:
    """Places and schools that are known to be no units of a programme here."""
    return frozenset().union(*map(_listed, ("provinces", "cities", "schools", "latin")))


def foreign_latin(mention: str) -> bool:
    return not _listed("latin").isdisjoint(mention.split())


def foreign_school(mention: str) -> bool:
    return mention in _listed("schools")


def begins_abroad(mention: str) -> bool:
    """Whether it begins with a place outside the province, or a school outside the table."""
    return mention.startswith(tuple(_listed("provinces") | _listed("cities") | _listed("schools")))


@cache
def english() -> dict[str, tuple[str, ...]]:
    """English words of schools' names, each with the Chinese ones that it stands for."""
    return {word: tuple(made.split("|")) for word, made in _read()["english"].items()}


def aliases() -> dict[str, str]:
    """English names that are no translation of the Chinese one."""
    aliases: dict[str, str] = _read()["aliases"]
    return aliases
