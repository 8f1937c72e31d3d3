"""Brings typed words into one shape before they are cut: width, case, simplified characters, spaces.

Called by `dialog.questions.cutting`. OpenCC is imported only when a character occurs that
simplified text does not have.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "﹢": "+", "➕": "+", "—": "-", "–": "-", "～": "~"})
_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\ufe0f]")
_MENTION = re.compile(r"(?:^|(?<=\s))@\w+|^/\w+(?:@\w+)?")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_CJK = r"[\u3400-\u9fff]"
_SPACE_BESIDE_CJK = re.compile(rf"(?<={_CJK})\s+|\s+(?={_CJK})")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def normalised(text: str) -> str:
    """The text in half width, lower case and simplified characters, without mentions; one space between words."""
    plain = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    plain = _MENTION.sub(" ", _UNSEEN.sub("", plain).strip()).lower()
    if _traditional(plain):
        plain = _converter().convert(plain)
    return _SPACE_BESIDE_CJK.sub("", " ".join(_HYPHEN.sub(" ", plain).split()))


def chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _traditional(text: str) -> bool:
    """Whether a character stands outside GB 2312, the set of simplified characters in daily use."""
    try:
        "".join(filter(chinese, text)).encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter
