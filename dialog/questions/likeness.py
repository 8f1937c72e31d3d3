"""How much two names are alike: by sound, by one slip of the finger, by characters kept in order.

Called by the matching of mentions; pinyin and edit distance are imported only when a mention needs them.
"""

from __future__ import annotations

_SAID = {"漯河": ("luo", "he"), "长垣": ("chang", "yuan"), "长葛": ("chang", "ge"), "漯": ("luo",)}


def sounds_alike(mention: str, name: str) -> bool:
    """Whether the slip is one of sound: at most one letter of its pinyin differs, or a character is doubled."""
    if len(mention) > len(name):
        return True
    from rapidfuzz.distance import Levenshtein

    pairs = zip(syllables(mention), syllables(name), strict=False)
    differing = [(said, meant) for said, meant in pairs if said != meant]
    return len(mention) == len(name) and all(Levenshtein.distance(said, meant) <= 1 for said, meant in differing)


def mistyped(mention: str, name: str) -> bool:
    """One slip in a name of four or more. A character too many is a word of its own, unless it is doubled."""
    if min(len(mention), len(name)) < 4 or abs(len(mention) - len(name)) > 1:
        return False
    if len(mention) > len(name):
        return any(mention[:place] + mention[place + 1 :] == name for place in _doubled(mention))
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(mention, name, score_cutoff=1) <= 1


def _doubled(text: str) -> list[int]:
    return [place for place in range(1, len(text)) if text[place] == text[place - 1]]


def within(mention: str, name: str) -> bool:
    """Whether the mention's characters stand in the name in their order."""
    rest = iter(name)
    return all(character in rest for character in mention)


def run(mention: str, name: str) -> float:
    """The longest stretch of the mention that stands unbroken in the name, as a share of the mention."""
    longest = max(
        (
            end - start
            for start in range(len(mention))
            for end in range(start + 1, len(mention) + 1)
            if mention[start:end] in name
        ),
        default=0,
    )
    return longest / len(mention)


def sound(text: str) -> str:
    """The text in pinyin without tones and spaces."""
    return "".join(syllables(text))


def syllables(text: str) -> list[str]:
    """One syllable a character, places of the province as they are said there: 漯河 luohe, 长垣 changyuan."""
    from pypinyin import lazy_pinyin

    for place, said in _SAID.items():
        if place in text:
            before, after = text.split(place, 1)
            return [*syllables(before), *said, *syllables(after)]
    return list(lazy_pinyin(text))
