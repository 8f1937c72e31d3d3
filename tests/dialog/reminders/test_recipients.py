"""Who gets what: only who has not filed, the ladder, one message a moment, and the last word at delivery."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from dialog.reminders.delivering import Drop, Ending, Send, deliver
from dialog.reminders.manners import Cause, Hold, Manners
from dialog.reminders.people import COORDINATOR, Contact, Group, Reach, Seat
from dialog.reminders.planning import Occurrence, plan
from dialog.reminders.recipients import Fired, Push, merged, pushes, without_anyone, without_liaison
from dialog.reminders.wording import Scene, screen_of
from dialog.reminders.workdays import Workdays
from locales.catalog import catalog
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from programmes.schedules import Anchor, Content, Shift
from scoring.standing import Standing, standing

APRIL = Period(2022, 4)


def liaison(unit: str) -> Seat:
    return Seat(unit, Role.LIAISON)


def leader(unit: str) -> Seat:
    return Seat(unit, Role.LEADER)


PEOPLE = (
    Contact("zhao", "赵", (liaison("u1"),)),
    Contact("qian", "钱", (leader("u1"),)),
    Contact("sun", "孙", (liaison("u3"), liaison("u4"))),
    Contact("li", "李", (leader("u4"),), language="en"),
    Contact("zhou", "周", (leader("u2"),)),
    Contact("wu", "吴", (COORDINATOR, liaison("u5")), reach=Reach.REACHABLE),
)
STANDING = Standing(APRIL, ("u1", "u2", "u3", "u4", "u5"), frozenset({"u4"}))


def fire(programme: Programme, moment: str, stands: Standing = STANDING) -> dict[str, Push]:
    at = datetime.fromisoformat(moment)
    schedules = {one.kind: one for one in programme.calendar.schedules}
    planned = [one for one in plan(programme.calendar, Workdays(), at.date(), at.date()) if one.at == at]
    found = pushes([Fired(schedules[one.kind], one, stands) for one in planned], PEOPLE, [Group("g", "schools")])
    return {push.receiver: push for push in found}


def said(programme: Programme, push: Push, now: datetime, language: str = "zh_CN") -> str:
    screen = screen_of(push, Scene(programme, STANDING, PEOPLE, now))
    return catalog(language).lines(screen.lines).text


def test_only_units_that_have_not_filed_are_reminded(programme: Programme) -> None:
    found = fire(programme, "2022-04-22T10:00:00+08:00")
    assert {key: push.to for key, push in found.items()} == {
        "person zhao": (liaison("u1"),),
        "person zhou": (leader("u2"),),
        "person sun": (liaison("u3"),),
        "person wu": (liaison("u5"),),
    }
    assert {push.kind for push in found.values()} == {"t-7"}


def test_a_unit_without_a_liaison_is_asked_through_its_leader_and_listed(programme: Programme) -> None:
    assert without_liaison(STANDING, PEOPLE) == ("u2",)
    assert without_anyone(STANDING, PEOPLE) == ()
    blocked = [replace(one, reach=Reach.BLOCKED) if one.key in {"zhou", "zhao"} else one for one in PEOPLE]
    assert without_liaison(STANDING, blocked) == ("u1", "u2")
    assert without_anyone(STANDING, blocked) == ("u2",)
    push = fire(programme, "2022-04-22T10:00:00+08:00")["person zhou"]
    assert "没有能联系上的联络员" in said(programme, push, push.at)


def test_the_due_day_adds_the_leaders_and_the_latest_kind_wins(programme: Programme) -> None:
    found = fire(programme, "2022-04-30T10:00:00+08:00")
    assert {key: push.kind for key, push in found.items()} == {
        "person zhao": "due",
        "person sun": "due",
        "person wu": "due",
        "person zhou": "leaders",
        "person qian": "leaders",
    }


def test_a_coordinator_gets_digest_weekly_and_circular_as_one_message(programme: Programme) -> None:
    found = fire(programme, "2022-05-05T10:00:00+08:00")
    assert list(found) == ["person wu"]
    assert found["person wu"].kind == "circular"
    words = said(programme, found["person wu"], found["person wu"].at)
    assert "试用" not in words
    assert "全部单位：应报 5，已报 1（20.00%），按时 0（0.00%）" in words
    assert "未报 4 个：郑州市、开封市、焦作大学和鹤壁职业技术学院" in words
    assert "其中 1 个单位联系不上联络员，已提醒组长：开封市" in words
    assert "通报草稿已生成" in words


def test_who_is_coordinator_and_liaison_gets_one_message_at_one_moment(programme: Programme) -> None:
    push = fire(programme, "2022-05-23T10:00:00+08:00", replace(STANDING, period=Period(2022, 5)))["person wu"]
    assert (push.kind, set(push.to)) == ("weekly", {COORDINATOR, liaison("u5")})


def test_a_group_gets_the_roster_of_its_class_without_names(programme: Programme) -> None:
    push = fire(programme, "2022-04-20T10:00:00+08:00")["group g"]
    words = said(programme, push, push.at)
    assert words == "2022年4月月报（学校）\n截止日 4月30日（周六），还剩 10 天。\n已报 1 / 3"


def test_the_days_left_are_those_of_the_moment_of_sending(programme: Programme) -> None:
    push = fire(programme, "2022-04-30T10:00:00+08:00")["person zhao"]
    assert "今天截止" in said(programme, push, push.at)
    assert "已逾期 2 天" in said(programme, push, push.at + timedelta(days=2))
    assert "2 days overdue" in said(programme, push, push.at + timedelta(days=2), "en")


def test_a_draft_is_resumed_by_the_button(programme: Programme) -> None:
    push = fire(programme, "2022-04-22T10:00:00+08:00")["person zhao"]
    fresh, drafted = (
        screen_of(push, Scene(programme, replace(STANDING, drafted=frozenset(units)), PEOPLE, push.at))
        for units in ((), ("u1",))
    )
    assert [catalog("zh_CN").plain(one.buttons[0].label) for one in (fresh, drafted)] == ["开始填报", "继续填报"]
    assert fresh.buttons[0].action == "report:2022-04"


def test_who_reports_for_several_units_is_told_which(programme: Programme) -> None:
    nobody = replace(STANDING, filed=frozenset())
    push = fire(programme, "2022-04-22T10:00:00+08:00", nobody)["person sun"]
    assert "待报单位：焦作大学和河南职业技术学院" in said(programme, push, push.at)


def test_merging_twice_changes_nothing(programme: Programme) -> None:
    once = tuple(fire(programme, "2022-05-05T10:00:00+08:00").values())
    assert merged(once) == once


NOW = datetime.fromisoformat("2022-04-22T10:00:00+08:00")


@pytest.fixture
def reminder(programme: Programme) -> Push:
    return fire(programme, "2022-04-22T10:00:00+08:00")["person zhao"]


def test_a_report_filed_meanwhile_stops_the_reminder(programme: Programme, reminder: Push) -> None:
    filed = replace(STANDING, filed=frozenset({"u1"}))
    zone = programme.calendar.zone
    assert deliver(reminder, PEOPLE[0], filed, NOW, zone) == Drop(Ending.FILED)
    assert isinstance(deliver(reminder, PEOPLE[0], STANDING, NOW, zone), Send)


def test_who_blocked_the_bot_or_lost_the_seat_gets_nothing(programme: Programme, reminder: Push) -> None:
    zone = programme.calendar.zone
    blocked = replace(PEOPLE[0], reach=Reach.BLOCKED)
    assert deliver(reminder, blocked, STANDING, NOW, zone) == Drop(Ending.UNREACHABLE)
    assert deliver(reminder, replace(PEOPLE[0], seats=()), STANDING, NOW, zone) == Drop(Ending.UNSEATED)


@pytest.mark.parametrize(
    ("now", "changes", "until", "cause"),
    [
        ("2022-04-22T10:00", {"last_answer_at": 10}, "2022-04-22T10:20", Cause.ANSWERING),
        ("2022-04-22T10:00", {"last_answer_at": 40, "filling": True}, "2022-04-22T11:20", Cause.ANSWERING),
        ("2022-04-22T21:00", {}, "2022-04-23T08:00", Cause.QUIET),
        ("2022-04-22T07:59", {}, "2022-04-22T08:00", Cause.QUIET),
        ("2022-04-22T20:50", {"last_answer_at": 5}, "2022-04-23T08:00", Cause.ANSWERING),
        ("2022-04-22T10:00", {"pushed_today": 2}, "2022-04-23T08:00", Cause.ENOUGH),
    ],
)
def test_a_push_waits_for_the_person(
    programme: Programme, reminder: Push, now: str, changes: dict[str, int], until: str, cause: Cause
) -> None:
    zone = programme.calendar.zone
    moment = datetime.fromisoformat(f"{now}:00+08:00")
    contact = PEOPLE[0]
    if "last_answer_at" in changes:
        contact = replace(contact, last_answer_at=moment - timedelta(minutes=changes["last_answer_at"]))
    contact = replace(contact, filling=bool(changes.get("filling")), pushed_today=changes.get("pushed_today", 0))
    found = deliver(reminder, contact, STANDING, moment, zone)
    assert found == Hold(datetime.fromisoformat(f"{until}:00+08:00"), cause)


@pytest.mark.parametrize(
    ("minutes", "pushed", "filling"), [(30, 0, False), (-60, 0, False), (None, 1, False), (120, 1, True)]
)
def test_a_push_goes_when_the_pause_is_over(
    programme: Programme, reminder: Push, minutes: int | None, pushed: int, filling: bool
) -> None:
    answered = None if minutes is None else NOW - timedelta(minutes=minutes)
    contact = replace(PEOPLE[0], last_answer_at=answered, pushed_today=pushed, filling=filling)
    assert isinstance(deliver(reminder, contact, STANDING, NOW, programme.calendar.zone), Send)


def test_quiet_hours_need_not_pass_midnight(programme: Programme, reminder: Push) -> None:
    noon = Manners(quiet_from=time(12), quiet_to=time(14))
    moment = NOW.replace(hour=13)
    assert deliver(reminder, PEOPLE[0], STANDING, moment, programme.calendar.zone, noon) == Hold(
        NOW.replace(hour=14), Cause.QUIET
    )
    assert not noon.quiet(time(22))


def test_who_never_started_is_not_among_the_receivers(programme: Programme) -> None:
    at = NOW
    schedule = next(one for one in programme.calendar.schedules if one.kind == "t-7")
    planned = next(one for one in plan(programme.calendar, Workdays(), at.date(), at.date()) if one.kind == "t-7")
    people = [replace(PEOPLE[0], reach=Reach.NEVER_STARTED), PEOPLE[1]]
    found = pushes([Fired(schedule, planned, STANDING)], people, [])
    assert [push.receiver for push in found] == ["person qian"]


def test_two_pushes_of_yesterday_do_not_hold_the_morning(programme: Programme, reminder: Push) -> None:
    """A push held by quiet hours comes on a new day, on which nothing was pushed yet."""
    evening = datetime.fromisoformat("2022-04-22T22:00:00+08:00")
    contact = replace(PEOPLE[0], pushed_today=2)
    found = deliver(reminder, contact, STANDING, evening, programme.calendar.zone)
    assert found == Hold(datetime.fromisoformat("2022-04-23T08:00:00+08:00"), Cause.QUIET)


def test_a_group_is_left_alone_in_quiet_hours_too(programme: Programme) -> None:
    push = fire(programme, "2022-04-20T10:00:00+08:00")["group g"]
    zone = programme.calendar.zone
    assert deliver(push, None, STANDING, NOW, zone) == Send(push)
    assert isinstance(deliver(push, None, STANDING, NOW.replace(hour=23), zone), Hold)


def notices(programme: Programme) -> tuple[Programme, list[Occurrence]]:
    """新技领办〔2023〕4 号 第六条: a quarterly report within 7 days after the quarter; a review in July."""
    base = programme.calendar.schedules[0]
    notice = replace(base, content=Content.NOTICE, days=1, shift=Shift.AFTER)
    quarter = replace(notice, kind="quarter", zh="季度工作报告", en="Quarterly report", anchor=Anchor.QUARTER, within=7)
    review = replace(
        notice, kind="review", zh="年中评价", en="Mid-year review", anchor=Anchor.YEAR, month=7, within=None
    )
    calendar = replace(programme.calendar, schedules=(quarter, review))
    planned = plan(calendar, Workdays(), date(2022, 7, 1), date(2022, 7, 31))
    return replace(programme, calendar=calendar), list(planned)


def test_another_programmes_dates_say_their_own_name_and_day(programme: Programme) -> None:
    theirs, planned = notices(programme)
    schedules = {one.kind: one for one in theirs.calendar.schedules}
    said_by = {}
    for one in planned:
        found = pushes([Fired(schedules[one.kind], one, replace(STANDING, period=one.about))], PEOPLE, [])
        push = next(push for push in found if push.contact and push.contact.key == "zhao")
        said_by[one.kind] = said(theirs, push, push.at)
    assert said_by == {
        "quarter": "季度工作报告（2022年6月），请于 7月7日（周四） 前完成。",
        "review": "年中评价（2022年7月）",
    }


def test_a_complete_month_is_said_to_be_complete(programme: Programme) -> None:
    everyone = Standing(APRIL, ("u1", "u2", "u3"), frozenset({"u1", "u2", "u3"}))
    scene = Scene(programme, everyone, PEOPLE, NOW)
    push = replace(fire(programme, "2022-05-05T10:00:00+08:00")["person wu"], contents=(Content.WEEKLY,))
    assert "各单位均已报送" in catalog("zh_CN").lines(screen_of(push, scene).lines).text
    group = Push(NOW, "roster", 0, (Content.ROSTER,), APRIL, (), group=Group("g", None))
    assert "各单位均已报送，谢谢。" in catalog("zh_CN").lines(screen_of(group, scene).lines).text


def test_long_lists_are_cut_and_counted() -> None:
    henan = load("henan-edu-2022")
    nobody = standing(henan, APRIL, {})
    push = Push(NOW, "circular", 9, (Content.DIGEST, Content.CIRCULAR), APRIL, (COORDINATOR,), PEOPLE[5])
    for language in ("zh_CN", "en"):
        said = catalog(language).lines(screen_of(push, Scene(henan, nobody, (), NOW)).lines).text
        assert "91" in said
        assert len(said) < 4096
