"""Whole conversations, word for word; and each event type happens in at least one of them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from dialog.events import Event
from tests.dialog.transcripts import played, scripts


@pytest.mark.parametrize("path", scripts(), ids=lambda path: path.stem)
def test_the_conversation_is_as_it_was_read_and_approved(path: Path, update_golden: bool) -> None:
    transcript, _ = played(path)
    if update_golden:
        path.write_text(transcript, "utf-8")
    assert path.read_text("utf-8") == transcript, "read the difference; if it is meant, run with --update-golden"


def test_each_event_happens_in_a_golden_dialog() -> None:
    happened = {type(event) for path in scripts() for event in played(path)[1]}
    assert happened == set(get_args(Event))


def test_there_are_enough_conversations() -> None:
    assert len(scripts()) >= 25
