"""What stands in a question, taken by itself: units, class, indicators, period and the tags that make the intent.

Called by `dialog.questions.understanding`, which adds who asks and what was asked before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dialog.questions import intents
from dialog.questions.cutting import is_latin
from dialog.questions.mentions import Mentions, mended, settled
from dialog.questions.tokens import PLAIN, UNKNOWN, Token
from dialog.questions.units import Names
from dialog.questions.vocabulary import Words
from programmes.model import Programme
from scoring.answers.asked import ALL, Horizon, Intent, When

_INDICATOR = "indicator:"
_CLASS = "class:"

# Words for "all" that beside a unit only say that its own figures are added up, or who gave the task.
_ADDING = frozenset(
    {"total", "totals", "in total", "altogether", "合计", "总计", "总的", "整体", "总体", "overall", "省里", "总和"}
)
_EACH = ("各", "每")
_PIECES = frozenset({"个", "名", "位"})
_AND = frozenset({"和", "与", "跟", "and", "同", "及"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of one question. `whens` are all periods named, `tags` everything that the intent goes by.

    `amounts`: how much more is supposed; `before`: up to the month before one that was named (9月前).
    """

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
    circular: int | None = None
    amounts: tuple[int, ...] = ()
    before: When | None = None

    @property
    def named(self) -> bool:
        """Whether the question says itself whom it is about."""
        return bool(
            self.units or self.options or self.strangers or self.classes or self.tags & {"my", "myclass", "sum"}
        )

    @property
    def empty(self) -> bool:
        """Whether nothing is asked: 谢谢, ok, 好的."""
        return not self.unknown and all(token.tags <= PLAIN for token in self.tokens)

    @property
    def counting(self) -> bool:
        """Whether it asks how many units there are of a kind: 多少学校没达标, but not 几个证, 上个月取证几个."""
        status = self.tags & {"behind", "schedule", "zero", "notfiled", "late"}
        people = _PIECES if "indicator" in self.tags and not status else frozenset()
        around = zip((None, *self.tokens), (*self.tokens[2:], None), pairwise(self.tokens), strict=False)
        return any(
            a.has("howmany")
            and b.has("class:schools", "class:bureaus", "entity")
            and not (b.has("entity") and (_of_what(after) or (_of_what(before) and b.text in _PIECES)))
            and b.text not in people
            for before, after, (a, b) in around
        )

    @property
    def numbering(self) -> bool:
        """Whether a class is asked for by number: 几个学校, 多少学校."""
        return self.counting or any(
            token.text.startswith("几") and token.has("class:schools", "class:bureaus") for token in self.tokens
        )

    @property
    def mine(self) -> bool:
        """Whether it is about the asker's unit; "for us" says so only where nobody else is named."""
        return "my" in self.tags or ("for_us" in self.tags and not (self.units or self.options or self.scoped))

    @property
    def scoped(self) -> bool:
        """Whether a class was named, or everyone; "total" alone only adds up."""
        return self.whole or any(code != ALL for code in self.classes)

    @property
    def whole(self) -> bool:
        """Whether "all" was said as a scope, not only as "added up"."""
        return any("class:all" in token.tags and token.text not in _ADDING for token in self.tokens)

    @property
    def each(self) -> bool:
        """Whether a class is asked for one by one: 各县区, 每个单位; 各县区合计 adds up."""
        classes = [token for token in self.tokens if any(tag.startswith(_CLASS) for tag in token.tags)]
        added = "sum" in self.tags or any(token.text in _ADDING for token in classes)
        begun = {token.end for token in self.tokens if token.text in _EACH}
        return not added and any(token.text.startswith(_EACH) or token.start in begun for token in classes)

    @property
    def denied(self) -> bool:
        """Whether a "not" stands before something; at the end of a clause it only asks: 达标了没有."""
        followed = pairwise(self.tokens)
        return any(one.has("negation") and after.start - one.end <= is_latin(one) for one, after in followed)

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
    found = _mended(settled(tuple(cut), names), names.words)
    tokens = tuple(sorted(found.tokens, key=lambda token: token.start))
    plain = [tag for token in tokens for tag in token.tags]
    indicators = _indicators(tokens, names.programme)
    known = {ALL, *(one.code for one in names.programme.classes)}
    classes = tuple(dict.fromkeys(tag.removeprefix(_CLASS) for tag in plain if tag.startswith(_CLASS)))
    classes = tuple(code for code in classes if code in known)
    units = tuple(dict.fromkeys(found.units))
    return Reading(
        tokens=tokens,
        tags=frozenset(plain) | _made(units, found, indicators, classes) | _supposed(tokens),
        units=units,
        options=tuple(dict.fromkeys(found.options)),
        strangers=tuple(found.strangers),
        unknown=(*found.unknown, *_asked_about(tokens)),
        classes=classes,
        indicators=indicators,
        whens=tuple(dict.fromkeys(token.when for token in tokens if token.when and not token.has("before_month"))),
        count=next((token.count for token in tokens if token.count and not _all_named(token, units)), None),
        circular=next((token.count for token in tokens if token.has("circular")), None),
        amounts=tuple(token.count for token in tokens if token.count and _supposes(token)),
        before=next((token.when for token in tokens if token.has("before_month")), None),
    )


def _of_what(token: Token | None) -> bool:
    """Whether it names an indicator: then what is counted beside it are people or certificates."""
    return token is not None and any(tag.startswith(_INDICATOR) for tag in token.tags)


def _supposes(token: Token) -> bool:
    """An amount, or a bare count: 再取50个证."""
    return token.has("amount") or token.tags == {"count"}


def _supposed(tokens: Sequence[Token]) -> set[str]:
    """Beside "the slowest" a bare count is of units."""
    listed = any(token.has("slow", "fast") and not token.has("enter") for token in tokens)
    sure = any(token.has("amount") for token in tokens)
    return {"quantity"} if sure or (not listed and any(map(_supposes, tokens))) else set()


def _all_named(token: Token, units: Sequence[str]) -> bool:
    """Whether the number only counts the units that were named (洛阳、开封、新乡三市), or is a circular's."""
    return token.has("circular") or (len(units) > 1 and token.count == len(units))


def _asked_about(tokens: Sequence[Token]) -> Iterator[str]:
    """Words for the one spoken to that are joined to words before them: 我们有多少老师 asks for teachers."""
    for before, token in pairwise(tokens):
        if token.has("vocative") and before.end == token.start and not before.tags <= PLAIN:
            yield token.text


def _mended(found: Mentions, words: Words) -> Mentions:
    """Unknown English words that are slips of known ones become those."""
    left = []
    for word in found.unknown:
        token = mended(Token(0, 0, word, frozenset({UNKNOWN})), words)
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
