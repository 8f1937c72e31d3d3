"""What stands in a question, taken by itself: units, class, indicators, period and the tags that make the intent.

Called by `dialog.questions.understanding`, which adds who asks and what was asked before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dialog.questions import intents
from dialog.questions.cutting import is_latin
from dialog.questions.mentions import Mentions, mended, settled
from dialog.questions.tokens import UNKNOWN, Token
from dialog.questions.units import Names
from programmes.model import Programme
from scoring.answers.asked import ALL, Horizon, Intent, When

_INDICATOR = "indicator:"
_CLASS = "class:"

_AND = frozenset({"和", "与", "跟", "and", "同", "及"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of one question. `whens` are all periods named, `tags` everything that the intent goes by."""

    tokens: tuple[Token, ...]
    tags: frozenset[str]
    units: tuple[str, ...]
    options: tuple[str, ...]
    strangers: tuple[str, ...]
    unknown: tuple[str, ...]
    classes: tuple[str, ...]
    indicators: tuple[str, ...]
    whens: tuple[When, ...]
    count: int | None

    @property
    def named(self) -> bool:
        """Whether the question says itself whom it is about."""
        return bool(
            self.units or self.options or self.strangers or self.classes or self.tags & {"my", "myclass", "sum"}
        )

    @property
    def counting(self) -> bool:
        """Whether it asks how many units there are of a kind: 多少学校没达标."""
        followed = pairwise(self.tokens)
        return any(a.has("howmany") and b.has("class:schools", "class:bureaus", "entity") for a, b in followed)

    @property
    def mine(self) -> bool:
        return "my" in self.tags

    @property
    def horizon(self) -> Horizon | None:
        if "horizon_quarter" in self.tags:
            return Horizon.QUARTER
        return Horizon.YEAR if "horizon_year" in self.tags else None

    def intents(self) -> tuple[Intent, ...]:
        """The intents that the words make, the best first."""
        tags = self.tags | {"own"} if self.mine else self.tags
        if self.mine and self.units and self.together:
            tags = tags | {"two_units"}
        return intents.found(tags)

    @property
    def together(self) -> bool:
        """Whether the units named are set beside each other, or beside the asker's own."""
        return "compare" in self.tags or any(token.text in _AND for token in self.tokens)


def read(cut: Iterable[Token], names: Names) -> Reading:
    found = _mended(settled(tuple(cut), names))
    tokens = tuple(found.tokens)
    plain = [tag for token in tokens for tag in token.tags]
    indicators = _indicators(tokens, names.programme)
    classes = tuple(dict.fromkeys(tag.removeprefix(_CLASS) for tag in plain if tag.startswith(_CLASS)))
    units = tuple(dict.fromkeys(found.units))
    return Reading(
        tokens=tokens,
        tags=frozenset(plain) | _made(units, found, indicators, classes),
        units=units,
        options=tuple(dict.fromkeys(found.options)),
        strangers=tuple(found.strangers),
        unknown=tuple(found.unknown),
        classes=classes,
        indicators=indicators,
        whens=tuple(dict.fromkeys(token.when for token in tokens if token.when)),
        count=next((token.count for token in tokens if token.count), None),
    )


def _mended(found: Mentions) -> Mentions:
    """Unknown English words that are slips of known ones become those."""
    left = []
    for word in found.unknown:
        token = mended(Token(0, 0, word, frozenset({UNKNOWN})))
        if token is None:
            left.append(word)
        else:
            found.tokens.append(token)
    found.unknown = left
    return found


def _made(units: tuple[str, ...], found: Mentions, indicators: tuple[str, ...], classes: tuple[str, ...]) -> set[str]:
    """Tags that come from what was found, not from one word."""
    tags = set()
    if units or found.options or found.strangers:
        tags.add("unit")
    if len(units) > 1:
        tags.add("two_units")
    if indicators:
        tags.add("indicator_body" if all(code.startswith("body_") for code in indicators) else "indicator")
    if classes:
        tags.add("class")
    if len(set(classes) - {ALL}) > 1:
        tags.add("two_classes")
    return tags


def _indicators(tokens: Sequence[Token], programme: Programme) -> tuple[str, ...]:
    """The indicators named, in the form's order; "all indicators" names every one that has targets.

    A "certificate" that follows 高级工 or 1+X without a pause says what these people get: 1+X累计取证人数.
    """
    named: dict[str, Token] = {}
    for token in tokens:
        for tag in token.tags:
            code = tag.removeprefix(_INDICATOR)
            if tag.startswith(_INDICATOR) and not (code == "certificates" and _got(tokens, token)):
                named.setdefault(code, token)
    wanted = set(named)
    if "all" in wanted:
        wanted = (wanted - {"all"}) or {indicator.code for indicator in programme.flows}
    return tuple(indicator.code for indicator in programme.indicators if indicator.code in wanted)


def _got(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a certificate word belongs to 高级工 or 1+X before it: nothing like "and" or a comma stands between."""
    place = tokens.index(token)
    while place > 0:
        before, after = tokens[place - 1], tokens[place]
        if before.text in _AND or not 0 <= after.start - before.end <= is_latin(before):
            return False
        if before.has("indicator:senior", "indicator:one_plus_x"):
            return True
        place -= 1
    return False
