"""The world as the page draws it: chats, messages, commands as JSON. Called by `webchat` only."""

from __future__ import annotations

import json

from playground.messages import Chat, Json, Message, StoredFile
from playground.world import Change, World

SERVICES = (
    "new_chat_members", "left_chat_member", "new_chat_title", "migrate_to_chat_id", "migrate_from_chat_id",
    "forum_topic_created", "forum_topic_closed",
)  # fmt: skip


def world_view(world: World) -> Json:
    with world.lock:
        return {
            "change": len(world.changes),
            "bot": {"id": world.bot.id, "name": bot_name(world), "username": world.username},
            "chats": [chat_view(world, chat) for chat in world.chats.values() if not chat.deleted],
            "commands": commands_view(world),
        }


def bot_name(world: World) -> str:
    names = [value["name"] for value in world.profile.values() if value.get("name")]
    return str(names[0]) if names else world.bot_name


def chat_view(world: World, chat: Chat) -> Json:
    members = [
        {"id": user_id, "name": world.users[user_id].first_name, "bot": user_id == world.bot.id}
        for user_id, status in chat.members.items()
        if status not in ("left", "kicked")
    ]
    return {
        "id": chat.id,
        "kind": chat.kind.value,
        "title": chat.person.first_name if chat.person else chat.title,
        "started": chat.started or chat.is_group,
        "blocked": chat.blocked,
        "closed": chat.migrated_to is not None,
        "members": members,
        "messages": [message_view(world, message) for message in world.history(chat.id)],
    }


def message_view(world: World, message: Message) -> Json:
    file = message.document or message.photo
    return {
        "id": message.id,
        "chat": message.chat.id,
        "sender": {
            "id": message.sender.id, "name": message.sender.first_name, "bot": message.sender is world.bot,
        },
        "date": message.date,
        "edited": message.edit_date is not None,
        "text": message.text,
        "entities": [entity.as_json() for entity in message.entities],
        "rows": [[button_view(button) for button in row] for row in message.inline_rows],
        "keyboard": [[button["text"] for button in row] for row in (message.markup or {}).get("keyboard", [])],
        "removes_keyboard": bool((message.markup or {}).get("remove_keyboard")),
        "file": file_view(file, is_photo=message.photo is not None) if file else None,
        "reply_to": quote_view(message.reply_to) if message.reply_to else None,
        "service": service_view(message),
        "pinned": message.id in message.chat.pinned,
        "reactions": list(message.reactions),
    }  # fmt: skip


def button_view(button: Json) -> Json:
    kinds = {"url": "url", "callback_data": "data", "copy_text": "copy"}
    kind = next((shown for name, shown in kinds.items() if name in button), "other")
    return {"text": button["text"], "kind": kind, "data": button.get("callback_data"), "url": button.get("url")}


def file_view(file: StoredFile, *, is_photo: bool) -> Json:
    return {
        "id": file.id, "name": file.name, "size": len(file.data), "mime": file.mime, "photo": is_photo,
        "dimensions": file.size,
    }  # fmt: skip


def quote_view(message: Message) -> Json:
    file = message.document or message.photo
    return {"id": message.id, "name": message.sender.first_name, "text": message.text or (file.name if file else "")}


def service_view(message: Message) -> Json | None:
    kind = next((kind for kind in SERVICES if kind in message.service), None)
    if kind is None:
        return None
    detail = message.service[kind]
    people = detail if isinstance(detail, list) else [detail]
    names = [person.get("first_name") or person.get("name", "") for person in people if isinstance(person, dict)]
    return {"kind": kind, "names": names, "title": detail if isinstance(detail, str) else ""}


def commands_view(world: World) -> Json:
    """Commands by language, those for everyone's private chat before the general ones."""
    found: Json = {}
    for key, value in world.profile.items():
        what, scope, language = json.loads(key)
        if what == "commands" and scope.get("type") in ("default", "all_private_chats"):
            found[language or "default"] = value["value"]
    return found


def change_view(world: World, change: Change) -> Json | None:
    """What the page needs to draw a change; None when nothing is left of it."""
    payload = change.payload
    if change.kind == "message":
        with world.lock:
            message = world.messages.get((payload["chat"], payload["message"]))
            if message is None or message.deleted:
                return None
            return {"kind": "message", "message": message_view(world, message)}
    if change.kind in ("person", "group"):
        with world.lock:
            chat = world.chats[payload["id"]]
            return {"kind": "chat", "chat": chat_view(world, chat)}
    if change.kind == "commands":
        return {"kind": "commands", "commands": commands_view(world)}
    return {"kind": change.kind, **payload}
