"""CLOCK starts a process at a moment of its own and lets time run at a speed of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2022, 9, 26, 9, tzinfo=SHANGHAI)


def test_without_clock_it_is_the_real_time_in_the_programmes_zone() -> None:
    now = Clock(zone=SHANGHAI).now()
    assert now.tzinfo is SHANGHAI
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_rehearsal_runs_at_its_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(START, speed=3600, zone=SHANGHAI)
    monkeypatch.setattr("time.monotonic", lambda: clock.born + 2)
    assert clock.now() == START + timedelta(hours=2)
    assert clock.now().tzinfo is SHANGHAI


def test_real_time_does_not_follow_the_rehearsal() -> None:
    assert abs(Clock(START).real() - datetime.now(UTC)) < timedelta(minutes=1)
