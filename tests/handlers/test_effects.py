"""Every event of the dialog has exactly one function; an event without one would be lost without a word."""

from __future__ import annotations

from typing import get_args

from dialog import events
from dialog.text_reports import events as text_events
from handlers.reporting.effects import EFFECTS
from handlers.text_reports.effects import EFFECTS as TEXT_EFFECTS


def test_every_event_has_its_function_and_no_function_is_left_over() -> None:
    assert set(EFFECTS) == set(get_args(events.Event))
    assert len(set(EFFECTS.values())) == len(EFFECTS)


def test_every_event_of_the_report_in_words_has_its_function_too() -> None:
    assert set(TEXT_EFFECTS) == set(get_args(text_events.Event))
    assert len(set(TEXT_EFFECTS.values())) == len(TEXT_EFFECTS)
