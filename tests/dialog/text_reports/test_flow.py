"""The report in words, turn by turn: asked part by part, taken in one message, jumped back, shared, corrected."""

from __future__ import annotations

import pytest

from dialog.inputs import Press, Tick
from dialog.text_reports import events
from dialog.text_reports.quarters import says_quarter
from dialog.text_reports.session import Place
from dialog.text_reports.standing import status_button, status_lines
from locales.catalog import catalog
from tests.dialog.text_reports.world import HEADED, PARTS, Q1, World

LONG = "组织开展职业技能培训。" * 250


@pytest.fixture
def world() -> World:
    return World()


def confirmed(world: World) -> list[events.TextReportConfirmed]:
    return [event for event in world.log if isinstance(event, events.TextReportConfirmed)]


def written_up(world: World, who: str = "王敏") -> None:
    world.say("/report 2023-Q1", who)
    for words in PARTS.values():
        world.say(words, who)


def test_part_after_part_then_the_summary_then_the_receipt(world: World) -> None:
    assert "（1/3）请写工作进展情况，10 至 5 000 字" in world.say("/report 2023-Q1")
    assert "（2/3）请写存在问题" in world.say(PARTS["progress"])
    assert "（3/3）请写下步打算" in world.say(PARTS["problems"])
    summary = world.say(PARTS["next_steps"])
    assert all(words in summary for words in PARTS.values())
    assert "跳过" not in "".join(world.labels())
    receipt = world.press("确认提交")
    assert "回执" in receipt
    assert "按期" in receipt
    (report,) = world.filed[Q1]
    assert dict(report.parts) == PARTS


def test_one_message_with_all_parts_under_their_headings_is_one_tap_from_filed(world: World) -> None:
    summary = world.say(f"长垣市2023年一季度工作报告\n{HEADED}")
    assert "请核对" in summary
    assert "回执" in world.say("确认提交")
    assert world.filed[Q1][0].parts["progress"] == f"长垣市2023年一季度工作报告\n{PARTS['progress']}"
    assert world.filed[Q1][0].parts["next_steps"] == PARTS["next_steps"]


def test_in_english_too(world: World) -> None:
    world.language = "en"
    assert "Please write Progress" in world.say("/report Q1")
    world.say("Progress: trained 2 970 people so far.\nProblems\nnone\nNext steps: more evening classes.")
    assert "receipt" in world.press("Confirm").lower()
    assert dict(world.filed[Q1][0].parts) == {
        "progress": "trained 2 970 people so far.",
        "problems": "none",
        "next_steps": "more evening classes.",
    }


def test_a_long_text_in_several_messages_is_put_together(world: World) -> None:
    world.say("/report 2023-Q1")
    first, rest = LONG[:2700], LONG[2700:]
    assert "可能还没发完" in world.say(first)
    assert "存在问题" in world.say(rest + "到此为止。")
    assert world.written()["progress"] == f"{first}\n{rest}到此为止。" if rest else first


def test_a_long_message_that_was_all_is_ended_by_a_word_or_a_button(world: World) -> None:
    for ending in ("写完了", "好了"):
        world.say("/report 2023-Q1")
        world.say(LONG)
        assert "存在问题" in world.say(ending)
        assert world.written()["progress"] == LONG
        world.say("取消")
        world.press("放弃草稿")


def test_a_whole_report_cut_by_the_client_goes_on_where_it_was_cut(world: World) -> None:
    whole = HEADED.replace(PARTS["progress"], LONG)
    world.say(whole[:-8])
    world.say(whole[-8:])
    assert world.session().place is Place.SUMMARY
    assert "".join(world.written()["next_steps"].split()) == "".join(PARTS["next_steps"].split())
    assert "回执" in world.press("确认提交")


def test_cut_between_two_headings_the_rest_belongs_to_the_part_before(world: World) -> None:
    head, tail = HEADED.split("三、")
    world.say(LONG.join(["一、工作进展情况\n", "\n二、存在问题\n前半段，师资不足。"]))
    world.say(f"后半段，场地紧张。\n三、{tail}")
    assert world.written()["problems"] == "前半段，师资不足。\n后半段，场地紧张。"
    assert head
    assert world.session().place is Place.SUMMARY


@pytest.mark.parametrize(
    ("words", "said"),
    [("太短了", "至少要 10 字"), ("长" * 5001, "最多 5 000 字"), (" \n ", "至少要 10 字")],
)
def test_too_short_and_too_long_are_refused_with_both_numbers_and_nothing_is_noted(
    world: World, words: str, said: str
) -> None:
    world.say("/report 2023-Q1")
    refused = world.say(words)
    assert said in refused
    assert "没有记下" in refused
    assert world.written() == {}


def test_what_does_not_fit_behind_what_stands_is_refused_and_what_stands_is_kept(world: World) -> None:
    world.say("/report 2023-Q1")
    world.say("长" * 4000)
    assert "4 000 字，这一条 1 200 字放不下" in world.say("长" * 1200)
    assert world.written()["progress"] == "长" * 4000


def test_only_the_part_that_may_be_none_can_be_none(world: World) -> None:
    world.say("/report 2023-Q1")
    assert "没有记下" in world.say("无")
    world.say(PARTS["progress"])
    assert "下步打算" in world.say("无")
    assert world.written()["problems"] == "无"


def test_a_part_is_jumped_to_and_written_anew_or_gone_on_from(world: World) -> None:
    written_up(world)
    assert "再发的文字会代替它" in world.press("改：存在问题")
    assert "请核对" in world.say("场地已经解决，师资仍然不足。")
    world.press("改：存在问题")
    world.press("续在后面")
    world.say("另有资金缺口。")
    assert world.written()["problems"] == "场地已经解决，师资仍然不足。\n另有资金缺口。"
    world.press("改：工作进展情况")
    assert "请核对" in world.press("不改了")


def test_back_overview_save_and_resume(world: World) -> None:
    world.say("/report 2023-Q1")
    world.say(PARTS["progress"])
    assert "（1/3）" in world.say("上一项")
    assert "还没写完" in world.say("总览")
    assert "草稿已保存" in world.say("保存退出")
    world.later(days=1)
    resumed = world.say("/report 2023-Q1")
    assert "接着上次的草稿写" in resumed
    assert "（2/3）" in resumed


def test_throwing_away_asks_first_and_begins_anew_afterwards(world: World) -> None:
    world.say("/report 2023-Q1")
    assert "已放弃" in world.say("取消")
    written_up(world)
    assert "找不回来" in world.say("取消")
    world.press("接着写")
    world.say("取消")
    assert "已放弃" in world.press("放弃草稿")
    written_up(world)
    assert "回执" in world.press("确认提交")


def test_a_short_question_is_a_question_and_a_report_may_ask_one(world: World) -> None:
    world.say("/report 2023-Q1")
    assert "4月7日（周五）截止" in world.say("截止哪天？")
    world.say("我们完成率多少")
    assert world.questions == ["我们完成率多少"]
    long_one = "如何破解师资不足？我们与企业联合办学，组织了 12 期培训班，取得较好成效，下一步继续推进各项工作落实。"
    world.say(long_one)
    assert world.written()["progress"] == long_one


def test_without_an_open_question_plain_words_are_for_the_bot(world: World) -> None:
    world.say(PARTS["progress"])
    assert world.questions == [PARTS["progress"]]
    assert world.drafts == {}


def test_confirming_too_early_files_nothing(world: World) -> None:
    world.say("/report 2023-Q1")
    assert "还有没写完的项" in world.say("确认提交")
    world.say("总览")
    world.turn(Press("text:2023-Q1:file:abcdef", 0))
    assert not confirmed(world)


def test_confirmed_twice_it_is_filed_once_and_the_receipt_stays_in_sight(world: World) -> None:
    written_up(world)
    action = world.labels()["确认提交"]
    world.turn(Press(action, 0))
    world.turn(Press(action, 0))
    assert len(confirmed(world)) == 1
    assert "没有重复提交" in world.shown()
    assert "回执编号" in world.shown()


def test_the_confirm_button_files_only_what_it_was_shown_with(world: World) -> None:
    written_up(world)
    old = world.labels()["确认提交"]
    world.press("改：存在问题")
    world.say("师资不足的问题已经解决。")
    world.turn(Press(old, 0))
    assert not confirmed(world)
    assert "草稿又改过，没有提交" in world.shown()
    assert "师资不足的问题已经解决" in world.shown()


def test_after_the_due_day_it_is_late_and_says_so_before(world: World) -> None:
    world.later(days=5)
    written_up(world)
    assert "记为逾期" in world.shown()
    assert "逾期" in world.press("确认提交")
    assert world.filed[Q1][0].late is True


def test_it_opens_with_the_report_of_the_quarters_last_month(world: World) -> None:
    world.later(days=-15)
    assert "没有可以填报的" in world.say("/report 2023-Q1")
    world.later(days=1)
    assert "（1/3）" in world.say("/report 2023-Q1")


def test_several_open_quarters_are_asked_for(world: World) -> None:
    world.later(days=80)
    assert "要填哪个季度" in world.say("/report")
    assert "一季度" in world.say("一季度")
    assert world.session().quarter == Q1


def test_a_message_under_headings_goes_to_the_quarter_that_its_title_names(world: World) -> None:
    world.later(days=80)
    world.say(f"2023年第一季度工作报告\n{HEADED}")
    assert list(world.drafts) == [Q1]


def test_a_second_liaison_is_asked_before_going_on_with_the_draft(world: World) -> None:
    world.say("/report 2023-Q1")
    world.say(PARTS["progress"])
    assert "王敏 在写这份报告" in world.say("/report 2023-Q1", "李强")
    assert "（2/3）" in world.press("接着填", "李强")
    world.say(PARTS["problems"], "李强")
    assert "李强 刚改过这份草稿" in world.say("这一条不应该记下，因为草稿已经改过。")
    assert world.written()["problems"] == PARTS["problems"]
    assert [type(event) for event in world.log].count(events.TextDraftTakenOver) == 1


def test_two_phones_file_once(world: World) -> None:
    written_up(world)
    mine = world.labels()["确认提交"]
    world.say("/report 2023-Q1", "李强")
    world.press("接着填", "李强")
    theirs = world.labels("李强")["确认提交"]
    world.turn(Press(theirs, 0), "李强")
    world.turn(Press(mine, 0))
    assert len(confirmed(world)) == 1
    assert "已经报送" in world.shown()


def test_words_for_a_report_that_was_filed_meanwhile_change_nothing(world: World) -> None:
    written_up(world)
    world.press("改：存在问题")
    world.say("/report 2023-Q1", "李强")
    world.press("接着填", "李强")
    world.press("确认提交", "李强")
    assert "已经报送" in world.say("这一条来晚了，报告已经交了。")
    assert dict(world.filed[Q1][0].parts) == PARTS


def test_a_correction_is_a_new_revision_with_its_reason_and_keeps_the_lateness(world: World) -> None:
    written_up(world)
    world.press("确认提交")
    world.later(days=20)
    world.say("/correct 2023-Q1")
    assert "没有要更正的" in world.press("确认更正")
    world.press("改：下步打算")
    world.say("二季度增开夜校班和网络班。")
    assert "为什么" in world.press("确认更正")
    assert "核对后补充" in world.say("核对后补充")
    receipt = world.press("确认更正")
    assert "现为第 2 版" in receipt
    assert "按期" in receipt
    assert (confirmed(world)[1].revises, confirmed(world)[1].reason) == (1, "核对后补充")
    assert world.filed[Q1][1].parts["progress"] == PARTS["progress"]


def test_a_correction_can_be_left_and_nothing_is_changed(world: World) -> None:
    written_up(world)
    world.press("确认提交")
    world.press("更正")
    world.press("取消")
    assert "已经报送" in world.say("/report 2023-Q1")
    assert len(world.filed[Q1]) == 1


def test_a_correction_of_what_was_corrected_meanwhile_is_thrown_away(world: World) -> None:
    written_up(world)
    world.press("确认提交")
    for who in ("王敏", "李强"):
        world.say("/correct 2023-Q1", who)
    world.press("改：存在问题", "李强")
    world.say("师资不足的问题已经解决。", "李强")
    stale = world.labels("李强")["确认更正"]
    world.turn(Press(stale, 0), "李强")
    world.press("填写有误", "李强")
    world.press("确认更正", "李强")
    assert "已经报送" in world.press("改：存在问题")


def test_all_of_a_long_report_can_be_read_in_messages_that_fit(world: World) -> None:
    long_parts = {code: f"{words}\n" + "长" * 4900 for code, words in PARTS.items()}
    world.say("/report 2023-Q1")
    for words in long_parts.values():
        world.say(words)
        world.say("写完了")
    world.press("看全文")
    read = "".join(str(page.lines[-1].arguments["words"]) for page in world.pages)
    assert "".join(read.split()) == "".join("".join(long_parts.values()).split())
    assert world.session().place is Place.SUMMARY


@pytest.mark.parametrize(
    "action",
    ["", "x", "2023-Q9:jump:0", "2023-Q1:jump:9", "2023-Q1:none", "2023-Q4:file:1", "2023-Q1:why:0", "2023-Q1:why:x"],
)
def test_an_invented_button_changes_nothing(world: World, action: str) -> None:
    written_up(world)
    world.turn(Press(f"text:{action}", 0))
    assert not confirmed(world)
    assert world.written() == PARTS


def test_yes_and_no_can_be_typed_wherever_they_are_asked_for(world: World) -> None:
    written_up(world)
    world.say("取消")
    assert "是" in world.say("也许")
    assert "请核对" in world.say("否")
    world.say("/report 2023-Q1", "李强")
    assert "是" in world.say("也许", "李强")
    assert "没有改动" in world.say("否", "李强")
    world.say("/report 2023-Q1", "李强")
    assert "请核对" in world.say("是", "李强")
    world.say("取消", "李强")
    assert "已放弃" in world.say("是", "李强")


def test_the_other_liaison_threw_it_away_and_what_is_typed_then_is_not_noted(world: World) -> None:
    written_up(world)
    world.press("改：存在问题")
    world.say("/report 2023-Q1", "李强")
    world.press("接着填", "李强")
    world.say("取消", "李强")
    world.press("放弃草稿", "李强")
    assert "已经被放弃，您这一条没有记下" in world.say("师资不足的问题已经解决。")
    assert world.written() == {}


def test_a_reason_has_its_length_and_can_be_gone_back_from(world: World) -> None:
    written_up(world)
    world.press("确认提交")
    world.press("更正")
    world.press("改：下步打算")
    world.say("二季度增开夜校班和网络班。")
    world.press("确认更正")
    assert "200" in world.say("长" * 201)
    assert "原因" in world.say("@@")
    assert "请核对" in world.say("返回")
    world.press("确认更正")
    assert "请核对" in world.press("上一项")


def test_a_quarter_is_said_in_words_or_asked_again_or_left(world: World) -> None:
    world.later(days=80)
    world.say("/report")
    assert "请点一个季度" in world.say("下个月")
    world.say("哪个季度最重要？")
    assert world.questions == ["哪个季度最重要？"]
    assert "没有改动" in world.say("取消")
    world.say("/report")
    assert "（1/3）" in world.say("第二季度")


def test_back_at_the_first_part_and_at_the_summary(world: World) -> None:
    world.say("/report 2023-Q1")
    assert "还没写完" in world.say("返回")
    assert "（3/3）" in world.say("返回")
    world.say("总览")
    assert "没有改动" in world.say("随便写几个字发来看看")


def test_all_filed_says_what_there_is_to_read_and_what_comes(world: World) -> None:
    written_up(world)
    world.press("确认提交")
    shown = world.say("/report")
    assert "已经报齐" in shown
    assert "二季度，6月20日" in shown
    assert "已经报送" in world.press("2023年一季度")
    assert "没有可以填报的" in world.say("/correct 2023-Q4")


def test_confirmed_by_an_unready_draft_it_goes_on_with_what_is_missing(world: World) -> None:
    world.say("/report 2023-Q1")
    world.say(PARTS["progress"])
    mark = world.facts().drafts[Q1].draft.mark
    world.turn(Press(f"text:2023-Q1:file:{mark}", 0))
    assert "（2/3）" in world.shown()
    assert not confirmed(world)


def test_an_unfinished_part_is_not_left_so(world: World) -> None:
    world.say(f"一、工作进展情况\n{LONG}\n二、存在问题\n师资")
    assert "至少要 10 字，请再写一些" in world.say("写完了")
    assert "（3/3）" in world.say("不足，培训场地也很紧张。")


def test_a_tick_says_nothing(world: World) -> None:
    world.say("/report 2023-Q1")
    assert world.turn(Tick("opening")) == ()


def test_status_tells_each_quarter(world: World) -> None:
    def lines() -> str:
        return catalog("zh_CN").lines(status_lines(world.facts(), world.now)).text

    button = status_button(world.facts(), world.now)
    assert button is not None
    assert button.action == "go:text:2023-Q1"
    assert "2023年一季度：待报，4月7日（周五）截止" in lines()
    world.say("/report 2023-Q1")
    world.say(PARTS["progress"])
    assert "王敏 在填，1/3 项" in lines()
    world.later(days=5)
    assert "逾期未报" in lines()
    written_up(world)
    world.press("确认提交")
    assert "✅ 2023年一季度 · 逾期" in lines()
    world.press("更正")
    world.press("改：存在问题")
    world.say("师资不足的问题已经解决。")
    world.press("确认更正")
    world.press("填写有误")
    world.press("确认更正")
    assert "第 2 版" in lines()
    assert status_button(world.facts(), world.now) is None
    world.later(days=-60)
    assert lines() == ""


def test_a_part_that_does_not_fit_in_one_message_of_all_is_asked_again(world: World) -> None:
    said = world.say(HEADED.replace(PARTS["problems"], "少"))
    assert "没有记下" in said
    assert "没有就写“无”" in said
    assert "（2/3）" in said
    assert set(world.written()) == {"progress", "next_steps"}
    assert "请核对" in world.say("无")
    assert "回执" in world.say("确认")


def test_correcting_what_is_not_filed_begins_the_report_and_anothers_correction_is_asked_about(world: World) -> None:
    assert "（1/3）" in world.say("/correct 2023-Q1")
    for words in PARTS.values():
        world.say(words)
    world.press("确认提交")
    world.say("/correct 2023-Q1")
    world.press("改：存在问题")
    world.say("师资不足的问题已经解决。")
    assert "王敏 在写这份报告" in world.say("/correct 2023-Q1", "李强")
    assert "请核对" in world.press("接着填", "李强")


def test_in_december_no_further_quarter_is_announced(world: World) -> None:
    world.later(days=262)
    for number in "1234":
        world.say(f"/report 2023-Q{number}")
        for words in PARTS.values():
            world.say(words)
        world.press("确认提交")
    shown = world.say("/report")
    assert "已经报齐" in shown
    assert "下一份" not in shown


def test_a_draft_of_what_no_longer_stands_is_thrown_away(world: World) -> None:
    written_up(world)
    kept = world.drafts[Q1]
    world.press("确认提交")
    world.drafts[Q1] = (kept[0], kept[1] + 2)
    assert "已经报送" in world.say("/report 2023-Q1")
    assert isinstance(world.log[-2], events.TextDraftDiscarded)
    assert world.written() == {}


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("2023-Q1", True),
        ("Q4", True),
        ("一季度", True),
        ("2023年第3季度", True),
        ("1", False),
        ("2023-01", False),
        ("", False),
    ],
)
def test_only_a_quarter_is_taken_for_one(said: str, is_one: bool) -> None:
    assert says_quarter(said) is is_one


def test_short_headings_are_taken_for_headings(world: World) -> None:
    short = f"进展：{PARTS['progress']}\n问题：{PARTS['problems']}\n下一步：{PARTS['next_steps']}"
    world.say("/report 2023-Q1")
    world.say(short)
    assert world.written() == PARTS
