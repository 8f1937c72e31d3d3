"""Official names made comparable: width, spaces, parentheses and letter case tell no two units apart.

Called by the model's lookups and by the loader's search for duplicates. Abbreviations are the dialog's matter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PARENTHESIS = re.compile(r"^(?P<name>[^（]+)（(?P<inside>[^（）]+)）$")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """The form in which official names are compared: NFKC, no spaces, no case."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", name)).casefold()


def printed(text: str) -> str:
    """A name as a table prints it, with full-width parentheses and without the spaces of a scan around them."""
    wide = text.strip().replace("(", "（").replace(")", "）")
    return re.sub(r"\s*([（）])\s*", r"\1", wide)


def parted(name: str) -> tuple[str, tuple[str, ...]]:
    """A printed name without its parenthesis, and the schools that a parenthesis （含甲、乙） says it has absorbed."""
    found = _PARENTHESIS.match(name)
    if not found:
        return name, ()
    inside = found["inside"]
    return found["name"], listed(inside[1:]) if inside.startswith("含") else ()


def listed(cell: str) -> tuple[str, ...]:
    """Several names in one cell, set apart by the Chinese list comma."""
    return tuple(name for part in cell.split("、") if (name := part.strip()))
