"""When a fact needs no asking any more, by what stands or is proposed for which time."""

from __future__ import annotations

import pytest

from dialog.evaluation.settling import settled
from dialog.evaluation.subjects import Questionnaire
from tests.dialog.evaluation.sheets import AREAS, BUREAUS, DEPARTMENTS

Q1, Q2, Q4, YEAR = "2023-Q1", "2023-Q2", "2023-Q4", ""


def of(questions: Questionnaire, key: str, period: str, held: dict[str, dict[str, str]]) -> bool:
    subject = next(one for one in questions.subjects for fact in one.facts if fact.key == key)
    return settled(subject, questions.book.facts()[key], period, held)


@pytest.mark.parametrize(
    ("key", "period", "values", "is_settled"),
    [
        # Numbers of the quarters add up, so that each quarter is asked; the whole year's amount holds them all.
        ("2.1.4.incomplete", Q4, {}, False),
        ("2.1.4.incomplete", Q4, {Q2: "3"}, False),
        ("2.1.4.incomplete", Q4, {Q4: "3"}, True),
        ("2.1.4.incomplete", Q4, {YEAR: "3"}, True),
        ("2.1.4.incomplete", YEAR, {Q2: "3"}, False),
        ("3.1.spent", Q4, {YEAR: "12.5"}, True),
        # A yes stays from its quarter on; a no is asked again.
        ("4.1.met", Q4, {Q2: "yes"}, True),
        ("4.1.met", Q4, {YEAR: "yes"}, True),
        ("4.1.met", Q4, {Q2: "no"}, False),
        ("4.1.met", Q4, {Q4: "no"}, True),
        ("4.1.met", Q1, {Q4: "yes"}, False),
        ("4.1.met", YEAR, {Q1: "yes"}, False),
        # The first day counts; not issued yet is asked again.
        ("4.2.issued_on", Q4, {Q2: "2023-05-21"}, True),
        ("4.2.issued_on", Q4, {Q2: "none"}, False),
        ("4.2.issued_on", Q2, {Q4: "2023-05-21"}, False),
        # A finding is a yes or no of the unit.
        ("liability", Q4, {Q2: "yes"}, True),
        ("liability", Q4, {}, False),
    ],
)
def test_a_value_settles_its_own_time_and_what_it_stays_for(
    key: str, period: str, values: dict[str, str], is_settled: bool
) -> None:
    assert of(AREAS, key, period, {key: values}) is is_settled


@pytest.mark.parametrize(
    ("questions", "key", "condition", "value", "is_settled"),
    [
        (AREAS, "3.3.months_over", "3.3.met", "no", True),
        (AREAS, "3.3.months_over", "3.3.met", "yes", False),
        (AREAS, "5.3.recognised", "5.3.carried_out", "no", True),
        (AREAS, "5.3.recognised", "5.3.carried_out", "yes", False),
        (DEPARTMENTS, "3.5.false_records", "3.5.has_subsidy", "no", True),
        (DEPARTMENTS, "3.5.false_records", "3.5.has_subsidy", "yes", False),
        (AREAS, "4.4.incidents", "4.3.met", "no", False),
    ],
)
def test_what_a_no_decides_is_not_asked(
    questions: Questionnaire, key: str, condition: str, value: str, is_settled: bool
) -> None:
    assert of(questions, key, Q4, {condition: {Q4: value}}) is is_settled


def test_a_no_beside_an_earlier_yes_decides_nothing() -> None:
    assert not of(AREAS, "3.3.months_over", Q4, {"3.3.met": {Q2: "yes", Q4: "no"}})


def test_a_checklist_has_no_time() -> None:
    assert of(BUREAUS, "1.1.state", YEAR, {"1.1.state": {YEAR: "partly"}})
    assert not of(BUREAUS, "1.1.state", YEAR, {})
