"""Whatever the moment and the person: nobody is written to in quiet hours, within a pause, or a third time a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from dialog.reminders.manners import MANNERS, held
from dialog.reminders.people import Contact

ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2022, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
MINUTES = st.integers(-100, 300) | st.none()


@given(zone=ZONES, now=MOMENTS, minutes=MINUTES, filling=st.booleans(), pushed=st.integers(0, 4))
def test_what_is_held_may_go_when_its_hold_ends(
    zone: ZoneInfo, now: datetime, minutes: int | None, filling: bool, pushed: int
) -> None:
    answered = None if minutes is None else now - timedelta(minutes=minutes)
    contact = Contact("1", "王", (), last_answer_at=answered, filling=filling, pushed_today=pushed)
    hold = held(now, contact, zone)
    moment = hold.until if hold else now
    local = moment.astimezone(zone)
    assert moment >= now
    assert not MANNERS.quiet(local.time())
    if answered is not None and answered <= now:
        assert moment >= answered + (MANNERS.form_pause if filling else MANNERS.pause)
    if pushed >= MANNERS.a_day:
        assert local.date() > now.astimezone(zone).date()
    if answered is None or answered <= now:
        # Decided again then, with the counts of that day and nothing answered meanwhile, it goes.
        again = Contact("1", "王", (), last_answer_at=answered, filling=filling)
        assert held(moment, again, zone) is None


@given(zone=st.sampled_from(sorted(available_timezones())).map(ZoneInfo), now=MOMENTS)
def test_a_hold_is_over_by_the_next_morning_in_every_zone(zone: ZoneInfo, now: datetime) -> None:
    hold = held(now, None, zone)
    assert hold is None or hold.until - now <= timedelta(hours=13)
