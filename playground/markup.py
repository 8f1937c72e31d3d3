"""Keyboards: what Telegram accepts under a message, checked as strictly as it does.

Called by the sending and editing methods. The checked markup is kept as the JSON that Telegram echoes.
"""

from __future__ import annotations

import json
from typing import Any

from playground.refusals import bad_request

MAXIMAL_BUTTONS = 100
MAXIMAL_ROW = 8
DATA_BYTES = 64
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip

Markup = dict[str, Any]


def read_markup(source: str) -> Markup | None:
    """The markup that a request carries, or None; an empty inline keyboard is None, as at Telegram."""
    if not source:
        return None
    try:
        value = json.loads(source)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if value.get("keyboard"):
        return reply_keyboard(value)
    if "inline_keyboard" in value:
        return inline_keyboard(value["inline_keyboard"])
    if value.get("remove_keyboard") or value.get("force_reply"):
        return value
    return None


def inline_keyboard(rows: object) -> Markup | None:
    checked = [[inline_button(button) for button in row] for row in grid(rows, "inline_keyboard", "Inline")]
    checked = [row for row in checked if row]
    if sum(map(len, checked)) > MAXIMAL_BUTTONS or any(len(row) > MAXIMAL_ROW for row in checked):
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def grid(rows: object, field: str, kind: str) -> list[list[object]]:
    owner = f'field "{field}" of the {kind}KeyboardMarkup must be an Array'
    if not isinstance(rows, list):
        raise bad_request(owner)
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f"{owner} of Arrays")
    return rows


def inline_button(button: object) -> Markup:
    prefix = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{prefix}InlineKeyboardButton must be an Object")
    text = button.get("text")
    if text is None:
        raise bad_request(f'{prefix}Can\'t find field "text"')
    if not isinstance(text, str):
        raise bad_request(f'{prefix}Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad_request(f"{prefix}Text buttons are unallowed in the inline keyboard")
    if "callback_data" in actions:
        data = button["callback_data"]
        if not isinstance(data, str):
            raise bad_request(f'{prefix}Field "callback_data" must be of type String')
        if not 1 <= len(data.encode()) <= DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in actions and not str(button["url"]).startswith(("http://", "https://", "tg://", "t.me/")):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def reply_keyboard(value: Markup) -> Markup:
    rows = []
    for row in grid(value["keyboard"], "keyboard", "Reply"):
        checked = []
        for button in row:
            shaped = {"text": button} if isinstance(button, str) else button
            if not isinstance(shaped, dict) or not isinstance(shaped.get("text"), str):
                raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
            if not shaped["text"].strip():
                raise bad_request("keyboard button text must be non-empty")
            checked.append(shaped)
        rows.append(checked)
    return {**value, "keyboard": rows}
