"""Telegram's limits: broadcasts never exceed them, replies go at once until Telegram says otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.transport.pacing import Pace, Window


def sent_at(pace: Pace, chats: list[int], *, reply: bool) -> list[tuple[float, int]]:
    """When each of these calls leaves, each as soon as it may."""
    now, sent = 0.0, []
    for chat in chats:
        now = pace.ready_at(chat, now, reply=reply)
        pace.take(chat, now)
        sent.append((now, chat))
    return sent


def most_within(moments: list[float], seconds: float) -> int:
    return max((sum(1 for other in moments if start <= other < start + seconds) for start in moments), default=0)


@given(st.lists(st.integers(-5, 40).filter(bool), max_size=150))
def test_broadcasts_keep_all_three_limits(chats: list[int]) -> None:
    sent = sent_at(Pace(), chats, reply=False)
    assert most_within([at for at, _ in sent], 1.0) <= 30
    for chat in set(chats):
        own = [at for at, to in sent if to == chat]
        assert most_within(own, 1.0) <= 1
        assert chat > 0 or most_within(own, 60.0) <= 20


def test_replies_in_private_go_at_once() -> None:
    assert {at for at, _ in sent_at(Pace(), [5] * 100, reply=True)} == {0.0}


def test_replies_in_a_group_keep_its_limit() -> None:
    assert most_within([at for at, _ in sent_at(Pace(), [-5] * 60, reply=True)], 60.0) <= 20


@given(st.floats(0.1, 3600))
def test_a_pause_is_kept_and_makes_careful(seconds: float) -> None:
    pace = Pace()
    pace.pause(5, seconds, 0.0)
    assert pace.ready_at(5, 0.0, reply=True) >= seconds
    sent = sent_at(pace, [5] * 10, reply=True)
    assert most_within([at for at, _ in sent if at < 600], 1.0) <= 1


def test_one_flooded_chat_holds_nobody_else() -> None:
    pace = Pace()
    assert not pace.pause(5, 60.0, 0.0)
    assert pace.ready_at(6, 0.0, reply=True) == 0.0


def test_several_flooded_chats_hold_everybody() -> None:
    pace = Pace()
    assert [pace.pause(chat, 30.0, 0.0) for chat in (5, 6, 7)] == [False, False, True]
    assert pace.ready_at(8, 0.0, reply=True) == 30.0


def test_a_window_remembers_no_more_than_it_needs() -> None:
    window = Window(3, 1.0)
    for now in range(100):
        window.take(float(now))
    assert window.ready_at(99.5) == 99.5
    assert window.idle(200.0)
    assert not window.idle(99.5)


def test_idle_chats_are_forgotten() -> None:
    pace = Pace()
    for chat in range(1, 6000):
        pace.take(chat, chat * 0.1)
    assert len(pace.chats) <= 4097
