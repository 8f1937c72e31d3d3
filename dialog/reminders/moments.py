"""A moment as a coordinator types it: `明天 9:30`, `9月28日 上午10点`, `2022-09-28 10:00`, `10:30`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

_DAYS = {"今天": 0, "明天": 1, "后天": 2, "today": 0, "tomorrow": 1}
_AFTER_NOON = ("下午", "晚上", "pm")
_WRITTEN = re.compile(
    r"(?:(?P<word>今天|明天|后天|today|tomorrow)"
    r"|(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})[日号]?)?\s*"
    r"(?P<half>上午|下午|晚上)?\s*(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|[点时](?:(?P<spoken>\d{1,2})分?|(?P<halfpast>半))?)"
    r"\s*(?P<english>am|pm)?",
    re.ASCII,
)


def read_moment(words: str, now: datetime) -> datetime | None:
    """In the zone of `now`, None when it is no moment; a time alone, or a day without a year, is the next such."""
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", words).strip().casefold())
    if not found:
        return None
    clock = _clock(found)
    if clock is None:
        return None
    if found["word"] or found["month"]:
        day = _day(found, now.date())
        return None if day is None else datetime.combine(day, clock, now.tzinfo)
    today = datetime.combine(now.date(), clock, now.tzinfo)
    return today if today > now else today + timedelta(days=1)


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or found["spoken"] or (30 if found["halfpast"] else 0))
    if (found["half"] in _AFTER_NOON or found["english"] == "pm") and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(found: re.Match[str], today: date) -> date | None:
    if found["word"]:
        return today + timedelta(days=_DAYS[found["word"]])
    try:
        day = date(int(found["year"] or today.year), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    if found["year"] or day >= today:
        return day
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else None
