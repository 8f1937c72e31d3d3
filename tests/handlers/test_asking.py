"""The one path of a question over a real database: who may have what, from which reading, and the same figures as the
progress table.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli import run_command
from handlers.asking import Asked, Asker, Books, StoreFacts, ask, ask_question
from handlers.asking.group_questions import may_be_read_by_all
from handlers.asking.threads import LASTS, Thread, read_thread
from locales.catalog import catalog
from playground.demonstration import write_figures
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Answer, Intent, Outcome, Question, Relation, When
from scoring.answers.asked import SCORING
from scoring.figures import History, number
from scoring.progress import progress
from scoring.written import row_document, total_document
from store.database import Database
from store.records import Filing
from store.transactions import Transaction
from tests.handlers.asking_world import HENAN

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2022, 9, 26, 9, tzinfo=ZONE)
OWN, OTHER = "焦作大学", "开封大学"
SEES_ALL = (Role.OFFICIAL, Role.COORDINATOR, Role.ADMIN)
OPEN_TO_ALL = {Intent.HELP, Intent.DEADLINE}
# Of a class and of all, units' people see totals and rates; these answers would name units.
NAMING = {
    Intent.RANK, Intent.PASS_NEXT, Intent.NOT_REPORTED, Intent.LATE, Intent.ZERO_PROGRESS, Intent.SLOWEST,
    Intent.FASTEST, Intent.EXPORT, Intent.MY_STATUS, *SCORING,
}  # fmt: skip
# Lists over everyone: naming one's own unit in them makes them no less a list.
LISTS = {
    Intent.NOT_REPORTED, Intent.LATE, Intent.ZERO_PROGRESS, Intent.SLOWEST, Intent.FASTEST, Intent.REPORTING_RATE,
}  # fmt: skip


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load("henan-edu-2022")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demonstration figures, imported as an operator would."""
    folder: Path = tmp_path_factory.mktemp("figures")
    write_figures(HENAN, folder / "figures.csv")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "DATABASE_URL": f"sqlite:///{folder}/yuebao.db",
            "DATA_DIR": str(folder),
            "CLOCK": NOW.isoformat(),
        }.items():
            patch.setenv(name, value)
        patch.delenv("BOT_TOKEN", raising=False)
        assert run_command(["import", str(folder / "figures.csv"), "--json"]) == 0
    opened = Database.open(f"sqlite:///{folder}/yuebao.db", programme="henan-edu-2022")
    yield opened
    opened.close()


@pytest.fixture
def tx(database: Database) -> Iterator[Transaction]:
    with database.read() as tx:
        yield tx


@pytest.fixture(scope="module")
def books() -> Books:
    return Books()


def code(programme: Programme, name: str) -> str:
    unit = programme.unit_named(name)
    assert unit is not None
    return unit.code


def asker(programme: Programme, role: Role) -> Asker:
    own = code(programme, OWN)
    return Asker(role) if role in SEES_ALL else Asker(role, (own,), own)


def about(programme: Programme, intent: Intent, relation: Relation) -> Question:
    match relation:
        case Relation.OWN | Relation.OTHER:
            name = OWN if relation is Relation.OWN else OTHER
            return Question(intent, units=(code(programme, name),), about=explained(intent))
        case Relation.CLASS | Relation.ALL:
            return Question(
                intent, unit_class="schools" if relation is Relation.CLASS else "all", about=explained(intent)
            )
    return Question(intent, about=explained(intent))


def explained(intent: Intent) -> Intent | None:
    return Intent.CUMULATIVE_RATE if intent is Intent.EXPLAIN else None


def refused(answer: Answer) -> bool:
    return answer.lines[0].key == "answers.refused.unit"


def to_be_refused(role: Role, intent: Intent, relation: Relation) -> bool:
    """The contract's table, said once more."""
    if role in SEES_ALL or intent in OPEN_TO_ALL:
        return False
    if relation is Relation.OTHER:
        return True
    if relation is Relation.OWN:
        return intent in LISTS & NAMING
    if relation is Relation.NONE:
        return intent in LISTS & NAMING or intent is Intent.EXPORT
    return intent in NAMING


@pytest.mark.parametrize(("role", "relation"), list(product(Role, Relation)))
def test_every_role_gets_what_the_contract_allows_and_nothing_else(
    role: Role, relation: Relation, programme: Programme, tx: Transaction, books: Books
) -> None:
    """For each intent too; and what may stand in a group names no unit, but in the list of who has not reported."""
    for intent in Intent:
        question = about(programme, intent, relation)
        found = ask_question(question, asker(programme, role), tx, programme, NOW, books)
        assert refused(found) == to_be_refused(role, intent, relation), intent
        assert not (refused(found) and found.figures), intent
        if role not in SEES_ALL:
            assert not named(found, programme) - {OWN}, intent
        if may_be_read_by_all(Asked(question, found, None), programme):
            assert not named(found, programme) or (intent is Intent.NOT_REPORTED and role in SEES_ALL), intent


def named(found: Answer, programme: Programme) -> set[str]:
    """The units that an answer names; the examples of what can be asked are about nobody."""
    names = {unit.name for unit in programme.units}
    words = "" if found.lines[0].key == "answers.help.title" else catalog("zh_CN").lines(found.lines).text
    return {name for name in names if name in words} | ({figure.unit for figure in found.figures} & names)


@pytest.mark.parametrize("intent", sorted(set(Intent) - NAMING - {Intent.COMPARE}))
def test_totals_and_rates_of_classes_may_stand_in_a_group(
    intent: Intent, programme: Programme, tx: Transaction, books: Books
) -> None:
    for relation in (Relation.CLASS, Relation.ALL):
        question = about(programme, intent, relation)
        found = ask_question(question, asker(programme, Role.LIAISON), tx, programme, NOW, books)
        assert may_be_read_by_all(Asked(question, found, None), programme)


# ── The same figures as the progress table ─────────────────────────────────────────────────────────────

MEASURED = {
    Intent.CUMULATIVE_RATE: ("rate", "cumulative", "target"),
    Intent.QUARTER_GAP: ("gap", "expected"),
    Intent.MONTH_FIGURE: ("completed",),
}


@pytest.mark.parametrize("period", [Period(2022, 3), Period(2022, 6), Period(2022, 8)])
@pytest.mark.parametrize("intent", list(MEASURED))
def test_answers_hold_the_figures_of_the_progress_table(
    intent: Intent, period: Period, programme: Programme, tx: Transaction, books: Books
) -> None:
    table = progress(programme, books.histories(tx), (), period)
    rows = {(row.unit.name, row.indicator.code): row_document(row) for row in table.rows}
    when = When(period, period)
    for unit in programme.units:
        found = ask_question(
            Question(intent, units=(unit.code,), when=when), asker(programme, Role.OFFICIAL), tx, programme, NOW
        )
        shown = [figure for figure in found.figures if figure.measure in MEASURED[intent]]
        assert len(shown) == len(unit.targets) * len(MEASURED[intent])
        for figure in shown:
            assert figure.value == rows[figure.unit, figure.indicator or ""][figure.measure]


def test_ranks_and_totals_are_those_of_the_progress_table(programme: Programme, tx: Transaction, books: Books) -> None:
    table = progress(programme, books.histories(tx), (), Period(2022, 9))
    rows = {(row.unit.name, row.indicator.code): row_document(row) for row in table.rows}
    official = asker(programme, Role.OFFICIAL)
    for unit in programme.units[::17]:
        found = ask_question(Question(Intent.RANK, units=(unit.code,)), official, tx, programme, NOW, books)
        ranks = {figure.indicator: figure.value for figure in found.figures if figure.measure == "rank"}
        assert ranks == {indicator: rows[unit.name, indicator]["rank"] for indicator in unit.targets}
    found = ask_question(Question(Intent.TOTALS, unit_class="all"), official, tx, programme, NOW, books)
    totals = {(total.unit_class, total.indicator.code): total_document(total) for total in table.totals}
    for figure in found.figures:
        if figure.measure in ("rate", "cumulative", "target"):
            assert figure.value == totals[figure.unit, figure.indicator or ""][figure.measure]


# ── What is read ───────────────────────────────────────────────────────────────────────────────────────


def test_a_question_about_one_unit_reads_that_unit_alone(
    programme: Programme, tx: Transaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    one = tx.reports.history

    def history(unit: str) -> History:
        read.append(unit)
        return one(unit)

    monkeypatch.setattr(tx.reports, "history", history)
    monkeypatch.setattr(tx.reports, "histories", lambda *_: pytest.fail("everything was read"))
    monkeypatch.setattr(tx.drafts, "of_period", lambda *_: pytest.fail("all drafts were read"))
    for intent in (Intent.CUMULATIVE_RATE, Intent.PACE, Intent.TREND, Intent.FORECAST, Intent.MY_STATUS):
        own = about(programme, intent, Relation.OWN)
        ask_question(own, asker(programme, Role.LIAISON), tx, programme, NOW)
    assert set(read) == {code(programme, OWN)}


def test_books_know_at_once_what_was_filed_and_forget_what_was_rolled_back(
    programme: Programme, tmp_path: Path
) -> None:
    database = Database.open(f"sqlite:///{tmp_path}/yuebao.db", programme=programme.id)
    database.upgrade()
    books, unit = Books(), programme.units[30]

    def file(tx: Transaction, period: Period, value: int) -> None:
        figures = {"training": number(value)}
        tx.reports.file(Filing(unit.code, unit.number, period, figures, NOW, False, "chat", "person:1"))

    def done(tx: Transaction) -> int:
        history = books.histories(tx).get(unit.code)
        return history.cumulative("training", Period(2022, 9)) if history else 0

    with database.write() as tx:
        file(tx, Period(2022, 3), 10)
        assert done(tx) == 10

    def fail(tx: Transaction) -> None:
        file(tx, Period(2022, 4), 5)
        assert done(tx) == 15
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), database.write() as tx:
        fail(tx)
    with database.write() as tx:
        assert done(tx) == 10
        file(tx, Period(2022, 4), 7)
        assert done(tx) == 17
        first = books.version(tx, NOW)
        assert books.version(tx, NOW + timedelta(hours=1)) == first
        file(tx, Period(2022, 5), 1)
        assert books.version(tx, NOW + timedelta(hours=2)).since == NOW + timedelta(hours=2)
    database.close()


def test_the_roster_counts_as_it_was_fixed(programme: Programme, tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path}/yuebao.db", programme=programme.id)
    database.upgrade()
    period, codes = Period(2022, 8), [unit.code for unit in programme.units]
    with database.write() as tx:
        facts = StoreFacts(tx, programme, Role.OFFICIAL, ())
        assert facts.roster(period).expected == tuple(codes)
        tx.rosters.exempt(period, codes[0], "合并", "person:1", NOW)
        assert codes[0] not in facts.roster(period).expected
        tx.rosters.fix(period, codes[:3], NOW)
        assert facts.roster(period).expected == (codes[1], codes[2])
        for unit in programme.units[:5]:
            figures = {"training": number(1)}
            tx.reports.file(Filing(unit.code, unit.number, period, figures, NOW, False, "chat", "person:1"))
        question = Question(Intent.REPORTING_RATE, unit_class="all", when=When(period, period))
        found = ask_question(question, Asker(Role.OFFICIAL), tx, programme, NOW)
    rates = [figure.value for figure in found.figures if figure.measure == "reporting_rate" and figure.unit == "all"]
    assert rates == ["100.00"]
    database.close()


# ── The thread ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_thread_survives_writing_and_ends_by_itself(programme: Programme, tx: Transaction) -> None:
    asked = ask(f"{OTHER}培训完成率", asker(programme, Role.OFFICIAL), tx, programme, NOW)
    assert asked.thread is not None
    thread = read_thread(Thread().with_question(asked.thread, asked.answer, 7, NOW).written())
    assert thread.earlier(7, NOW) == asked.thread
    assert thread.earlier(8, NOW) is None
    assert thread.earlier(7, NOW + LASTS + timedelta(seconds=1)) is None
    for _ in range(10):
        thread = thread.with_question(asked.thread, asked.answer, 7, NOW)
    assert thread.entry(1) is None
    assert thread.entry(11) is not None


@pytest.mark.parametrize("body", ["", "x", "{}", '{"v": 0}', '{"v": 1, "next": 2, "asked": [[1]]}', "[]"])
def test_a_thread_that_cannot_be_read_is_begun_anew(body: str) -> None:
    assert read_thread(body) == Thread()


def test_who_reports_for_two_units_may_compare_them(programme: Programme, tx: Transaction) -> None:
    own, other = code(programme, OWN), code(programme, OTHER)
    both = Asker(Role.LIAISON, (own, other))
    assert ask("对比焦作大学和开封大学的培训完成率", both, tx, programme, NOW).answer.outcome is Outcome.ANSWERED
    asked_back = ask("我们的完成率", both, tx, programme, NOW).answer
    assert (asked_back.outcome, asked_back.options) == (Outcome.CLARIFY, (OWN, OTHER))
    assert refused(ask("洛阳师范学院完成率", both, tx, programme, NOW).answer)


def test_what_was_not_understood_ends_no_thread(programme: Programme, tx: Transaction) -> None:
    official = asker(programme, Role.OFFICIAL)
    first = ask(f"{OTHER}培训完成率", official, tx, programme, NOW)
    second = ask("天气怎么样", official, tx, programme, NOW, first.thread)
    assert second.answer.outcome is Outcome.REFUSED
    third = ask("那取证呢", official, tx, programme, NOW, second.thread)
    assert third.question.units == (code(programme, OTHER),)
    assert third.question.indicators == ("certificates",)
