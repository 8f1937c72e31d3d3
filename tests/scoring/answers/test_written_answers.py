"""The document of `yuebao ask` has the contract's shape."""

from __future__ import annotations

from datetime import UTC, datetime

from programmes.periods import Period
from scoring.answers import Doubt, Intent, Question, Reason, When, answer
from scoring.answers.written import document
from tests.scoring.answers.given_reports import CODES, facts, programme, unit

NOW = datetime(2022, 6, 25, 4, tzinfo=UTC)
OWN = "焦作大学"


def test_the_document_of_an_answer() -> None:
    held = facts({OWN: {"2022-06": dict.fromkeys(CODES, 55)}})
    question = Question(Intent.CUMULATIVE_RATE, units=(unit(OWN).code,), indicators=("training",))
    assert document(programme(), question, answer(question, held, NOW), "words") == {
        "outcome": "answered",
        "understood": {
            "intent": "cumulative_rate",
            "units": [OWN],
            "indicators": ["training"],
            "period": "2022-06",
        },
        "text": "words",
        "options": [],
        "figures": [
            {"unit": OWN, "indicator": "training", "measure": "rate", "period": "2022-06", "value": "1.00"},
            {"unit": OWN, "indicator": "training", "measure": "cumulative", "period": "2022-06", "value": 55},
            {"unit": OWN, "indicator": "training", "measure": "target", "period": "2022-06", "value": 5500},
        ],
    }


def test_indicators_that_were_not_named_are_not_understood() -> None:
    question = Question(Intent.TARGET, units=(unit("焦作市").code,))
    made = document(programme(), question, answer(question, facts({}), NOW), "")
    assert made["understood"] == {
        "intent": "target",
        "units": ["焦作市"],
        "indicators": [],
        "period": "2022-06",
    }


def test_a_year_that_was_named_is_no_month() -> None:
    when = When(Period(2021, 1), Period(2021, 12))
    question = Question(Intent.CUMULATIVE, units=(unit(OWN).code,), when=when)
    made = document(programme(), question, answer(question, facts({}), NOW), "")
    assert made["understood"] == {"intent": "cumulative", "units": [OWN], "indicators": [], "period": "2021"}


def test_a_refusal_keeps_what_was_understood() -> None:
    when = When(Period(2022, 9), Period(2022, 9))
    question = Question(None, when=when, doubt=Doubt(Reason.UNIT_AMBIGUOUS, (unit(OWN).code,)))
    made = document(programme(), question, answer(question, facts({}), NOW), "")
    assert made["outcome"] == "clarify"
    assert made["options"] == [OWN]
    assert made["understood"] == {"intent": None, "units": [], "indicators": [], "period": "2022-09"}


def test_a_deadline_is_of_nobody() -> None:
    question = Question(Intent.DEADLINE)
    made = document(programme(), question, answer(question, facts({}), NOW), "")
    assert isinstance(made["figures"], list)
    assert {figure["unit"] for figure in made["figures"]} == {None}
