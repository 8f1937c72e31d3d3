"""What typed words are: the words of one part, several parts under their headings, or too much or too little.

Lengths are counted in characters without blanks, as people count 字.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from programmes.model import TextForm

# A client cuts what is longer than one message into pieces, none of them shorter than half of one (4 096 as Telegram
# counts): so much at once may have more behind it.
PIECE = 2000
_DIGITS = "[一二三四五六七八九十0-9]+"
_NUMBERED = rf"[\s#*■●·•–-]*(?:第?{_DIGITS}(?:部分)?\s*[、.．)）:：]|[(（]{_DIGITS}[)）])?[\s*]*"
_NONE = frozenset({"无", "没有", "暂无", "none", "nothing", "no"})


class Unfit(StrEnum):
    """Why words cannot stand for a part."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Headed:
    """Parts by code, in the order in which they were written; `before` is what stands above the first heading."""

    before: str
    parts: Mapping[str, str]


def clean(words: str) -> str:
    """Without what cannot be seen, with at most one empty line between two lines."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    kept = ("".join(c for c in line.replace("\t", " ") if c.isprintable()).rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def length(words: str) -> int:
    return len("".join(words.split()))


def is_piece(words: str) -> bool:
    """Whether more of the same may follow in the next message."""
    return len(words.encode("utf-16-le")) // 2 >= PIECE


def joined(stands: str, words: str) -> str:
    return f"{stands}\n{words}" if stands and words else stands or words


def unfit(form: TextForm, part: str, words: str) -> Unfit | None:
    """Whether the words are too few or too many for the part."""
    if part in form.may_be_none and _says_none(words):
        return None
    if length(words) < form.least:
        return Unfit.SHORT
    return Unfit.LONG if length(words) > form.most else None


def headed(words: str, form: TextForm) -> Headed | None:
    """The parts that stand under their headings; None when there is no heading.

    A heading begins a line, with or without a number, and ends it or is followed by a colon or full stop.
    """
    pattern = _headings(tuple(name for part in form.parts for name in form.names_of(part)))
    above: list[str] = []
    parts: dict[str, list[str]] = {}
    current = above
    for line in words.split("\n"):
        found = pattern.fullmatch(line)
        if found:
            current = parts.setdefault(_part_of(form, found["name"]), [])
        rest = found["rest"] if found else line
        if rest or not found:
            current.append(rest)
    if not parts:
        return None
    return Headed(_text(above), {code: _text(lines) for code, lines in parts.items()})


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip()


def _says_none(words: str) -> bool:
    return unicodedata.normalize("NFKC", words).strip(" \n。.!").casefold() in _NONE


@cache
def _headings(names: tuple[str, ...]) -> re.Pattern[str]:
    every = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"{_NUMBERED}(?P<name>{every})[\s*]*(?:[:：。][\s*]*(?P<rest>.*))?", re.IGNORECASE)


def _part_of(form: TextForm, name: str) -> str:
    said = name.casefold()
    return next(part.code for part in form.parts if said in {one.casefold() for one in form.names_of(part)})
