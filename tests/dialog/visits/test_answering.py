"""What an official answers while a visit is recorded: kept, or refused with nothing lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialog.visits.answering import Refused, Scene, answered, attachment_of_words, day_refused, deadline_refused
from dialog.visits.drafting import (
    MOST_ATTACHED,
    MOST_FINDINGS,
    Attached,
    Found,
    Step,
    VisitDraft,
    dump_visit,
    load_visit,
)
from programmes.loading import load

HENAN = load("henan-edu-2022")
TODAY = date(2022, 6, 20)
SCENE = Scene(HENAN, TODAY)
PHOTO = Attached("photo", "file-1")


def after(*answers: str, draft: VisitDraft | None = None) -> VisitDraft:
    """The draft after these answers to whatever was asked; `-` skips."""
    found = draft or VisitDraft()
    for words in answers:
        step = found.next_step
        if words == "-":
            found = found.with_(**{str(step): ""})
            continue
        taken = answered(found, step, words, None, SCENE)
        assert isinstance(taken, VisitDraft), taken
        found = taken
    return found


def refused(draft: VisitDraft, words: str, attached: Attached | None = None) -> str:
    taken = answered(draft, draft.next_step, words, attached, SCENE)
    assert isinstance(taken, Refused)
    return taken.why.key


def test_a_visit_is_asked_for_in_order() -> None:
    steps, draft = [], VisitDraft()
    for words in ("焦作大学", "今天", "-", "听取汇报", "未建立工作专班", "+15"):
        steps.append(draft.next_step)
        draft = after(words, draft=draft)
    assert steps == [Step.UNIT, Step.DAY, Step.PRESENT, Step.SEEN, Step.FINDING, Step.DEADLINE]
    assert draft.next_step is Step.SUMMARY
    assert (draft.unit, draft.held_on, draft.present, draft.seen) == ("hn-075", TODAY, "", "听取汇报")
    assert draft.findings == (Found("未建立工作专班", date(2022, 7, 5)),)


@pytest.mark.parametrize("name", ["焦作大学", "焦大", "jiaozuodaxue", "75"])
def test_a_unit_is_known_by_its_names(name: str) -> None:
    assert after(name).unit == "hn-075"


def test_a_name_of_several_is_asked_back() -> None:
    taken = answered(VisitDraft(), Step.UNIT, "平职院", None, SCENE)
    assert isinstance(taken, Refused)
    assert len(taken.units) > 1


def test_a_visit_cannot_be_ahead_or_before_the_year() -> None:
    draft = after("焦作大学")
    assert refused(draft, "明天") == "visits.refused.future"
    assert refused(draft, "2021-12-31") == "visits.refused.before_year"
    assert refused(draft, "随便") == "visits.refused.day"
    assert refused(VisitDraft(), "清华大学") == "visits.refused.unit"


def test_a_deadline_is_after_the_visit() -> None:
    draft = after("焦作大学", "6月10日", "-", "-", "问题")
    assert refused(draft, "6月10日") == "visits.refused.not_after"
    assert refused(draft, "2023年7月1日") == "visits.refused.far"
    assert refused(draft, "尽快") == "visits.refused.deadline"
    assert after("6月11日", draft=draft).findings[0].mend_by == date(2022, 6, 11)


def test_the_day_cannot_be_moved_to_a_deadline() -> None:
    draft = after("焦作大学", "6月1日", "-", "-", "问题", "6月10日")
    why = day_refused(date(2022, 6, 10), SCENE, draft)
    assert why is not None
    assert why.key == "visits.refused.after_deadline"


def test_a_picture_is_kept_wherever_it_comes_and_its_caption_is_the_answer() -> None:
    taken = answered(VisitDraft(), Step.UNIT, "焦作大学", PHOTO, SCENE)
    assert isinstance(taken, VisitDraft)
    assert (taken.unit, taken.attached) == ("hn-075", (PHOTO,))
    again = answered(taken, taken.next_step, "", PHOTO, SCENE)
    assert isinstance(again, VisitDraft)
    assert (again.next_step, len(again.attached)) == (Step.DAY, 2)


def test_evidence_is_a_link_a_note_or_a_file_with_its_caption() -> None:
    draft = VisitDraft()
    for words, attached in (("http://a.cn/1", None), ("见纸质材料", None), ("照片", PHOTO)):
        taken = answered(draft, Step.EVIDENCE, words, attached, SCENE)
        assert isinstance(taken, VisitDraft)
        draft = taken
    assert [(one.kind, one.name) for one in draft.attached] == [("link", ""), ("note", ""), ("photo", "照片")]


def test_too_much_is_refused() -> None:
    full = VisitDraft(findings=(Found("x", TODAY),) * MOST_FINDINGS, attached=(PHOTO,) * MOST_ATTACHED)
    for step, key in ((Step.FINDING, "enough"), (Step.EVIDENCE, "enough_evidence"), (Step.SEEN, "long")):
        taken = answered(full, step, "字" * (501 if key == "long" else 5), None, SCENE)
        assert isinstance(taken, Refused)
        assert taken.why.key == f"visits.refused.{key}"
    assert refused(VisitDraft(), "") == "visits.refused.words"


def test_another_versions_draft_is_begun_anew() -> None:
    assert load_visit("") is None
    assert load_visit('{"v": 0}') is None
    assert load_visit('{"v": 1, "unit": "hn-075"}') is None


answers = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["焦作大学", "今天", "昨天", "6月1日", "+7", "+30", "平职院", "http://a.cn", "一个问题"]),
)


@settings(deadline=None)
@given(st.lists(st.tuples(answers, st.booleans(), st.sampled_from(Step)), max_size=25))
def test_any_answers_leave_a_draft_that_can_be_written_and_read(given: list[tuple[str, bool, Step]]) -> None:
    """And whatever is kept holds: the day is not ahead, each deadline is after it."""
    draft = VisitDraft()
    for words, with_picture, edited in given:
        step = edited if draft.next_step is Step.SUMMARY and edited is not Step.SUMMARY else draft.next_step
        if step is Step.SUMMARY or (step is Step.DEADLINE and not draft.words):
            continue
        taken = answered(draft, step, words.strip(), PHOTO if with_picture else None, SCENE)
        draft = taken if isinstance(taken, VisitDraft) else draft
        assert load_visit(dump_visit(draft)) == draft
    if draft.held_on:
        assert draft.held_on <= TODAY
        assert all(one.mend_by > draft.held_on for one in draft.findings)


@given(st.integers(-500, 500), st.integers(0, 200))
def test_a_deadline_holds_just_when_it_is_after_the_visit_and_within_a_year(days: int, ago: int) -> None:
    held_on = TODAY - timedelta(days=ago)
    deadline = TODAY + timedelta(days=days)
    assert (deadline_refused(deadline, held_on, TODAY) is None) == (held_on < deadline <= TODAY + timedelta(days=366))


def test_a_link_is_known_within_words() -> None:
    assert attachment_of_words("见 https://a.cn/b").kind == "link"
