"""The question bank: how much is understood, and that no number is wrong."""

from __future__ import annotations

from functools import cache

import pytest

from scoring.answers import Intent
from tests.dialog.questions.banking import PARTS, Marked, marked, rows


@cache
def found(part: str) -> list[Marked]:
    """Only the part that is asked for, because another test process may look at the others."""
    return [marked(row) for row in rows(part)]


def test_the_bank_is_large_enough() -> None:
    everything = [row for part in PARTS for row in rows(part)]
    assert len(everything) >= 400
    assert sum(not row.answered for row in everything) >= 60
    assert len({(row.question, row.after, row.unit, row.programme, row.at) for row in everything}) == len(everything)


def test_the_bank_holds_every_intent_in_each_part() -> None:
    for parts in (("tune", "scores"), ("measured", "scores_measured")):
        held = {row.intent for part in parts for row in rows(part) if row.intent}
        assert held == {intent.value for intent in Intent}


@pytest.mark.parametrize("part", PARTS, scope="class")
class TestPart:
    """Both tests of a part stand side by side, so that it is asked once."""

    def test_nearly_all_is_understood(self, part: str) -> None:
        missed = [one.row.question for one in found(part) if not one.right]
        assert len(missed) <= 0.03 * len(found(part)), missed

    def test_no_number_is_wrong(self, part: str) -> None:
        assert [one.row.question for one in found(part) if one.wrong_number] == []
