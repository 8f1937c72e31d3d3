"""What officials are shown first, what a list and a report say, in both languages and within Telegram's bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog.report.facts import ReportFacts
from dialog.review.letters import letter
from dialog.review.reading import Correction, Said, following, reason_screen, report_screen, seen
from dialog.review.remarks import Remarkable
from dialog.review.screens import (
    Around,
    class_of,
    class_screen,
    letter_of,
    period_screen,
    preview_screen,
    unit_screen,
    units_screen,
)
from dialog.review.standing import Reviewed, facts_of, mark, reviewed, standing
from dialog.review.texts import quarter_button, quarter_screen, quarter_standing, table
from dialog.screens import Screen
from dialog.text_reports.facts import TextReport
from locales.catalog import catalog
from locales.text import text
from programmes.loading import load
from programmes.model import Programme, Unit
from programmes.periods import Period
from programmes.quarters import Quarter
from scoring.figures import Figure, FiledMonth, History, Kind, Status, number
from tests.dialog.text_reports.world import check_manners

HENAN, XINXIANG = load("henan-edu-2022"), load("xinxiang-2023")
JIAODA = next(unit for unit in HENAN.units if unit.name == "焦作大学")
JUNE = Period(2022, 6)
AT = datetime.fromisoformat("2022-06-25T10:00:00+08:00")
PLAIN = {"training": number(120), "certificates": number(80), "senior": number(30), "one_plus_x": number(10)}


def month(figures: Mapping[str, Figure] = PLAIN, period: Period = JUNE, **how: object) -> FiledMonth:
    plain = FiledMonth(period, figures, 1, Status.SUBMITTED, False, AT, AT, "chat", "202206-075-1")
    return replace(plain, **how)  # type: ignore[arg-type]


def history(*months: FiledMonth, opening: Mapping[str, int] | None = None) -> History:
    return History(JIAODA.code, opening or {}, {one.period: one for one in months})


def look(*months: FiledMonth, was_accepted: bool = False, unit: Unit = JIAODA) -> tuple[ReportFacts, Reviewed]:
    facts = facts_of(HENAN, unit, history(*months))
    found = reviewed(facts, months[-1].period, was_accepted=was_accepted)
    assert found
    return facts, found


def words(screen: Screen, language: str = "zh_CN") -> str:
    check_manners(screen)
    return catalog(language).lines(screen.lines).text


def kinds(*months: FiledMonth, was_accepted: bool = False) -> list[Remarkable]:
    return [one.kind for one in look(*months, was_accepted=was_accepted)[1].remarks]


def test_a_plain_report_has_nothing_noteworthy() -> None:
    assert kinds(month()) == []
    assert look(month())[1].plain
    assert not look(month(status=Status.ACCEPTED))[1].plain


@pytest.mark.parametrize(
    ("filed", "kind"),
    [
        (month(late=True), Remarkable.LATE),
        (month({**PLAIN, "senior": number(81)}), Remarkable.BREACH),
        (month({**PLAIN, "training": number(5501)}), Remarkable.ODD),
        (month(dict.fromkeys(PLAIN, number(0))), Remarkable.ZERO),
        (month(dict.fromkeys(PLAIN, Figure(Kind.NOTHING, 0))), Remarkable.ZERO),
        (month({**PLAIN, "training": Figure(Kind.NOT_APPLICABLE, None, "没有")}), Remarkable.ABSENT),
        (month(revision=2), Remarkable.CORRECTED),
    ],
)
def test_what_the_checks_know_is_noteworthy(filed: FiledMonth, kind: Remarkable) -> None:
    assert kinds(filed) == [kind]
    facts, one = look(filed)
    for language in ("zh_CN", "en"):
        assert "⚠" in words(report_screen(facts, one, None, ()), language)


def test_a_jump_over_the_earlier_months_is_noteworthy_and_the_gravest_stands_first() -> None:
    earlier = [month(period=Period(2022, number_)) for number_ in (4, 5)]
    jump = month({**PLAIN, "training": number(900), "senior": number(90)}, late=True, revision=2)
    assert kinds(*earlier, jump, was_accepted=True) == [
        Remarkable.BREACH,
        Remarkable.LATE,
        Remarkable.CORRECTED_AFTER,
        Remarkable.ODD,
    ]


def test_an_imported_month_is_not_late_and_a_contained_one_says_where_it_is() -> None:
    assert kinds(month(late=None, source="import")) == []
    facts, one = look(month({}, reported_in=Period(2022, 7)))
    assert one.plain
    assert "含在2022年7月" in words(report_screen(facts, one, None, ()))
    contained = {JIAODA.code: history(one.month)}
    assert "含在2022年7月" in words(class_screen(HENAN, standing(HENAN, contained, JUNE, "schools", (), ()), 0))


def test_a_programme_that_asks_for_no_signed_scan_says_nothing_of_one() -> None:
    period = XINXIANG.calendar.first_period
    facts = facts_of(XINXIANG, XINXIANG.units[1], History("", {}, {period: month({"training": number(9)}, period)}))
    found = reviewed(facts, period, was_accepted=False)
    assert found
    assert "扫描件" not in words(report_screen(facts, found, None, ()))


def test_the_list_puts_what_waits_and_is_noteworthy_on_top_and_what_is_accepted_last() -> None:
    units = [unit for unit in HENAN.units if unit.unit_class == "schools"][:5]
    states = [
        month(status=Status.ACCEPTED),
        month(),
        month(late=True),
        month(status=Status.RETURNED, returned_for="合计不符"),
        None,
    ]
    pairs = zip(units, states, strict=True)
    histories = {unit.code: History(unit.code, {}, {JUNE: one}) for unit, one in pairs if one}
    found = standing(HENAN, histories, JUNE, "schools", {units[4].code}, ())
    assert [one.unit for one in found.reports] == [units[2], units[1], units[3], units[0]]
    assert found.missing == (units[4],)
    assert [one.unit for one in found.plain] == [units[1]]
    assert following(found.reports, units[2].code).unit == units[1]  # type: ignore[union-attr]
    assert following(found.reports, units[1].code).unit == units[2]  # type: ignore[union-attr]
    for language in ("zh_CN", "en"):
        assert units[2].name in words(class_screen(HENAN, found, 0), language)
        assert units[1].name in words(preview_screen(HENAN, found), language)
        assert words(period_screen(HENAN, JUNE, [found], Around((), (Period(2022, 5),))), language)


@pytest.mark.parametrize("programme", [HENAN, XINXIANG], ids=lambda one: one.id)
def test_the_whole_of_a_programme_fits_into_its_messages(programme: Programme) -> None:
    period = programme.calendar.first_period
    histories = {u.code: History(u.code, {}, {period: month(period=period, late=True)}) for u in programme.units}
    for one in programme.classes:
        assert class_of(programme, letter_of(programme, one.code)) == one.code
        full = standing(programme, histories, period, one.code, (), ())
        none = standing(programme, {}, period, one.code, frozenset(u.code for u in programme.units), ())
        pages = -(-len(full.reports) // 8)
        shown = "".join(words(class_screen(programme, full, page)) for page in range(pages))
        assert all(unit.name in shown for unit in programme.units if unit.unit_class == one.code)
        assert words(class_screen(programme, full, 99)) == words(class_screen(programme, full, pages - 1))
        assert "还没有报送" in words(class_screen(programme, none, 0))
        plain = {u.code: History(u.code, {}, {period: month(period=period)}) for u in programme.units}
        words(preview_screen(programme, standing(programme, plain, period, one.code, (), ())))
    assert class_of(programme, "z") is None


def test_a_report_shows_figures_reasons_corrections_and_what_was_said() -> None:
    facts, one = look(month({**PLAIN, "training": number(150, "@left_out")}, revision=2), was_accepted=True)
    said = Said(1, Status.RETURNED, "周处", AT, "合计不符")
    shown = words(report_screen(facts, one, Correction(PLAIN, "漏报一个班"), (said,)))
    for part in (
        "培训任务（人次）：完成 150\n　 任务 5 500 · 累计 150 · 2.73%",
        "说明：漏报补记",
        "第 2 版改了什么（理由：漏报一个班）",
        "培训任务：120 → 150",
        "周处：第 1 版已退回，理由：合计不符",
        "扫描件未收到",
    ):
        assert part in shown
    assert "取证人数：80 → 80" not in shown


def test_buttons_name_the_revision_and_status_and_offer_only_what_was_not_said() -> None:
    offered = {}
    for status in (Status.SUBMITTED, Status.ACCEPTED, Status.RETURNED):
        facts, one = look(month(status=status, revision=12))
        actions = [button.action for button in report_screen(facts, one, None, ()).buttons]
        offered[status] = [action.split(":")[3] for action in actions if action.endswith(seen(one.month))]
        assert all(len(action) <= 24 for action in actions)
    assert offered == {Status.SUBMITTED: ["y", "n"], Status.ACCEPTED: ["n"], Status.RETURNED: ["y"]}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_unit_is_told_in_its_language_and_one_button_leads_to_the_correction(language: str) -> None:
    returned = letter(JIAODA, month(), Status.RETURNED, "合计不符")
    assert "合计不符" in words(returned, language)
    assert [button.action for button in returned.buttons] == [f"fix:{JIAODA.code}:2022-06"]
    assert "202206-075-1" in words(letter(JIAODA, month(), Status.ACCEPTED, ""), language)
    facts, one = look(month())
    assert "200" in words(reason_screen(facts, one.month), language)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_one_units_months_and_units_of_one_short_name(language: str) -> None:
    filed = [month(status=Status.RETURNED, returned_for="合计不符"), month(period=Period(2022, 5))]
    shown = words(unit_screen(JIAODA, filed, [Period(2022, 4)]), language)
    assert "合计不符" in shown
    assert words(unit_screen(JIAODA, [], []), language)
    assert words(units_screen(HENAN.units[:2]), language)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), unique_by=lambda one: one[0], max_size=12))
def test_a_mark_tells_one_list_of_revisions_from_any_other(chosen: list[tuple[int, int]]) -> None:
    reports = [Reviewed(HENAN.units[place], month(revision=revision), ()) for place, revision in chosen]
    assert mark(reports) == mark(list(reports))
    for at, one in enumerate(reports):
        changed = replace(one, month=month(revision=one.month.revision + 1))
        assert mark([*reports[:at], changed, *reports[at + 1 :]]) != mark(reports)
        assert mark([*reports[:at], *reports[at + 1 :]]) != mark(reports)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_quarters_reports_are_listed_late_ones_first(language: str) -> None:
    form, quarter = XINXIANG.text_forms[0], Quarter(2023, 1)
    reports = {
        unit.code: TextReport(quarter, {}, 1 + at % 2, at == 3, AT, AT, f"2023Q1-{unit.code}-1")
        for at, unit in enumerate(XINXIANG.units[:25])
    }
    found = quarter_standing(XINXIANG, form, quarter, reports)
    assert found.filed[0][0] == XINXIANG.units[3]
    assert (found.late, len(found.missing)) == (1, 16)
    for page in (0, 1, 2, 9):
        assert words(quarter_screen(XINXIANG, found, page, [Quarter(2023, 2)]), language)
    assert XINXIANG.units[40].name in words(quarter_screen(XINXIANG, found, 2, ()), language)
    empty = quarter_standing(XINXIANG, form, quarter, {})
    assert words(quarter_screen(XINXIANG, empty, 0, ()), language)
    assert quarter_button(form, quarter).action == "review:2023-Q1"


def test_the_table_of_a_quarter_has_a_row_for_each_unit() -> None:
    form, quarter = XINXIANG.text_forms[0], Quarter(2023, 1)
    first = XINXIANG.units[0]
    parts = {part.code: part.zh for part in form.parts}
    report = TextReport(quarter, parts, 1, True, AT, AT, "2023Q1-1")
    found = quarter_standing(XINXIANG, form, quarter, {first.code: report})
    titles, rows = table(XINXIANG, found, text("review.status.missing"))
    lines = list(rows)
    assert len(lines) == len(XINXIANG.units)
    assert {len(line) for line in lines} == {len(titles)}
    assert lines[0][0] == first.name
    assert lines[0][-3:] == tuple(part.zh for part in form.parts)
    assert lines[1][2:] == (text("review.status.missing"), *(None,) * 6)
