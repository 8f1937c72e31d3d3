"""Every event of the dialog has exactly one function; an event without one would be lost without a word."""

from __future__ import annotations

from typing import get_args

from dialog import events
from handlers.effects import EFFECTS


def test_every_event_has_its_function_and_no_function_is_left_over() -> None:
    assert set(EFFECTS) == set(get_args(events.Event))
    assert len(set(EFFECTS.values())) == len(EFFECTS)
