"""The letters of the pictures: the two font files, which characters they have, how wide words are, where lines break.

Called by `documents.charts.sheet`, and by whoever checks that a programme's names can be drawn.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from matplotlib.ft2font import FT2Font

FONTS = Path(__file__).parent.parent / "fonts"
REGULAR = FONTS / "NotoSansSC-Regular.ttf"
BOLD = FONTS / "NotoSansSC-Bold.ttf"

# The mark that Chinese printers set for a character they have no type for.
_ABSENT = "〓"
# Numbers, in groups of three too, and Latin words stay whole; closing marks stay with what they close.
_TOKEN = re.compile(
    r"(?:\d{1,3}(?: \d{3})+(?:\.\d+)?[%月日]?|\d+[年月日]|[^\s\u2e80-\uffef]+|\S)[，。、；：！？）》”’」』,;:]*|\s+"
)
# Where a sentence breathes.
_CLAUSE_ENDS = ("，", "；", "。", ",", ";", "：", ":")


@cache
def characters() -> frozenset[str]:
    """Every character that both weights can draw."""
    regular, bold = (FT2Font(str(file)).get_charmap() for file in (REGULAR, BOLD))
    return frozenset(map(chr, regular.keys() & bold.keys()))


def absent(words: str) -> frozenset[str]:
    """The characters of `words` that would have to be replaced."""
    return frozenset(words) - characters()


def drawable(words: str) -> str:
    """The words with 〓 for each character that the fonts lack, so that none silently becomes a box or nothing."""
    lacking = absent(words)
    return "".join(_ABSENT if character in lacking else character for character in words) if lacking else words


def tokens(words: str) -> list[str]:
    """The parts between which a line may break."""
    return _TOKEN.findall(words)


def clause_end(line: list[str]) -> int:
    """After how many tokens the line's last clause ends; 0 where that would leave less than a third of the line."""
    for count in range(len(line) - 1, len(line) // 3, -1):
        if line[count - 1].endswith(_CLAUSE_ENDS):
            return count
    return 0
