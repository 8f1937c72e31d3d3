"""What happens to groups: the bot and people come and go, topics open and close, a group becomes a supergroup.

Called by the web chat and by tests; each event is what Telegram tells a bot about it.
"""

from __future__ import annotations

from playground.messages import Chat, Json, Kind, User
from playground.people import tell, tell_membership
from playground.world import World


def add_bot(world: World, chat: Chat, by: User, *, administrator: bool = False) -> None:
    with world.lock:
        old = chat.members.get(world.bot.id, "left")
        new = "administrator" if administrator else "member"
        chat.members[world.bot.id] = new
        tell_membership(world, chat, by, old=old, new=new)
        if old in ("left", "kicked"):
            serve(world, chat, by, {"new_chat_members": [world.bot.as_json()]})


def remove_bot(world: World, chat: Chat, by: User) -> None:
    with world.lock:
        old = chat.members.get(world.bot.id, "left")
        chat.members[world.bot.id] = "kicked"
        tell_membership(world, chat, by, old=old, new="kicked")
        world.place(chat, by, service={"left_chat_member": world.bot.as_json()})


def join(world: World, chat: Chat, user: User) -> None:
    with world.lock:
        chat.members[user.id] = "member"
        serve(world, chat, user, {"new_chat_members": [user.as_json()]})


def leave(world: World, chat: Chat, user: User) -> None:
    with world.lock:
        chat.members[user.id] = "left"
        serve(world, chat, user, {"left_chat_member": user.as_json()})


def rename(world: World, chat: Chat, by: User, title: str) -> None:
    with world.lock:
        chat.title = title
        serve(world, chat, by, {"new_chat_title": title})


def migrate(world: World, chat: Chat, by: User) -> Chat:
    """A basic group turns into a supergroup with a new id; both chats say so, once each."""
    with world.lock:
        members = [world.users[member] for member in chat.members if member != world.bot.id]
        upgraded = world.add_group(chat.title, members, supergroup=True)
        upgraded.members = dict(chat.members)
        chat.migrated_to = upgraded.id
        serve(world, chat, by, {"migrate_to_chat_id": upgraded.id})
        serve(world, upgraded, by, {"migrate_from_chat_id": chat.id})
        return upgraded


def delete(world: World, chat: Chat) -> None:
    with world.lock:
        chat.deleted = True
        world.publish("group", {"id": chat.id})


def open_topic(world: World, chat: Chat, by: User, name: str) -> int:
    """Returns the thread id, which is the id of the message that opened the topic."""
    with world.lock:
        message = world.place(chat, by, service={"forum_topic_created": {"name": name, "icon_color": 7322096}})
        message.thread_id = message.id
        chat.is_forum = True
        chat.topics[message.id] = True
        tell(world, "message", message)
        return message.id


def close_topic(world: World, chat: Chat, by: User, thread_id: int) -> None:
    with world.lock:
        chat.topics[thread_id] = False
        serve(world, chat, by, {"forum_topic_closed": {}})


def serve(world: World, chat: Chat, by: User, service: Json) -> None:
    """A service message: shown to people, and told to the bot whatever its privacy mode."""
    assert chat.kind is not Kind.private  # noqa: S101 - a mistake of a test, not of the bot
    tell(world, "message", world.place(chat, by, service=service))
