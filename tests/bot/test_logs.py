"""No token, no configured secret and no forged line in the log, whatever is logged."""

from __future__ import annotations

import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from bot.logs import RedactingFormatter

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz_0123456"
FORMATTER = RedactingFormatter((TOKEN, "the-webhook-secret"))


def line(message: str, *arguments: object, **extra: object) -> str:
    record = logging.LogRecord("x", logging.INFO, __file__, 1, message, arguments, None)
    record.__dict__.update(extra)
    return FORMATTER.format(record)


def test_ids_stand_beside_the_message() -> None:
    assert line("update failed", update=7).endswith("INFO x update failed update=7")


def test_no_secret_in_message_arguments_or_fields() -> None:
    shown = line("GET https://api.telegram.org/bot%s/getMe", TOKEN, secret="the-webhook-secret", other="bot1:short")
    assert TOKEN not in shown
    assert "the-webhook-secret" not in shown
    assert "bot1:short" not in shown


def test_no_secret_in_a_traceback() -> None:
    try:
        raise ValueError(f"no route to /bot{TOKEN}/getMe")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    shown = FORMATTER.format(record)
    assert "ValueError" in shown
    assert TOKEN not in shown


@given(st.text())
def test_one_event_is_one_line_without_control_characters(text: str) -> None:
    shown = line("name", name=text)
    assert len(shown.splitlines()) == 1
    assert "\x1b" not in shown
