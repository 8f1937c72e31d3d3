"""Sessions and drafts survive JSON; what does not fit is a fresh session and no draft, never an exception."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog import codec
from dialog.report.draft import Draft
from dialog.report.session import Correction, Place, ReportSession
from programmes.periods import Period
from scoring.figures import Figure, Kind, number

PERIODS = st.builds(Period, st.integers(2000, 2100), st.integers(1, 12))
FIGURES = st.one_of(
    st.builds(number, st.integers(0, 10**8), st.text(max_size=5)), st.just(Figure(Kind.NOT_APPLICABLE, None, "没有"))
)
NAMES = st.text(min_size=1, max_size=5)
SESSIONS = st.builds(
    ReportSession,
    screen=st.integers(0, 10**6),
    place=st.sampled_from(Place),
    period=st.none() | PERIODS,
    numbers=st.tuples(st.integers(0, 10**8)),
    said=st.text(max_size=10),
    correction=st.none() | st.builds(Correction, period=st.none() | PERIODS, figure=st.none() | FIGURES),
)
DRAFTS = st.builds(
    Draft,
    unit=NAMES,
    period=PERIODS,
    filler=st.integers(),
    filler_name=st.text(max_size=5),
    since=st.just(datetime(2022, 6, 25, 9, tzinfo=UTC)),
    figures=st.dictionaries(NAMES, FIGURES, max_size=3),
    skipped=st.tuples(NAMES),
    opening=st.none() | st.dictionaries(NAMES, st.integers(0, 10**8), max_size=2),
    contains=st.none() | st.tuples() | st.tuples(PERIODS),
)


@given(SESSIONS)
def test_a_session_comes_back_as_it_was(session: ReportSession) -> None:
    assert codec.load_session(codec.dump_session(session)) == session


@given(DRAFTS)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    assert codec.load_draft(codec.dump_draft(draft)) == draft


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_any_json_is_a_fresh_session_or_none(value: object) -> None:
    for body in (json.dumps(value), json.dumps({"version": 1, "body": value})):
        assert isinstance(codec.load_session(body), ReportSession)
        assert codec.load_draft(body) is None


@pytest.mark.parametrize(
    "change",
    [
        {"screen": "3"},
        {"screen": True},
        {"place": "nowhere"},
        {"period": "2022-13"},
        {"period": 5},
        {"unknown": 1},
        {"numbers": {}},
        {"correction": []},
    ],
)
def test_a_field_that_does_not_fit_gives_a_fresh_session(change: dict[str, object]) -> None:
    body = json.loads(codec.dump_session(ReportSession(screen=7)))
    body["body"] |= change
    assert codec.load_session(json.dumps(body)) == ReportSession()


@pytest.mark.parametrize("body", [None, "", "{", "[]", '{"version": 2, "body": {}}', "[" * 100_000])
def test_no_json_or_another_version_gives_a_fresh_session(body: str | None) -> None:
    assert codec.load_session(body) == ReportSession()
    assert codec.load_draft(body) is None


def test_a_moment_without_offset_is_no_moment() -> None:
    draft = Draft("u", Period(2022, 6), 1, "王敏", datetime(2022, 6, 25, 9, tzinfo=UTC))
    assert codec.load_draft(codec.dump_draft(draft).replace("+00:00", "")) is None


def test_a_field_missing_without_default_is_no_draft() -> None:
    assert codec.load_draft('{"version": 1, "body": {"unit": "u"}}') is None


def test_only_known_shapes_are_read() -> None:
    with pytest.raises(codec.MisfitError, match="no reading"):
        codec.typed(dict[str, int], {})
