"""Claims about the report that a transcript does not show by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from dialog import events
from dialog.report.flow import claims
from dialog.report.periods import open_periods
from dialog.report.session import Place, ReportSession
from dialog.report.summary import summary_screen
from dialog.report.turn import draft_of
from dialog.report.view import screen_of
from dialog.report.walk import Stop, next_stop, ready
from dialog.status import status_screen
from programmes.loading import load
from programmes.periods import Period
from scoring.figures import Kind, number
from tests.dialog.world import World

FIGURES = [
    "培训120 取证80 高级工30 1+X10",
    "本月培训完成120人次，取证共80人，其中高级工30人，1+X 10人。",
    "120 80 30 10",
    "6月 培训3",
    "1",
    "training 3, senior 1",
]
QUESTIONS = ["培训完成率多少？", "焦作大学 培训", "6月谁最低", "取证120了吗？", "你好", "", "培训 取证"]


@pytest.mark.parametrize("said", FIGURES)
def test_the_report_claims_messages_of_figures(said: str) -> None:
    assert claims(said, World().facts())


@pytest.mark.parametrize("said", QUESTIONS)
def test_the_report_leaves_questions_to_the_bot(said: str) -> None:
    assert not claims(said, World().facts())


def test_two_turns_file_a_first_report() -> None:
    world = World()
    world.say("培训120 取证80 高级工30 1+X10")
    (submitted, ended) = world.say("确认提交")
    assert isinstance(submitted, events.ReportSubmitted)
    assert submitted.opening == {"training": 0, "certificates": 0, "senior": 0, "one_plus_x": 0}
    assert {line: figure.value for line, figure in submitted.figures.items()} == {
        "training": 120,
        "certificates": 80,
        "senior": 30,
        "one_plus_x": 10,
    }
    assert ended == events.SessionEnded(events.Ending.SUBMITTED)
    assert "回执" in world.shown()


def test_a_walk_that_answers_what_is_asked_reaches_the_receipt_by_text_alone() -> None:
    world = World(now=World().now.replace(month=3, day=25))
    labels = {line.label: line.indicator for line in world.programme.form.lines}
    world.say("/report")
    for _ in range(12):
        shown, offered = world.shown(), world.labels()
        if "确认提交" in offered:
            assert "跳过" not in "".join(offered)
            world.say("确认提交")
            break
        asked = [label for label in labels if label in shown]
        assert "期初" in shown or asked, shown
        world.say("0" if "期初" in shown else "7")
    assert "回执" in world.shown()
    assert {figure.value for figure in world.history.months[Period(2022, 3)].figures.values()} == {7}


def test_each_question_names_one_line_and_only_the_opening_says_so() -> None:
    world = World(now=World().now.replace(month=3, day=25))
    world.say("/report")
    world.say("0")
    for line in world.programme.form.lines:
        names = [other.label for other in world.programme.form.lines if other.label in world.shown()]
        assert max(names, key=len) == line.label
        assert "期初" not in world.shown()
        world.say("3")


def test_a_lost_session_loses_no_answer() -> None:
    world = World(now=World().now.replace(month=3, day=25))
    world.say("/report")
    for words in ("0", "1", "2", "3", "4", "120"):
        world.say(words)
    world.sessions.clear()
    world.say("/report")
    assert "取证人数" in world.shown()
    assert world.facts().drafts[Period(2022, 3)].draft.figures["training"].value == 120


def test_the_open_screen_is_the_same_after_a_restart() -> None:
    world = World(now=World().now.replace(month=6, day=25))
    for words in ("/report", "否，分开报", "都从 0 开始", "1", "三百五"):
        world.say(words)
        drawn = screen_of(world.session(), world.facts(), world.now)
        assert drawn is not None
        assert world.screens["王敏"].rows == drawn.rows
        assert world.screens["王敏"].lines[-len(drawn.lines) :] == drawn.lines


def test_no_question_open_has_no_screen() -> None:
    world = World()
    assert screen_of(ReportSession(), world.facts(), world.now) is None


def test_the_four_kinds_of_nothing_are_filed_apart() -> None:
    world = World(now=World().now.replace(month=3, day=25))
    world.say("培训0 取证无 高级工不适用：没有 1+X跳过")
    assert "确认提交" not in world.labels()
    assert not any(isinstance(event, events.ReportSubmitted) for event in world.say("确认提交"))
    draft = world.facts().drafts[Period(2022, 3)].draft
    kinds = {line: figure.kind for line, figure in draft.figures.items()}
    assert kinds == {"training": Kind.NUMBER, "certificates": Kind.NOTHING, "senior": Kind.NOT_APPLICABLE}
    assert draft.skipped == ("one_plus_x",)


def test_a_contained_month_is_closed_with_the_month_that_contains_it() -> None:
    world = World(now=World().now.replace(month=4, day=25))
    world.say("培训120 取证80 高级工30 1+X10")
    world.press("本月已含以前月份")
    (submitted, _) = world.say("确认提交")
    assert isinstance(submitted, events.ReportSubmitted)
    assert submitted.contains == (Period(2022, 3),)
    assert open_periods(world.facts(), world.now) == ()


@pytest.mark.parametrize("unit", ["郑州市", "焦作大学"])
def test_every_unit_is_asked_only_what_it_has_a_target_for(unit: str) -> None:
    world = World(unit=unit)
    facts = world.facts()
    numbers = " ".join("5" for _ in facts.unit.targets)
    world.say(numbers)
    (submitted, _) = world.say("确认提交")
    assert isinstance(submitted, events.ReportSubmitted)
    assert set(submitted.figures) == set(facts.unit.targets)


def test_a_scan_that_came_is_shown_with_its_own_day() -> None:
    world = World()
    world.say("培训120 取证80 高级工30 1+X10")
    world.say("确认提交")
    facts = replace(world.facts(), scans={Period(2022, 9): world.now.date()})
    shown = "\n".join(world.plain(line) for line in status_screen(facts, world.now).lines)
    assert "扫描件 9月26日 收到" in shown


def test_a_unit_that_skips_must_answer_before_filing() -> None:
    world = World(now=World().now.replace(month=3, day=25))
    world.say("培训1 取证2 高级工1 1+X跳过")
    facts = world.facts()
    assert not ready(facts, facts.drafts[Period(2022, 3)].draft)
    world.say("补填 1+X 证书取证人数")
    world.say("4")
    facts = world.facts()
    assert ready(facts, facts.drafts[Period(2022, 3)].draft)


def test_a_part_above_its_whole_in_the_record_shows_in_the_summary() -> None:
    """The other liaison's draft may break a rule that a correction made true meanwhile; it is said and not filed."""
    world = World(now=World().now.replace(month=4, day=25))
    world.say("3月 培训1 取证9 高级工5 1+X1")
    world.say("确认提交")
    world.say("培训1 取证0 高级工0 1+X1")
    for words in ("/correct 3", "取证人数", "6", "填写有误", "确认更正", "/report"):
        world.say(words)
    assert "确认提交" in world.labels()
    draft = world.facts().drafts[Period(2022, 4)].draft
    broken = draft.with_figure("senior", number(3)).with_figure("certificates", number(3))
    short = draft.with_figure("senior", number(3))
    assert ready(world.facts(), broken)
    assert not ready(world.facts(), short)
    shown = "\n".join(world.plain(line) for line in summary_screen(world.facts(), short, world.now).lines)
    assert "不能多于" in shown
    assert next_stop(world.facts(), short) == Stop(Place.LINE, "senior")


def test_a_session_without_a_period_has_no_draft() -> None:
    world = World()
    with pytest.raises(ValueError, match="no draft"):
        draft_of(ReportSession(), world.facts(), world.now)


def test_a_command_of_another_room_changes_nothing() -> None:
    world = World()
    assert world.say("/help") == ()


def test_a_quarters_line_counts_once_when_its_month_is_filed_by_another_meanwhile() -> None:
    april = datetime.fromisoformat("2023-04-24T09:00:00+08:00")
    world = World(unit="长垣市", programme=load("xinxiang-2023"), now=april)
    monthly = "2000 700 300"
    for said in ("/report 1月", monthly, "确认提交", "/report 2月", monthly, "确认提交", "/report"):
        world.say(said)
    for said in ("是", f"{monthly} 2600 100 33"):
        world.say(said)
    for said in ("/report 3月", f"{monthly} 2600 100 33", "确认提交"):
        world.say(said, "李强")
    world.say("/report")
    assert "补贴性" not in world.shown()
    world.say("确认提交")
    assert set(world.history.months[Period(2023, 4)].figures) == {"training", "skilled", "high_skilled"}
    assert world.history.cumulative("subsidised", Period(2023, 4)) == 2600
