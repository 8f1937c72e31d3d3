"""Telegram's refusals: error codes and descriptions, word for word, because the bot decides by them.

Raised by the methods and by the world, turned into the HTTP answer in `api`. The texts are those of the
Bot API server, where an error's first letter is lowered behind its prefix.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Refusal(Exception):  # noqa: N818 - it is what Telegram answers, not a failure of the stand-in
    code: int
    description: str
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None

    def as_json(self) -> dict[str, object]:
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        parameters = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to_chat_id}
        given = {name: value for name, value in parameters.items() if value is not None}
        return answer | {"parameters": given} if given else answer


def bad_request(reason: str) -> Refusal:
    return Refusal(400, f"Bad Request: {reason}")


def too_many_requests(retry_after: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def migrated(to: int) -> Refusal:
    return Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=to)


FORBIDDEN = {
    "blocked": "bot was blocked by the user",
    "deactivated": "user is deactivated",
    "not_started": "bot can't initiate conversation with a user",
    "kicked_group": "bot was kicked from the group chat",
    "kicked_supergroup": "bot was kicked from the supergroup chat",
    "kicked_channel": "bot was kicked from the channel chat",
    "left_supergroup": "bot is not a member of the supergroup chat",
    "left_channel": "bot is not a member of the channel chat",
    "group_deleted": "the group chat was deleted",
}
"""The nine 403 texts by a short name that tests use."""


def forbidden(reason: str) -> Refusal:
    return Refusal(403, f"Forbidden: {FORBIDDEN[reason]}")


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

UNAUTHORIZED = Refusal(401, "Unauthorized")
INVALID_TOKEN = Refusal(401, "Unauthorized: invalid token specified")
UNKNOWN_METHOD = Refusal(404, "Not Found: method not found")
OTHER_POLLER = Refusal(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)
WEBHOOK_ACTIVE = Refusal(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
)
WEBHOOK_SET = Refusal(409, "Conflict: terminated by setWebhook request")
