"""Who is expected in a period: fixed, with reasons, and rates that never exceed 100 %."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Given, Roster, fixed, reporting
from scoring.answers.filing import roster_of
from scoring.figures import History
from tests.scoring.answers.given_reports import CODES, filed, programme, unit

JUNE = Period(2022, 6)
ROW = dict.fromkeys(CODES, 1)
UNITS = [one.code for one in programme().units]


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(UNITS)), st.dictionaries(st.sampled_from(UNITS), st.sampled_from([True, False, None])))
def test_no_rate_exceeds_a_hundred_percent(exempt: set[str], late: dict[str, bool | None]) -> None:
    roster = fixed(programme(), JUNE, dict.fromkeys(exempt, "停止招生"))
    histories = {code: History(code, None, {JUNE: filed(JUNE, ROW, late=said)}) for code, said in late.items()}
    counted = reporting(roster, histories, programme(), None)
    reported = set(late) - exempt
    assert counted.reported == len(reported)
    assert counted.on_time == sum(late[code] is False for code in reported)
    assert counted.unknown == sum(late[code] is None for code in reported)
    assert len(counted.late) == sum(late[code] is True for code in reported)
    for rate in (counted.rate, counted.on_time_rate):
        assert rate is None or 0 <= rate <= 1


def test_the_fixed_roster_is_the_one_that_counts() -> None:
    code = unit("焦作大学").code
    roster = Roster(JUNE, (code,), {})
    held = Given(programme(), Role.OFFICIAL, rosters={JUNE: roster})
    assert roster_of(held, JUNE) is roster
    assert len(roster_of(held, Period(2022, 5)).expected) == 171
    assert reporting(roster, {}, programme(), "bureaus").rate is None


def test_a_unit_is_expected_or_exempt_and_an_exemption_has_a_reason() -> None:
    with pytest.raises(ValueError, match="not both"):
        Roster(JUNE, ("a",), {"a": "停办"})
    with pytest.raises(ValueError, match="reason"):
        Roster(JUNE, (), {"a": " "})
