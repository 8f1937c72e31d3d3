"""What is said and is no question: 收到谢谢, that's all, 帮我填一下6月的数. Called by the cutting.

Only where the whole message says no more; a question behind a thank-you stays a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialog.questions.tokens import Token, tagged

_THANKS = r"谢谢|多谢|感谢|谢了|谢啦|辛苦|thanks|thank you|thx"
_HEARD = r"好的|好嘞|好滴|好|嗯|行|可以|ok|okay|收到(?!没|吗)|收悉|明白|知道|了解|清楚|中|得劲|got it|received|noted"
_OVER = (
    r"没事了|没别的了?|没有别的了?|没了|就这些了?|就这样吧?|先这样吧?|不用了|that's all|thats all|that is all|"
    r"that's it|that will do|that'll do|nothing else|no more questions|all good|all clear|never mind|nevermind"
)
_SMALL = r"\W|了|啦|哈|您|你|for now|for today|then|no"
# Heard, or enough, and nothing asked.
_DONE = re.compile(rf"^(?:{_SMALL}|{_THANKS})*(?:{_HEARD}|{_OVER})(?:{_SMALL}|{_THANKS}|{_HEARD}|{_OVER})*$")
# To be written or sent by the bot, which only tells: 帮我填一下6月的数, 把排名发给各单位, fill in june for us.
_WRITE = (
    re.compile(
        r"(?:帮忙|帮|替|给)(?:我们|我|俺们|俺|咱们|咱)?(?:把)?(?:代)?"
        r"(?:填报|填写|填|补填|补报|录入|录|修改|改|删除|删|撤回|撤销)(?:一下|下|了|掉|成)?"
    ),
    re.compile(r"把.{1,14}?(?:发给|转给|发到|转发|推送|报给|通知|公布|抄送|改成|改为)(?!我|俺|咱)"),
    re.compile(r"(?<![a-z])(?:fill (?:in|out)|edit|delete|withdraw) (?:my|our|the)(?![a-z])"),
)


def manners(text: str) -> Iterator[Token]:
    for found in _DONE.finditer(text):
        yield Token(found.start(), found.end(), found[0], tagged("filler"), 0.5)
    for pattern in _WRITE:
        for found in pattern.finditer(text):
            yield Token(found.start(), found.end(), found[0], tagged("offtopic"))
