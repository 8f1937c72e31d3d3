"""Whatever two people type and press: the session loads, screens keep their manners, and no sum is ever wrong."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dialog import events
from dialog.inputs import Press
from dialog.report.view import screen_of
from scoring.figures import Kind
from tests.dialog.world import World

PEOPLE = st.sampled_from(["王敏", "李强"])
ANSWERS = ["0", "5", "30", "80", "120", "1,200", "900", "1万", "三百五", "-5", "1.5", "1e9"]
NOTHINGS = ["无", "跳过", "不适用", "不适用：没有", "同上月"]
STEERING = ["返回", "取消", "保存", "总览", "继续", "是", "否", "确认提交", "期初", "更正"]
ASIDES = ["嗯", "截止哪天？", "谁最低？", "集中开班", "6月"]
COMMANDS = ["/report", "/report 4", "/report 2022-03", "/correct", "/correct 3", "/status", "/cancel"]
MESSAGES = [
    "培训120 取证80 高级工30 1+X10",
    "120 80 30 10",
    "1 2 3",
    "培训7",
    "取证3 高级工9",
    "期初 培训2280 取证5 高级工1 1+X0",
    "5月 培训1 取证1 高级工1 1+X1",
    "院校类 3",
    "1 0 0 2",
    "1 2",
]
WORDS = st.sampled_from(ANSWERS + NOTHINGS + STEERING + ASIDES + COMMANDS + MESSAGES)
OLD = st.sampled_from(["submit", "same", "jump:senior", "pick:350", "contains:yes", "go:report", "why:0", "x:y", ""])
# What a person taps who just wants to be done, in this order.
GOING_ON = (
    *("确认提交", "确认更正", "填写有误", "集中开班或集中考核", "都从 0 开始", "与上月相同", "同上月（30）"),
    *("否，分开报", "继续填"),
)
LINES = ("training", "certificates", "senior", "one_plus_x")


class TwoLiaisons(RuleBasedStateMachine):
    """Typed words, buttons of the open screen, old buttons, invented ones, and time."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(now=World().now.replace(month=6, day=25))

    @rule(words=WORDS, who=PEOPLE)
    def says(self, words: str, who: str) -> None:
        self.world.say(words, who)

    @rule(number=st.integers(0, 30), who=PEOPLE)
    def presses(self, number: int, who: str) -> None:
        labels = sorted(self.world.labels(who))
        if labels:
            self.world.press(labels[number % len(labels)], who)

    @rule(who=PEOPLE)
    def answers_what_is_asked(self, who: str) -> None:
        """A person who just goes on, so that many runs reach a filing and a correction."""
        offered = (
            "确认提交",
            "确认更正",
            "填写有误",
            "集中开班或集中考核",
            "都从 0 开始",
            "与上月相同",
            "同上月（30）",
            "否，分开报",
            "继续填",
        )
        labels = self.world.labels(who)
        label = next((one for one in offered if one in labels), None)
        self.world.say(label or "30", who)

    @rule(
        action=st.sampled_from(
            ["submit", "same", "jump:senior", "pick:350", "contains:yes", "go:report", "why:0", "x:y", ""]
        ),
        back=st.integers(0, 3),
        who=PEOPLE,
    )
    def presses_an_old_button(self, action: str, back: int, who: str) -> None:
        self.world.turn(Press(action, self.world.session(who).screen - back), who)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.world.later(days=days)

    @invariant()
    def the_open_screen_can_be_drawn_again(self) -> None:
        for who in self.world.sessions:
            session, facts = self.world.session(who), self.world.facts(who)
            if (
                session.period is None
                or session.period not in facts.drafts
                or session.seen == facts.drafts[session.period].version
            ):
                screen_of(session, facts, self.world.now)

    @invariant()
    def what_is_filed_adds_up(self) -> None:
        history = self.world.history
        for period in history.months:
            for line in ("training", "certificates", "senior", "one_plus_x"):
                parts = [
                    m.figures[line].counted for p, m in history.months.items() if p <= period and line in m.figures
                ]
                assert history.cumulative(line, period) == (history.opening or {}).get(line, 0) + sum(parts)
                assert all(part >= 0 for part in parts)
            month = history.months[period]
            if "certificates" in month.figures:
                assert history.cumulative("senior", period) <= history.cumulative("certificates", period)
            if month.reported_in is None:
                assert set(LINES) <= set(month.figures)
            for figure in month.figures.values():
                assert figure.kind is not Kind.NOT_APPLICABLE or (figure.value is None and figure.reason)

    @invariant()
    def each_month_is_filed_once(self) -> None:
        filed = [event.period for event in self.world.log if isinstance(event, events.ReportSubmitted)]
        assert len(filed) == len(set(filed))
        assert not set(filed) & set(self.world.drafts)


TwoLiaisons.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestTwoLiaisons = TwoLiaisons.TestCase
