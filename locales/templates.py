"""The small syntax of catalog texts, read into pieces. Called by the renderer and by the catalogs' own tests.

- `**bold**` marks bold; stars that come with an argument are only stars.
- `{name}` is the argument of that name; `{name:weekday}` writes it in another form (`locales.values` lists them).
- `{name|day|days}` is the word that goes with that number, one for each plural form of the language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"(?P<bold>\*\*)|\{(?P<name>[a-z_0-9]+)(?::(?P<form>[a-z]+))?(?P<words>(?:\|[^{}|]*)+)?\}")


@dataclass(frozen=True, slots=True)
class Words:
    """Text that stands in the catalog itself."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for an argument: `form` says how it is written, `plurals` are the words to choose from by it."""

    name: str
    form: str
    plurals: tuple[str, ...]
    bold: bool


Piece = Words | Slot


@lru_cache(maxsize=4096)
def pieces(template: str) -> tuple[Piece, ...]:
    """The template in order; ValueError where a brace or a bold mark stands alone."""
    found: list[Piece] = []
    bold, end = False, 0
    for token in _TOKEN.finditer(template):
        found += _words(template[end : token.start()], bold)
        end = token.end()
        if token["bold"]:
            bold = not bold
        else:
            plurals = tuple((token["words"] or "").split("|")[1:])
            found.append(Slot(token["name"], token["form"] or "", plurals, bold))
    if bold:
        raise ValueError(f"a ** is opened and not closed in {template!r}")
    return (*found, *_words(template[end:], bold))


def placeholders(template: str) -> frozenset[str]:
    """The names of the arguments that the template needs."""
    return frozenset(piece.name for piece in pieces(template) if isinstance(piece, Slot))


def _words(text: str, bold: bool) -> list[Piece]:
    if "{" in text or "}" in text:
        raise ValueError(f"a placeholder is written {{name}}, {{name:form}} or {{name|one|many}}, not as in {text!r}")
    return [Words(text, bold)] if text else []
