"""How long to wait before trying again: 1 second, then twice as long each time, never more than the ceiling."""

from __future__ import annotations


def backoff(attempts: int, first: float = 1.0, ceiling: float = 60.0) -> float:
    """Seconds to wait after so many failed attempts in a row."""
    return float(min(ceiling, first * 2 ** min(max(attempts - 1, 0), 20)))
