"""One call of a Bot API method: its arguments, however they came, and the checks that every method shares.

Built by `api` from a query string, a form, JSON or multipart; read by `methods`. As at Telegram every argument
is a string in the end; objects travel as JSON inside one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from playground.journal import Delivery
from playground.messages import Chat, Json, Kind, Message, User
from playground.refusals import bad_request, forbidden, migrated
from playground.world import World

LARGEST_BODY = 52_000_000


@dataclass(frozen=True)
class Upload:
    name: str
    mime: str
    data: bytes


@dataclass
class Call:
    world: World
    method: str
    arguments: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    """What this call wrote into the journal, to be marked when its answer went out."""

    def text(self, name: str) -> str:
        return self.arguments.get(name, "")

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def json(self, name: str, kind: str) -> Any:
        """`kind` names the thing in the error text, such as "media"."""
        try:
            return json.loads(self.text(name))
        except ValueError:
            raise bad_request(f"can't parse {kind} JSON object") from None

    def record(self, chat: Chat | None, payload: Json) -> None:
        self.deliveries.append(self.world.record(self.method, chat.id if chat else None, payload))

    # ── What it is about ───────────────────────────────────────────────────────────────────────────

    @property
    def chat_id(self) -> int | None:
        """For faults, before the call is checked; the answer to a tap belongs to the chat of its message."""
        query = self.world.queries.get(self.text("callback_query_id"))
        if query and query.message:
            return query.message.chat.id
        return self.integer("chat_id") or None

    def chat(self) -> Chat:
        """The chat that the bot may look at."""
        wanted = self.text("chat_id").strip()
        if not wanted:
            raise bad_request("chat_id is empty")
        if wanted.startswith("@"):
            named = (c for c in self.world.chats.values() if c.is_group and c.title == wanted[1:])
            found = next(named, None)
        else:
            found = self.world.chats.get(self.integer("chat_id"))
        if found is None or not (found.is_group or found.started or found.person):
            raise bad_request("chat not found")
        return found

    def writable_chat(self) -> Chat:
        """The chat if the bot may write there now."""
        if self.integer("chat_id") == self.world.bot.id:
            raise forbidden_to_bots()
        chat = self.chat()
        if chat.kind is Kind.private:
            check_private(chat)
        else:
            check_group(chat, self.world.bot)
        return chat

    def message(self, purpose: str) -> Message:
        """The message that the arguments name; `purpose` is Telegram's word for what is done to it."""
        chat = self.writable_chat()
        if self.integer("message_id") <= 0:
            raise bad_request("message identifier is not specified")
        message = self.world.message(chat, self.integer("message_id"))
        if message is None:
            raise bad_request(f"message to {purpose} not found")
        return message

    def thread(self, chat: Chat) -> int | None:
        thread_id = self.integer("message_thread_id")
        if not thread_id:
            return None
        if thread_id not in chat.topics:
            raise bad_request("message thread not found")
        if not chat.topics[thread_id] and chat.members.get(self.world.bot.id) != "administrator":
            raise bad_request("TOPIC_CLOSED")
        return thread_id

    def reply(self, chat: Chat) -> Message | None:
        """The message that is answered, from `reply_parameters` or the older argument."""
        wanted, lenient = self.integer("reply_to_message_id"), self.flag("allow_sending_without_reply")
        if self.text("reply_parameters"):
            parameters = self.json("reply_parameters", "reply parameters")
            wanted = parameters.get("message_id", 0)
            lenient = bool(parameters.get("allow_sending_without_reply"))
        if not wanted:
            return None
        message = self.world.message(chat, wanted)
        if message is None and not lenient:
            raise bad_request("message to be replied not found")
        return message


def forbidden_to_bots() -> Exception:
    refusal = forbidden("blocked")
    refusal.description = "Forbidden: bots can't send messages to bots"
    return refusal


def check_private(chat: Chat) -> None:
    assert chat.person is not None  # noqa: S101 - a private chat is made with its person
    if chat.person.deactivated:
        raise forbidden("deactivated")
    if chat.blocked:
        raise forbidden("blocked")
    if not chat.started:
        raise forbidden("not_started")


def check_group(chat: Chat, bot: User) -> None:
    if chat.migrated_to:
        raise migrated(chat.migrated_to)
    if chat.deleted:
        raise forbidden("group_deleted")
    status = chat.members.get(bot.id, "left")
    if chat.kind is Kind.group and status in ("kicked", "left"):
        raise forbidden("kicked_group")
    if status in ("kicked", "left"):
        raise forbidden(f"{status}_{chat.kind.value}")


async def read_call(world: World, method: str, request: Request) -> Call:
    """Collect the arguments from wherever the client put them; the body wins over the query string."""
    call = Call(world, method, dict(request.query_params))
    if request.method == "GET":
        return call
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "application/json":
        await read_json(call, request)
    elif content_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
        async with request.form(max_files=20, max_part_size=LARGEST_BODY) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    call.uploads[name] = Upload(value.filename or name, mime, await value.read())
                else:
                    call.arguments[name] = value
    return call


async def read_json(call: Call, request: Request) -> None:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object in the request body")
    for name, value in body.items():
        if value is not None:
            call.arguments[name] = value if isinstance(value, str) else json.dumps(value)
