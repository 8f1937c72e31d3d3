"""What is sent in is held against what stands and what waits: nothing is entered twice, nothing is lost on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.rulebooks.entered import Change, Said, Spot, compare

PLACES = [
    Spot("areas", f"xx-a{number:02}", "2.1.4.untrue", period) for number in (1, 2, 3) for period in ("", "2023-Q1")
]
VALUES = st.sampled_from(["0", "1", "2"])
HELD = st.dictionaries(st.sampled_from(PLACES), VALUES)


def _said(values: dict[Spot, str]) -> list[Said]:
    return [Said(place, value) for place, value in values.items()]


@given(HELD, HELD, HELD)
def test_every_value_is_the_same_or_proposed_or_a_change(
    sent: dict[Spot, str], standing: dict[Spot, str], waiting: dict[Spot, str]
) -> None:
    found = compare(_said(sent), standing, waiting)
    assert len(found.changes) + found.same + found.proposed == len(sent)
    assert {*found.new, *found.replacing} == {*found.changes}
    for one in found.changes:
        assert one.said.value != one.waiting
        assert one.said.value != one.stands or one.waiting is not None


@given(HELD, HELD, HELD)
def test_once_proposed_the_same_file_changes_nothing(
    sent: dict[Spot, str], standing: dict[Spot, str], waiting: dict[Spot, str]
) -> None:
    entered = {one.said.spot: one.said.value for one in compare(_said(sent), standing, waiting).changes}
    assert compare(_said(sent), standing, waiting | entered).changes == ()
    left = {place: value for place, value in waiting.items() if place not in sent}
    assert compare(_said(sent), standing | sent, left).changes == ()


def test_where_another_value_waits_the_one_that_stands_is_said_again() -> None:
    place = PLACES[0]
    (change,) = compare([Said(place, "1")], {place: "1"}, {place: "2"}).changes
    assert change == Change(Said(place, "1"), "1", "2")
    assert compare([Said(place, "1")], {place: "1"}, {}).same == 1
    assert compare([Said(place, "1")], {}, {place: ""}).conflicting, "taking back waits there"
