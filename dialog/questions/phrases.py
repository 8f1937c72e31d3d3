"""Turns of phrase about scores that are too many to list word by word: 哪里丢分了, 进前五, among the top five.

Called by the cutting, beside the words of the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialog.questions.numerals import CHINESE, ENGLISH, small
from dialog.questions.tokens import Token, tagged

_N = rf"(?P<n>\d{{1,3}}|{CHINESE})"
_PLACE = r"(?:哪些|哪几|什么|哪)(?:个|些|里|儿)?(?:地方|考核项目|评价项目|考核项|项目|项|方面)?(?:上|里|中)?"
_LOSE = r"(?:被|给)?(?:扣|丢|失)(?:掉)?(?:了|的)?"
_LOST = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:都|是|在|有)*{_PLACE}{_LOSE}分(?:了|的)?",
        rf"{_LOSE}(?:多少|几|哪些|哪几|什么)?分(?:项|点)?(?:的)?(?:原因)?(?:在|扣在|是)?(?:哪里|哪儿|哪些项|哪几项|哪)?(?:了|的)?",
        r"(?:被)?扣(?:在|到)(?:了)?(?:哪里|哪儿|哪些项|哪几项|哪)",
        rf"(?:有|在|都)*(?:{_PLACE})?(?:没有?|未|不)(?:能)?(?:得|拿|拿到|得到)?(?:到)?满分",
        r"分(?:数)?是?(?:怎么|怎样|如何)(?:被)?扣(?:掉|的|了)*",
        rf"分(?:都|是|被)*(?:扣|丢|失)在(?:了)?{_PLACE}",
        rf"(?:有|还有)?{_PLACE}(?:没有?|未|不)(?:符合|达到要求)(?:的)?(?:项)?",
        r"(?<![a-z])(?:items?|points?|parts?) (?:that )?(?:are|is|were|was) (?:not|only partly) met(?![a-z])",
    )
)
_GAIN = re.compile(
    rf"(?:还|能|有|可以|可|从|靠)*{_PLACE}(?:还|能|可以|可|再)*(?:加|拿|得|提)(?:到)?分|"
    r"(?:还|再)(?:能|可以|可|再)*(?:加|拿|提)(?:到)?(?:多少|几)分"
)
_ENTER = (
    re.compile(
        rf"(?:能不能|能否|能|可以|才能|要|想|再)*(?:进入|进到|进|挤进|冲进|冲到|跻身|排进|杀进)(?:了)?(?:全市)?前{_N}(?:名|位|强)?"
    ),
    re.compile(
        r"(?<![a-z])(?:(?:can|could|will|do|would) (?:we|they) )?"
        r"(?:among|within|into|make|reach|enter|get in|be in|we in|us in)(?: to)? the (?:top|first) "
        rf"(?P<n>\d{{1,3}}|{ENGLISH})(?![a-z0-9])"
    ),
)


def phrases(text: str) -> Iterator[Token]:
    for pattern in _LOST:
        for found in pattern.finditer(text):
            yield Token(found.start(), found.end(), found[0], tagged("lost"))
    for found in _GAIN.finditer(text):
        yield Token(found.start(), found.end(), found[0], tagged("gain"))
    for pattern in _ENTER:
        for found in pattern.finditer(text):
            number = small(found["n"])
            if number:
                yield Token(found.start(), found.end(), found[0], tagged("enter", "count", "fast"), count=number)
