"""Whatever two people type and press: nothing that was noted is lost unseen, and a revision is filed once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dialog.inputs import Press
from dialog.text_reports import events
from dialog.text_reports.flow import screen_of
from dialog.text_reports.pages import pieces
from dialog.text_reports.reading import clean, headed, length, unfit
from dialog.text_reports.turn import lacking
from tests.dialog.text_reports.world import HEADED, PARTS, XINXIANG, World, check_manners

FORM = XINXIANG.text_forms[0]
PEOPLE = st.sampled_from(["王敏", "李强"])
WORDS = st.sampled_from([
    *PARTS.values(), HEADED, "无", "好", "长" * 2500, "长" * 4900, "存在问题：场地紧张，师资不足。",
    "截止哪天？", "谁最低？",
    "确认提交", "取消", "返回", "总览", "保存", "继续", "是", "否", "写完了", "核对后更正", "一季度", "", "\n",
    "/report 2023-Q1", "/report", "/correct 2023-Q1", "/correct", "/report 2023-Q3",
])  # fmt: skip
OLD = st.sampled_from(
    ["jump:1", "add:0", "done:2", "file:000000", "lose:000000", "take", "why:0", "fix", "read", "x", ""]
)
GOING_ON = ("确认提交", "确认更正", "填写有误", "接着填", "写完了", "继续填")


class TwoLiaisons(RuleBasedStateMachine):
    """Typed words, buttons of the open screen, old buttons, invented ones, and time."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()

    @rule(words=WORDS, who=PEOPLE)
    def says(self, words: str, who: str) -> None:
        self.world.say(words, who)

    @rule(number=st.integers(0, 30), who=PEOPLE)
    def presses(self, number: int, who: str) -> None:
        labels = sorted(self.world.labels(who))
        if labels:
            self.world.press(labels[number % len(labels)], who)

    @rule(who=PEOPLE, words=st.sampled_from(list(PARTS.values())))
    def goes_on(self, who: str, words: str) -> None:
        """A person who just goes on, so that many runs reach a filing and a correction."""
        labels = self.world.labels(who)
        self.world.say(next((one for one in GOING_ON if one in labels), words), who)

    @rule(action=OLD, quarter=st.sampled_from(["2023-Q1", "2023-Q2"]), who=PEOPLE)
    def presses_an_old_button(self, action: str, quarter: str, who: str) -> None:
        self.world.turn(Press(f"text:{quarter}:{action}", 0), who)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.world.later(days=days)

    @invariant()
    def the_open_screen_can_be_drawn_again(self) -> None:
        for who in self.world.sessions:
            screen = screen_of(self.world.session(who), self.world.facts(who), self.world.now)
            if screen:
                check_manners(screen)

    @invariant()
    def what_is_filed_is_whole_and_each_revision_is_filed_once(self) -> None:
        filed = [event for event in self.world.log if isinstance(event, events.TextReportConfirmed)]
        assert len({(event.quarter, event.revises) for event in filed}) == len(filed)
        for event in filed:
            assert set(event.parts) == {part.code for part in FORM.parts}
            assert not [code for code, words in event.parts.items() if unfit(FORM, code, words)]

    @invariant()
    def no_part_of_a_draft_is_longer_than_it_may_be(self) -> None:
        for on_file in self.world.facts().drafts.values():
            assert all(length(words) <= FORM.most for words in on_file.draft.parts.values())
            assert set(lacking(self.world.facts(), on_file.draft)) <= {part.code for part in FORM.parts}


TwoLiaisons.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestTwoLiaisons = TwoLiaisons.TestCase


@given(st.text(st.sampled_from("长a😀\n 。"), max_size=300), st.integers(5, 60))
def test_pieces_are_the_whole_and_each_fits(words: str, most: int) -> None:
    found = pieces(words, most)
    assert "".join("".join(found).split()) == "".join(words.split())
    assert all(len(piece.encode("utf-16-le")) // 2 <= most for piece in found)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(words: str) -> None:
    once = clean(words)
    assert clean(once) == once
    assert "\n\n\n" not in once


@given(st.dictionaries(st.sampled_from(list(PARTS)), st.text(st.sampled_from("培训。abc "), min_size=1), min_size=1))
def test_parts_under_headings_come_back_as_they_were_written(parts: dict[str, str]) -> None:
    names = {part.code: part.zh for part in FORM.parts}
    found = headed("\n".join(f"（一）{names[code]}：{words}" for code, words in parts.items()), FORM)
    assert found is not None
    assert {code: words.strip() for code, words in found.parts.items()} == {c: w.strip() for c, w in parts.items()}
