"""Words that are not an answer: questions to the bot, and the words that steer (返回, 取消). Called by the flow."""

from __future__ import annotations

import re
from datetime import datetime

from dialog.numbers import tidy
from dialog.report.facts import ReportFacts
from dialog.report.periods import due_line, month
from locales.text import Text, text
from programmes.periods import Period

_QUESTION = re.compile(
    r"[?？]|什么|多少|哪|几[号天个月点]|怎么|怎样|如何|谁|吗$|呢$|为何|是否|还差|还剩|排名|排第|缺口|截止|进度|完成率|完成情况|最低|最高"
    r"|\b(?:what|when|how|who|which|why|where|deadline|ranking|rank|rate|gap|progress)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"截止|到期|期限|最晚|(?:什么时候|哪天|几号|何时)(?:之?前)?(?:交|报|填|截|到)|(?:还剩|还有|剩)(?:下)?(?:几|多少)天"
    r"|\b(?:deadline|due|days (?:are )?left)\b",
    re.IGNORECASE,
)
_STEERING = {
    **dict.fromkeys(("返回", "上一项", "上一步", "后退", "back"), "back"),
    **dict.fromkeys(("取消", "cancel"), "cancel"),
    **dict.fromkeys(("保存", "保存退出", "退出", "save", "save and leave"), "save"),
    **dict.fromkeys(("总览", "全部", "汇总", "overview", "summary"), "lines"),
    **dict.fromkeys(("继续", "go on", "continue"), "next"),
}
_SUBMIT = ("确认提交", "确认", "提交", "确认更正", "confirm", "submit", "ok")
_YES = ("是", "是的", "对", "包含", "已包含", "含", "yes", "y")
_NO = ("否", "不", "不是", "不含", "不包含", "没有", "没", "no", "n")


def is_question(said: str) -> bool:
    return bool(_QUESTION.search(said))


def asks_deadline(said: str) -> bool:
    return bool(_DEADLINE.search(said))


def about_deadline(said: str, facts: ReportFacts, period: Period, now: datetime) -> Text | None:
    """The answer to 截止哪天 or 还剩几天, which needs only the calendar."""
    if not asks_deadline(said):
        return None
    return text("report.deadline", period=month(period), due=due_line(facts, period, now))


def steering(said: str) -> str | None:
    """The action that a plain word means anywhere in the report."""
    return _STEERING.get(tidy(said).casefold())


def confirms(said: str) -> bool:
    return tidy(said).casefold() in _SUBMIT


def yes_or_no(said: str) -> bool | None:
    word = tidy(said).casefold()
    return True if word in _YES else False if word in _NO else None
