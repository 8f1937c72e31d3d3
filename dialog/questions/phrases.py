"""Turns of phrase that are too many to list word by word: 哪里丢分了, 进前五, 俺县, 照这个劲头, 都能问你点啥.

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
    r"(?:还|尚)?(?:需要|需|要|得|该|应|可以|可)*(?:提升|改进|加强|补强)(?:哪些|什么|哪个|哪)(?:方面|地方|项目|项)?|"
    rf"(?:还|再)(?:能|可以|可|再)*{_GET}(?:到|回|回来)?(?:多少|几|点|些)分"
)
_ENTER = (
    re.compile(
        rf"(?:能不能|能否|能|可以|才能|要|想|再)*(?:进入|进到|进|挤进|冲进|冲到|跻身|排进|排到|排上|杀进)(?:了)?(?:全市)?前{_N}(?:名|位|强)?"
    ),
    re.compile(
        r"(?<![a-z])(?:(?:can|could|will|do|would) (?:we|they) )?"
        r"(?:among|within|into|make|reach|enter|get in|be in|we in|us in)(?: to)? the (?:top|first) "
        rf"(?P<n>\d{{1,3}}|{ENGLISH})(?![a-z0-9])"
    ),
)
# Whose it is: 俺县, 咱们这个局, 我们学校. 我会 rather says "I can".
_MINE = re.compile(
    r"(?:我们|我|咱们|咱|俺们|俺|本|敝)(?:的|这个|这)?"
    r"(?:单位|学校|学院|大学|教育局|教体局|部门|县里|市里|局里|校|院|局|市|县|区|镇)(?!委)"
)
# Who wants to know it: 我们领导刚才问我.
_BOSS = re.compile(
    r"(?:我们|我|咱们|咱|俺们|俺)?(?:局|校|院|市|县)?(?:里)?(?:领导|局长|校长|院长|处长|主任|书记)"
    r"(?:刚才|刚刚|刚|今天|现在|老|又|在|就|想|要)*(?:问|催|知道|看|了解)(?:起|着)?(?:我们|我|咱们|咱|俺们|俺|一下|下)?(?:了)?"
)
# So far behind, not "so much is missing": 为什么这么差.
_BADLY = r"(?:这么|那么|这样|那样|很|太|如此|特别|非常)差(?!多少|几|距|不多)"
_POOR = re.compile(_BADLY)
_WHY_POOR = re.compile(rf"(?:为什么|为何|为啥|咋|怎么)(?:就|会|总)*{_BADLY}")
# What may come of it: 年底能拿多少证.
_COMES_TO = re.compile(r"(?:到)?(?:今年)?(?:年底|年末|年终)(?:前|之前)?(?:大概|大约|估计|差不多)?(?:能|会|可以)(?:够)?")
# Not sent in yet, half in English: 还没submit的.
_UNSENT = re.compile(r"(?:还|尚|仍)?(?:没有|没|未)(?:submit|report|file|交report)(?:ted|ed|d)?(?:的)?")
# At the pace of now: 照这个劲头, 按现在的干法.
_PACE = re.compile(
    r"(?:照着|照|按照|按|以)(?:这个|这种|这样|这|目前|现在|眼下|当前|此|现有)(?:的|这个|这种|这样|这)*"
    r"(?:速度|进度|劲头|劲儿|势头|节奏|趋势|干法|搞法|步子|样子|架势)(?:走|干|搞|弄)?(?:下去)?"
)
_AHEAD = re.compile(
    r"(?:前头|前面|前边|头里|上头|上面|上边)的?(?:那|这)?一?(?:个|家|名|位|所)(?:单位|学校|县|市|局|院校)?"
)
# What may be asked: 都能问你点啥, 还可以帮我查哪些东西.
_HELP = re.compile(
    r"(?:还|都)?(?:能|会|可以|可)(?:都)?(?:帮我们?|给我们?)?(?:做|干|问你|问|查询|查|回答|告诉我|提供)(?:一?些|点儿?)?"
    r"(?:什么|啥|哪些)(?:问题|东西|内容|事儿?)?"
)
# Whether it rose, or whether it was sent: 取证数上去了没.
_ROSE = re.compile(r"(?<![报交传填送])上去(?:了)?(?:没有|没|吗)")


_PLAIN = (
    (_ROSE, tagged("subset")),
    (_MINE, tagged("my")),
    (_BOSS, tagged("filler")),
    (_POOR, tagged("slowish")),
    (_WHY_POOR, tagged("explain", "slowish")),
    (_COMES_TO, tagged("forecast", "horizon_year", "yearend")),
    (_UNSENT, tagged("notfiled")),
    (_PACE, tagged("forecast")),
    (_AHEAD, tagged("nextone")),
    (_HELP, tagged("help")),
    *((pattern, tagged("lost")) for pattern in _LOST),
    (_GAIN, tagged("gain")),
)


def phrases(text: str) -> Iterator[Token]:
    for pattern, tags in _PLAIN:
        for found in pattern.finditer(text):
            yield Token(found.start(), found.end(), found[0], tags)
    for pattern in _ENTER:
        for found in pattern.finditer(text):
            number = small(found["n"])
            if number:
                yield Token(found.start(), found.end(), found[0], tagged("enter", "count", "fast"), count=number)
