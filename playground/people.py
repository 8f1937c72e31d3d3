"""What people do: write, edit, tap, send files, stop the bot, ask inline. Each act becomes the bot's update.

Called by the web chat and by the tests' chat client; never by the bot's side.
"""

from __future__ import annotations

import secrets

from playground.formatting import Entity, Formatted, detect, read, sorted_entities
from playground.messages import Chat, Json, Kind, Message, StoredFile, User
from playground.refusals import Refusal, bad_request
from playground.world import Query, World

LONGEST_TEXT = 4096
LARGEST_FILE = 2_000_000_000


def say(
    world: World, user: User, chat: Chat, text: str, *, reply_to: Message | None = None, thread_id: int | None = None
) -> Message:
    """Write a text. Beyond 4 096 characters a person's app would cut it into several messages."""
    if not text.strip():
        raise bad_request("message text is empty")
    with world.lock:
        start_again(world, chat)
        formatted = Formatted(text[:LONGEST_TEXT]).trimmed()
        entities = tuple(sorted_entities(tuple(detect(formatted))))
        message = world.place(
            chat, user, text=formatted.text, entities=entities, reply_to=reply_to, thread_id=thread_id
        )
        tell(world, "message", message)
    rest = text[LONGEST_TEXT:]
    return say(world, user, chat, rest, reply_to=reply_to, thread_id=thread_id) if rest.strip() else message


def edit(world: World, message: Message, text: str) -> None:
    with world.lock:
        formatted = read(text, "")
        message.text, message.entities, message.edit_date = formatted.text, formatted.entities, world.now()
        world.publish("message", {"chat": message.chat.id, "message": message.id})
        tell(world, "edited_message", message)


def send_file(
    world: World, user: User, chat: Chat, file: StoredFile, *, caption: str = "", reply_to: Message | None = None
) -> Message:
    """A picture that Telegram can read is sent as a photo when it was stored as one."""
    with world.lock:
        start_again(world, chat)
        content: Json = {"photo": file} if file.size else {"document": file}
        message = world.place(chat, user, text=caption, reply_to=reply_to, **content)
        tell(world, "message", message)
        return message


def press(world: World, user: User, message: Message, data: str) -> Query:
    """Tap an inline button: the bot gets a callback query, and the tap waits for its answer."""
    with world.lock:
        known = [button.get("callback_data") for row in message.inline_rows for button in row]
        if data not in known:
            raise bad_request("MESSAGE_ID_INVALID")
        return forge_press(world, user, message, data)


def forge_press(world: World, user: User, message: Message, data: str) -> Query:
    """A tap with data that no button holds: a modified client can send it."""
    with world.lock:
        query = new_query(world, user, message=message, data=data)
        world.updates.add(
            "callback_query",
            {
                "id": query.id,
                "from": user.as_json(),
                "message": message.as_json(),
                "chat_instance": message.chat.instance,
                "data": data,
            },
        )
        return query


def ask_inline(world: World, user: User, text: str, *, chat_type: str = "sender", offset: str = "") -> Query:
    """Type `@bot text` somewhere."""
    with world.lock:
        query = new_query(world, user, data=text)
        shown = {
            "id": query.id, "from": user.as_json(), "query": text, "offset": offset, "chat_type": chat_type,
        }  # fmt: skip
        world.updates.add("inline_query", shown)
        return query


def choose_inline(world: World, query: Query, result_id: str, chat: Chat) -> Message:
    """Send one of the results that the bot offered; it arrives as the person's own message, via the bot."""
    with world.lock:
        results = (query.answer or {}).get("results", [])
        chosen = next((result for result in results if result["id"] == result_id), None)
        if chosen is None:
            raise bad_request("RESULT_ID_INVALID")
        content = chosen["input_message_content"]
        formatted = read(content["message_text"], content.get("parse_mode", ""), content.get("entities"))
        message = world.place(chat, query.user, text=formatted.text, entities=formatted.entities, via_bot=world.bot)
        world.updates.add(
            "chosen_inline_result",
            {"result_id": result_id, "from": query.user.as_json(), "query": query.data},
        )
        tell(world, "message", message)
        return message


def block(world: World, user: User) -> None:
    """Stop the bot: from now on it cannot write, and it is told so."""
    change_private(world, user, blocked=True)


def unblock(world: World, user: User) -> None:
    change_private(world, user, blocked=False)


def change_private(world: World, user: User, *, blocked: bool) -> None:
    with world.lock:
        chat = world.chats[user.id]
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        tell_membership(
            world, chat, user, old="kicked" if not blocked else "member", new="kicked" if blocked else "member"
        )
        world.publish("person", {"id": user.id})


def react(world: World, user: User, message: Message, emoji: str) -> None:
    with world.lock:
        old, message.reactions = message.reactions, (emoji,) if emoji else ()
        shown = [[{"type": "emoji", "emoji": one} for one in some] for some in (old, message.reactions)]
        world.updates.add(
            "message_reaction",
            {
                "chat": message.chat.as_json(), "message_id": message.id, "user": user.as_json(),
                "date": world.now(), "old_reaction": shown[0], "new_reaction": shown[1],
            },
        )  # fmt: skip


def start_again(world: World, chat: Chat) -> None:
    """Writing to a bot that one has stopped starts it again."""
    if chat.kind is Kind.private and chat.person:
        if chat.blocked:
            unblock(world, chat.person)
        chat.started = True


def new_query(world: World, user: User, *, data: str, message: Message | None = None) -> Query:
    query = Query(str(secrets.randbits(62)), user, world.timer(), message=message, data=data)
    world.queries[query.id] = query
    return query


def tell(world: World, kind: str, message: Message) -> None:
    """Queue the update if the bot gets to see this message."""
    if bot_sees(world, message):
        world.updates.add(kind, message.as_json())


def bot_sees(world: World, message: Message) -> bool:
    """Privacy mode: in a group only commands for it, replies to it, messages via it and service messages."""
    chat = message.chat
    if chat.kind is Kind.private:
        return True
    status = chat.members.get(world.bot.id)
    if status not in ("member", "administrator"):
        return False
    if not world.privacy_mode or status == "administrator" or message.service:
        return True
    answers = message.reply_to is not None and message.reply_to.sender.id == world.bot.id
    return answers or message.via_bot is world.bot or addresses(world, message.text, message.entities)


def addresses(world: World, text: str, entities: tuple[Entity, ...]) -> bool:
    for entity in entities:
        if entity.type == "bot_command":
            units = text.encode("utf-16-le")[entity.offset * 2 : (entity.offset + entity.length) * 2]
            _, at, name = units.decode("utf-16-le").partition("@")
            if not at or name.lower() == world.username.lower():
                return True
    return False


def tell_membership(world: World, chat: Chat, by: User, *, old: str, new: str) -> None:
    """my_chat_member: the bot's own standing in a chat changed."""
    world.updates.add(
        "my_chat_member",
        {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": world.now(),
            "old_chat_member": member_json(world.bot, old),
            "new_chat_member": member_json(world.bot, new),
        },
    )


ADMINISTRATOR_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories",
)  # fmt: skip


def member_json(user: User, status: str) -> Json:
    shown: Json = {"user": user.as_json(), "status": status}
    if status == "kicked":
        shown["until_date"] = 0
    elif status == "administrator":
        shown |= dict.fromkeys(ADMINISTRATOR_RIGHTS, True)
        shown |= {"can_be_edited": False, "is_anonymous": False, "can_pin_messages": True}
    elif status == "creator":
        shown["is_anonymous"] = False
    return shown


def must_be_open(chat: Chat) -> None:
    """Raised towards the person's side: nobody writes into a group that is gone."""
    if chat.deleted or chat.migrated_to:
        raise Refusal(400, "Bad Request: CHAT_WRITE_FORBIDDEN")
