"""What a question says and nobody used keeps the number back: a word, a doubt of the question before, a thank-you."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dialog.questions import Context, Understood, lexicon, understand
from dialog.questions.intents import rules, uses
from programmes.roles import Role
from scoring.answers import Intent, Question, Reason
from tests.dialog.questions.banking import programme

NOW = datetime(2022, 6, 20, 4, tzinfo=UTC)


def ask(*thread: str, unit: str | None = None) -> Question:
    """The last of a thread, as the liaison of that unit or an official asks it."""
    own = programme().unit_named(unit) if unit else None
    context = Context(programme(), Role.LIAISON if own else Role.OFFICIAL, own.code if own else None, NOW)
    earlier: Understood | None = None
    for one in thread:
        earlier = understand(one, context, earlier)
    assert earlier is not None
    return earlier.question


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("哪个市发证总量最多", "总量"),
        ("焦作大学年底取证完成率", "年底"),
        ("落后最多的五个市", "落后"),
        ("培训状态洛阳市完成率", "状态"),
    ],
)
def test_a_word_that_the_intent_cannot_use_is_named_and_asked_back(text: str, words: str) -> None:
    doubt = ask(text).doubt
    assert doubt is not None
    assert (doubt.reason, doubt.words) == (Reason.INTENT_UNCLEAR, words)


@pytest.mark.parametrize("text", ["各市取证完成率", "每个单位培训完成多少", "每个市还差多少", "洛阳取证和培训哪个更差"])
def test_what_is_asked_of_each_is_not_answered_with_all(text: str) -> None:
    assert ask(text).doubt is not None


@pytest.mark.parametrize("text", ["前三季度能完成多少", "到9月底预计培训多少"])
def test_a_forecast_is_for_the_years_end_only(text: str) -> None:
    doubt = ask(text, unit="焦作大学").doubt
    assert doubt is not None
    assert doubt.reason is Reason.PERIOD_UNCLEAR


def test_how_a_task_goes_is_not_how_large_it_is() -> None:
    assert ask("焦作大学培训任务完成得怎么样").intent is Intent.CUMULATIVE_RATE
    assert ask("焦作大学培训任务多少").intent is Intent.TARGET


@pytest.mark.parametrize(
    "thread", [("洛阳取证完成率", "都没报吧"), ("洛阳取证完成率", "一半了吗"), ("郑州和洛阳加起来取证多少",)]
)
def test_a_list_or_a_sum_that_was_not_asked_for_is_not_given(thread: tuple[str, ...]) -> None:
    assert ask(*thread).doubt is not None


def test_each_one_added_up_is_all() -> None:
    assert (ask("各学校取证合计多少").intent, ask("各学校取证合计多少").doubt) == (Intent.TOTALS, None)


def test_every_intent_says_which_words_it_uses() -> None:
    known = {tag for tags in lexicon.words().values() for tag in tags} | {"count", "trailing", "amount"}
    for intent in set(Intent) - {Intent.HELP, Intent.EXPLAIN}:
        assert uses(intent), intent
        assert uses(intent) <= known, intent


def test_a_rule_wants_some_word_that_its_intent_uses() -> None:
    made = {"own", "unit", "two_units", "two_classes", "class", "indicator", "indicator_body", "quantity"}
    elsewhere = made | {"report", "situation", "entity", "past", "myclass", "class:all", "task"}
    for rule in rules():
        if rule.intent in (Intent.HELP, Intent.EXPLAIN):
            continue
        wanted = {tag for group in rule.wanted for tag in group}
        periods = {tag for tag in wanted if tag.startswith("period")}
        assert wanted & (uses(rule.intent) | elsewhere | periods), rule


@pytest.mark.parametrize(
    "thread",
    [
        ("焦作大学女生培训多少", "那取证呢"),
        ("焦作大学年底取证完成率", "那培训呢"),
        ("焦作大学上周培训多少", "取证呢"),
        ("郑州大学取证完成率", "培训呢"),
        ("焦作大学女生培训多少", "为什么"),
    ],
)
@pytest.mark.parametrize("unit", [None, "焦作大学"])
def test_what_kept_the_question_before_from_an_answer_keeps_what_goes_on_from_it(
    thread: tuple[str, ...], unit: str | None
) -> None:
    assert ask(*thread, unit=unit).doubt is not None


@pytest.mark.parametrize(
    ("thread", "intent"),
    [
        (("焦作大学上周培训多少", "5月"), Intent.CUMULATIVE),
        (("焦作大学女生培训多少", "培训完成率"), Intent.CUMULATIVE_RATE),
        (("郑州大学取证完成率", "那洛阳市呢"), None),
        (("焦作大学年底取证完成率", "那排名呢"), Intent.RANK),
    ],
)
def test_words_that_mend_the_doubt_are_answered(thread: tuple[str, ...], intent: Intent | None) -> None:
    found = ask(*thread, unit="焦作大学") if intent else ask(*thread)
    assert found.doubt is None
    assert intent is None or found.intent in (intent, Intent.MONTH_FIGURE)


@pytest.mark.parametrize(("text", "plain"), [("培训落后不落后", "培训落后"), ("培训落没落后", "培训落后")])
def test_asked_both_ways_it_is_the_word_itself(text: str, plain: str) -> None:
    assert ask(text, unit="焦作大学") == ask(plain, unit="焦作大学")


@pytest.mark.parametrize("text", ["thanks, that's all", "没事了，谢谢", "就这些", "never mind", "中", "得劲，谢啦"])
def test_enough_said_is_no_question(text: str) -> None:
    assert ask("焦作大学取证完成率", text, unit="焦作大学").doubt is not None


@pytest.mark.parametrize("text", ["俺县取证完成率", "咱们这个县取证完成率", "我们局取证完成率", "本县取证完成率"])
def test_whose_it_is_may_be_said_in_many_ways(text: str) -> None:
    found = ask(text, unit="滑县")
    assert [programme().unit(code).name for code in found.units] == ["滑县"]
    assert found.doubt is None


@pytest.mark.parametrize("text", ["把排名发给各单位", "把滑县6月取证改成500", "洛阳为什么这么差", "培训合格的有多少人"])
def test_a_wish_or_a_complaint_gets_no_number(text: str) -> None:
    found = ask(text)
    assert found.doubt is not None or found.about is None
