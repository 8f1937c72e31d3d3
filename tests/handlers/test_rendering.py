"""Screens as Telegram takes them: never too long, bold where it was meant, labels found again when typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dialog.screens import Button, Screen
from handlers.buttons import Signer
from handlers.rendering import LONGEST_TEXT, Renderer, fitted, labels_of
from handlers.sessions import ChatSession, read_session
from handlers.turns import press_typed
from locales.catalog import Rendered
from locales.text import text

RENDERER = Renderer(Signer(b"a key"), 7, "zh_CN")


def length16(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


@given(st.text(max_size=300), st.integers(1, 40))
def test_nothing_is_longer_than_telegram_takes(line: str, times: int) -> None:
    drawn = fitted(Rendered("\n".join([line] * times), ((0, length16(line)),)))
    assert length16(drawn.text) <= LONGEST_TEXT
    assert all(at + length <= length16(drawn.text) for at, length in drawn.bold)


def test_a_name_cannot_mark_up_a_message() -> None:
    hostile = "**<b>[x](http://evil)</b>**"
    payload = RENDERER.payload(Screen((text("screen.you_are_of", role="x", unit=hostile),)), 1)
    assert hostile in str(payload["text"])
    assert "entities" not in payload
    assert "parse_mode" not in payload


def test_bold_is_told_by_entities() -> None:
    payload = RENDERER.payload(Screen((text("screen.programme", title="工作😀"),)), 1)
    assert payload["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


def test_a_label_typed_in_any_language_or_width_is_that_press() -> None:
    screen = Screen((), ((Button(text("screen.button_help"), "help"),),))
    session = ChatSession(screen=3, labels=labels_of(screen))
    for words in ("帮助", " 帮助 ", "Help", "ｈｅｌｐ"):
        press = press_typed(session, words)
        assert press
        assert (press.action, press.screen) == ("help", 3)
    assert press_typed(session, "帮帮忙") is None


def test_a_session_comes_back_as_it_was_and_another_versions_is_begun_anew() -> None:
    session = ChatSession("hn-075", "{}", 4, {"help": "help"}, notes={"visit": "{}"})
    assert read_session(session.written()) == session
    assert read_session('{"v": 0}') == read_session(None) == ChatSession()


def test_a_label_is_typed_without_its_tick_and_its_parenthesis_where_that_names_one_button() -> None:
    shown = ("确认发送（3 人）", "✓ 未报", "甲（一）", "甲（二）", "0（没有）")
    said = labels_of(Screen((), (tuple(Button(text("screen.unit", unit=one), one) for one in shown),)))
    assert said["确认发送"] == "确认发送（3 人）"
    assert said["未报"] == "✓ 未报"
    assert not {"甲", "0"} & set(said)
