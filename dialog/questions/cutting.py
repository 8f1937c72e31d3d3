"""Cuts a normalised question into known words, units, periods and numbers, the cheapest way there is.

A character in no known word costs much, so the cut explains as much of the question as can be explained; what is
left is unknown. Called by the understanding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dialog.questions.manners import manners
from dialog.questions.normalising import chinese
from dialog.questions.numerals import CHINESE, ENGLISH, small
from dialog.questions.periods import PeriodReader
from dialog.questions.phrases import phrases
from dialog.questions.supposing import amounts
from dialog.questions.tokens import PLAIN, UNKNOWN, Token, tagged
from dialog.questions.units import Names
from scoring.answers.asked import LATEST

_UNKNOWN_COST = 10.0
_FILLER_COST = 1.05
_NEGATION_COST = 1.2
# A stretch out of a unit's name: of two characters only where two words do not fit, a longer one before them.
_PAIR_COST, _PART_COST = 2.2, 1.9
_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*|.", re.DOTALL)
_SILENT = re.compile(r"[^\w%]|_")
_WHETHER = re.compile(r"(?<=\w)不(?:呢|啊|呀|哦|嘞|咧|咯)?(?=[\s,，。?？!！~…]|$)")
# A word, "not" and the same word: 落后不落后, 落没落后.
_EITHER = re.compile(
    r"(?P<whole>(?P<first>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,2}?)[不没](?P<again>(?P=first)[\u4e00-\u9fff]{0,2})"
)
# 跟上个月比: not 跟上, keeping up.
_BESIDE_LAST = re.compile(r"[跟和与同](?=上(?:个月|一?个?季|月|年|周))")
_N = rf"(?P<n>\d{{1,3}}|{CHINESE})"
_HANZI_N = "(?P<n>[两二三四五六])"
# A class behind a number is a word of its own: 三个地市 is a count and a class.
_COUNTER = r"(?:名|位|个|家|所|强|个单位|家单位|名单位)?"
_ENDS = {"slow": r"(?:倒数|后|末|最后|末尾|最末|垫底|后面)", "fast": r"(?:前|头|排名前|前面|top)"}
_EN_ENDS = {
    "slow": r"(?:bottom|slowest|worst|last|lowest|weakest|poorest)",
    "fast": r"(?:top|fastest|best|first|highest|leading|strongest|quickest)",
}
_COUNTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    *((re.compile(rf"{ends}(?:的)?(?:第)?{_N}{_COUNTER}"), tagged("count", end)) for end, ends in _ENDS.items()),
    *(
        (re.compile(rf"(?<![a-z])(?:the )?{ends} (?P<n>\d{{1,3}}|{ENGLISH})(?![a-z0-9])"), tagged("count", end))
        for end, ends in _EN_ENDS.items()
    ),
    (re.compile(r"(?:排名|排)?第(?P<n>一)(?:名|位)?"), tagged("count", "fast")),
    (re.compile(rf"(?<![a-z0-9.]){_N}(?:名|位|个|家|所|个单位|家单位)"), tagged("count")),
    (re.compile(rf"{_HANZI_N}(?:市|校|县|地|局|院|者)"), tagged("count")),
    (re.compile(rf"(?<![a-z0-9.])(?P<n>\d{{1,2}}|{ENGLISH})(?![a-z0-9.%])"), tagged("count")),
)
# 两个市, 2个局: the class's word takes the 个.
_BEFORE_CLASS = (re.compile(rf"(?<![a-z0-9.第]){_N}(?=个(?:地市|市县|市|局|教育局)|家教育局)"), tagged("count"))
_BY = r"(?:根据|依据|按照|依照|按|依|据|截至|截止|在|以|从)?"
_IN = r"(?:里面|里|中|上|显示|公布|数据|口径)?(?:的)?"
_EN_BY = r"(?:(?:as of|as at|in|from|by|per|according to|on) )?(?:the )?"
_CIRCULARS = (
    re.compile(rf"{_BY}第?{_N}(?:号|期|份)(?:进度|工作进度|月度)?通报{_IN}"),
    re.compile(rf"{_BY}(?:进度|工作进度|月度)?通报第?{_N}(?:号|期){_IN}"),
    re.compile(
        rf"{_BY}(?:最新|最近|上一期|上期|上一次|上次)(?:的)?(?:一期|一份|一次)?(?:的)?(?:进度|工作进度|月度)?通报{_IN}"
    ),
    re.compile(r"通报(?:里面|里|中)的?"),
    re.compile(rf"(?<![a-z]){_EN_BY}circular (?:no\.? ?|number |#)?(?P<n>\d{{1,3}})(?![\da-z])"),
    re.compile(rf"(?<![a-z]){_EN_BY}(?:latest|last|most recent|newest|published) circular(?![a-z])"),
)
_TABLE = r"(?:(?:附件[1一]?|任务分解表|任务表|分解表|表)(?:中|里|的|上)?)"
_NUMBERED = (
    re.compile(rf"{_TABLE}?(?:序号|编号|第)?(?:为|是)?(?P<n>\d{{1,3}})号(?:单位|学校|填报单位)?"),
    re.compile(rf"{_TABLE}?第{_N}(?:个|家|所)(?:填报)?(?:单位|学校)?"),
    re.compile(rf"(?:序号|编号)(?:为|是)?{_N}"),
    re.compile(r"(?<![a-z])(?:no\.? ?|number |unit no\.? ?|unit number |unit |#)(?P<n>\d{1,3})(?![\da-z])"),
)


@dataclass(frozen=True)
class Cutter:
    """What a question may be made of: the lexicon, the names of a programme's units, and periods of a day."""

    names: Names
    periods: PeriodReader

    def cut(self, text: str) -> tuple[Token, ...]:
        """The tokens of the cheapest cut, in order; what is silent (spaces, punctuation) is left out."""
        edges: defaultdict[int, list[Token]] = defaultdict(list)
        for token in self._edges(text):
            edges[token.start].append(token)
        best: list[tuple[float, Token | None]] = [(0.0, None)] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            options = [(token.cost + best[token.end][0], token) for token in edges[start]]
            best[start] = min(options, key=lambda option: (option[0], -option[1].end))
        return tuple(_walk(best))

    def _edges(self, text: str) -> Iterator[Token]:
        yield from _single(text)
        yield from self._words(text)
        yield from self.periods.tokens(text)
        yield from _circulars(text)
        yield from _counts(text)
        yield from amounts(text)
        yield from phrases(text)
        yield from manners(text)
        yield from _asking(text)
        yield from self._either(text)
        yield from self._numbers(text)

    def _either(self, text: str) -> Iterator[Token]:
        """Asked both ways, it is the word itself."""
        known = self.names.words
        for found in _EITHER.finditer(text):
            for end in range(found.end(), found.start("again"), -1):
                word = text[found.start("again") : end]
                if word in known and word.startswith(found["whole"]):
                    yield Token(found.start(), end, text[found.start() : end], known[word], 1.0)

    def _words(self, text: str) -> Iterator[Token]:
        known, exact, strange = self.names.words, self.names.exact, self.names.strange
        parts, reach = self.names.parts, self.names.longest
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + reach) + 1):
                piece = text[start:end]
                if piece in exact and _whole_word(text, start, end):
                    yield Token(start, end, piece, tagged("unit"), 1.0, units=exact[piece])
                if piece in strange and _whole_word(text, start, end):
                    yield Token(start, end, piece, tagged("unit", "nobody"), 1.0)
                if piece in parts and piece not in known:
                    yield Token(start, end, piece, tagged(UNKNOWN), _PART_COST if end - start > 2 else _PAIR_COST)
                tags = known.get(piece)
                if tags and _whole_word(text, start, end):
                    yield Token(start, end, piece, tags, _cost(tags))

    def _numbers(self, text: str) -> Iterator[Token]:
        for pattern in _NUMBERED:
            for found in pattern.finditer(text):
                number = small(found["n"])
                unit = self.names.numbered(number) if number else None
                tags = tagged("unit", "numbered") if unit else tagged("unit", "nobody")
                yield Token(found.start(), found.end(), found[0], tags, 1.0, units=(unit,) if unit else ())


def _asking(text: str) -> Iterator[Token]:
    """不 at the end of a clause only asks (能完成不), 跟 before a past month only joins it."""
    for found in _BESIDE_LAST.finditer(text):
        yield Token(found.start(), found.end(), found[0], tagged("compare"), 0.9)
    for found in _WHETHER.finditer(text):
        yield Token(found.start(), found.end(), found[0], tagged("filler"), _FILLER_COST)


def _circulars(text: str) -> Iterator[Token]:
    """A published circular, by number or as the latest."""
    for pattern in _CIRCULARS:
        for found in pattern.finditer(text):
            number = small(found["n"]) if "n" in pattern.groupindex else LATEST
            if number is not None:
                yield Token(found.start(), found.end(), found[0], tagged("circular"), 1.0, count=number)


def _cost(tags: frozenset[str]) -> float:
    """Words that say something are preferred to those that do not; a bare "not" comes last: 没完成 is one word.

    Parts of a class come after both: 给我校 is not 给我 and 校.
    """
    if tags <= PLAIN:
        return _FILLER_COST
    if "negation" in tags:
        return _NEGATION_COST
    return _FILLER_COST + 0.01 if "subset" in tags else 1.0


def _counts(text: str) -> Iterator[Token]:
    for pattern, tags, cost in ((*_BEFORE_CLASS, 1.0), *((*each, 1.1) for each in _COUNTS)):
        for found in pattern.finditer(text):
            number = small(found["n"])
            if number:
                yield Token(found.start(), found.end(), found[0], tags, cost, count=number)


def _single(text: str) -> Iterator[Token]:
    """Whatever may stand alone: silence for nothing, an unknown character or Latin word for much."""
    for found in _WORD.finditer(text):
        piece = found[0]
        if len(piece) == 1 and not piece.isalnum() and _SILENT.match(piece):
            yield Token(found.start(), found.end(), piece, frozenset(), 0.0)
        else:
            yield Token(found.start(), found.end(), piece, tagged(UNKNOWN), _UNKNOWN_COST)
            # A Latin word may be entered in its middle only by a longer edge, so each inner place needs a way on.
            for inner in range(found.start() + 1, found.end()):
                yield Token(inner, found.end(), text[inner : found.end()], tagged(UNKNOWN), _UNKNOWN_COST)


def _whole_word(text: str, start: int, end: int) -> bool:
    """Latin letters and digits are cut only between words."""
    before = start > 0 and _latin(text[start]) and _latin(text[start - 1])
    after = end < len(text) and _latin(text[end - 1]) and _latin(text[end])
    return not before and not after


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _walk(best: list[tuple[float, Token | None]]) -> Iterable[Token]:
    place = 0
    while place < len(best) - 1:
        token = best[place][1]
        if token is None:
            return
        if token.tags:
            yield token
        place = token.end


def is_latin(token: Token) -> bool:
    return not any(map(chinese, token.text))
