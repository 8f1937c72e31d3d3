"""Answers to taps and to inline queries, while they may still be answered."""

from __future__ import annotations

from playground.calls import Call
from playground.formatting import read, utf16_length
from playground.markup import inline_keyboard
from playground.messages import Json
from playground.methods.registry import method
from playground.methods.sending import LONGEST_TEXT
from playground.refusals import QUERY_TOO_OLD, bad_request
from playground.world import QUERY_LIFETIME, Query

LONGEST_ALERT = 200
MOST_RESULTS = 50


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    query = waiting_query(call, "callback_query_id")
    if len(call.text("text")) > LONGEST_ALERT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.text("url")
    if url and not url.startswith((f"t.me/{call.world.username}?", f"https://t.me/{call.world.username}?")):
        raise bad_request("URL_INVALID")
    query.answer = {"text": call.text("text"), "show_alert": call.flag("show_alert"), "url": url}
    chat = query.message.chat if query.message else None
    call.record(chat, query.answer | {"user": query.user.id, "data": query.data})
    call.world.publish(
        "answer", query.answer | {"user": query.user.id, "chat": chat.id if chat else 0, "query": query.id}
    )
    return True


@method("answerInlineQuery")
def answer_inline_query(call: Call) -> bool:
    query = waiting_query(call, "inline_query_id")
    results = call.json("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("expected an Array of inline query results")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    for result in results:
        check_result(result)
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    query.answer = {
        "results": results, "cache_time": call.integer("cache_time", 300), "next_offset": call.text("next_offset"),
        "is_personal": call.flag("is_personal"), "button": call.text("button"),
    }  # fmt: skip
    call.record(None, query.answer | {"user": query.user.id, "query": query.data})
    return True


def waiting_query(call: Call, argument: str) -> Query:
    query = call.world.queries.get(call.text(argument))
    if query is None or call.world.timer() - query.at > QUERY_LIFETIME:
        raise bad_request(QUERY_TOO_OLD)
    return query


def check_result(result: Json) -> None:
    """Articles with a text, which is what this project offers inline; the rest is refused as unknown."""
    prefix = "can't parse inline query result: "
    if not isinstance(result, dict) or result.get("type") != "article":
        raise bad_request(f"{prefix}type must be one of the supported types")
    if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if not result.get("title"):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content") or {}
    if not content.get("message_text"):
        raise bad_request(f"{prefix}Message text is empty")
    formatted = read(content["message_text"], content.get("parse_mode", ""), content.get("entities"))
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if result.get("reply_markup"):
        inline_keyboard(result["reply_markup"].get("inline_keyboard"))
