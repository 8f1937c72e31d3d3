"""Turns of phrase that are too many to list word by word: 哪里丢分了, 进前五, among the top five, 收到谢谢.

Called by the cutting, beside the words of the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialog.questions.numerals import CHINESE, ENGLISH, small
from dialog.questions.tokens import Token, tagged

_N = rf"(?P<n>\d{{1,3}}|{CHINESE})"
_PLACE = r"(?:哪些|哪几|什么|哪)(?:个|些|里|儿|块)?(?:地方|考核项目|评价项目|考核项|项目|项|方面)?(?:上|里|中)?"
_LOSE = r"(?:被|给)?(?:扣|丢|失)(?:掉)?(?:了|的)?"
_LOST = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:都|是|在|有)*{_PLACE}{_LOSE}分(?:了|的)?",
        rf"{_LOSE}(?:多少|几|哪些|哪几|什么)?分(?:项|点)?(?:的)?(?:原因)?(?:在|扣在|是)?(?:哪里|哪儿|哪些项|哪几项|哪)?(?:了|的)?",
        r"(?:被)?扣(?:在|到)(?:了)?(?:哪里|哪儿|哪些项|哪几项|哪)",
        rf"(?:{_PLACE})(?:的)?分(?:数)?(?:没有?|未)(?:拿|得)到",
        rf"(?:有|在|都)*(?:{_PLACE})?(?:没有?|未|不)(?:能)?(?:得|拿|拿到|得到)?(?:到)?满分",
        r"分(?:数)?是?(?:怎么|怎样|如何)(?:被)?扣(?:掉|的|了)*",
        rf"分(?:都|是|被)*(?:扣|丢|失)在(?:了)?{_PLACE}",
        rf"(?:有|还有)?{_PLACE}(?:没有?|未|不)(?:符合|达到要求)(?:的)?(?:项)?",
        r"(?<![a-z])(?:items?|points?|parts?) (?:that )?(?:are|is|were|was) (?:not|only partly) met(?![a-z])",
    )
)
_GET = r"(?:加|拿|得|提|补|挣|抢|争取|争|捞|追|找)"
_GAIN = re.compile(
    rf"(?:还|能|有|可以|可|从|靠)*{_PLACE}(?:还|能|可以|可|再)*{_GET}(?:到|回|回来)?(?:点|些|几)?分|"
    rf"(?:还|再)(?:能|可以|可|再)*{_GET}(?:到|回|回来)?(?:多少|几|点|些)分"
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


# Heard, and nothing asked: 收到谢谢, 好嘞, got it thanks. Only where the whole message says no more.
_HEARD = re.compile(
    r"^\W*(?:(?:好的|好嘞|好滴|好|嗯|行|可以|ok|okay|收到(?!没|吗)|收悉|明白|知道|了解|清楚|got it|received|noted)"
    r"(?:了|啦|哈)?(?:\W|谢谢|多谢|感谢|辛苦|了|啦|哈|您|你|thanks|thank you|thx)*)+$"
)
# To be written by the bot, which only tells: 帮我填一下6月的数, fill in june for us.
_WRITE = (
    re.compile(
        r"(?:帮忙|帮|替|给)(?:我们|我|俺们|俺|咱们|咱)?(?:把)?(?:代)?(?:填报|填写|填|补填|补报|录入|录|修改|改|删除|删|撤回|撤销)(?:一下|下|了|掉|成)?"
    ),
    re.compile(r"(?<![a-z])(?:fill (?:in|out)|edit|delete|withdraw) (?:my|our|the)(?![a-z])"),
)
# Whether it rose, or whether it was sent: 取证数上去了没.
_ROSE = re.compile(r"(?<![报交传填送])上去(?:了)?(?:没有|没|吗)")


_PLAIN = (
    (_HEARD, tagged("filler"), 0.5),
    (_ROSE, tagged("subset"), 1.0),
    *((pattern, tagged("offtopic"), 1.0) for pattern in _WRITE),
    *((pattern, tagged("lost"), 1.0) for pattern in _LOST),
    (_GAIN, tagged("gain"), 1.0),
)


def phrases(text: str) -> Iterator[Token]:
    for pattern, tags, cost in _PLAIN:
        for found in pattern.finditer(text):
            yield Token(found.start(), found.end(), found[0], tags, cost)
    for pattern in _ENTER:
        for found in pattern.finditer(text):
            number = small(found["n"])
            if number:
                yield Token(found.start(), found.end(), found[0], tagged("enter", "count", "fast"), count=number)
