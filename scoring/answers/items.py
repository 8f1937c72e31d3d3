"""How the items of a rulebook are told on a phone: by short names, a few of many, and no sentence twice.

Called by the answers about scores; the figures of an answer still hold every item.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from locales.text import Argument, Listing, Name, Text, text
from programmes.evaluations import Item
from scoring.answers.evaluated import item_name
from scoring.rulebooks.written import why

FEW = 5
_ZH, _EN = 16, 40
_REPORTED, _LATER = "score.why.reported", "score.why.bonus_at_year_end"


def short_name(item: Item) -> Text:
    """The key, which says which item it is, with as much of its name as stands on one line."""
    return text("answers.score.item", key=item.key, name=Name(_cut(item.zh, _ZH), _cut(item.en, _EN)))


def names(items: Sequence[Item]) -> list[Text]:
    """In full where they are few, else shortened."""
    return [item_name(item) if len(items) <= FEW else short_name(item) for item in items]


def few(items: Sequence[Text]) -> Text:
    """The open items; of more than five the first five, how many there are, and the question that lists them all."""
    if len(items) <= FEW:
        return text("answers.score.open", items=Listing(tuple(items)))
    return text("answers.score.open.few", items=enumerated(items[:FEW]), count=len(items), more=len(items) - FEW)


def each(items: Sequence[Text]) -> list[Text]:
    """The open items, one a line."""
    if len(items) == 1:
        return [few(items)]
    return [
        text("answers.score.open.each", count=len(items)),
        *(text("answers.score.open.one", item=item) for item in items),
    ]


def enumerated(items: Sequence[Argument]) -> Argument:
    """Items of a list that goes on: no "and" before the last."""
    joined = items[0]
    for item in items[1:]:
        joined = text("answers.score.and_on", first=joined, second=item)
    return joined


def reasons(texts: Sequence[Text]) -> Text:
    """Why an item has its points. That the figures are reported ones is said once, below the whole answer."""
    told = merged(texts)
    return why(tuple(one for one in told if one.key != _REPORTED or len(texts) == 1))


def merged(texts: Sequence[Text]) -> tuple[Text, ...]:
    """Each sentence once, bonuses of the year's end as one sum."""
    bonuses = [one.arguments["bonus"] for one in texts if one.key == _LATER]
    summed = sum((bonus for bonus in bonuses if isinstance(bonus, int | Fraction)), Fraction(0))
    told: list[Text] = []
    for one in texts:
        said = text(_LATER, bonus=summed) if one.key == _LATER else one
        if said not in told:
            told.append(said)
    return tuple(told)


def _cut(name: str, longest: int) -> str:
    """Cut at a pause or between words, where there is one late enough."""
    if len(name) <= longest:
        return name
    kept = name[: longest - 1]
    pause = max(kept.rfind(mark) for mark in "，、, ")
    return f"{kept[:pause] if pause >= longest // 2 else kept}…"
