"""Times that the store's tests share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOW = datetime(2022, 9, 26, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
