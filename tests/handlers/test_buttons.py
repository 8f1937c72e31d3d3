"""Callback data: small enough, true to what was signed, and worth nothing in other hands."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog.inputs import Press
from handlers.buttons import LONGEST_ACTION, Signer

SIGNER = Signer(b"a key")
ACTIONS = st.text(string.ascii_letters + string.digits + "_:-.", max_size=LONGEST_ACTION)
SCREENS = st.integers(0, 2**31)
PEOPLE = st.integers(1, 2**52)


@given(ACTIONS, SCREENS, PEOPLE)
def test_what_was_signed_is_read(action: str, screen: int, person: int) -> None:
    data = SIGNER.sign(action, screen, person)
    assert len(data.encode()) <= 64
    assert SIGNER.read(data, person) == Press(action, screen)


@given(ACTIONS, SCREENS, PEOPLE, PEOPLE)
def test_a_button_is_for_one_person_and_one_key(action: str, screen: int, person: int, other: int) -> None:
    data = SIGNER.sign(action, screen, person)
    assert Signer(b"another key").read(data, person) is None
    assert other == person or SIGNER.read(data, other) is None


@given(st.text(max_size=64), PEOPLE)
def test_no_text_is_taken_for_a_button(data: str, person: int) -> None:
    assert SIGNER.read(data, person) is None


@given(ACTIONS.filter(bool), SCREENS, PEOPLE, st.integers(0, 63), st.sampled_from(string.printable))
def test_one_changed_letter_makes_it_void(action: str, screen: int, person: int, at: int, letter: str) -> None:
    data = SIGNER.sign(action, screen, person)
    changed = data[: at % len(data)] + letter + data[at % len(data) + 1 :]
    assert changed == data or SIGNER.read(changed, person) is None


@pytest.mark.parametrize("action", ["x" * (LONGEST_ACTION + 1), "单位"])
def test_an_action_that_would_not_fit_is_refused(action: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        SIGNER.sign(action, 1, 1)
