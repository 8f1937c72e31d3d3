"""Results, lists and the unit's summary: every screen complete in both languages and short enough to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dialog.attachments import kind_of
from dialog.evaluation import checking, claims, desk, results
from dialog.evaluation.checking import Context, Heap, Waiting
from dialog.evaluation.claims import SelfView, Settled, with_claims
from dialog.evaluation.evidence import Attached, evidence_screen
from dialog.evaluation.results import About
from dialog.evaluation.saying import Said
from dialog.evaluation.subjects import Questionnaire
from dialog.screens import Button, Screen
from documents.facts import read_facts
from handlers.buttons import LONGEST_ACTION
from handlers.rendering import LONGEST_TEXT, length16
from locales.catalog import catalog
from locales.languages import LANGUAGES
from locales.text import text
from scoring.rulebooks.checklists import check
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.facts import NOTHING, Amount, Judgement, Source, UnitFacts
from tests.dialog.evaluation.sheets import AREAS, BOOKS, BUREAUS, DEPARTMENTS, SCHOOLS, VALUES

EXAMPLES = Path(__file__).parents[3] / "docs" / "rulebooks"
DAYS = (date(2023, 6, 30), date(2023, 11, 20), date(2023, 12, 31))
TODAY = date(2023, 12, 20)


def facts_of(questions: Questionnaire) -> dict[str, UnitFacts]:
    """The example file that the manual shows."""
    return read_facts(EXAMPLES / f"{questions.book.code}.csv", questions.programme, questions.book).facts


def about(questions: Questionnaire, day: date) -> About:
    return About(questions.programme, 0, "now", {"now": day, "mid": date(2023, 6, 30)}, 3, 2)


def fits(screen: Screen) -> None:
    for language in LANGUAGES:
        drawn = catalog(language)
        assert length16(drawn.lines(screen.lines).text) <= LONGEST_TEXT
        assert all(drawn.plain(button.label) for button in screen.buttons)
    assert all(len(button.action) <= LONGEST_ACTION for button in screen.buttons)


def shown(screen: Screen) -> str:
    return catalog("zh_CN").lines(screen.lines).text


def pages(screens: Iterator[Screen]) -> list[Screen]:
    found = list(screens)
    for screen in found:
        fits(screen)
    return found


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("questions", [AREAS, DEPARTMENTS], ids=lambda one: one.book.code)
@pytest.mark.parametrize("known", [True, False])
def test_points_are_shown_with_why_reading_clause_and_inputs(questions: Questionnaire, day: date, known: bool) -> None:
    found = evaluate(questions.programme, questions.book, facts_of(questions) if known else {}, day)
    pages(results.totals_screen(found, about(questions, day), at) for at in range(3))
    for score in found.units:
        screens = pages(results.unit_screen(score, found, about(questions, day), at, ("2.1.4",)) for at in range(6))
        everything = "\n".join(map(shown, screens))
        for item in questions.book.items:
            assert f"{item.key} {item.zh}" in everything
            assert item.cites.clause in everything
            assert item.reading in everything


@pytest.mark.parametrize("questions", [BUREAUS, SCHOOLS], ids=lambda one: one.book.code)
def test_a_checklist_is_shown_by_its_states(questions: Questionnaire) -> None:
    day = date(2022, 9, 26)
    found = check(questions.programme, questions.book, facts_of(questions), day)
    pages(results.states_screen(found, about(questions, day), at) for at in range(9))
    for one in found.units[:20]:
        screens = pages(results.checked_screen(one, found, about(questions, day), at, ()) for at in range(2))
        assert all(item.zh in "\n".join(map(shown, screens)) for item in questions.book.items)


def test_the_year_end_shows_final_choice_veto_and_rank() -> None:
    found = evaluate(AREAS.programme, AREAS.book, facts_of(AREAS), date(2023, 12, 31))
    words = shown(results.totals_screen(found, about(AREAS, date(2023, 12, 31)), 0))
    assert any(one.rank == 1 for one in found.units)
    assert all(said in words for said in ("1. ", "最终", "入选先进"))
    vetoed = next(one for one in found.units if one.vetoed)
    assert "不合格：" in shown(results.unit_screen(vetoed, found, about(AREAS, TODAY), 0, ()))


def test_points_on_reported_figures_say_so() -> None:
    unit = AREAS.units[0]
    known = {unit.code: UnitFacts((Amount("training", 1, None, 5000, Source.REPORTED),))}
    found = evaluate(AREAS.programme, AREAS.book, known, date(2023, 12, 31))
    words = shown(results.totals_screen(found, about(AREAS, TODAY), 0))
    assert "按上报数测算的已注明" in words
    assert [line for line in words.splitlines() if "按上报数测算" in line and unit.name in line]
    assert "年中待评" not in words


def said(number: int, value: str | None, *, mine: bool = False) -> Said:
    return Said(number, value, "2023-Q4", "周处", TODAY, "说明" * 10, "李处", mine)


def test_what_waits_is_listed_and_only_what_others_entered_can_be_confirmed() -> None:
    unit, context = AREAS.units[0], Context(AREAS.programme, AREAS.book, 0, "checks:0:xx-a02", "all:0:xx-a02")
    facts = list(AREAS.book.facts())
    rows = [Waiting(said(n, "3", mine=n % 2 == 0), unit, key, stands="2") for n, key in enumerate(facts[:9])
            if AREAS.book.facts()[key].kind.value == "count"]  # fmt: skip
    rows.append(Waiting(Said(99, "1200", "2023-03", "周处", TODAY), unit, "training", "platform"))
    rows.append(Waiting(Said(100, "1200", "2023-Q1", "周处", TODAY), unit, "gone.fact"))
    others = sum(not one.said.mine for one in rows)
    for at in range(3):
        screen = checking.entries_screen(unit.name, rows, at, context, (text("evaluation.remark.kept"),))
        fits(screen)
    everything = [b.action for at in range(3) for b in checking.entries_screen("", rows, at, context).buttons]
    assert "score:all:0:xx-a02:100" in everything
    assert f"全部确认（{others}）" in [catalog("zh_CN").plain(b.label) for b in screen.buttons]
    for row in rows:
        fits(checking.entry_screen(row, context))
    own = [one for one in rows if one.said.mine]
    assert "score:confirm:" not in "".join(button.action for button in checking.entry_screen(own[0], context).buttons)
    nothing = checking.entries_screen(unit.name, own, 0, context)
    assert not [button for button in nothing.buttons if button.action.startswith("score:all")]


def test_heaps_turn_pages() -> None:
    heaps = [Heap(unit.name, 2, f"score:checks:1:{unit.code}") for unit in SCHOOLS.units]
    first = checking.heaps_screen(SCHOOLS.book, 1, heaps, 286, 0)
    fits(first)
    assert first.rows[-2][0].action == "score:check:1:1"
    fits(checking.heaps_screen(SCHOOLS.book, 1, [], 0, 5))


def claimed(questions: Questionnaire) -> dict[str, Said]:
    facts = questions.book.facts()
    period = "" if questions.book.checklist else "2023-Q4"
    return {key: Said(1, VALUES[facts[key].kind][0], period, "王老师", TODAY) for key in facts}


@pytest.mark.parametrize("questions", BOOKS, ids=lambda one: one.book.code)
def test_a_unit_sees_what_it_claims_beside_the_maximum(questions: Questionnaire) -> None:
    for unit in questions.units[:30]:
        said_of = claimed(questions)
        score = None
        if not questions.book.checklist:
            known = {unit.code: with_claims(NOTHING, said_of, questions.book)}
            found = evaluate(questions.programme, questions.book, known, date(2023, 12, 31))
            score = next(one for one in found.units if one.unit.code == unit.code)
        view = SelfView(questions, unit, said_of, 3, 36, 5, True, TODAY, True)
        fits(claims.home_screen(view))
        fits(claims.summary_screen(view, score))
        shut = SelfView(questions, unit, {}, 0, 36, 36, False)
        assert "不在自查时间内" in shown(claims.home_screen(shut))
        fits(claims.summary_screen(shut, None))


def test_claims_stand_in_place_of_what_stands_for_their_time_and_add_to_the_rest() -> None:
    known = UnitFacts(judgements=(Judgement("2.1.4.untrue", 2, 1), Judgement("2.1.4.untrue", 4, 5)))
    claim = {"2.1.4.untrue": Said(1, "3", "2023-Q4", "", TODAY), "gone": Said(2, "3", "", "", TODAY),
             "4.1.met": Said(3, None, "", "", TODAY)}  # fmt: skip
    together = with_claims(known, claim, AREAS.book).judgements
    assert {(one.quarter, one.value) for one in together} == {(2, 1), (4, 3)}


def test_a_unit_is_told_what_was_confirmed_and_what_was_changed_and_why() -> None:
    settled = [Settled("2.1.4.untrue", "0"), Settled("4.1.met", "yes", "no", "没有印发文件", confirmed=False),
               Settled("4.2.issued_on", "2023-05-20", None, "材料不符", confirmed=False)]  # fmt: skip
    screen = claims.outcome_screen(AREAS.programme, AREAS.book, AREAS.units[0], settled)
    fits(screen)
    words = shown(screen)
    assert "按自报确认 1 条，改动 2 条" in words
    assert "自报 是，改为 否" in words
    assert "理由：没有印发文件" in words
    assert "自报 2023年5月20日，未采纳" in words
    assert "另一人核对" not in shown(claims.outcome_screen(AREAS.programme, AREAS.book, AREAS.units[0], settled[:1]))


@pytest.mark.parametrize("questions", BOOKS, ids=lambda one: one.book.code)
def test_lists_of_items_and_units_turn_pages(questions: Questionnaire) -> None:
    left = dict.fromkeys((one.key for one in questions.subjects), 3)
    ask = text("evaluation.home.which_unit")
    for at in range(13):
        fits(desk.items_screen(questions.book, 1, questions.subjects, left, at))
        for then in ("walk:1", "unit:1"):
            fits(desk.units_screen(questions.book, 1, questions.units, then, at, ask))
    first = desk.units_screen(questions.book, 1, questions.units, "walk:1", 0, ask)
    assert first.rows[0][0].action == f"score:walk:1:{questions.units[0].code}"
    waiting = [(unit, 3) for unit in questions.units]
    fits(desk.claims_screen(questions.book, 1, waiting, questions.units[:2], 0))


def test_evidence_is_listed_with_whose_it_is_and_what_can_be_done_with_it() -> None:
    held = [Attached(n, kind, "台账" * 40, "周处", TODAY, n % 2 == 0)
            for n, kind in enumerate(("photo", "document", "link", "note") * 7)]  # fmt: skip
    back = Button(text("evaluation.button.to_question"), "score:show:3")
    for questions in BOOKS:
        for subject in questions.subjects:
            fits(evidence_screen(questions.units[0], subject, held, back))
    screen = evidence_screen(AREAS.units[0], AREAS.subjects[0], held[:4], back)
    assert [button.action for button in screen.buttons] == [
        "score:see:0", "score:remove:0", "score:see:1", "score:remove:2", "score:show:3",
    ]  # fmt: skip
    assert [kind_of(words) for words in ("见 https://a.example/b", "现场查看")] == ["link", "note"]


@pytest.mark.parametrize("questions", BOOKS, ids=lambda one: one.book.code)
def test_the_desk_says_how_far_it_is(questions: Questionnaire) -> None:
    progress = desk.Progress(143, 2717, 12, 3, 2)
    rows = ((Button(desk.book_name(questions.book), "score:book:0"),),)
    fits(desk.home_screen([(questions.book, progress)], rows))
    screen = desk.desk_screen(questions.book, progress, rows)
    fits(screen)
    assert "已生效 12/2 717 条评定，待核对 3 条，自查待审 2 个单位" in shown(screen)
    assert questions.book.reading in shown(screen)
