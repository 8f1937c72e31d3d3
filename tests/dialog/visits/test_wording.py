"""What is said of findings fits a message in both languages, and how a unit's words are gathered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialog.screens import Screen
from dialog.visits.asking import question, summary, units_screen
from dialog.visits.drafting import LONGEST, MOST_FINDINGS, Attached, Found, Step, VisitDraft
from dialog.visits.mending import Mending, Unmended, dump_mending, load_mending, told
from dialog.visits.wording import digest, reminder, told_screens
from locales.catalog import catalog
from tests.dialog.visits.test_answering import HENAN, SCENE, TODAY
from tests.dialog.visits.test_reminding import finding

LANGUAGES = ("zh_CN", "en")
MANY = [finding("2022-06-30") for _ in range(MOST_FINDINGS)]
FULL = VisitDraft(
    unit="hn-075",
    held_on=TODAY,
    present="人" * LONGEST,
    seen="看" * LONGEST,
    findings=(Found("问" * LONGEST, TODAY + timedelta(days=7)),) * MOST_FINDINGS,
    attached=(Attached("photo", "x"), Attached("link", "http://a.cn")),
)


def fits(screen: Screen, language: str) -> str:
    words = catalog(language).lines(screen.lines).text
    assert len(words) <= 4096
    assert all(button.action.isascii() and len(button.action) <= 24 for button in screen.buttons)
    assert all(catalog(language).plain(button.label) for button in screen.buttons)
    return words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", Step)
def test_every_question_and_the_fullest_summary_fit(language: str, step: Step) -> None:
    fits(question(FULL, step, SCENE), language)
    fits(question(VisitDraft(), step, SCENE) if step is not Step.SUMMARY else summary(FULL, HENAN), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_are_listed_a_page_at_a_time(language: str) -> None:
    pages = [units_screen(HENAN, "unit", 1, number) for number in range(15)]
    for page in pages:
        fits(page, language)
    units = [button.action for page in pages for button in page.buttons if button.action.startswith("visit:unit:")]
    assert len(set(units)) == len(units) == 143


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_findings_reach_the_unit_in_full_in_as_many_messages_as_that_takes(language: str) -> None:
    long = [finding("2022-06-30") for _ in range(MOST_FINDINGS)]
    long = [type(one)(number, one.unit, "问" * LONGEST, one.mend_by, one.since) for number, one in enumerate(long)]
    screens = list(told_screens(3, "焦作大学", TODAY, "甲", long, TODAY))
    said = "".join(fits(screen, language) for screen in screens)
    assert said.count("问" * LONGEST) == MOST_FINDINGS
    assert len([button for screen in screens for button in screen.buttons]) == MOST_FINDINGS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("leader", [True, False])
def test_reminder_and_digest_of_very_many_fit(language: str, leader: bool) -> None:
    fits(reminder({"hn-075": MANY}, HENAN, TODAY, leader=leader), language)
    fits(digest(MANY, MANY, HENAN, TODAY), language)


@pytest.mark.parametrize(
    ("today", "said"), [("2022-06-29", "还剩 1 天"), ("2022-06-30", "今天截止"), ("2022-07-02", "已逾期 2 天")]
)
def test_the_days_left_are_of_today(today: str, said: str) -> None:
    one = finding("2022-06-30")
    assert said in fits(reminder({"hn-075": [one]}, HENAN, date.fromisoformat(today), leader=False), "zh_CN")


def test_words_and_files_are_gathered_over_messages() -> None:
    known = Mending(12)
    for words, attached in (("已发文", None), ("", Attached("photo", "f1")), ("见 https://a.cn/1", None)):
        taken = told(known, words, attached)
        assert isinstance(taken, Mending)
        known = taken
    assert known.words == "已发文\n见 https://a.cn/1"
    assert [one.kind for one in known.attached] == ["photo", "link"]
    assert load_mending(dump_mending(known), 12) == known
    assert load_mending(dump_mending(known), 13) == Mending(13)
    assert load_mending("", 12) == Mending(12)


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=300), st.booleans()), max_size=40))
def test_whatever_a_unit_sends_is_kept_or_refused_with_a_reason(messages: list[tuple[str, bool]]) -> None:
    known = Mending(1)
    for words, with_file in messages:
        taken = told(known, words.strip(), Attached("document", "f") if with_file else None)
        assert isinstance(taken, Unmended) or len(taken.words) >= len(known.words)
        known = taken if isinstance(taken, Mending) else known
        assert load_mending(dump_mending(known), 1) == known
    assert len(known.words) <= 800
    assert len(known.attached) <= 20
